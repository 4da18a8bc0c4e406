"""What a file is, by what it holds; its name is asked where that does not tell.

A table that is called .txt is a table, a page that is called .xml is a page. The signs are those
of the forms themselves: first bytes, members of a ZIP, a first line that names columns.
"""

import json
import re
import zipfile
from collections.abc import Collection
from pathlib import Path

from toolkit.articles.account import open_account
from toolkit.articles.encodings import decode
from toolkit.articles.formats.ant import is_ant
from toolkit.articles.formats.delimited import looks_delimited, looks_headless
from toolkit.articles.formats.exports import is_raw_gdelt
from toolkit.articles.formats.factiva_displays import is_factiva_article, is_factiva_html
from toolkit.articles.formats.nexis_uni import is_nexis_uni
from toolkit.articles.formats.press_databases import is_factiva, is_lexis
from toolkit.errors import InputError

BY_NAME = {
    ".csv": "delimited", ".tsv": "delimited", ".tab": "delimited",
    ".jsonl": "json", ".ndjson": "json", ".json": "json",
    ".parquet": "parquet",
    ".xlsx": "workbook", ".xlsm": "workbook", ".xls": "workbook", ".xlsb": "workbook",
    ".ods": "workbook",
    ".xml": "feed", ".rss": "feed", ".atom": "feed",
    ".ris": "references",
    ".warc": "web_archive", ".wacz": "web_archive",
    ".txt": "text_page", ".html": "html_page", ".htm": "html_page", ".xhtml": "html_page",
    ".mhtml": "mhtml_page", ".mht": "mhtml_page", ".webarchive": "webarchive_page",
    ".docx": "docx_page", ".odt": "odt_page", ".pdf": "pdf_page", ".rtf": "rtf_page",
}  # fmt: skip
"""The form that a name promises."""

PAGES = frozenset(form for form in BY_NAME.values() if form.endswith("_page"))
"""The forms of which a file is one article, save dumps of databases."""

SUPPORTED = ", ".join(sorted(BY_NAME)) + ", each also as .gz, or a folder of them"
_DUMPS = (
    ("ant", is_ant),
    ("factiva", is_factiva),
    ("lexis", is_lexis),
    ("nexis_uni", is_nexis_uni),
    ("factiva_article", is_factiva_article),
)
_MEMBERS = (
    ("xl/workbook.xml", "workbook"),
    ("xl/workbook.bin", "workbook"),
    ("word/document.xml", "docx_page"),
    ("datapackage.json", "web_archive"),
)
_MIMETYPES = {"spreadsheet": "workbook", "text": "odt_page"}
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip
_FEED = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<\?[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b",
                   re.IGNORECASE | re.DOTALL)  # fmt: skip
_MHTML = re.compile(
    r"\A(?:[\w-]+: .*\r?\n(?:[ \t].*\r?\n)*)*?Content-Type: multipart/related", re.I
)
_RIS = re.compile(r"\s*TY  ?- ?[A-Z]+\s")
# Rows that would be taken for one article.
_NO_TEXTS = (
    (re.compile(r"(?:\s*(?:--|#|/\*).*\n|\s*SET .*;\s*\n|\s*DROP .*;\s*\n)*\s*(?:INSERT INTO|CREATE TABLE)\s", re.I),
     "the commands of a database (SQL); export the table as CSV"),
    (re.compile(r"\s*\[\s*\{\s*'[^'\n]{1,60}'\s*:"),
     "a list as Python prints it; write it by json.dump, or as CSV"),
)  # fmt: skip
_HEAD = 200_000
_MOST_BYTES = 2_000_000
_MANY_TABS = 20  # GDELT's raw tables have 26 and 60 tabs a line


def suffix_of(path: Path) -> str:
    """The ending of a name that tells the form, without ``.gz``.

    Examples
    --------
    >>> suffix_of(Path("articles.JSONL.gz"))
    '.jsonl'
    """
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes[-1:] == [".gz"]:
        suffixes = suffixes[:-1]
    return suffixes[-1] if suffixes else ""


