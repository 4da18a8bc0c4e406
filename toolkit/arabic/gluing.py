"""Words that an archive has glued together, parted again: الولاياتالمتحدة, إلىدعم, دعتليبيا.

Where a line break was lost, two words stand as one. Two signs are certain enough to part them: ة or ى,
which end a word, before another letter; and a name or a little word of `data/glued_words.txt`
before a word with the article or before another name of that list. A part is given a space in the
folded text, whose place in the text as read is the next letter's, so that every offset stays.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

import numpy as np

from toolkit.arabic.folding import Folded, fold
from toolkit.arabic.kept import KEPT_WORDS

_ENDING = re.compile(r"[ةى](?=[آ-غف-ي])")
_LONG = re.compile(r"\w{7,}")
_ARTICLE = "ال"
_BEHIND_ARTICLE = 4
_CONJUNCTIONS = "وف"


def part_glued(folded: Folded, text: str) -> Folded:
    """Part glued words in a folded text.

    Parameters
    ----------
    folded : Folded
        `text`, folded.
    text : str
        The text as read.

    Examples
    --------
    >>> text = "وقالت الولاياتالمتحدة إنها ستدعم العراقوسوريا"
    >>> part_glued(fold(text), text).text
    'وقالت الولايات المتحده انها ستدعم العراق وسوريا'
    """
    places = [match.end() for match in _ENDING.finditer(text)]
    cuts = {int(place) for place in np.searchsorted(folded.offsets, places)}
    for match in _LONG.finditer(folded.text):
        cuts.update(match.start() + cut for cut in _cuts(match.group()))
    if not cuts:
        return folded
    order = sorted(cuts)
    pieces = [folded.text[a:b] for a, b in zip([0, *order], [*order, None], strict=True)]
    return Folded(" ".join(pieces), np.insert(folded.offsets, order, folded.offsets[order]))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """The words of the data file, folded."""
    path = resources.files("toolkit.arabic") / "data" / "glued_words.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(
        fold(w).text for line in lines if not line.startswith("#") for w in line.split()
    )


@lru_cache(maxsize=KEPT_WORDS)
def _cuts(word: str) -> tuple[int, ...]:
    """Where the words begin that are glued behind the first in a folded one."""
    if _is_known(word):
        return ()
    for length in range(len(word) - 3, 2, -1):
        rest = word[length:]
        article = rest.startswith(_ARTICLE) and len(rest) >= len(_ARTICLE) + _BEHIND_ARTICLE
        if (article or _is_known(rest)) and _is_known(word[:length]):
            return (length, *(length + cut for cut in _cuts(rest)))
    return ()


def _is_known(word: str) -> bool:
    known = _known()
    return word in known or (word[0] in _CONJUNCTIONS and len(word) > 4 and word[1:] in known)
