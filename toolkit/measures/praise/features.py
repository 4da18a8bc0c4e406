"""What can be seen of a candidate for praise: its words, what stands around them, who speaks.

The features are those of sentiment in context (Wilson, Wiebe and Hoffmann 2005: negation, modality,
intensity, the words beside), with the speaker that the attributions give and with how much else
in the sentence and the article may be praise. Nothing here is learnt and no word is a feature of
its own: a lexicon may grow without training again.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.document import Document
from toolkit.arabic.stems import is_definite
from toolkit.measures.attribution.acts import Act
from toolkit.measures.praise.arguments import ARGUMENTS, describe_arguments
from toolkit.measures.praise.candidates import Candidate, praise_entries
from toolkit.measures.praise.phrases import clause_words
from toolkit.measures.praise.words import governs, groups_of

if TYPE_CHECKING:
    from toolkit.lexicons.entries import Entry

CLASSES = (
    *("act", "gratitude", "adjective", "superlative", "role", "honorific"),
    *("virtue", "achievement", "metaphor", "diplomatic"),
)
_NEAR = ("deed", "quality", "actor", "harm", "quantity")
_SPHERES = ("play", "harm", "office")
_KINDS = ("perfect", "imperfect", "participle", "masdar")
_SPEAKERS = ("none", "official", "other", "cue")
_REACH = 14
OFFICIAL_TYPES = frozenset({"government", "intergovernmental"})
FEATURES = (
    *(f"class_{name}" for name in CLASSES),
    *(f"strength_{n}" for n in (1, 2, 3)),
    *(f"form_{name}" for name in _KINDS),
    *("words", "hits", "phrase", "noun", "definite", "intensified", "quoted_word"),
    *("negated", "hypothetical", "future", "god", "latin_behind"),
    *("framed", "unframed", "occasion"),
    *(f"noun_{name}" for name in _NEAR),
    *(f"behind_{name}" for name in _NEAR),
    *(f"before_{name}" for name in _NEAR),
    *("behind_b", "behind_l", "behind_on", "behind_that", "behind_stop", "before_stop"),
    *(f"speaker_{name}" for name in _SPEAKERS),
    *("quoted", "title", "lead", "sentence_words"),
    *("sentence_strong", "sentence_weak", "article_strong", "article_weak", "article_play"),
    *("article_harm", "article_office", "sentence_harm"),
    *ARGUMENTS,
)


def describe(
    reading: Document,
    candidates: Sequence[Candidate],
    acts: Sequence[Act | None],
    entries: Mapping[str, Entry] | None = None,
) -> NDArray[np.float64]:
    """Describe the candidates of one article, shape (candidates, len(FEATURES)).

    Parameters
    ----------
    reading : Document
    candidates : sequence of Candidate
    acts : sequence of Act or None
        The act that each candidate lies in.
    entries : mapping, optional
        Entries by headword; those of the shipped lexicon where left out.
    """
    if not candidates:
        return np.zeros((0, len(FEATURES)))
    entries = praise_entries() if entries is None else entries
    strengths = [max(entries[hit.entry].strength for hit in c.hits) for c in candidates]
    article = _article(reading, strengths)
    places = [reading.sentence_of[candidate.first] for candidate in candidates]
    strong = Counter(p for p, s in zip(places, strengths, strict=True) if s > 1)
    weak = Counter(p for p, s in zip(places, strengths, strict=True) if s == 1)
    rows = [
        [
            *_own(reading, candidate, entries, strength),
            *_around(reading, candidate, entries),
            *_speaker(reading, candidate, act),
            *_sentence(reading, strength, reading.sentence_of[candidate.first], strong, weak),
            *article,
            _harm(reading, candidate),
            *describe_arguments(reading, candidate, act),
        ]
        for candidate, act, strength in zip(candidates, acts, strengths, strict=True)
    ]
    return np.array(rows, dtype=float)


def _own(
    reading: Document, candidate: Candidate, entries: Mapping[str, Entry], strength: int
) -> list[float]:
    main = candidate.main
    classes = {entries[hit.entry].class_ for hit in candidate.hits}
    gap = reading.gaps[main.first - 1] if main.first else ""
    last = groups_of(reading.words[candidate.last - 1])
    return [
        *(float(name in classes) for name in CLASSES),
        *(float(strength == n) for n in (1, 2, 3)),
        *(float(main.kind == name) for name in _KINDS),
        float(candidate.last - candidate.first),
        float(len(candidate.hits)),
        float(main.last - main.first > 1),
        float(candidate.noun >= 0),
        float(is_definite(reading.words[main.first])),
        float("intensifiers" in last),
        float(any(sign in gap for sign in '"«“”') and candidate.last - main.first < 3),
    ]


def _around(reading: Document, candidate: Candidate, entries: Mapping[str, Entry]) -> list[float]:
    sentence = reading.sentence_of[candidate.first]
    before = [
        word
        for word in range(max(candidate.first - 3, 0), candidate.first)
        if reading.sentence_of[word] == sentence
    ]
    groups = [groups_of(reading.words[word]) for word in before]
    behind = _word(reading, candidate.last, sentence)
    behind_groups = groups_of(behind) if behind else frozenset()
    near = groups[-1] if groups else frozenset()
    noun = groups_of(reading.words[candidate.noun]) if candidate.noun >= 0 else frozenset()
    first = reading.words[candidate.first]
    gap_before = reading.gaps[candidate.first - 1] if candidate.first else "."
    return [
        float(any("negation" in g for g in groups)),
        float(any("hypothesis" in g for g in groups)),
        float(first.startswith("س") or any(reading.words[w].startswith("سي") for w in before)),
        float("thanks_god" in behind_groups or any("thanks_god" in g for g in groups)),
        float(bool(behind) and behind.isascii()),
        *_frame(reading, candidate, entries),
        *(float(name in noun) for name in _NEAR),
        *(float(name in behind_groups) for name in _NEAR),
        *(float(name in near) for name in _NEAR),
        float(behind.startswith("ب")),
        float(behind.startswith("ل")),
        float(behind in clause_words()["behind_praise"]),
        float(behind in clause_words()["complement"]),
        float(bool(reading.gaps[candidate.last - 1].strip(" \"'«»“”"))),
        float(bool(gap_before.strip(" \"'«»“”"))),
    ]


def _frame(
    reading: Document, candidate: Candidate, entries: Mapping[str, Entry]
) -> tuple[float, float, float]:
    """Whether an act finds the preposition that its entry governs, and whether a feast follows."""
    frame = entries[candidate.main.entry].attributes.get("frame", ())
    sentence = reading.sentence_of[candidate.first]
    found = occasion = False
    for word in range(candidate.last, min(candidate.last + _REACH, len(reading.words))):
        text = reading.words[word]
        if reading.sentence_of[word] != sentence:
            break
        occasion = occasion or "occasion" in groups_of(text)
        if text in clause_words()["complement"] and not found:
            break
        found = found or governs(text, tuple(frame))
    asks = bool(frame) and "object" not in frame
    return float(asks and found), float(asks and not found), float(candidate.act and occasion)


def _speaker(reading: Document, candidate: Candidate, act: Act | None) -> list[float]:
    start, end = reading.starts[candidate.first], reading.ends[candidate.last - 1]
    official = act is not None and act.source_type in OFFICIAL_TYPES
    sentence = reading.sentence_of[candidate.first]
    return [
        float(act is None),
        float(official),
        float(act is not None and not official),
        float(bool(act and act.cue and act.cue[0] < end and start < act.cue[1])),
        float(reading.quotation_of[candidate.first] >= 0),
        float(sentence == 0),
        float(sentence == 1),
    ]


def _sentence(
    reading: Document, own: int, sentence: int, strong: Mapping[int, int], weak: Mapping[int, int]
) -> list[float]:
    """How long the sentence is, and what else in it may be praise."""
    first = bisect_left(reading.sentence_of, sentence)
    words = bisect_right(reading.sentence_of, sentence) - first
    return [
        np.log1p(words),
        np.log1p(strong[sentence] - (own > 1)),
        np.log1p(weak[sentence] - (own == 1)),
    ]


def _article(reading: Document, strengths: Sequence[int]) -> list[float]:
    words = max(len(reading.words), 50)
    counts = dict.fromkeys(_SPHERES, 0)
    for groups in filter(None, map(groups_of, reading.words)):
        for name in groups:
            if name in counts:
                counts[name] += 1
    return [
        np.log1p(100 * sum(s > 1 for s in strengths) / words),
        np.log1p(100 * sum(s == 1 for s in strengths) / words),
        *(np.log1p(100 * counts[name] / words) for name in _SPHERES),
    ]


def _harm(reading: Document, candidate: Candidate) -> float:
    sentence = reading.sentence_of[candidate.first]
    near = range(max(candidate.first - 8, 0), min(candidate.last + 8, len(reading.words)))
    return float(
        sum(
            "harm" in groups_of(reading.words[word])
            for word in near
            if reading.sentence_of[word] == sentence
        )
    )


def _word(reading: Document, position: int, sentence: int) -> str:
    if position < len(reading.words) and reading.sentence_of[position] == sentence:
        return reading.words[position]
    return ""