def form_of(raw: bytes, path: Path, *, names: Collection[str] = ()) -> str:
    """The form of a file's content: one of `BY_NAME`, or a dump of a database.

    Parameters
    ----------
    raw
        Its bytes, decompressed.
    path
        Its name, which tells where the content does not.
    names
        The user's own column names.

    Raises
    ------
    InputError
        A ZIP of something else, a table without names of columns, or neither content nor name tell.

    Examples
    --------
    >>> form_of("outlet\\ttext\\nالعلم\\tقال نعم.\\n".encode(), Path("a.txt"))
    'delimited'
    """
    by_name = BY_NAME.get(suffix_of(path), "")
    form = _binary(raw, path, by_name)
    if not form:
        text = _head(raw, path)
        form = (text and _of_text(text, path, names, by_name)) or by_name
    if not form:
        raise InputError(f"{path}: files of this kind are not read; supported: {SUPPORTED}")
    return form


def _binary(raw: bytes, path: Path, by_name: str) -> str:
    if raw.startswith(b"PK\x03\x04"):
        return _of_zip(raw, path, by_name)
    for sign, form in (
        (b"PAR1", "parquet"),
        (b"%PDF", "pdf_page"),
        (b"WARC/", "web_archive"),
        (b"bplist00", "webarchive_page"),
        (b"{\\rtf", "rtf_page"),
    ):
        if raw.startswith(sign):
            return form
    if raw.startswith(b"\xd0\xcf\x11\xe0") and by_name == "workbook":
        return "workbook"
    return ""


def _of_zip(raw: bytes, path: Path, by_name: str) -> str:
    import io

    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            members = set(archive.namelist())
            mimetype = archive.read("mimetype")[:200].decode("ascii", "replace") if (
                "mimetype" in members and archive.getinfo("mimetype").file_size < 200
            ) else ""  # fmt: skip
    except Exception:
        # A damaged ZIP makes zipfile and zlib raise nearly anything; the reader of its form says so.
        if by_name in ("", "delimited", "json", "text_page", "html_page", "feed"):
            raise InputError(f"{path}: not a text file but a damaged ZIP; copy it again") from None
        return by_name
    for member, form in _MEMBERS:
        if member in members:
            return form
    for word, form in _MIMETYPES.items():
        if mimetype.endswith(f"opendocument.{word}"):
            return form
    if any(name.startswith("archive/") and ".warc" in name for name in members):
        return "web_archive"
    raise InputError(f"{path}: a ZIP; unpack it, and name the folder or the file in it")


def _head(raw: bytes, path: Path) -> str:
    """The first million characters; ``""`` where they are no text. What is odd is told later."""
    if len(raw) > _MOST_BYTES:
        raw = raw[: raw.rfind(b"\n", 0, _MOST_BYTES) + 1 or _MOST_BYTES]
    with open_account(""):
        try:
            return decode(raw, path)
        except InputError:
            return ""


def _of_text(text: str, path: Path, names: Collection[str], by_name: str) -> str:
    head = text[:_HEAD]
    form = _marked_up(head)
    if form:
        return form
    if _is_json(text):
        return "json"
    form = next((form for form, is_form in _DUMPS if is_form(text)), "")
    if form:
        return form
    for sign, what in _NO_TEXTS:
        if sign.match(head):
            raise InputError(f"{path}: {what}")
    if head.partition("\n")[0].count("\t") > _MANY_TABS and is_raw_gdelt(text):
        return "gdelt"
    if by_name in ("delimited", "feed", "references", "mhtml_page"):
        return ""
    return _table(head, path, names, by_name)


def _marked_up(head: str) -> str:
    """The form that a text's first lines state."""
    if _HTML.match(head):
        return "factiva_html" if is_factiva_html(head) else "html_page"
    signs = ((_FEED, "feed"), (_MHTML, "mhtml_page"), (_RIS, "references"))
    return next((form for sign, form in signs if sign.match(head)), "")


def _table(head: str, path: Path, names: Collection[str], by_name: str) -> str:
    if looks_delimited(head, names=names):
        return "delimited"
    if by_name not in ("json", "html_page") and looks_headless(head):
        fields = head.partition("\n")[0].count("\t") + 1
        raise InputError(
            f"{path}: looks like a table without the names of its columns ({fields} of them, "
            "between tabs); write them into a first line, as in text, outlet"
        )
    return ""


def _is_json(text: str) -> bool:
    start = text.lstrip()[:1]
    if start not in ("{", "["):
        return False
    if re.match(r'\s*(?:\{\s*"|\[\s*\{\s*")', text):
        return True
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
