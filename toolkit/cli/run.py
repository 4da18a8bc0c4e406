"""The main job: read, score, compare, draw, report, and write all of it into one folder.

The folder is moved to its place only when it is whole, and the same data give the same bytes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.output.cells import csv_table
from toolkit.study.mark import STAMP, study_folder
from toolkit.study.registry import scores
from toolkit.study.study import Study, write_tables

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.comparison import Comparison

LOG = logging.getLogger(__name__)

MEASURES = tuple(score.name for score in scores().values() if score.compared)
# Without a byte-order mark Excel takes Arabic for another code page.
_CSV: dict[str, Any] = {"float_format": "%.6g", "encoding": "utf-8-sig"}


def run_study(
    articles: pd.DataFrame,
    out: str | Path,
    *,
    study: Callable[[pd.DataFrame], Study],
    language: str = "en",
    seed: int = 0,
    say: Callable[[str], None] = lambda _: None,
) -> Study:
    """Score the articles, compare the outlets, draw, report, and write it all into `out`.

    Parameters
    ----------
    articles : DataFrame
        The article table.
    out : path
        The folder to write: every table as Parquet, ``scores.csv``, ``comparisons.csv``,
        ``figures/``, ``report.html``.
    study : callable
        Scores the articles.
    language : str
        Of the figures' labels: ``en`` or ``ar``.
    seed : int
        Of the bootstrap and the permutations.
    say : callable, optional
        Told what is being done.
    """
    from toolkit.comparison import compare_all

    with study_folder(out) as (folder, mark):
        say("scoring")
        done = study(articles)
        mark[STAMP] = write_study_tables(done, folder)
        say("comparing")
        comparison = compare_all(done.scores, comparable(done.scores), seed=seed)
        table = comparison.to_frame()
        csv_table(table).to_csv(folder / "comparisons.csv", index=False, **_CSV)
        say("drawing")
        figures = _draw(done, comparison, folder, language)
        say("reporting")
        _report(done, comparison, figures, folder, language)
    return done


def write_study_tables(study: Study, folder: Path) -> str:
    """Write every table as Parquet, the scores as CSV too; gives the stamp of the tables."""
    stamp = write_tables(study, folder)
    csv_table(study.scores).to_csv(folder / "scores.csv", index=False, **_CSV)
    return stamp


def comparable(scores: pd.DataFrame) -> list[str]:
    """The measures that have a value at all, in their order."""
    return [name for name in MEASURES if name in scores and scores[name].notna().any()]


def _draw(study: Study, comparison: Comparison, folder: Path, language: str) -> dict[str, Path]:
    """Draw into the folder; the SVG of each figure by its name."""
    from toolkit.figures import write_all

    return dict(write_all(study, comparison, folder, language=language))


def _report(
    study: Study,
    comparison: Comparison,
    figures: dict[str, Path],
    folder: Path,
    language: str,
) -> None:
    from toolkit.report import write_report

    write_report(study, comparison, figures, folder / "report.html", language=language)
