"""Sources: who an implied subject is, which phrases name one speaker, and what kind they are.

An implied subject takes the nearest earlier source that agrees with its cue. A phrase is typed
from its own words and from what stands around the name where the article first has it, so that a
person introduced with a title keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.candidates import View
from toolkit.measures.attribution.cues import PARTICIPLE
from toolkit.measures.attribution.lexical import SOURCE_TYPES, head_type, name_types, pattern_type
from toolkit.measures.attribution.tokens import COLON, COMMA, NEWLINE, SEMICOLON, STOP

_BEFORE, _AFTER = 7, 6
# Phrases of one article that are compared with each other: more only in pages that repeat.
_PHRASES = 300
_PLACES = 4
# How far a pattern in the phrase, in its fullest mention, in its introduction outweighs the model:
# log odds, chosen by cross-validation.
_TRUST = (1.0, 1.0, 1.5)
_BREAKS = STOP | COLON | NEWLINE | SEMICOLON
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
    first: dict[tuple[str, ...], Mention] = {}
    keys = [tuple(bare(w) for w in phrase_words(seen, m)) if m else () for m in mentions]
    for key, mention in zip(keys, mentions, strict=True):
        if mention is not None:
            first.setdefault(key, mention)
    longest_first = sorted(first, key=len, reverse=True)[:_PHRASES]
    fullest = {
        key: next((k for k in longest_first if len(k) > len(key) and _same_speaker(key, k)), key)
        for key in first
    }
    return [
        first[fullest[key]] if mention else None
        for key, mention in zip(keys, mentions, strict=True)
    ]


def _same_speaker(short: Sequence[str], long: Sequence[str]) -> bool:
    known = set(long)
    if not all(w in known for w in short):
        return False
    # One word alone names a person only as the last name, or an office as the head.
    return len(short) > 1 or short[0] in (long[-1], long[0])


def source_features(
    seen: View,
    mention: Mention | None,
    fullest: Mention | None,
    places: Mapping[int, Sequence[int]],
) -> tuple[list[str], NDArray[np.float32]]:
    """Words and vectors by which a source is typed.

    Parameters
    ----------
    places : mapping
        Where the article has each word type, the first few words of it.
    """
    vectors = seen.vectors
    if mention is None:
        return ["empty"], np.zeros(4 * vectors.shape[1] + 5 * len(SOURCE_TYPES) + 3, np.float32)
    words = phrase_words(seen, mention)
    full = phrase_words(seen, fullest or mention)
    introduced = _introduction(seen, words, mention, places)
    title, around = introduced
    described = [*full, *(seen.tokens.types[w] for w in seen.tokens.word[title].tolist())]
    names = [f"w={bare(w)}" for w in words[:10]] + [
        f"h={bare(words[0])}",
        f"n={min(len(words), 6)}",
    ]
    names += [f"f={bare(w)}" for w in described[:16]]
    names += [f"f={bare(w)[:4]}~" for w in described[:16] if len(bare(w)) > 4]
    names += [f"c={bare(w)}" for w in around]
    own, other = _type_counts(words), _type_counts(described)
    best = int(other.argmax()) if other.any() else -1
    names += [
        f"t={head_type(words[0])}",
        f"best={best}",
        f"both={int(own.argmax()) if own.any() else -1},{best}",
    ]
    rule = pattern_type(" ".join(words))
    full_rule = pattern_type(" ".join(full))
    title_rule = pattern_type(" ".join(described[len(full) :]))
    names += [
        f"rule={rule}",
        f"rules={full_rule},{title_rule}",
        f"fullrule={full_rule}",
        f"titlerule={title_rule}",
    ]
    lead = title[0] if len(title) else mention.first
    body = np.asarray([*range(mention.first, mention.last + 1), *title], dtype=np.int64)
    dense = np.concatenate([
        vectors[mention.first], vectors[body].mean(axis=0), vectors[lead], vectors[mention.last],
        np.minimum(own, 3), np.minimum(other, 3),
        [float(words[0].startswith("ال")), float(len(title) > 0), float(len(words) == 1)],
        *(_one_hot(r) for r in (rule, full_rule, title_rule)),
    ])  # fmt: skip
    return names, dense.astype(np.float32)


def typed(
    probability: NDArray[np.float64], classes: Sequence[str], dense: NDArray[np.float32]
) -> list[str]:
    """Types from the model's probabilities and the patterns (the last columns of `dense`)."""
    if not len(dense):
        return []
    votes = dense[:, -len(_TRUST) * len(SOURCE_TYPES) :].reshape(len(dense), len(_TRUST), -1).copy()
    # "unknown" is only believed of the phrase itself.
    votes[:, 1:, SOURCE_TYPES.index("unknown")] = 0
    weight = np.einsum("npt,p->nt", votes, np.asarray(_TRUST))
    order = [SOURCE_TYPES.index(c) for c in classes]
    return [classes[i] for i in (np.log(probability + 1e-4) + weight[:, order]).argmax(axis=1)]


