"""The main job: read, score, compare, draw, report, and write all of it into one folder.

The folder is moved to its place only when it is whole, and the same data give the same bytes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.output.whole import whole_folder
from toolkit.study.registry import scores
from toolkit.study.study import Study

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.comparison import Comparison

LOG = logging.getLogger(__name__)

MEASURES = tuple(score.name for score in scores().values() if score.compared)
_DECLARED = frozenset(scores())
_OF_LEXICON = re.compile(r"(.+)_per_1000|narrator_(.+)_share")
# Without a byte-order mark Excel takes Arabic for another code page.
_CSV: dict[str, Any] = {"float_format": "%.6g", "encoding": "utf-8-sig"}


def run_study(
    articles: pd.DataFrame,
    out: str | Path,
    *,
    study: Callable[[pd.DataFrame], Study],
    language: str = "en",
    title: str | None = None,
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
    title : str, optional
        Of the report.
    seed : int
        Of the bootstrap and the permutations.
    say : callable, optional
        Told what is being done.
    """
    from toolkit.comparison import compare_all

    with whole_folder(out) as folder:
        done = study(articles)
        write_tables(done, folder)
        say("comparing")
        comparison = compare_all(done.scores, comparable(done.scores), seed=seed)
        table = comparison.to_frame()
        table.to_csv(folder / "comparisons.csv", index=False, **_CSV)
        say("drawing")
        figures = _draw(done, comparison, folder, language)
        say("reporting")
        _report(done, comparison, figures, folder, language, title)
    return done


def write_tables(study: Study, folder: Path) -> None:
    """Write every table as Parquet, the scores as CSV too."""
    for name, table in study.tables():
        table.to_parquet(folder / f"{name}.parquet", index=False)
    study.scores.to_csv(folder / "scores.csv", index=False, **_CSV)


def comparable(scores: pd.DataFrame) -> list[str]:
    """The measures that have a value at all, in their order, then those of one's own lexicons."""
    own = [name for name in map(str, scores) if _is_of_lexicon(name, scores)]
    names = (*MEASURES, *own)
    return [name for name in names if name in scores and scores[name].notna().any()]


def _is_of_lexicon(name: str, scores: pd.DataFrame) -> bool:
    """Whether a column is one of the two scores that a lexicon of one's own gives."""
    found = _OF_LEXICON.fullmatch(name)
    if found is None or name in _DECLARED:
        return False
    own = found[1] or found[2]
    return f"{own}_per_1000" in scores and f"narrator_{own}_share" in scores


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
    title: str | None,
) -> None:
    from toolkit.report import write_report

    place = folder / "report.html"
    write_report(study, comparison, figures, place, language=language, title=title)
