"""Candidate antecedents of an act whose source is implied, and what describes them.

Every speaker that the article has had so far is a candidate, and so is every phrase of the sentence
and the one before that a head noun or a name opens; each is described by recency, agreement,
nesting and the form of the cue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic.stems import bare
from toolkit.measures.attribution.features.candidates import View
from toolkit.measures.attribution.features.phrases import Mention, agreement_of, one_spelling
from toolkit.measures.attribution.words.cues import ACCORDING, IMPERFECT, MASDAR, PARTICIPLE
from toolkit.measures.attribution.words.entities import Phrase
from toolkit.measures.attribution.words.lexical import CLASS_NAMES
from toolkit.measures.attribution.words.tokens import (
    COLON,
    COMMA,
    NEWLINE,
    PAREN,
    QUOTE,
    SEMICOLON,
    STOP,
)
from toolkit.measures.codes import SOURCE_TYPES

_EDGES = COMMA | STOP | COLON | NEWLINE | SEMICOLON | QUOTE | PAREN
_LONGEST = 8
_REACH = 45
_PREPOSITION, _RELATIVE, _PARTICLE = (
    CLASS_NAMES.index(n) for n in ("preposition", "relative", "particle")
)
_MEDIA = (SOURCE_TYPES.index("news_agency"), SOURCE_TYPES.index("media"))
_UNKNOWN = SOURCE_TYPES.index("unknown")
CLASS_COUNT = len(CLASS_NAMES)

FEATURES = (
    "last speaker", "last but one", "earlier speaker", "only speaker",
    "same sentence", "one sentence on", "two on", "more on", "new paragraph",
    "participle, same sentence", "participle, last speaker", "verb, same sentence",
    "verb, last speaker", "noun, same sentence", "noun, last speaker",
    "agrees", "clashes", "feminine verb, masculine phrase", "masculine verb, feminine phrase",
    "plural verb", "participle clashes",
    "spoke inside another's words", "both inside the same words", "act inside its words",
    "act inside another's words",
    "in the title", "share of acts", "acts", "spoke most", "one word", "name first", "medium",
    "unknown kind", "according-to", "noun cue", "cue with pronoun",
    "cue first in sentence, last speaker", "cue first in sentence", "cue with conjunction, last speaker",
    "named before the cue", "named before the cue, verb", "named since its last act",
    "phrase", "phrase, same sentence", "phrase opens sentence", "phrase behind preposition",
    "phrase before relative", "phrase, cue behind relative", "phrase near", "phrase, commas between",
    "phrase, participle", "phrase, noun", "phrase, cue first in sentence", "phrase a name", "phrase definite",
    "phrase behind feminine verb", "phrase behind verb", "phrase, other phrases between", "phrase after last act",
)  # fmt: skip


@dataclass(frozen=True)
class Spoken:
    """The acts of one article in the order of the text, a row each.

    `cue` and the content's edges are words of the batch; `mentions` the sources found, None where
    there is none; `nobody` tells where nobody is meant at all.
    """

    cue: Sequence[int]
    kind: Sequence[int]
    content_first: Sequence[int]
    content_last: Sequence[int]
    mentions: Sequence[Mention | None]
    nobody: Sequence[bool]


@dataclass
class Story:
    """What the article has told so far: speakers with their acts and phrases."""

    order: list[int] = field(default_factory=list)  # speakers, by latest act
    latest: dict[int, int] = field(default_factory=dict)
    acts: dict[int, int] = field(default_factory=dict)
    phrases: dict[int, list[int]] = field(default_factory=dict)

    def tell(self, speaker: int, row: int) -> None:
        """Tell that a speaker has an act, now the latest."""
        if speaker in self.order:
            self.order.remove(speaker)
        self.order.insert(0, speaker)
        self.latest[speaker] = row
        self.acts[speaker] = self.acts.get(speaker, 0) + 1


def candidates(
    seen: View, spoken: Spoken, row: int, story: Story, phrases: Sequence[Phrase | None]
) -> tuple[list[Mention], list[int], NDArray[np.float32]]:
    """Candidate antecedents of an act: mention, speaker (-1 for a mere phrase) and features."""
    mentions, speakers, features = [], [], []
    for rank, speaker in enumerate(story.order):
        own = story.phrases[speaker]
        best = max(own, key=lambda r: (fullness(phrases[r]), r))
        mention = spoken.mentions[best]
        assert mention is not None
        mentions.append(mention)
        speakers.append(speaker)
        features.append(_speaker_features(seen, spoken, row, story, speaker, rank, best, phrases))
    taken = [spoken.mentions[r] for own in story.phrases.values() for r in own]
    places = _phrase_places(seen, spoken.cue[row], [m for m in taken if m])
    last_cue = max((spoken.cue[r] for r in story.latest.values()), default=-1)
    for number, mention in enumerate(places):
        mentions.append(mention)
        speakers.append(-1)
        features.append(
            _phrase_features(seen, spoken, row, mention, len(places) - 1 - number, last_cue)
        )
    shape = (len(features), len(FEATURES))
    return mentions, speakers, np.asarray(features, dtype=np.float32).reshape(shape)


def fullness(phrase: Phrase | None) -> tuple[bool, int]:
    """How fully a phrase names its speaker: a name before a description, then by its words."""
    return (phrase is not None and not phrase.is_description, len(phrase.words) if phrase else 0)


def _speaker_features(
    seen: View, spoken: Spoken, row: int, story: Story, speaker: int, rank: int, best: int,
    phrases: Sequence[Phrase | None],
) -> list[float]:  # fmt: skip
    tokens, cue, phrase = seen.tokens, spoken.cue[row], phrases[best]
    mention = spoken.mentions[best]
    assert mention is not None
    assert phrase is not None
    latest = story.latest[speaker]
    at = spoken.cue[latest]
    apart = int(tokens.sentence[cue] - tokens.sentence[at])
    same, first = apart == 0, cue == int(seen.first[cue])
    kind, from_kind = spoken.kind[row], spoken.kind[latest]
    verb, participle, noun = kind <= IMPERFECT, kind == PARTICIPLE, kind >= MASDAR
    reading = seen.cue_at(cue)
    wanted = int(seen.lexical.agreement[tokens.word[cue]])
    told_by = spoken.cue[best]
    told = int(seen.lexical.agreement[tokens.word[told_by]]) if told_by < mention.first else 0
    has = told or agreement_of(seen, mention)
    clash = bool(wanted and has and wanted != has)
    around, around_latest = _inside(spoken, row), _inside(spoken, latest)
    acts = story.acts[speaker]
    return [float(v) for v in (
        rank == 0, rank == 1, rank >= 2, len(story.order) == 1,
        same, apart == 1, apart == 2, apart >= 3,
        apart > 0 and bool((tokens.gap[at:cue] & NEWLINE).any()),
        participle and same, participle and rank == 0, verb and same, verb and rank == 0,
        noun and same, noun and rank == 0,
        wanted and has == wanted, clash, wanted == 2 and has == 1, wanted == 1 and has == 2,
        wanted == 3 and has != 3, participle and clash,
        bool(around_latest) and not around, bool(around) and around == around_latest,
        latest in around, bool(around) and latest not in around,
        tokens.title[at], acts / sum(story.acts.values()), min(acts, 5) / 5,
        acts == max(story.acts.values()), len(phrase.words) == 1,
        phrase.heads[0] < 0 or phrase.heads[0] >= 20, phrase.head in _MEDIA, phrase.head == _UNKNOWN,
        from_kind == ACCORDING, from_kind == MASDAR, bool(reading and reading.object),
        first and rank == 0, first, bool(reading and reading.conjunction) and rank == 0,
        *_named(seen, [phrases[r] for r in story.phrases[speaker]], at, cue, verb),
        *(17 * (0,)),
    )]  # fmt: skip


def _named(
    seen: View, phrases: Sequence[Phrase | None], at: int, cue: int, verb: bool
) -> tuple[bool, bool, bool]:
    """Whether a speaker's name stands before the cue in its sentence, or since its last act."""
    keys = {p.words[0 if p.is_description else -1] for p in phrases if p}
    low = int(seen.first[cue])
    here = any(_bare_at(seen, w) in keys for w in range(max(low, cue - _REACH), cue))
    since = here or any(
        _bare_at(seen, w) in keys for w in range(max(at + 1, cue - _REACH), min(low, cue))
    )
    return here, here and verb, since


