"""What the main job works on: data to be scored, or tables that were scored before; where it may write."""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.study.choices import RunChoices
    from toolkit.study.study import Study

LOG = logging.getLogger(__name__)

# Of the choices of a run: those that going on from scored tables obeys.
_STILL_OPEN = ("language", "seed", "title", "query", "by", "within", "least")
# Options that are not named as their choices are.
_OPTIONS = {
    "agencies": "agency",
    "columns": "column",
    "all_languages": "all-languages",
    "lexicons": "lexicon",
}


class RunSource(NamedTuple):
    """What a run begins with; `scored` where nothing is to be scored anew."""

    choices: RunChoices
    articles: pd.DataFrame
    scored: Study | None


def run_source(data: Path, given: Mapping[str, Any], late: Mapping[str, Any]) -> RunSource:
    """Read what the main job works on.

    Parameters
    ----------
    data
        What was named.
    given
        Choices of this run by name; None is no choice.
    late
        Options of scoring alone, by name.
    """
    from dataclasses import replace

    from toolkit.study.choices import run_choices
    from toolkit.study.folder import open_study
    from toolkit.study.scored import open_scored, scored_place

    place = scored_place(data)
    if place is None:
        return RunSource(*open_study(data, given), None)
    refused = {name: value for name, value in given.items() if name not in _STILL_OPEN}
    named = {f"--{_OPTIONS.get(name, name)}": v for name, v in {**refused, **late}.items()}
    study = open_scored(data, place, named)
    choices = replace(run_choices(data, given), scored=place)
    return RunSource(choices, study.articles, study)


def run_lexicons(
    data: Path, given: Sequence[Path] | None, kept: Sequence[str] | None
) -> list[Path]:
    """The lexicons of a run: those given, else those that the study folder keeps.

    Raises
    ------
    InputError
        Where one is no lexicon, or two files have one name, under which a folder could not keep both.
    """
    from toolkit.errors import InputError
    from toolkit.measures.constructs import read_lexicons

    places = list(given or [])
    if not given:
        places = [data / name if (data / name).is_file() else Path(name) for name in kept or ()]
    read_lexicons(places)
    names = [place.name for place in places]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise InputError(f"--lexicon: two files are named {twice[0]}; rename one")
    return places


def ask_before_replacing(out: Path, data: Path, choices: RunChoices) -> None:
    """Ask at a terminal before the study of other data is written over; elsewhere say so.

    Raises
    ------
    typer.Abort
        Where the answer is no.
    """
    from toolkit.study.choices import is_study_folder, read_choices
    from toolkit.study.scored import scored_place

    if out.resolve() == data.resolve():
        return
    if is_study_folder(out):
        chosen = read_choices(out).get("run", {})
        place = chosen.get("data") or chosen.get("scored")
        source = (out / place).resolve() if place else out.resolve()
    elif scored_place(out) is not None:
        source = out.resolve()
    else:
        return
    if source in (data.resolve(), (data / (choices.data or choices.scored or "")).resolve()):
        return
    told = f"{out} holds another study, made from {source}"
    if _at_terminal():
        typer.confirm(f"{told}. Replace it?", abort=True, err=True)
    else:
        LOG.warning("%s: it is replaced", told)


def _at_terminal() -> bool:
    return sys.stdin.isatty() and sys.stderr.isatty()
