"""An article read for praise: its folded words, what stands between them, and their sentences.

Everything that depends on a word alone (its stem, the groups of data/praise_words.yaml that it
belongs to, whether it may be an adjective) is worked out once per word type and kept.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from toolkit.arabic import Folded, fold, quotation_spans

_WORD_AND_GAP = re.compile(r"([^\W_]+)([\W_]*)")
_PROCLITICS = re.compile(r"^[وف]?(?:[بلك]?ال|لل|[بل](?=.{4}))?(?=.{3})")
_ENDINGS = re.compile(r"(?<=.{3})(?:ها|هم|ان|ات|ون|ين|ته|ه|ا)$")
_ARTICLE = re.compile(r"^[وف]?(?:[بك]?ال|لل)(?=.{2})")
_PRONOUN = re.compile(r"(?<=.{3})(?:ها|هم|هما|هن|نا|ه|ي)$")
WHOLE = frozenset({"negation", "hypothesis", "particles", "intensifiers", "thanks_god"})
GROUPS = (
    *("negation", "hypothesis", "particles", "intensifiers", "thanks_god"),
    *("deed", "quality", "actor", "harm", "quantity", "play", "office", "occasion"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of one article.

    Attributes
    ----------
    document, folded : str
        Title, line break, text, as read and folded.
    words, gaps : sequence of str
        The folded words, and what stands behind each up to the next.
    positions, starts, ends : list of int
        Where the words begin in the folded text; their offsets in the document.
    sentences : list of int
        The number of each word's sentence.
    quotations : list of int
        Number of the quotation that each word stands in, -1 for none.
    boilerplate : frozenset of int
        Sentences that are no article text.
    """

    document: str
    folded: str
    words: Sequence[str]
    gaps: Sequence[str]
    positions: list[int]
    starts: list[int]
    ends: list[int]
    sentences: list[int]
    quotations: list[int]
    boilerplate: frozenset[int]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """First and behind-last of the words that overlap ``document[start:end]``."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)


def read_article(
    document: str,
    spans: Sequence[tuple[int, int]],
    boilerplate: Sequence[bool],
    *,
    folded: Folded | None = None,
) -> Reading:
    """Cut a document into folded words and place each in its sentence and quotation.

    `folded` is the document folded before, where it was.

    Examples
    --------
    >>> reading = read_article('لقاء\\nأشاد بالدَّور "الكبير".', [(0, 4), (5, 29)], [False, False])
    >>> reading.words, reading.sentences, reading.quotations
    (('لقاء', 'اشاد', 'بالدور', 'الكبير'), [0, 1, 1, 1], [-1, -1, -1, 0])
    """
    folded = folded or fold(document)
    matches = _WORD_AND_GAP.findall(folded.text)
    words, gaps = zip(*matches, strict=True) if matches else ((), ())
    offsets = folded.offsets.tolist()
    positions, starts, ends = [], [], []
    position = len(folded.text) - sum(map(len, words)) - sum(map(len, gaps))
    for word, gap in zip(words, gaps, strict=True):
        positions.append(position)
        starts.append(offsets[position])
        # Marks behind the last letter are deleted by folding; they belong to the word.
        ends.append(max(offsets[position + len(word)], starts[-1] + 1))
        position += len(word) + len(gap)
    bounds = [start for start, _ in spans]
    # An empty title begins where the first sentence does: the later one takes the words.
    sentences = [max(bisect_right(bounds, start) - 1, 0) for start in starts]
    quotations = [-1] * len(words)
    for number, quotation in enumerate(quotation_spans(document)):
        for word in range(bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)):
            quotations[word] = number
    noise = frozenset(number for number, flag in enumerate(boilerplate) if flag)
    return Reading(
        document, folded.text, words, gaps, positions, starts, ends, sentences, quotations, noise
    )


@lru_cache(maxsize=1)
def context_words() -> Mapping[str, frozenset[str]]:
    """The word groups of data/praise_words.yaml, folded.

    Examples
    --------
    >>> "دور" in context_words()["deed"], "لم" in context_words()["negation"]
    (True, True)
    """
    import yaml

    text = (files("toolkit.measures.praise") / "data" / "praise_words.yaml").read_text("utf-8")
    groups = yaml.safe_load(text)["groups"]
    return {
        name: frozenset(
            word if name in WHOLE else stem(word)
            for word in fold(groups[name]["words"]).text.split()
        )
        for name in GROUPS
    }


@lru_cache(maxsize=1)
def unprefixed() -> frozenset[str]:
    """Words that begin like a preposition and a noun but govern nothing, folded.

    Examples
    --------
    >>> "بعد" in unprefixed(), "برد" in unprefixed()
    (True, False)
    """
    import yaml

    text = (files("toolkit.measures.praise") / "data" / "praise_words.yaml").read_text("utf-8")
    return frozenset(fold(yaml.safe_load(text)["unprefixed"]["words"]).text.split())


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Take clitics, the article and endings off a folded word; at least three letters stay.

    Examples
    --------
    >>> stem("والجهود"), stem("بدوره"), stem("انجازات")
    ('جهود', 'دور', 'انجاز')
    """
    return _ENDINGS.sub("", _PROCLITICS.sub("", word))


@lru_cache(maxsize=200_000)
def groups_of(word: str) -> frozenset[str]:
    """The context groups that a folded word belongs to.

    Examples
    --------
    >>> sorted(groups_of("بجهود"))
    ['deed']
    """
    groups = context_words()
    # A first و or ب may be the word's own: `وطني` is not `و` and `طني`.
    bases = {stem(word), _ENDINGS.sub("", word)}
    if word.endswith("نا") and len(word) > 4:
        bases.add(stem(word[:-2]))
    return frozenset(
        name for name in GROUPS if (word in groups[name] if name in WHOLE else bases & groups[name])
    )


@lru_cache(maxsize=200_000)
def is_definite(word: str) -> bool:
    """Whether a folded word carries the article."""
    return _ARTICLE.match(word) is not None


@lru_cache(maxsize=200_000)
def has_pronoun(word: str) -> bool:
    """Whether a folded word may carry a pronoun; ``ه`` may be a teh marbuta as well."""
    return not is_definite(word) and _PRONOUN.search(word) is not None


@lru_cache(maxsize=50_000)
def governs(text: str, frame: tuple[str, ...]) -> bool:
    """Whether a folded word begins with, or is, one of the prepositions of a frame.

    Examples
    --------
    >>> governs("بالدور", ("ب",)), governs("بعد", ("ب",)), governs("علي", ("على",))
    (True, False, True)
    """
    if text in unprefixed():
        return False
    for preposition in frame:
        folded = {"على": "علي", "إلى": "الي"}.get(preposition, preposition)
        if text == folded:
            return True
        attached = folded in ("ب", "ل") and len(text) > 2 and text.startswith(folded)
        if attached and "particles" not in groups_of(text):
            return True
    return False
