"""The mark of a study: which folder may be written again, and which tables are of one run.

``study.toml`` holds under ``[study]`` the stamp of the tables and the names of the files that were
written with them. A folder without that file is somebody's own and is left alone; in one that has
it, what an earlier run wrote and this one does not is taken away, so that no old report stands
beside new tables.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pandas as pd

from toolkit.errors import InputError
from toolkit.output.whole import whole_folder
from toolkit.study.choices import is_study_folder, read_choices, write_choices

LOG = logging.getLogger(__name__)

STAMP = "stamp"
REPORT = "report.html"
_HEAD = 20_000  # bytes: a report's stamp stands before its style sheets
_REPORT_STAMP = re.compile(rb'<meta name="study-stamp" content="(\w+)">')
_DIGITS = 32


def check_place(out: str | Path, *, data: str | Path | None = None, force: bool = False) -> None:
    """Make sure that a study may be written into a folder: it is new, empty or a study already.

    Parameters
    ----------
    out
        The folder to write.
    data
        What is read; its folder is no place to write into unless it is a study, even by force.
    force
        Write among files that no study has written; those of the same names are replaced.

    Raises
    ------
    InputError
        The place is a file, or holds files of somebody's own.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> check_place(folder)
    >>> _ = (folder / "مقالات.csv").write_text("text", "utf-8")
    >>> check_place(folder)
    Traceback (most recent call last):
    ...
    toolkit.errors.InputError: ...: holds files that no study has written (مقالات.csv); name a new
    folder, or write among them with --force (force=True)
    """
    place = Path(out)
    if place.exists() and not place.is_dir():
        raise InputError(f"{out}: is a file; give a folder to write into")
    if not place.is_dir() or is_study_folder(place):
        return
    own = sorted(path.name for path in place.iterdir() if not path.name.startswith("."))
    if not own:
        return
    if data is not None and Path(data).resolve() in (place.resolve(), *_under(place)):
        raise InputError(f"{out}: is where the data lie; name another folder")
    if not force:
        raise InputError(
            f"{out}: holds files that no study has written ({own[0]}); name a new folder, or write "
            "among them with --force (force=True)"
        )


def stamp_of(tables: Mapping[str, pd.DataFrame]) -> str:
    """What tells the tables of one run from those of another: a hash of all that they hold.

    Examples
    --------
    >>> one = {"scores": pd.DataFrame({"article_id": ["خبر"], "words": [3]})}
    >>> stamp_of(one) == stamp_of({"scores": one["scores"].assign(words=4)})
    False
    """
    sink = _Hash()
    for name in sorted(tables):
        sink.write(name.encode("utf-8"))
        bare = tables[name].copy(deep=False)
        bare.attrs = {}
        bare.to_parquet(sink, index=False, compression=None)  # type: ignore[call-overload]
    return sink.hash.hexdigest()[:_DIGITS]


def stamped(table: pd.DataFrame, stamp: str) -> pd.DataFrame:
    """The table with its stamp, which Parquet keeps."""
    marked = table.copy(deep=False)
    marked.attrs = {**table.attrs, STAMP: stamp}
    return marked


def take_stamps(tables: dict[str, pd.DataFrame], folder: str | Path) -> None:
    """Take the stamps off tables that were read from one folder.

    Raises
    ------
    InputError
        Two are not of one run. A table without a stamp, which its owner has made, goes with any.
    """
    seen: dict[str, str] = {}
    for name, table in tables.items():
        stamp = table.attrs.pop(STAMP, None)
        if stamp is not None:
            seen.setdefault(str(stamp), name)
    if len(seen) > 1:
        first, second = list(seen.values())[:2]
        raise InputError(
            f"{folder}: {first}.parquet and {second}.parquet are not of one run; score the articles "
            "again"
        )
    _warn_of_others(Path(folder), *seen)


def _warn_of_others(folder: Path, stamp: str = "") -> None:
    """Tell of what stands beside the tables and is known not to be made of them."""
    if not stamp:
        return
    with suppress(OSError), (folder / REPORT).open("rb") as stream:
        found = _REPORT_STAMP.search(stream.read(_HEAD))
        if found and found[1].decode("ascii", "replace") != stamp:
            LOG.warning("%s: is of another run than the tables beside it; `toolkit run DATA --out "
                        "%s` makes it again", folder / REPORT, folder)  # fmt: skip
    if is_study_folder(folder):
        told = read_choices(folder).get("study", {}).get(STAMP, stamp)
        if told != stamp:
            LOG.warning("%s: its tables are not those that were written with its other files; score "
                        "the articles again", folder)  # fmt: skip


@contextmanager
def study_folder(
    out: str | Path, *, steps: tuple[str, ...] = ("fetch", "run")
) -> Iterator[tuple[Path, dict[str, str]]]:
    """A whole folder to write a study into, with its mark; on any error nothing is changed.

    Parameters
    ----------
    out
        The folder; see `check_place`.
    steps
        Whose kept choices stay.

    Yields
    ------
    tuple of path and dict
        Where to write, and what the mark is to say: put the stamp in there.
    """
    place = Path(out)
    known = read_choices(place) if is_study_folder(place) else {}
    before = known.get("study", {}).get("files", [])
    mark: dict[str, str] = {}
    with whole_folder(place, stale=before) as folder:
        yield folder, mark
        files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
        kept = {step: known[step] for step in steps if step in known}
        write_choices(folder, {**kept, "study": {**mark, "files": files}})


class _Hash:
    """Just enough of a file for Parquet to be written to; it is hashed, not kept."""

    closed = False

    def __init__(self) -> None:
        self.hash = hashlib.sha256()
        self.at = 0

    def write(self, data: bytes) -> int:
        self.hash.update(data)
        self.at += len(data)
        return len(data)

    def tell(self) -> int:
        return self.at

    def flush(self) -> None: ...

    def close(self) -> None: ...


def _under(place: Path) -> Iterator[Path]:
    """What lies in a folder: data from there may not be written over."""
    return (path.resolve() for path in place.iterdir())
