"""How a comparison was made, in words that can stand in a paper's section on methods."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from toolkit.comparison.result import Comparison


def methods_paragraph(found: Comparison) -> str:
    """Say what the estimates, intervals and tests are, and which versions made them."""
    unit = f"share weighted by {found.weight}" if found.weight else "mean over articles"
    kind = "BCa" if found.interval == "bca" else "studentised"
    drawn = "cluster" if found.clustered_by else "article"
    parts = [f"Estimate: {unit}, by {found.by}."]
    if found.clustered_by:
        parts.append(f"Articles that hang together ({found.clustered_by}) are one cluster, drawn, "
                     "dealt and summed as a whole.")  # fmt: skip
    parts.append(
        f"Intervals: {found.confidence:.0%} {kind} bootstrap by {drawn}, {found.resamples} "
        f"resamples, seed {found.seed}; shares of articles: Wilson's and Newcombe's. Effect sizes: "
        "Cliff's delta with a score interval, Hedges' g with Student's. p: studentised "
        f"permutation of {drawn}s, two-sided, exact where the deals are few; p_adjusted: "
        "Benjamini–Hochberg over all pairs shown or compared with them."
    )
    if found.within:
        parts.append(f"Differences, effect sizes and tests are matched within {found.within}: only "
                     "strata that both groups cover, each counting alike.")  # fmt: skip
    if found.least > 1:
        parts.append(f"Groups in which fewer than {found.least} articles have a measure are not "
                     "compared on it.")  # fmt: skip
    if found.grades is not None:
        parts.append("Grades are shown as a distribution too; p_ordinal: permutation of Brunner "
                     "and Munzel's statistic, not adjusted.")  # fmt: skip
    if found.smallest:
        limits = ", ".join(f"{value:g} ({name})" for name, value in found.smallest.items())
        parts.append(f"p_equivalent: two one-sided tests against a difference of {limits}.")
    if found.corrected is not None:
        parts.append("Corrected: by hand-coded articles and their sampling probabilities "
                     "(design-based supervised learning, the scores' weight tuned).")  # fmt: skip
    if found.ungrouped:
        parts.append(f"{found.ungrouped} articles without {found.by} or stratum were left out.")
    return " ".join([*parts, versions()])


def versions() -> str:
    """Name the versions that made the numbers."""
    import pandas as pd
    import scipy

    from toolkit.version import __version__

    return (
        f"Media framing toolkit {__version__}, Python {platform.python_version()}, NumPy "
        f"{np.__version__}, SciPy {scipy.__version__}, pandas {pd.__version__}."
    )


def sensitivity_lines(found: Comparison) -> list[str]:
    """Say, of each difference whose interval leaves zero out, what error would undo it."""
    lines = []
    for row in found.pairs.to_dict("records"):
        if not np.isfinite(row["undone_by"]):
            continue
        high, low = ("group_a", "group_b") if row["difference"] > 0 else ("group_b", "group_a")
        lines.append(
            f"{row['measure']}: the scorer would have to err by {row['undone_by']:.3g} more on "
            f"{row[high]} than on {row[low]} for the interval to reach zero, and by "
            f"{abs(row['difference']):.3g} for the difference to vanish"
        )
    return lines