def _bare_at(seen: View, word: int) -> str:
    return one_spelling(bare(seen.tokens.types[seen.tokens.word[word]]))


def _inside(spoken: Spoken, row: int) -> set[int]:
    """The other acts whose content holds the cue of an act."""
    cue = spoken.cue[row]
    low = max(0, row - 12)
    return {
        other
        for other in range(low, min(row + 4, len(spoken.cue)))
        if other != row and spoken.content_first[other] <= cue <= spoken.content_last[other]
    }


def _phrase_places(seen: View, cue: int, taken: Sequence[Mention]) -> list[Mention]:
    """Phrases opened by a head noun or a name before a cue, in its sentence and the one before."""
    tokens = seen.tokens
    sentence = int(tokens.sentence[cue])
    low = int(tokens.sentence_first[sentence])
    if sentence and tokens.sentence_number[sentence] > 1 and cue - low < 12:
        low = int(tokens.sentence_first[sentence - 1])
    low = max(low, cue - _REACH)
    found = []
    word = low
    while word < cue:
        if not _opens(seen, word) or any(m.first <= word <= m.last for m in taken):
            word += 1
            continue
        last = word
        while (
            last + 1 < cue and last - word < _LONGEST and not tokens.gap[last] & _EDGES
            and not seen.flags[last + 1, :5].any() and not seen.kind[last + 1]
        ):  # fmt: skip
            last += 1
        found.append(Mention(word, last))
        word = last + 1
    return found