def first_places(seen: View, article: tuple[int, int]) -> dict[int, list[int]]:
    """Where an article (first and last word) has each word type: its first few places."""
    places: dict[int, list[int]] = {}
    for row, code in enumerate(seen.tokens.word[article[0] : article[1] + 1].tolist(), article[0]):
        known = places.setdefault(code, [])
        if len(known) < _PLACES:
            known.append(row)
    return places


def _one_hot(rule: int) -> NDArray[np.float32]:
    """A pattern's type as columns."""
    row = np.zeros(len(SOURCE_TYPES), np.float32)
    if rule >= 0:
        row[rule] = 1.0
    return row


def _type_counts(words: list[str]) -> NDArray[np.float32]:
    """How much the words speak for each type; the first head and whole names weigh most."""
    counts = np.zeros(len(SOURCE_TYPES), np.float32)
    weight = 2.0
    for word in words:
        number = head_type(word)
        if number >= 0:
            counts[number % 20] += weight
            weight = 1.0
    for number in name_types(" ".join(words)):
        counts[number] += 2.0
    return counts


def _introduction(
    seen: View, words: list[str], mention: Mention, places: Mapping[int, Sequence[int]]
) -> tuple[NDArray[np.int64], list[str]]:
    """How the article introduces the phrase elsewhere: title words beside its name, words around."""
    word = seen.tokens.word
    single = len(words) == 1 and 0 <= head_type(words[0]) < 20
    code = word[mention.first] if single else word[mention.last]
    title: list[int] = []
    around: list[str] = []
    for row in places.get(int(code), ()):
        beside = _beside(seen, row)
        if len(beside) > len(title):
            title = beside
        low, high = max(int(seen.first[row]), row - 3), min(int(seen.last[row]), row + 4)
        around += [seen.tokens.types[w] for w in word[low : high + 1].tolist()]
    return np.asarray(title, dtype=np.int64), around[:24]


def _beside(seen: View, row: int) -> list[int]:
    """Words of the phrase around a name: back to a cue or a stop, on past a comma to a title."""
    gap, kind, flags = seen.tokens.gap, seen.kind, seen.flags
    first = row
    while first > seen.first[row] and row - first < _BEFORE:
        previous = first - 1
        if (
            gap[previous] & _BREAKS
            or (kind[previous] and seen.heads[previous] < 0)
            or flags[previous, :4].any()
        ):
            break
        first = previous
    last = row
    if (
        last < seen.last[row]
        and (not gap[last] & _BREAKS)
        and ((gap[last] & COMMA and seen.heads[last + 1] >= 0) or 0 <= seen.heads[last + 1] < 20)
    ):
        while (
            last < seen.last[row]
            and last - row < _AFTER
            and not gap[last + 1 if last > row else last] & _BREAKS
        ):
            last += 1
    return [i for i in range(first, last + 1) if i != row]
