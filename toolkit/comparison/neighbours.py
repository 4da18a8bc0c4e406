"""Collocates: the words that stand near a word more often than elsewhere, beyond chance.

Association is keyness between two places: the words within the window, against all others of the
same articles. So it is the log-odds with a Dirichlet prior (Monroe, Colaresi and Quinn 2008) and
Dunning's G² (1993), with intervals from resamples of whole articles, since the words of one article
are not independent (`toolkit.comparison.terms`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.arabic.document import Document, read_document
from toolkit.articles.given import Given, given_articles
from toolkit.comparison.terms import PRIOR_WORDS, keyness
from toolkit.concordances.lines import check_window
from toolkit.concordances.searching import Search, compile_search, find_places
from toolkit.errors import InputError
from toolkit.study.study import Study

if TYPE_CHECKING:
    from toolkit.lexicons import Lexicon

NEAR, ELSEWHERE = "near", "elsewhere"
COLUMNS = (
    *("term", "written", "count", "left", "right", "articles", "elsewhere", "per_1000"),
    *("elsewhere_per_1000", "log_odds", "low", "high", "g2", "p_adjusted", "note"),
)
_SIDES = {-1: "left", 1: "right"}


def collocates(
    articles: Study | Given,
    terms: str | Sequence[str] | None = None,
    *,
    lexicon: Lexicon | str | Path | None = None,
    lemmas: bool = False,
    window: int = 5,
    min_count: int = 5,
    min_articles: int = 3,
    prior: float = PRIOR_WORDS,
    resamples: int = 2000,
    confidence: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """Find the words that stand near a word more often than elsewhere.

    Parameters
    ----------
    articles : DataFrame, Study, str, list or Series of str
        An article table, a scored study, or texts.
    terms, lexicon, lemmas
        What to search for, as in `toolkit.kwic`; the places of all terms count together.
    window : int
        Words to either side, within a line (the title, a paragraph) of the text.
    min_count, min_articles : int
        Collocates that stand near it less often, or in fewer articles near or elsewhere, are left
        out.
    prior, resamples, confidence, seed
        As in `toolkit.keyness`.

    Returns
    -------
    DataFrame
        A row a collocate, the surest first: ``term`` (folded), ``written`` (as printed most
        often), ``count`` (within the window; each word once, however many places it is near),
        ``left`` and ``right`` (how many of them stand before and behind the nearest place),
        ``articles`` (in how many), ``elsewhere`` (its count in the rest of these articles),
        ``per_1000`` and ``elsewhere_per_1000`` words, ``log_odds`` with ``low`` and ``high``,
        ``g2``, ``p_adjusted`` (Benjamini–Hochberg) and ``note``.

    Raises
    ------
    InputError
        Where a term cannot be searched for, has no place, or no collocate is frequent enough.

    Examples
    --------
    >>> texts = ["أشاد الوزير بدور المغرب الرائد. ثم زار الوفد السوق القديم في المدينة."] * 6
    >>> found = collocates(texts, "المغرب", window=1, resamples=100)
    >>> found[["term", "count", "left", "right"]].values.tolist()
    [['الرايد', 6, 0, 6], ['بدور', 6, 6, 0]]
    """
    check_window(window, "collocates")
    if not window:
        raise InputError("collocates: window is 0; give 1 word or more")
    search = compile_search(terms, lexicon=lexicon, lemmas=lemmas, call="collocates")
    table = articles.articles if isinstance(articles, Study) else None
    table = given_articles(articles, call="collocates") if table is None else table
    counts, sides = _counted(table, search, window)
    if not (counts["place"] == NEAR).any():
        raise InputError(f"collocates: {', '.join(search.terms[:5])}: no such word in the articles")
    found = keyness(
        counts,
        by="place",
        cluster="cluster",
        prior=prior,
        min_count=min_count,
        min_articles=min_articles,
        resamples=resamples,
        confidence=confidence,
        seed=seed,
    )
    near = found.table[found.table["group"] == NEAR]
    near = near[near["count"] >= min_count].assign(
        left=[sides[term, "left"] for term in near.loc[near["count"] >= min_count, "term"]],
        right=[sides[term, "right"] for term in near.loc[near["count"] >= min_count, "term"]],
    )
    near = near.rename(columns={"rest": "elsewhere", "rest_per_1000": "elsewhere_per_1000"})
    near = near.sort_values(["low", "term"], ascending=[False, True], kind="stable")
    return near[list(COLUMNS)].reset_index(drop=True)


def _counted(
    articles: pd.DataFrame, search: Search, window: int
) -> tuple[pd.DataFrame, Counter[tuple[str, str]]]:
    """Words by article and place, as `keyness` takes them, and the sides that they stand on."""
    documents = [
        read_document(title, text, spans=())
        for title, text in zip(articles.get("title", [""] * len(articles)), articles["text"],
                               strict=True)
    ]  # fmt: skip
    places: dict[int, list[tuple[int, int]]] = {}
    for number, start, end, _ in find_places(documents, search):
        places.setdefault(number, []).append((start, end))
    rows: list[tuple[str, str, str, int]] = []
    sides: Counter[tuple[str, str]] = Counter()
    spellings: Counter[tuple[str, str]] = Counter()
    # Words of articles that have no place tell nothing of what stands near it.
    for number, found in places.items():
        counted: Counter[tuple[str, str]] = Counter()
        for place, side, term, written in _words(documents[number], found, window):
            counted[place, term] += 1
            spellings[term, written] += 1
            if place == NEAR:
                sides[term, side] += 1
        rows += [(str(number), *key, count) for key, count in sorted(counted.items())]
    table = pd.DataFrame(rows, columns=["article_id", "place", "term", "count"])
    commonest = {term: written for (term, written), _ in reversed(spellings.most_common())}
    table["written"] = table["term"].map(commonest)
    return table.assign(cluster=table["article_id"]), sides


def _words(
    document: Document, places: Sequence[tuple[int, int]], window: int
) -> Iterator[tuple[str, str, str, str]]:
    """Every word that is no hit: near or elsewhere, on which side, folded, as printed."""
    hits = [document.between(start, end) for start, end in places]
    taken = {word for first, stop in hits for word in range(first, stop)}
    breaks = [at for at, character in enumerate(document.text) if character == "\n"]
    line = np.searchsorted(breaks, document.starts).tolist()
    nearest: dict[int, tuple[int, str]] = {}
    for first, stop in hits:
        for distance in range(1, window + 1):
            for sign, edge in ((-1, first), (1, stop - 1)):
                word = edge + sign * distance
                if 0 <= word < len(line) and line[word] == line[edge]:
                    known = nearest.get(word)
                    if known is None or distance < known[0]:
                        nearest[word] = (distance, _SIDES[sign])
    for word, folded in enumerate(document.words):
        if word not in taken:
            side = nearest[word][1] if word in nearest else ""
            written = document.text[document.starts[word] : document.ends[word]]
            yield NEAR if side else ELSEWHERE, side, folded, written