def _opens(seen: View, word: int) -> bool:
    """Whether a head noun or name opens a phrase here: behind a verb, a sign or a function word."""
    if seen.heads[word] < 0 or seen.kind[word] or seen.flags[word, :CLASS_COUNT].any():
        return False
    before = word - 1
    if word == seen.first[word] or seen.tokens.gap[before] & _EDGES or seen.kind[before]:
        return True
    flags = seen.flags[before]
    return bool(flags[:CLASS_COUNT].any() or flags[CLASS_COUNT + 8]) or seen.tokens.types[
        seen.tokens.word[before]
    ].endswith("ت")


def _phrase_features(
    seen: View, spoken: Spoken, row: int, mention: Mention, between: int, last_cue: int
) -> list[float]:
    tokens, cue = seen.tokens, spoken.cue[row]
    same = bool(tokens.sentence[cue] == tokens.sentence[mention.first])
    wanted = int(seen.lexical.agreement[tokens.word[cue]])
    has = agreement_of(seen, mention)
    clash = bool(wanted and has and wanted != has)
    kind = spoken.kind[row]
    before = mention.first - 1
    opens = mention.first <= int(seen.first[mention.first]) + 1
    behind = before >= int(seen.first[mention.first])
    verb = behind and bool(tokens.types[tokens.word[before]].endswith("ت"))
    around = _inside(spoken, row)
    values = [0.0] * 15 + [
        wanted and has == wanted, clash, wanted == 2 and has == 1, wanted == 1 and has == 2,
        wanted == 3 and has != 3, kind == PARTICIPLE and clash, 0, 0, 0, bool(around),
        tokens.title[mention.first], 0, 0, 0, mention.first == mention.last, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        1, same, opens, behind and seen.flags[before, _PREPOSITION] > 0,
        mention.last + 1 < cue and seen.flags[mention.last + 1, _RELATIVE] > 0,
        mention.last + 2 == cue and seen.flags[cue - 1, _RELATIVE] > 0,
        cue - mention.last <= 3, min(int(seen.commas[cue] - seen.commas[mention.first]), 4) / 4,
        kind == PARTICIPLE, kind >= MASDAR, cue == int(seen.first[cue]), seen.heads[mention.first] >= 20,
        tokens.types[tokens.word[mention.first]].startswith("ال"), verb and wanted == 2,
        behind and seen.flags[before, CLASS_COUNT + 8] > 0, min(between, 5) / 5, mention.first > last_cue,
    ]  # fmt: skip
    return [float(v) for v in values]
