"""``study.toml``: every choice that made a study folder, so that one command makes it again."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from toolkit import __version__
from toolkit.errors import InputError

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
        "seed": int,
        "sample": int,
        "outlet": str,
        "agencies": list,
        "columns": list,
    },
}

LANGUAGES = ("en", "ar")

Choices = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class RunChoices:
    """The choices of the main job; `is_kept` where they stand in a study folder's file.

    Attributes
    ----------
    columns : list of str or None
        Pairs like ``body=text``.
    """

    language: str = "en"
    seed: int = 0
    sample: int | None = None
    outlet: str | None = None
    agencies: list[str] | None = None
    columns: list[str] | None = None
    data: str | None = None
    is_kept: bool = False

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
    kept = read_choices(folder).get("run", {}) if is_study_folder(folder) else {}
    chosen = {**kept, **{key: value for key, value in given.items() if value is not None}}
    language = chosen.get("language", "en")
    if language not in LANGUAGES:
        raise InputError(f"--language is {language}; give en or ar")
    return RunChoices(**chosen, is_kept=is_study_folder(folder))


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
    """Read a folder's ``study.toml``: one table a step, ``fetch`` and ``run``.

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
        data = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path}: no such file, so {folder} is no study folder") from None
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error})") from None
    return {step: _checked(data.get(step, {}), step, path) for step in _KINDS if step in data}


def write_choices(folder: str | Path, choices: Mapping[str, Mapping[str, Any]]) -> None:
    """Write choices into a folder's ``study.toml``, in place of those that stood there."""
    lines = [_HEAD, f"toolkit = {json.dumps(__version__)}"]
    for step in _KINDS:
        if step in choices:
            lines.append(f"\n[{step}]")
            given = {key: value for key, value in choices[step].items() if value is not None}
            lines += [f"{key} = {_value(given[key])}" for key in _KINDS[step] if key in given]
    path = Path(folder) / NAME
    part = path.with_name(f".{NAME}.part")
    part.write_text("\n".join(lines) + "\n", "utf-8")
    part.replace(path)


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
        if wrong or (kind is list and not all(isinstance(item, str) for item in value)):
            raise InputError(f"{path}: [{step}] {key}: {value!r} is of the wrong kind")
    return dict(table)


def _value(value: Any) -> str:
    """A value in TOML; JSON's texts, numbers, truth values and lists are TOML's, too."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
