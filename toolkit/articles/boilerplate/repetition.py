"""Lines that an outlet prints under many articles: further evidence of boilerplate.

A site's own notices and teasers recur word for word; its reporting does not. This needs the whole
table: `toolkit.study.scoring.score` calls it once, before its chunks.
"""

import math
from collections import Counter
from collections.abc import Collection

import pandas as pd

from toolkit.arabic import fold

LEAST_SHARE = 0.05
LEAST_ARTICLES = 3


def repeated_lines(
    articles: pd.DataFrame,
    *,
    share: float = LEAST_SHARE,
    least: int = LEAST_ARTICLES,
) -> set[tuple[str, str]]:
    """Find the lines that recur across the articles of one outlet.

    Parameters
    ----------
    articles
        The article table. Copies of one article count once.
    share, least
        A line counts from this share of the outlet's articles on, and from this many.

    Returns
    -------
    set of (outlet, line)
        The lines folded, with single blanks; compare with `folded_line`.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "outlet": "إيلاف",
    ...     "text": [f"خبر رقم {n}.\\nإضغط هنا للإشتراك" for n in (1, 2, 3)],
    ... })
    >>> repeated_lines(table)
    {('إيلاف', 'اضغط هنا للاشتراك')}
    """
    found: set[tuple[str, str]] = set()
    for outlet, group in articles.groupby("outlet", sort=True):
        texts = group["text"].drop_duplicates()
        counts = Counter(
            line
            for text in texts
            for line in {folded_line(line) for line in text.splitlines()} - {""}
        )
        needed = max(least, math.ceil(share * len(texts)))
        found.update((str(outlet), line) for line, count in counts.items() if count >= needed)
    return found


def lines_of(outlet: str, repeated: Collection[tuple[str, str]]) -> frozenset[str]:
    """The repeated lines of one outlet, as `boilerplate_reasons` takes them.

    Examples
    --------
    >>> lines_of("إيلاف", {("إيلاف", "اضغط هنا"), ("هسبريس", "تابعنا")})
    frozenset({'اضغط هنا'})
    """
    return frozenset(line for name, line in repeated if name == outlet)


def folded_line(line: str) -> str:
    """Fold a line as `repeated_lines` compares it.

    Examples
    --------
    >>> folded_line("  إضغط  هنا للإشتراك ")
    'اضغط هنا للاشتراك'
    """
    return " ".join(fold(line).text.split())
