"""Lines that an outlet prints under many articles: further evidence of boilerplate.

A site's own notices and teasers recur word for word; its reporting does not. This needs all articles:
`toolkit.study.scoring.score` calls `repeated_lines` once, before its chunks; where they do not fit
into memory, `LineCounts` takes them part by part.
"""

import math
from collections.abc import Collection
from hashlib import blake2b

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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
    counted = LineCounts()
    counted.add(articles)
    return lines_among(articles, counted.repeated(share=share, least=least))


class LineCounts:
    """How many articles of its outlet each line stands in, counted part by part.

    A line is kept as a hash of eight bytes, so that ten years of an archive fit into memory. The
    parts of a corpus and the whole give the same.

    Examples
    --------
    >>> table = pd.DataFrame({
    ...     "outlet": "إيلاف",
    ...     "text": [f"خبر رقم {n}.\\nإضغط هنا للإشتراك" for n in (1, 2, 3)],
    ... })
    >>> counts = LineCounts()
    >>> for part in (table.iloc[:2], table.iloc[2:]):
    ...     counts.add(part)
    >>> lines_among(table.iloc[2:], counts.repeated(share=0))
    {('إيلاف', 'اضغط هنا للاشتراك')}
    """

    def __init__(self) -> None:
        self._texts: set[int] = set()
        self._outlets: dict[str, int] = {}
        self._articles: list[int] = []
        self._lines: list[NDArray[np.uint64]] = []
        self._of: list[NDArray[np.int32]] = []

    def add(self, articles: pd.DataFrame) -> None:
        """Count the articles of one part: ``outlet`` and ``text``; copies of a text count once."""
        lines: list[int] = []
        of: list[int] = []
        for outlet, text in zip(
            articles["outlet"].tolist(), articles["text"].tolist(), strict=True
        ):
            if not isinstance(outlet, str) or (copy := _hash(outlet, text)) in self._texts:
                continue
            self._texts.add(copy)
            number = self._outlets.setdefault(outlet, len(self._outlets))
            if number == len(self._articles):
                self._articles.append(0)
            self._articles[number] += 1
            own = [_hash(outlet, line) for line in _lines(text)]
            lines += own
            of += [number] * len(own)
        self._lines.append(np.array(lines, dtype=np.uint64))
        self._of.append(np.array(of, dtype=np.int32))

    def repeated(
        self, *, share: float = LEAST_SHARE, least: int = LEAST_ARTICLES
    ) -> frozenset[int]:
        """The hashes of the lines that recur; `lines_among` gives them back as lines."""
        if not self._lines:
            return frozenset()
        lines, first, count = np.unique(
            np.concatenate(self._lines), return_index=True, return_counts=True
        )
        needed = np.array([max(least, math.ceil(share * texts)) for texts in self._articles])
        if not len(lines):
            return frozenset()
        return frozenset(lines[count >= needed[np.concatenate(self._of)[first]]].tolist())


def lines_among(articles: pd.DataFrame, hashes: Collection[int]) -> set[tuple[str, str]]:
    """The lines of some articles that are among those of `LineCounts.repeated`, by outlet."""
    return {
        (outlet, line)
        for outlet, text in zip(articles["outlet"].tolist(), articles["text"].tolist(), strict=True)
        if hashes and isinstance(outlet, str)
        for line in _lines(text)
        if _hash(outlet, line) in hashes
    }


def _lines(text: str) -> set[str]:
    return {folded_line(line) for line in text.splitlines()} - {""}


def _hash(outlet: str, line: str) -> int:
    whole = f"{outlet}\n{line}".encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(whole, digest_size=8).digest(), "little")


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
