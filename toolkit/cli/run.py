"""The main job: read, score, compare, draw, report, and write all of it into one folder.

The folder is moved to its place only when it is whole, and the same data give the same bytes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError
from toolkit.output.cells import csv_table
from toolkit.study.choices import NONE
from toolkit.study.mark import STAMP, study_folder
from toolkit.study.registry import scores
from toolkit.study.streaming import CSV
from toolkit.study.study import Study, write_tables

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.comparison import Comparison

LOG = logging.getLogger(__name__)

MEASURES = tuple(score.name for score in scores().values() if score.compared)
_SCORED = tuple(scores())
_NAMED = 8
_DECLARED = frozenset(scores())
_OF_LEXICON = re.compile(r"(.+)_per_1000|narrator_(.+)_share")


def run_study(
    articles: pd.DataFrame,
    out: str | Path,
    *,
    study: Callable[[pd.DataFrame], Study],
    language: str = "en",
    title: str | None = None,
    query: str | None = None,
    seed: int = 0,
    by: str = "outlet",
    within: str | None = None,
    least: int = 1,
    say: Callable[[str], None] = lambda _: None,
) -> Study:
    """Score the articles, compare their groups, draw, report, and write it all into `out`.

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
    title, query : str, optional
        Of the report; `query` says how the articles were found.
    seed : int
        Of the bootstrap and the permutations.
    by, within : str
        The columns of the groups compared, and of the strata in which their articles are matched.
    least : int
        Groups with fewer articles are shown as articles, and not compared.
    say : callable, optional
        Told what is being done.
    """
    from toolkit.comparison import compare_all
    from toolkit.report import write_report

    with study_folder(out) as (folder, mark):
        done = study(articles)
        mark[STAMP] = write_study_tables(done, folder)
        say("comparing")
        comparison = compare_all(
            done.scores, comparable(done.scores), by=by, within=within, least=least, seed=seed
        )
        table = comparison.to_frame()
        csv_table(table).to_csv(folder / "comparisons.csv", index=False, **CSV)
        say("drawing")
        figures = _draw(done, comparison, folder, language)
        say("reporting")
        place = folder / "report.html"
        write_report(
            done, comparison, figures, place,
            language=language, title=title, query=query, stamp=mark[STAMP],
        )  # fmt: skip
    return done


def write_study_tables(study: Study, folder: Path) -> str:
    """Write every table as Parquet, the scores as CSV too; gives the stamp of the tables."""
    stamp = write_tables(study, folder)
    csv_table(study.scores).to_csv(folder / "scores.csv", index=False, **CSV)
    return stamp


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


def matched_within(articles: pd.DataFrame, by: str, chosen: str | None) -> str | None:
    """Give the column in which articles are matched: the one chosen, else the event's moment.

    Articles of one event are set against those of the same moment where most have one.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"outlet": ["الخبر", "الرأي"], "moment": ["eve", "after"]})
    >>> matched_within(articles, "outlet", None), matched_within(articles, "outlet", "none")
    ('moment', None)
    """
    if chosen is not None:
        return None if chosen == NONE else chosen
    if by == "moment" or "moment" not in articles or articles["moment"].nunique() < 2:
        return None
    return "moment" if articles["moment"].notna().mean() > 0.5 else None


def grouping_lines(articles: pd.DataFrame, by: str, within: str | None, least: int) -> list[str]:
    """Say what of the articles is not compared, and why, a line each.

    Raises
    ------
    InputError
        There is no such column, or no article has a value there.
    """
    from toolkit.comparison.columns import group_labels

    if least < 1:
        raise InputError(f"least={least}: a group has at least 1 article")
    labels, left_out = group_labels(articles, by, within)
    lines = []
    if left_out:
        without = f"{by} or {within}" if within else by
        lines.append(f"{left_out} of {len(articles)} articles have no {without}: in no comparison")
    everyone, _ = group_labels(articles, by, None)
    sizes = labels["group"].value_counts().reindex(everyone["group"].unique(), fill_value=0)
    small = sorted(str(group) for group in sizes.index[sizes < least])
    if small:
        named = ", ".join(small[:_NAMED]) + (", …" if len(small) > _NAMED else "")
        lines.append(
            f"{len(small)} of {len(sizes)} groups by {by} have fewer than {least} articles: shown as "
            f"articles, not compared ({named})"
        )
    if within:
        lines.append(f"compared within {within}; --within {NONE} compares without matching")
    return lines


def language_lines(scores: pd.DataFrame) -> list[str]:
    """Say how many articles are in other languages than Arabic, and what is not measured there.

    Examples
    --------
    >>> import pandas as pd
    >>> scores = pd.DataFrame({"language": ["ar", "fr"], "words": [9, 9],
    ...                        "attributions": pd.array([1, None], "Int64"), "praise_per_1000": [0, None]})
    >>> language_lines(scores)[0].split(";")[0]
    '1 of 2 articles are not in Arabic (fr 1)'
    """
    # An article in Arabic has a count of acts, be it nought.
    foreign = scores["attributions"].isna()
    if not foreign.any():
        return []
    told = scores.reindex(columns=["language"])["language"][foreign].value_counts().sort_index()
    named = ", ".join(f"{code} {count}" for code, count in told.items())
    columns = [name for name in _SCORED if name in scores]
    measured = [name for name in columns if scores.loc[foreign, name].notna().any()]
    wanting = [name for name in columns
               if name not in measured and scores.loc[~foreign, name].notna().any()]  # fmt: skip
    return [
        f"{foreign.sum()} of {len(scores)} articles are not in Arabic"
        f"{f' ({named})' if named else ''}; measured there: {', '.join(measured)}; missing there, "
        f"for they are measures of Arabic: {', '.join(wanting)}"
    ]


def _draw(study: Study, comparison: Comparison, folder: Path, language: str) -> dict[str, Path]:
    """Draw into the folder; the SVG of each figure by its name."""
    from toolkit.figures import write_all

    return dict(write_all(study, comparison, folder, language=language))
