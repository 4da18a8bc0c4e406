"""Files and folders that are there whole or not at all.

Each is written beside its place and moved there at the end: an interrupted run, a full disk or an
error on the way leaves what was there before, and nothing half-written.
"""

import errno
import os
import platform
import re
import shutil
import stat
import tempfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from toolkit.errors import InputError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What a disk says that takes no more; anything else is no fault of the place."""


@contextmanager
def whole_file(path: str | Path) -> Iterator[Path]:
    """A path to write a file at, moved to its place at the end; on any error nothing is changed.

    Where the place is a link, what it points to is written, and the link stays.

    Raises
    ------
    InputError
        The place is no file, cannot be written, or the disk is full.

    Examples
    --------
    >>> place = Path(tempfile.mkdtemp()) / "scores.csv"
    >>> with whole_file(place) as part:
    ...     _ = part.write_text("words")
    >>> [file.name for file in place.parent.iterdir()]
    ['scores.csv']
    """
    place = Path(os.path.realpath(path))
    _check_file(place, path)
    part = place.with_name(f".{place.name}.part")
    try:
        yield part
        part.replace(place)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({_reason(error)})") from None
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: str | Path, text: str) -> Path:
    """Write a text as UTF-8 beside its place and move it there.

    Raises
    ------
    InputError
        Where the place cannot be written to.

    Examples
    --------
    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp()) / "صفحة.html"
    >>> write_whole(place, "<p>خبر</p>").read_text("utf-8")
    '<p>خبر</p>'
    """
    with whole_file(path) as part:
        # A lone surrogate, which JSON can bring in, has no UTF-8 form: it becomes a question mark.
        part.write_bytes(text.encode("utf-8", "replace"))
    return Path(path)


@contextmanager
def whole_folder(directory: str | Path, *, stale: Iterable[str] = ()) -> Iterator[Path]:
    """A new folder to write into, moved to its place at the end; on any error nothing is changed.

    What the place held before under the same names is replaced, other files stay.

    Parameters
    ----------
    directory
        The place.
    stale
        Files in there, by their places below it, that go at the end unless they are written anew.

    Raises
    ------
    InputError
        The place is a file, or cannot be written, or the disk is full.

    Examples
    --------
    >>> place = Path(tempfile.mkdtemp()) / "out"
    >>> with whole_folder(place) as folder:
    ...     _ = (folder / "scores.csv").write_text("words")
    >>> [file.name for file in place.iterdir()]
    ['scores.csv']
    """
    place = Path(directory).resolve()
    if place.exists() and not place.is_dir():
        raise InputError(f"{directory}: is a file; give a folder to write into")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _clear_stale(place)
        own = f".{place.name}-{_machine()}-{os.getpid()}-"
        made = Path(tempfile.mkdtemp(prefix=own, dir=place.parent))
    except OSError as error:
        raise InputError(f"{directory}: cannot be written ({_reason(error)})") from None
    try:
        yield made
        made.chmod(0o755)
        gone = [name for name in stale if not (made / name).exists()]
        _move_into(made, place)
        _take_away(gone, place)
    except OSError as error:
        if error.errno in _FULL:
            raise InputError(f"{directory}: cannot be written ({_reason(error)})") from None
        raise
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _move_into(made: Path, place: Path) -> None:
    if not place.exists():
        made.rename(place)
        return
    for new in sorted(made.iterdir()):
        old = place / new.name
        if new.is_dir() and old.is_dir():
            _move_into(new, old)
            continue
        if old.is_dir():  # a table that was a folder of parts
            shutil.rmtree(old)
        elif new.is_dir():
            old.unlink(missing_ok=True)
        new.replace(old)


def _clear_stale(place: Path) -> None:
    """Remove what a killed run of this machine has left beside the place."""
    name = re.compile(rf"\.{re.escape(place.name)}-{_machine()}-(\d{{1,9}})-\w{{8}}")
    for path in place.parent.iterdir():
        found = name.fullmatch(path.name)
        if found and not _is_alive(int(found[1])):
            shutil.rmtree(path, ignore_errors=True)


def _machine() -> str:
    """Name the machine in a few signs: a process of another one may be at work in a shared folder."""
    return f"{zlib.crc32(platform.node().encode()):08x}"


def _is_alive(process: int) -> bool:
    if os.name != "posix":
        return True  # to ask is to end it there
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True


def _take_away(names: Iterable[str], place: Path) -> None:
    """Remove files below the place, and their folders where these are empty then."""
    for name in names:
        file = place / name
        if place not in file.resolve().parents or not file.is_file():
            continue  # a name that leads elsewhere was not written by us
        file.unlink()
        if file.parent != place and not any(file.parent.iterdir()):
            file.parent.rmdir()


def _check_file(place: Path, given: str | Path) -> None:
    """A folder, a device or a pipe is no place for a file; to move one there would destroy it."""
    try:
        mode = place.stat().st_mode
    except OSError:
        return  # nothing there yet, or nothing that can be looked at: writing will say
    if stat.S_ISDIR(mode):
        raise InputError(f"{given}: is a folder; give a file to write")
    if not stat.S_ISREG(mode):
        raise InputError(f"{given}: is a device or a pipe, and no file; give a file to write")


def _reason(error: OSError) -> str:
    """The system's own words; libraries put theirs, of many lines, into the error's text."""
    return os.strerror(error.errno) if error.errno else " ".join(str(error).split())[:200]
