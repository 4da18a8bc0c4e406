"""What kind of source a phrase names.

A phrase is typed from its own words, from what is known of it or of a name inside it, from the
fullest phrase of its speaker and from what stands around the name elsewhere in the article, so
that a person introduced with a title keeps it; the acts of one speaker then share one type.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.stems import bare
from toolkit.measures.attribution.features.candidates import View
from toolkit.measures.attribution.features.phrases import Mention, phrase_words
from toolkit.measures.attribution.words.gazetteer import head_type, name_types, pattern_type
from toolkit.measures.attribution.words.known import known_type, known_within
from toolkit.measures.attribution.words.tokens import COLON, COMMA, NEWLINE, SEMICOLON, STOP
from toolkit.measures.codes import OFFICIAL_TYPES, SOURCE_TYPES

_BEFORE, _AFTER = 7, 6
_PLACES = 4
_SURE = 0.999
_BREAKS = STOP | COLON | NEWLINE | SEMICOLON


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
    names += _known(" ".join(words), " ".join(full))
    lead = title[0] if len(title) else mention.first
    body = np.asarray([*range(mention.first, mention.last + 1), *title], dtype=np.int64)
    dense = np.concatenate([
        vectors[mention.first], vectors[body].mean(axis=0), vectors[lead], vectors[mention.last],
        np.minimum(own, 3), np.minimum(other, 3),
        [float(words[0].startswith("ال")), float(len(title) > 0), float(len(words) == 1)],
        *(_one_hot(r) for r in (rule, full_rule, title_rule)),
    ])  # fmt: skip
    return names, dense.astype(np.float32)


def _known(phrase: str, full: str) -> list[str]:
    """Named features of what is known of a phrase and of its speaker's fullest one."""
    own, fuller = known_type(phrase), known_type(full)
    within, length = known_within(phrase)
    fuller_within, fuller_length = known_within(full)
    names = [
        f"g={own}", f"gf={fuller}", f"gi={within}", f"gi={within},{length}",
        f"gfi={fuller_within}", f"gfi={fuller_within},{fuller_length}",
        f"g&={own or within},{fuller or fuller_within}",
    ]  # fmt: skip
    return [*names, f"g={own}&n={min(len(phrase.split()), 3)}"] if own else names


def typed(
    probability: NDArray[np.float64], classes: Sequence[str], speakers: Sequence[int],
    sure: Sequence[int] = (),
) -> tuple[list[str], NDArray[np.float64]]:  # fmt: skip
    """Types from the model's probabilities, and how likely each source speaks for officials.

    Acts of the same number in `speakers` share the mean of their log odds; -1 stands alone. `sure`
    has the type of a source whose phrase tells it, -1 for others.
    """
    if not len(probability):
        return [], np.zeros(0)
    score = np.log(probability + 1e-4)
    for row, number in enumerate(sure):
        if number >= 0:
            told = [name == SOURCE_TYPES[number] for name in classes]
            score[row] = np.log(np.where(told, _SURE, (1 - _SURE) / len(classes)))
    number = np.asarray(speakers)
    own = np.flatnonzero(number >= 0)
    if len(own):
        _, group = np.unique(number[own], return_inverse=True)
        total = np.zeros((group.max() + 1, score.shape[1]))
        np.add.at(total, group, score[own])
        score[own] = (total / np.bincount(group)[:, None])[group]
    odds = np.exp(score - score.max(axis=1, keepdims=True))
    official = odds[:, [c in OFFICIAL_TYPES for c in classes]].sum(axis=1) / odds.sum(axis=1)
    return [classes[i] for i in score.argmax(axis=1)], official


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
