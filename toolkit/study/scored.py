"""A folder of tables that `toolkit score` has written, for the main job to go on from.

Nothing is scored anew: what the scoring was told (its lexicons, agencies, corrected actors) stands
in the tables and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.articles.duplicates import flag_duplicates
from toolkit.errors import InputError
from toolkit.study.choices import is_study_folder, read_choices
from toolkit.study.study import Study, read_study

_SIGNS = ("articles", "attributions", "scores")
_FLAGS = ("duplicate_of", "duplicate_kind")


def scored_place(folder: str | Path) -> str | None:
    """Where a folder has its scored tables, relative to it; None where they are scored anew.

    Examples
    --------
    >>> scored_place("لا مجلد") is None
    True
    """
    place = Path(folder)
    if is_study_folder(place) and "run" in (choices := read_choices(place)):
        kept: str | None = choices["run"].get("scored")
        return kept
    return "." if all((place / f"{name}.parquet").exists() for name in _SIGNS) else None


def open_scored(folder: str | Path, place: str, options: Mapping[str, Any]) -> Study:
    """Read the scored tables, with the duplicates among the articles flagged.

    Parameters
    ----------
    folder
        What was given to run.
    place
        From `scored_place`.
    options
        Choices that reading or scoring would have to obey, by the name of their option; all must
        be None.

    Raises
    ------
    InputError
        Where one is given, or a table cannot be read.
    """
    given = [name for name, value in options.items() if value is not None]
    if given:
        raise InputError(
            f"{folder} is scored already, so {', '.join(given)} would change nothing; leave it out, "
            "or run the data that it was scored from"
        )
    study = read_study(Path(folder) / place)
    return study if "duplicate_of" in study.articles else _flagged(study)


def _flagged(study: Study) -> Study:
    articles = flag_duplicates(study.articles)
    flags = articles.set_index("article_id")[list(_FLAGS)]
    joined = flags.reindex(study.scores["article_id"]).reset_index(drop=True)
    # Scores begin with what the articles tell; the flags stand at its end.
    own = [name for name in study.scores if name in study.articles]
    measured = [name for name in study.scores if name not in own]
    scores = pd.concat([study.scores[own], joined, study.scores[measured]], axis=1)
    return replace(study, articles=articles, scores=scores)
