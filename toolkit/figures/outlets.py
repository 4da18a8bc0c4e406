"""Outlets on one measure: every article a dot, the outlet's estimate with its interval, and n."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import numpy as np
import pandas as pd

from toolkit.errors import InputError
from toolkit.figures.style import BLUE, GREY, figure_style, group_axis, labels, new_figure

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from toolkit.comparison import Comparison

_SPREAD = 0.17


def by_outlet(
    scores: pd.DataFrame,
    measure: str,
    *,
    by: str = "outlet",
    language: str = "en",
    comparison: Comparison | None = None,
    seed: int = 0,
) -> Figure:
    """Draw a measure by outlet.

    Parameters
    ----------
    scores : DataFrame
        One row an article, with `article_id`, the measure and the grouping column.
    measure, by : str
        Columns of `scores`.
    language : str
        Of the labels: ``en`` or ``ar`` (then the axis runs right to left).
    comparison : Comparison, optional
        The estimates to draw; computed where it is not given.
    seed : int
        Of the bootstrap, and of the dots' places.

    Returns
    -------
    matplotlib Figure
        Dots link to ``#article=ID`` where the file's form has links.

    Raises
    ------
    InputError
        Where a column is missing or the measure has no value.

    Examples
    --------
    >>> scores = pd.DataFrame({"article_id": list("abcd"), "outlet": ["الصباح"] * 2 + ["المساء"] * 2,
    ...     "praise_per_1000": [1.0, 2.0, 4.0, 5.0]})
    >>> [t.get_text() for t in by_outlet(scores, "praise_per_1000").axes[0].get_yticklabels()]
    ['الصباح  (n 2)', 'المساء  (n 2)']
    """
    for column in (measure, by):
        if column not in scores:
            raise InputError(
                f"scores: no column {column!r}; there are {', '.join(map(str, scores))}"
            )
    from toolkit.comparison import compare

    found = (
        comparison.of(measure)
        if comparison is not None
        else compare(scores, measure, by=by, seed=seed)
    )
    estimates = found.estimates
    word = labels(language, "words")["n"]
    with figure_style():
        figure, axes = new_figure(len(estimates))
        rng = np.random.default_rng(seed)
        for row, estimate in enumerate(estimates.to_dict("records")):
            own = (
                scores.loc[scores[by] == estimate["group"]]
                .dropna(subset=[measure])
                .sort_values("article_id")
            )
            height = row + rng.uniform(-_SPREAD, _SPREAD, len(own))
            dots = axes.scatter(
                own[measure], height, s=13, color=GREY, alpha=0.75, linewidths=0, zorder=2
            )
            dots.set_urls([f"#article={quote(str(i), safe='')}" for i in own["article_id"]])
            _interval(axes, estimate, row)
        names = [
            f"{g}  ({word} {n})" for g, n in zip(estimates["group"], estimates["n"], strict=True)
        ]
        axes.set_xlabel(labels(language, "measures").get(measure, measure))
        axes.grid(axis="x", color="#E6E6E6", linewidth=0.5, zorder=0)
        group_axis(axes, names, language=language)
    return figure


def _interval(axes: Any, estimate: Mapping[Any, Any], row: int) -> None:
    if pd.notna(estimate["low"]):
        axes.plot(
            [estimate["low"], estimate["high"]],
            [row, row],
            color=BLUE,
            linewidth=2.2,
            zorder=3,
            solid_capstyle="butt",
        )
    if pd.notna(estimate["estimate"]):
        axes.plot(
            estimate["estimate"],
            row,
            "D",
            color=BLUE,
            markersize=5.5,
            markeredgecolor="white",
            zorder=4,
        )
