"""Make a study's figures again from its tables and compare them byte by byte.

Beside each figure lies a note of the call that drew it and of the hash of its tables. What can have
changed since is told apart: the tables, the files, or the programs that draw.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.errors import InputError
from toolkit.figures.calls import compared_again, draw_call
from toolkit.figures.files import KINDS, save_figure
from toolkit.version import __version__

if TYPE_CHECKING:
    from toolkit.comparison import Comparison
    from toolkit.study.study import Study


@dataclass(frozen=True)
class Verified:
    """What came of drawing one figure again.

    Attributes
    ----------
    name : str
    problem : str
        Empty where all of its files are the same bytes.
    """

    name: str
    problem: str

    @property
    def same(self) -> bool:
        """Whether the figure is the same, byte by byte."""
        return not self.problem


def verify_figures(directory: str | Path) -> Iterator[Verified]:
    """Draw every figure of a study again and compare, one after the other, by name.

    Parameters
    ----------
    directory : path
        What `toolkit run` has written: the tables, and the figures in `figures`.

    Raises
    ------
    InputError
        Where the tables or the figures are missing.
    """
    from toolkit.study.study import read_study

    study = read_study(directory)
    place = Path(directory) / "figures"
    ends = (".json", *(f".{kind}" for kind in KINDS))
    names = sorted({file.stem for file in place.glob("*") if file.suffix in ends})
    if not names:
        raise InputError(f"{place}: no figures there; `toolkit run DATA --out {directory}` draws")
    return _verify_each(study, place, names)


def _verify_each(study: Study, place: Path, names: list[str]) -> Iterator[Verified]:
    # Comparing the outlets is the costly part, and one comparison serves all measures.
    compared: dict[str, Comparison] = {}
    for name in names:
        try:
            note = _read_note(place / f"{name}.json")
            problem = _difference(study, place / name, note, compared)
        except InputError as error:
            problem = str(error)
        yield Verified(name, problem)


def _read_note(file: Path) -> dict[str, Any]:
    try:
        note = json.loads(file.read_text("utf-8"))
        if isinstance(note["call"], dict) and isinstance(note["inputs"], str):
            return dict(note)
    except FileNotFoundError:
        raise InputError(f"{file.name} is missing, which says how it was drawn") from None
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise InputError(f"{file.name} does not say how it was drawn")


def _difference(
    study: Study, stem: Path, note: dict[str, Any], compared: dict[str, Comparison]
) -> str:
    call = note["call"]
    try:
        drawing, inputs = draw_call(study, call, comparison=_comparison(study, call, compared))
    except (TypeError, KeyError) as error:
        raise InputError(f"{stem.name}.json names a call that cannot be made ({error})") from None
    if inputs != note["inputs"]:
        return "the tables are not those that it was drawn from"
    with tempfile.TemporaryDirectory() as held:
        again = save_figure(
            drawing, drawing.table, Path(held) / stem.name, call=call, inputs_hash=inputs
        )
        wrong = [told for kind, file in again.items() if (told := _compared(stem, kind, file))]
    if wrong and (version := note.get("toolkit")) != __version__:
        wrong.append(f"it was drawn by version {version}, this is {__version__}")
    return "; ".join(wrong)


def _comparison(
    study: Study, call: dict[str, Any], compared: dict[str, Comparison]
) -> Comparison | None:
    if not call.get("comparison"):
        return None
    key = json.dumps(call["comparison"], sort_keys=True)
    if key not in compared:
        compared[key] = compared_again(study.scores, call)
    return compared[key]


def _compared(stem: Path, kind: str, made: Path) -> str:
    there = stem.parent / made.name
    if not there.is_file():
        return f"{kind} is missing"
    return "" if there.read_bytes() == made.read_bytes() else f"{kind} differs"
