"""Sources: who an implied subject is, which phrases name one speaker, and what kind they are.

An implied subject takes the nearest earlier source that agrees with its cue. A phrase is typed
from its own words and from what stands around the name where the article first has it, so that a
person introduced with a title keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.candidates import View
from toolkit.measures.attribution.cues import PARTICIPLE
from toolkit.measures.attribution.lexical import SOURCE_TYPES, head_type, name_types

_BEFORE, _AFTER = 7, 6
_PRONOUNS = frozenset(["هو", "هي", "هم", "هما", "وهو", "وهي", "وهم", "انه", "انها", "انهم"])


@dataclass(frozen=True)
class Mention:
    """A source phrase by its first and last word in the batch."""

    first: int
    last: int


def bare(word: str) -> str:
    """A folded word without conjunction and article.

    Examples
    --------
    >>> bare("والوزير")
    'وزير'
    """
    for prefix in ("وال", "فال", "بال", "لل", "ال"):
        if word.startswith(prefix) and len(word) - len(prefix) > 2:
            return word[len(prefix) :]
    return word


def phrase_words(seen: View, mention: Mention) -> list[str]:
    """Folded words of a mention."""
    types, word = seen.tokens.types, seen.tokens.word
    return [types[w] for w in word[mention.first : mention.last + 1].tolist()]


def resolve(
    seen: View, token: Sequence[int], kinds: Sequence[int], sources: Sequence[Mention | None]
) -> list[Mention | None]:
    """Antecedents of the acts of one article whose source is empty or a pronoun, in text order."""
    resolved: list[Mention | None] = []
    past: list[tuple[int, Mention]] = []
    sentence = seen.tokens.sentence
    for row, cue in enumerate(token):
        own = sources[row]
        if own is not None and not _is_pronoun(seen, own):
            past.append((cue, own))
            resolved.append(None)
            continue
        agreement = int(seen.lexical.agreement[seen.tokens.word[cue]])
        choice = None
        for at, mention in reversed(past):
            if at > cue:
                continue
            same_sentence = sentence[at] == sentence[cue]
            if (kinds[row] == PARTICIPLE and same_sentence) or _agrees(seen, mention, agreement):
                choice = mention
                break
        if choice is None and past:
            choice = past[-1][1]
        if choice is not None:
            past.append((cue, choice))
        resolved.append(choice)
    return resolved


def _is_pronoun(seen: View, mention: Mention) -> bool:
    return mention.first == mention.last and phrase_words(seen, mention)[0] in _PRONOUNS


def _agrees(seen: View, mention: Mention, agreement: int) -> bool:
    word = phrase_words(seen, mention)[0]
    feminine = word.endswith(("ه", "ات", "اء"))
    plural = word.endswith(("ون", "ين"))
    if agreement == 2:
        return not plural and (feminine or head_type(word) in (-1,) or head_type(word) >= 20)
    if agreement == 1:
        return not feminine and not plural
    return True


def speakers(seen: View, mentions: Sequence[Mention | None]) -> list[Mention | None]:
    """The fullest mention of each act's speaker within one article."""
    words = [[bare(w) for w in phrase_words(seen, m)] if m else [] for m in mentions]
    fullest: list[Mention | None] = []
    for row, own in enumerate(words):
        best = row
        for other, candidate in enumerate(words):
            if (
                own
                and candidate
                and len(candidate) > len(words[best])
                and _same_speaker(own, candidate)
            ):
                best = other
        fullest.append(mentions[best])
    return fullest


def _same_speaker(short: list[str], long: list[str]) -> bool:
    known = set(long)
    if not all(w in known for w in short):
        return False
    # One word alone names a person only as the last name, or an office as the head.
    return len(short) > 1 or short[0] in (long[-1], long[0])


def source_features(
    seen: View, mention: Mention | None, fullest: Mention | None, article: tuple[int, int]
) -> tuple[list[str], NDArray[np.float32]]:
    """Words and vectors by which a source is typed.

    Parameters
    ----------
    article : (int, int)
        First and last word of the article in the batch.
    """
    vectors = seen.vectors
    if mention is None:
        return ["empty"], np.zeros(2 * vectors.shape[1] + 2 * len(SOURCE_TYPES) + 1, np.float32)
    words = phrase_words(seen, mention)
    full = fullest or mention
    names = [f"w={bare(w)}" for w in words[:10]] + [
        f"h={bare(words[0])}",
        f"n={min(len(words), 6)}",
    ]
    names += [f"f={bare(w)}" for w in phrase_words(seen, full)[:10]]
    context = _introduction(seen, words, mention, article)
    names += [f"c={bare(w)}" for w in context]
    counts = np.zeros(2 * len(SOURCE_TYPES), np.float32)
    for source, base in ((words, 0), (context, len(SOURCE_TYPES))):
        for position, word in enumerate(source):
            number = head_type(word)
            if number >= 0:
                counts[base + number % 20] += 2.0 if position == 0 and base == 0 else 1.0
        for number in name_types(" ".join(source)):
            counts[base + number] += 2.0
    first = head_type(words[0])
    names.append(f"t={first}")
    dense = np.concatenate([
        vectors[mention.first], vectors[mention.first : mention.last + 1].mean(axis=0), np.minimum(counts, 3),
        [float(words[0].startswith("ال"))],
    ])  # fmt: skip
    return names, dense.astype(np.float32)


def _introduction(
    seen: View, words: list[str], mention: Mention, article: tuple[int, int]
) -> list[str]:
    """Words around the place where the article first has the phrase's last name (or head)."""
    types, word = seen.tokens.types, seen.tokens.word
    key = (
        words[-1]
        if len(words) > 1 or head_type(words[0]) == -1 or head_type(words[0]) >= 20
        else words[0]
    )
    code = word[mention.last] if key == words[-1] else word[mention.first]
    rows = np.flatnonzero(word[article[0] : article[1] + 1] == code) + article[0]
    rows = rows[(rows < mention.first) | (rows > mention.last)]
    around: list[str] = []
    for row in rows[:3].tolist():
        low = max(int(seen.first[row]), row - _BEFORE)
        high = min(int(seen.last[row]), row + _AFTER)
        around += [types[w] for w in word[low : high + 1].tolist()]
    return around[:24]
