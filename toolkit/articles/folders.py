"""A folder of files: a data set with things beside it, a pile of pages, or several tables.

What is no article there is counted by kind. One bad page of a pile does not refuse the pile; a
table that is wrong does, for its owner can put it right.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from toolkit.articles.account import count_left_out, set_place
from toolkit.articles.files import TABLES, Choices, Raw, prepared, read_file, read_raw
from toolkit.articles.formats.recognition import BY_NAME, PAGES, SUPPORTED, suffix_of
from toolkit.articles.patterns import place_of
from toolkit.articles.schema import check_articles
from toolkit.errors import InputError

_DATA_SET = "articles"
_NOT_PAGES = ("readme", "license", "licence", "sources", "thumbs", "desktop")
_LONGEST_REASON = 120
_STUDY = "study.toml"
_RESOURCES = ("_files", "_fichiers", "_archivos", "-dateien", "_ملفات")


def read_folder(path: Path, choices: Choices, *, dates: str = "refuse") -> pd.DataFrame:
    """Read a folder into the article table.

    Raises
    ------
    InputError
        Nothing in it to read, two data sets, or a table that is wrong.
    """
    data_set = _data_set(path)
    if data_set is not None:
        others = [file for file in sorted(path.iterdir()) if file != data_set]
        count_left_out("beside_data_set", len(others), first=others[0].name if others else "")
        raw = read_file(data_set, choices)
        return check_articles(raw.table, file=data_set, outlet=choices.outlet, dates=dates)
    files = _sources(path, choices)
    if not files:
        raise InputError(f"{path}: nothing in this folder to read; supported: {SUPPORTED}")
    pages, tables = _read_all(files, path, choices)
    checked = [
        check_articles(table, file=file, outlet=choices.outlet,
                       dates="coerce" if form == "feed" else dates)
        for file, (form, table) in tables
    ]  # fmt: skip
    if pages:
        # As one table, since checking thirty thousand of them singly takes hours.
        checked.append(check_articles(_piled(pages), file=path, dates=dates))
    if len(checked) == 1:
        return checked[0]
    return check_articles(pd.concat(checked, ignore_index=True), file=path)


def _data_set(path: Path) -> Path | None:
    data_sets = [
        file
        for file in sorted(path.iterdir())
        if file.is_file()
        and file.name.split(".")[0] == _DATA_SET
        and BY_NAME.get(suffix_of(file)) in TABLES
    ]
    if len(data_sets) > 1:
        names = ", ".join(file.name for file in data_sets)
        raise InputError(f"{path}: holds {names}; say which one to read")
    return data_sets[0] if data_sets else None


def _sources(path: Path, choices: Choices) -> list[Path]:
    """The files to read; the others are counted by why not."""
    files = []
    for file in sorted(path.rglob("*")):
        kind = _why_not(file, path, choices)
        if kind:
            name = file.relative_to(path).as_posix()
            count_left_out(kind, first=name.encode("utf-8", "backslashreplace").decode())
        elif file.is_file():
            files.append(file)
    return files


def _why_not(file: Path, root: Path, choices: Choices) -> str:
    parts = file.relative_to(root).parts
    if file.is_dir():
        return "linked_folder" if file.is_symlink() else ""
    if any(part.startswith(".") for part in parts) or "__MACOSX" in parts:
        return "hidden_file"
    if any((above / _STUDY).is_file() for above in file.parents[: len(parts) - 1]):
        return "study_file"  # what a study below the pages has written is no page
    if any(part.lower().endswith(_RESOURCES) for part in parts[:-1]):
        return "resource_file"
    if file.name.split(".")[0].lower() in _NOT_PAGES:
        return "aside_file"
    if not is_written("/".join(parts)):
        return "unwritten_name"
    if suffix_of(file) not in BY_NAME or not file.is_file():
        return "other_file"
    if choices.pattern and place_of(file.relative_to(root), choices.pattern) is None:
        return "outside_pattern"
    return ""


def is_written(name: str) -> bool:
    """Whether a file's name is text; an identifier is made of it.

    Examples
    --------
    >>> is_written("خبر.txt"), is_written("\\udcc7.txt")
    (True, False)
    """
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _read_all(
    files: list[Path], root: Path, choices: Choices
) -> tuple[list[tuple[Path, Raw]], list[tuple[Path, Raw]]]:
    """Pages and dumps, whose rows are piled up; and tables, each with columns of its own."""
    pages: list[tuple[Path, Raw]] = []
    tables: list[tuple[Path, Raw]] = []
    first_error: InputError | None = None
    stems = dict(_stems(files, root))
    for file in files:
        set_place(file.relative_to(root).as_posix())
        try:
            raw = read_raw(file, choices.columns, sheet=choices.sheet)
            ready = prepared(raw.table, file, choices, form=raw.form, stem=stems[file])
        except InputError as error:
            if not _is_passed_over(file, error):
                raise
            first_error = first_error or error
            continue
        except Exception as error:
            # One file is the boundary of a fault: what a hostile page breaks in a library is its own.
            if BY_NAME[suffix_of(file)] not in PAGES:
                raise
            said = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_REASON]
            count_left_out("unread_file", first=said)
            first_error = first_error or InputError(f"{file}: cannot be read ({said})")
            continue
        (tables if raw.form in (*TABLES, "feed") else pages).append((file, Raw(raw.form, ready)))
    set_place("")
    if first_error and not pages and not tables:
        raise first_error
    return pages, tables


def _is_passed_over(file: Path, error: InputError) -> bool:
    """Whether a file that cannot be read leaves the others to be read; it is counted then."""
    if "the file is empty" in str(error) or "nothing but blanks" in str(error):
        count_left_out("empty_file")
        return True
    if BY_NAME[suffix_of(file)] in PAGES:
        reason = str(error).removeprefix(f"{file}: ")
        count_left_out("unread_file", first=reason)
        return True
    return False


def _stems(files: list[Path], root: Path) -> Iterator[tuple[Path, str]]:
    """What the identifiers of a file's articles begin with: its place, without the ending."""
    names = {file: file.relative_to(root).as_posix() for file in files}
    short = {file: re.sub(r"\.[^./]+(\.gz)?\Z", "", name) for file, name in names.items()}
    taken = Counter(short.values())
    for file in files:
        yield file, short[file] if taken[short[file]] == 1 else names[file]


def _piled(pages: list[tuple[Path, Raw]]) -> pd.DataFrame:
    return pd.concat([table for _, (_, table) in pages], ignore_index=True)
