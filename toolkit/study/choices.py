"""``study.toml``: every choice that made a study folder, so that one command makes it again."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.output.whole import whole_file
from toolkit.study.grouping import check_groups
from toolkit.version import __version__

NAME = "study.toml"
_HEAD = (
    "# Every choice behind this folder. `toolkit run FOLDER` makes its tables, figures and report\n"
    "# again from what is kept here; `toolkit fetch` goes on where it stopped.\n"
)
_KINDS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "fetch": {
        "manifest": str,
        "delay": (int, float),
        "archive": str,
        "allow_private": bool,
        "all_languages": bool,
        "sites": str,
    },
    "run": {
        "data": str,
        "language": str,
        "title": str,
        "query": str,
        "seed": int,
        "sample": int,
        "outlet": str,
        "agencies": list,
        "columns": list,
        "all_languages": bool,
        "languages": list,
        "by": str,
        "within": str,
        "least": int,
        "sheet": str,
        "pattern": str,
        "dates": str,
        "mend": bool,
        "actors": str,
        "lexicons": list,
        "scored": str,
    },
    "study": {"stamp": str, "files": list},
}

_TABLES = ", ".join([*(f"[{step}]" for step in _KINDS), "[groups.COLUMN]"])

_WORDS: dict[type | tuple[type, ...], str] = {
    str: 'a text in quotation marks, as in "ar"',
    int: "a whole number",
    (int, float): "a number",
    bool: "true or false",
    list: 'a list of texts, as in ["a", "b"]',
}

LANGUAGES = ("en", "ar")
_SHARED = (
    "language",
    "title",
    "query",
    "seed",
    "agencies",
    "all_languages",
    "languages",
    "by",
    "within",
    "least",
)
_GROUPS = "groups"
LEAST = 3
"""Groups with fewer articles are not compared by `toolkit run`, if nobody says otherwise."""
NONE = "none"
"""What says that articles are not to be matched."""

Choices = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class RunChoices:
    """The choices of the main job; `is_kept` where they stand in a study folder's file.

    Attributes
    ----------
    query : str or None
        How the articles were found, in the researcher's words.
    columns : list of str or None
        Pairs like ``body=text``.
    actors : str or None
        The file of corrected actors in the study folder.
    by, within : str or None
        The columns of the groups and of the strata in which articles are matched.
    least : int or None
        So many articles a group must have to be compared.
    languages : list of str or None
        Those whose articles are kept; they go before `all_languages` of the fetching.
    groups : dict or None
        Order, labels and colours of groups, as `toolkit.declare_groups` takes them.
    lexicons : list of str or None
        Lexicons of one's own: files in the study folder, or names of shipped ones.
    scored : str or None
        The folder that holds the tables as they were scored, where the run went on from there.
    """

    language: str = "en"
    title: str | None = None
    query: str | None = None
    seed: int = 0
    sample: int | None = None
    outlet: str | None = None
    agencies: list[str] | None = None
    columns: list[str] | None = None
    all_languages: bool | None = None
    actors: str | None = None
    lexicons: list[str] | None = None
    scored: str | None = None
    sheet: str | None = None
    pattern: str | None = None
    dates: str | None = None
    mend: bool | None = None
    by: str | None = None
    within: str | None = None
    least: int | None = None
    languages: list[str] | None = None
    groups: dict[str, Any] | None = None
    data: str | None = None
    is_kept: bool = False
    fetched_all_languages: bool = False

    @property
    def takes_all_languages(self) -> bool:
        """Whether articles in other languages stay: as chosen, else as they were fetched."""
        if self.all_languages is None:
            return self.fetched_all_languages and self.languages is None
        return self.all_languages

    def table(self) -> dict[str, Any]:
        """The choices as the file holds them."""
        return {key: getattr(self, key) for key in _KINDS["run"]}


def run_choices(folder: str | Path, given: Mapping[str, Any]) -> RunChoices:
    """The choices of a run: those given, else those kept in the folder, else the usual ones.

    Raises
    ------
    InputError
        A language that no label is written in, or an unreadable file.
    """
    known = read_choices(folder) if is_study_folder(folder) else {}
    kept, fetched = known.get("run", {}), known.get("fetch", {})
    chosen = {**kept, **{key: value for key, value in given.items() if value is not None}}
    language = chosen.get("language", "en")
    if language not in LANGUAGES:
        raise InputError(f"--language is {language}; give en or ar")
    return RunChoices(
        **chosen,
        groups=known.get(_GROUPS),
        is_kept=is_study_folder(folder),
        fetched_all_languages=fetched.get("all_languages", False),
    )


def shared_choices(folder: str | Path) -> Choices:
    """The choices of a run that hold for the same articles on another machine.

    Where the articles came from, and how they were drawn and named, is settled by then.
    """
    known = read_choices(folder)
    fetched = known.get("fetch", {}).get("all_languages")
    chosen = {"all_languages": fetched or None, **known.get("run", {})}
    shared = {"run": {key: value for key, value in chosen.items() if key in _SHARED}}
    return shared | {key: known[key] for key in (_GROUPS,) if key in known}


def column_mapping(columns: Sequence[str] | None) -> dict[str, str] | None:
    """Read pairs like ``body=text`` into a mapping; None where there are none.

    Raises
    ------
    InputError
        Half a pair.

    Examples
    --------
    >>> column_mapping(["النص=text"])
    {'النص': 'text'}
    """
    if not columns:
        return None
    pairs = [column.partition("=") for column in columns]
    for own, _, ours in pairs:
        if not own or not ours:
            raise InputError(f"--column {own or ours}: give your column and ours, as in body=text")
    return {own: ours for own, _, ours in pairs}


def read_choices(folder: str | Path) -> Choices:
    """Read a folder's ``study.toml``: one table a step, ``groups``, and ``study``, its mark.

    Raises
    ------
    InputError
        Missing, not TOML, or a choice that nobody knows or of the wrong kind; it is named.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_choices(folder, {"run": {"seed": 3, "agencies": ["وكالة المغرب العربي للأنباء"]}})
    >>> read_choices(folder)["run"]["agencies"]
    ['وكالة المغرب العربي للأنباء']
    """
    path = Path(folder) / NAME
    try:
        # A byte-order mark is what some editors put in front.
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise InputError(f"{path}: no such file, so {folder} is no study folder") from None
    except (
        OSError,
        ValueError,
        RecursionError,
    ) as error:  # ValueError: no UTF-8, no TOML, no number
        raise InputError(f"{path}: cannot be read ({error})") from None
    unknown = [key for key in data if key not in (*_KINDS, _GROUPS, "toolkit")]
    if unknown:
        raise InputError(f"{path}: {unknown[0]}: no such table; there are {_TABLES}")
    choices = {step: _checked(data[step], step, path) for step in _KINDS if step in data}
    if _GROUPS in data:
        choices[_GROUPS] = check_groups(data[_GROUPS], where=f"{path}: {_GROUPS}")
    return choices


def write_choices(folder: str | Path, choices: Mapping[str, Mapping[str, Any]]) -> None:
    """Write choices into a folder's ``study.toml``, in place of those that stood there."""
    lines = [_HEAD, f"toolkit = {json.dumps(__version__)}"]
    for step in _KINDS:
        if step in choices:
            lines.append(f"\n[{step}]")
            given = {key: value for key, value in choices[step].items() if value is not None}
            lines += [f"{key} = {_value(given[key])}" for key in _KINDS[step] if key in given]
    for column, declared in choices.get(_GROUPS, {}).items():
        lines.append(f"\n[{_GROUPS}.{_value(column)}]")
        for key, value in declared.items():
            pairs = value.items() if isinstance(value, Mapping) else ()
            inline = ", ".join(f"{_value(name)} = {_value(told)}" for name, told in pairs)
            lines.append(f"{key} = {{{inline}}}" if isinstance(value, Mapping) else
                         f"{key} = {_value(value)}")  # fmt: skip
    path = Path(folder) / NAME
    with whole_file(path) as part:
        part.write_text("\n".join(lines) + "\n", "utf-8")


def is_study_folder(folder: str | Path) -> bool:
    """Say whether a folder holds a ``study.toml``."""
    return (Path(folder) / NAME).is_file()


def _checked(table: Any, step: str, path: Path) -> dict[str, Any]:
    if not isinstance(table, dict):
        raise InputError(f"{path}: {step} is no table; write [{step}] above its choices")
    for key, value in table.items():
        if key not in _KINDS[step]:
            allowed = ", ".join(_KINDS[step])
            raise InputError(f"{path}: [{step}] {key}: no such choice; there are {allowed}")
        kind = _KINDS[step][key]
        wrong = not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)
        if key in ("seed", "sample") and not wrong and value < (key == "sample"):
            raise InputError(f"{path}: [{step}] {key}: {value} is too small; give {int(key == 'sample')} or more")  # fmt: skip
        if wrong or (kind is list and not all(isinstance(item, str) for item in value)):
            raise InputError(f"{path}: [{step}] {key}: {value!r} is not {_WORDS[kind]}")
    return dict(table)


def _value(value: Any) -> str:
    """A value in TOML; JSON's texts, numbers, truth values and lists are TOML's, too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
