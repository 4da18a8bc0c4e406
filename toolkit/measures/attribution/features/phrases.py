"""Source phrases by their words: what a mention is, and how it agrees with a verb."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from toolkit.arabic.stems import bare
from toolkit.measures.attribution.features.candidates import View
from toolkit.measures.attribution.words.entities import Phrase
from toolkit.measures.attribution.words.gazetteer import head_type
from toolkit.measures.attribution.words.groups import group_data, word_group


@dataclass(frozen=True)
class Mention:
    """A source phrase by its first and last word in the batch."""

    first: int
    last: int


def phrase_words(seen: View, mention: Mention) -> list[str]:
    """Folded words of a mention."""
    types, word = seen.tokens.types, seen.tokens.word
    return [types[w] for w in word[mention.first : mention.last + 1].tolist()]


def is_pronoun(seen: View, mention: Mention) -> bool:
    """Whether the mention is a bare pronoun."""
    return mention.first == mention.last and phrase_words(seen, mention)[0] in word_group(
        "bare pronoun"
    )


def phrase_of(seen: View, mention: Mention) -> Phrase:
    """The mention's words and their types; a pointing word before them is left out."""
    first = mention.first
    words = phrase_words(seen, mention)
    if len(words) > 1 and words[0] in word_group("pointing"):
        first, words = first + 1, words[1:]
    heads = seen.heads[first : mention.last + 1].tolist()
    bared = tuple(one_spelling(bare(w)) for w in words)
    return Phrase(bared, tuple(heads), words[0].startswith(("ال", "وال", "فال", "لل", "بال")))


def one_spelling(word: str) -> str:
    """Two spellings of one nationality as one."""
    for written, one in _spellings():
        word = word.replace(written, one)
    return word


@lru_cache(maxsize=1)
def _spellings() -> tuple[tuple[str, str], ...]:
    return tuple(group_data("one spelling").items())


def agreement_of(seen: View, mention: Mention) -> int:
    """How a verb agrees with the phrase: 0 unknown, 1 masculine, 2 feminine, 3 plural.

    A name tells nothing by its letters, save the feminine ending.
    """
    word = phrase_words(seen, mention)[0]
    if word.endswith(("ون", "ين", "وا", "ات")):
        return 3
    if word.endswith(("ه", "اء")):
        return 2
    head = head_type(word)
    return 1 if 0 <= head < 20 else 0
