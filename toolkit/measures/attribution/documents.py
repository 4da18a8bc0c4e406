"""A document that speaks without its author has the type of who spoke before: `وأضاف البيان`.

So has a source that is only pointed at (`وأضاف المصدر`, `المتحدث ذاته`). Counted on the coded articles:
the act before gives the type of a bare statement 47 times of 51, of a bare report 16 times of 17, of
a bare source or spokesman 31 times of 47, where the models alone give it 25 times.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.stems import bare, is_definite
from toolkit.measures.attribution.features.candidates import View
from toolkit.measures.attribution.features.phrases import Mention, phrase_words
from toolkit.measures.attribution.words.groups import word_group


def with_their_authors_types(
    seen: View, mentions: Sequence[Mention | None], articles: Sequence[int], types: Sequence[str],
    official: NDArray[np.float64],
) -> tuple[list[str], NDArray[np.float64]]:  # fmt: skip
    """Types of the acts of a batch, and how likely each is official, documents by their authors.

    Parameters
    ----------
    mentions : sequence of Mention or None
        The source of every act, the antecedent where it is implied.
    articles : sequence of int
        The article of every act; its acts follow each other in the order of the text.
    """
    out, likely = list(types), official.copy()
    author, article = -1, -1
    for row, mention in enumerate(mentions):
        if articles[row] != article:
            author, article = -1, articles[row]
        if mention is None:
            continue
        if not _is_bare_document(phrase_words(seen, mention)):
            author = row if out[row] != "unknown" else author
        elif author >= 0:
            out[row], likely[row] = out[author], likely[author]
    return out, likely


def _is_bare_document(words: Sequence[str]) -> bool:
    nouns = [word for word in words if bare(word) not in word_group("same")]
    if len(nouns) != 1:
        return False
    pointed_at = len(words) > 1 or is_definite(nouns[0])
    noun = bare(nouns[0])
    return noun in word_group("documents") or (pointed_at and noun in word_group("bare sources"))
