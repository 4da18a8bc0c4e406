"""Bytes to text, for the files that people really have.

UTF-8 and UTF-16 with or without a byte-order mark, Windows-1256 as Arabic Excel writes it and
ISO 8859-6 as old sites do. The two single-byte encodings share their first letters, so that both
always decode; the one in which more words open with the article ``ال`` is the right one. Where
files of two encodings were put together, each line is decoded by its own. A file that is no text
at all is refused. Gzip is undone here too, with a bound on what comes out.
"""

import codecs
import gzip
import io
import re
import zlib
from pathlib import Path

from toolkit.articles.account import count_noted
from toolkit.articles.bounds import as_megabytes, most_bytes
from toolkit.errors import InputError

GZIP = b"\x1f\x8b"
_BINARY = {
    b"PK\x03\x04": "a ZIP or Excel file; name it .xlsx, or save the sheet as CSV (UTF-8)",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file; save the sheet as CSV (UTF-8)",
    b"PAR1": "a Parquet file; name it .parquet",
    b"%PDF": "a PDF; export its text",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"SQLite format 3": "a database; export the table as CSV",
    b"\x7fELF": "a program",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SINGLE_BYTE = ("cp1256", "iso8859-6")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")
# Bytes that are UTF-8 throughout are text: signs 80 to 9f come of a wrong encoding (mojibake).
_CONTROL_UTF8 = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_ARABIC = re.compile("[\u0621-\u064a]")
_DEFINITE = re.compile(r"(?<![\u0621-\u064a])ال[\u0621-\u064a]{2}")
_SAMPLE = 200_000
_PIECE = 2**20
# A stray control character or two stands in many pages; a compiled file is full of them.
_CONTROL_SHARE = 0.02
# A line with one broken sequence in a hundred characters is still the UTF-8 that it was written as.
_BROKEN_SHARE = 0.01
# Three letters in a row are in UTF-8 by no accident.
_SURE = re.compile("[\u0621-\u064a]{3}")


def read_bytes(path: Path) -> bytes:
    """Read a file whole, through gzip where its first bytes say so.

    Raises
    ------
    InputError
        The file is missing, unreadable, empty, too large for this machine (`most_bytes`), or its gzip is cut short.
    """
    refuse_pipe(path)
    try:
        if (size := path.stat().st_size) > most_bytes():
            raise InputError(
                f"{path}: {as_megabytes(size)}, and this machine has memory for files of "
                f"{as_megabytes(most_bytes())}; split it, or write it as JSON Lines or Parquet"
            )
        raw = path.read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file or folder") from None
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror or error})") from None
    if raw.startswith(GZIP):
        raw = _gunzip(raw, path)
    if not raw.strip():
        raise InputError(f"{path}: the file is empty")
    return raw


def refuse_pipe(path: Path) -> None:
    """Refuse a pipe or a device: it cannot be looked at before it is read, and may never end.

    Raises
    ------
    InputError
        Says what to do.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        raise InputError(f"{path}: is a pipe or a device; save what comes out of it as a file")


def decode(raw: bytes, path: Path, *, declared: str | None = None) -> str:
    """Decode the bytes of a text file; `declared` is an encoding that the file claims for itself.

    Raises
    ------
    InputError
        The bytes are not text, or text in none of the encodings known here.

    Examples
    --------
    >>> decode("قال الوزير".encode("cp1256"), Path("a.csv"))
    'قال الوزير'
    """
    for magic, kind in _BINARY.items():
        if raw.startswith(magic):
            raise InputError(f"{path}: not a text file but {kind}")
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _checked(raw[len(mark) :].decode(encoding, errors="replace"), path)
    wide = _utf16(raw)
    if wide is not None:
        return _checked(wide, path)
    try:
        return _checked(raw.decode("utf-8"), path, control=_CONTROL_UTF8)
    except UnicodeDecodeError:
        pass
    text = _declared(raw, declared)
    if text is None or _SURE.search(raw.decode("utf-8", errors="ignore")):
        text = _line_by_line(raw)
    return _checked(text, path)


def _gunzip(raw: bytes, path: Path) -> bytes:
    """Undo gzip piece by piece: no more is asked for than comes, and no more taken than is allowed."""
    bound = most_bytes()
    out = bytearray()
    try:
        with gzip.open(io.BytesIO(raw)) as stream:
            while piece := stream.read(_PIECE):
                out += piece
                if len(out) > bound:
                    raise InputError(
                        f"{path}: more than {as_megabytes(bound)} once decompressed, too much for "
                        "the memory of this machine; split it"
                    )
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise InputError(
            f"{path}: the gzip file is cut short or damaged; download or copy it again"
        ) from None
    return bytes(out)


def _utf16(raw: bytes) -> str | None:
    """UTF-16 without its mark: the upper byte of every blank and line break is zero."""
    head = raw[:_SAMPLE]
    for encoding, zero in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[zero::2].count(0) > head[1 - zero :: 2].count(0):
            text = raw.decode(encoding, errors="replace")
            if len(_ARABIC.findall(text[:_SAMPLE])) > len(text[:_SAMPLE]) / 4:
                return text
    return None


def _line_by_line(raw: bytes) -> str:
    """Text whose lines are in UTF-8 or a single-byte encoding, each in its own."""
    lines = raw.split(b"\n")
    odd: list[int] = []
    texts: list[str | None] = []
    for number, line in enumerate(lines):
        try:
            texts.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            odd.append(number)
            texts.append(_nearly_utf8(line))
    other = [number for number in odd if texts[number] is None]
    broken = [number for number in odd if texts[number] is not None]
    if broken:
        count_noted("broken_characters", len(broken), first=f"line {broken[0] + 1}")
    if other:
        single = _single_byte(b"\n".join(lines[number] for number in other)).split("\n")
        for number, text in zip(other, single, strict=True):
            texts[number] = text
        # Lines in Latin letters alone are in every encoding.
        rest = set(range(len(texts))).difference(other)
        if any(_SURE.search(texts[number] or "") for number in rest):
            count_noted("mixed_encodings", len(other), first=f"line {other[0] + 1}")
    return "\n".join(text or "" for text in texts)


def _nearly_utf8(line: bytes) -> str | None:
    """A line of UTF-8 with a broken sequence or two; None where it is in another encoding."""
    text = line.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    letters = len(_ARABIC.findall(text))
    few = broken <= max(_BROKEN_SHARE * len(text), 1) and broken <= letters
    return text if few and _SURE.search(text) else None


def _declared(raw: bytes, declared: str | None) -> str | None:
    if not declared:
        return None
    try:
        text = raw.decode(declared)
    except (LookupError, ValueError):  # ValueError: no such letters, or a name that is no name
        return None
    return text if _ARABIC.search(text) else None


def _single_byte(raw: bytes) -> str:
    texts = [raw.decode(encoding, errors="replace") for encoding in _SINGLE_BYTE]
    counts = [len(_DEFINITE.findall(text[:_SAMPLE])) for text in texts]
    return texts[1] if counts[1] > counts[0] else texts[0]


def _checked(text: str, path: Path, *, control: re.Pattern[str] = _CONTROL) -> str:
    head = text[:_SAMPLE]
    if len(control.findall(head)) > _CONTROL_SHARE * len(head):
        raise InputError(
            f"{path}: not a text file (or in an encoding other than UTF-8, UTF-16 or Windows-1256)"
        )
    return text
