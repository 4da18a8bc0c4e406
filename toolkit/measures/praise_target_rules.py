"""Who is praised: the target of a praising expression, by rule.

The complement of a praising act (`أشاد بـ…`, `هنأ …`, `شكره لـ…`) by the frame that the lexicon gives;
of evaluative words what they are said of: the subject of a relative clause behind them, the second
part of their construct, the head of a relative clause before them, what their pronoun points back
to, or the subject of their clause (the argument positions of opinion targets, Ruppenhofer,
Somasundaran and Wiebe 2008). The answer is always words of the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from toolkit.measures.praise_candidates import Candidate, praise_entries
from toolkit.measures.praise_holders import Act
from toolkit.measures.praise_phrases import (
    NOTHING_BEHIND,
    Span,
    is_actor,
    is_open,
    noun_phrase,
    phrase_before,
    source_words,
)
from toolkit.measures.praise_reading import (
    Reading,
    governs,
    groups_of,
    has_pronoun,
    is_definite,
)

RULES = ("complement", "owner", "relative", "itself", "back", "subject", "antecedent", "own")
_REACH = 25
RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين", "ممن", "من"})
CLAUSE = frozenset({"ان", "بان", "لان", "اما", "وان"})
_PRONOUN_CLAUSE = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم", "هو", "هي", "هم"})
_OWNERS = frozenset({"لدي", "بين", "مثل", "عند"})
_AGENTS = frozenset({"طرف", "قبل", "جانب", "لدن"})
_PURPOSES = frozenset(
    ["لخدمه", "لمكافحه", "لدعم", "لحمايه", "لمواجهه", "لصالح", "لمصلحه", "لضمان", "لبناء", "لاجل"]
)


def rule_targets(
    reading: Reading, candidate: Candidate, act: Act | None
) -> Iterator[tuple[str, Span | None]]:
    """What each rule takes for the target."""
    skipped = frozenset(source_words(reading, act))
    yield "complement", _complement(reading, candidate, act) if candidate.act else None
    yield "owner", _owner_behind(reading, candidate)
    yield "relative", _relative_head(reading, candidate)
    yield "itself", _named_itself(reading, candidate)
    yield "back", _points_back(reading, candidate, skipped)
    yield "subject", _subject(reading, candidate, skipped)
    yield "antecedent", _antecedent(reading, candidate.first, skipped)
    yield "own", (candidate.noun if candidate.noun >= 0 else candidate.first, candidate.last)


def _complement(reading: Reading, candidate: Candidate, act: Act | None) -> Span | None:
    """What a praising act governs, over its subject."""
    entry = praise_entries().get(candidate.main.entry)
    frame = entry.attributes.get("frame", ()) if entry else ()
    frame = frame or ("ب", "علي", "ل", "object")
    skipped = source_words(reading, act)
    words = [w for w in _behind(reading, candidate.last, _REACH) if w not in skipped]
    for word in words:
        text = reading.words[word]
        if "object" in frame and _is_object(reading, word, skipped, candidate):
            return _with_actor(reading, word)
        if governs(text, frame):
            start = word + 1 if text in ("علي", "ب", "ل", "الي", "عن") else word
            if start >= len(reading.words):
                return None
            if text in ("بما", "لما") or reading.words[start] == "ما":
                return _in_clause(reading, start, candidate)
            return _with_actor(reading, start)
    return None


def _is_object(reading: Reading, word: int, skipped: set[int], candidate: Candidate) -> bool:
    """Whether a word may be the direct object: a noun right behind the act or its subject."""
    text = reading.words[word]
    before = word - 1
    adjacent = before in skipped or word == candidate.last
    return (
        adjacent
        and not groups_of(text) & NOTHING_BEHIND
        and not governs(text, ("ب", "ل", "علي"))
        and len(text) > 2
    )


def _in_clause(reading: Reading, word: int, candidate: Candidate) -> Span:
    """The actor of a clause with `ما`: its subject, or what its verb's subject points back to."""
    for position in _behind(reading, word + 1, 8):
        if is_actor(reading.words[position]):
            return noun_phrase(reading, position)
    return _antecedent(reading, candidate.first, frozenset()) or noun_phrase(reading, word)


def _with_actor(reading: Reading, word: int) -> Span:
    """A noun phrase; where it holds no actor but its relative clause does, that actor."""
    start, end = noun_phrase(reading, word)
    if any(is_actor(reading.words[w]) for w in range(start, end)):
        return start, end
    if end < len(reading.words) and reading.words[end] in RELATIVES:
        for position in _behind(reading, end + 1, 8):
            if is_actor(reading.words[position]):
                return noun_phrase(reading, position)
    return start, end


def _owner_behind(reading: Reading, candidate: Candidate) -> Span | None:
    """The owner of the quality behind it: a construct, `ل`, `لدى`, `من طرف`, a relative clause."""
    behind = candidate.last
    sentence = reading.sentences[candidate.first]
    if behind + 1 >= len(reading.words) or reading.sentences[behind + 1] != sentence:
        return None
    text, after = reading.words[behind], behind + 1
    if not is_open(reading, behind - 1):
        return None
    if text in ("الذي", "التي") and has_pronoun(reading.words[after]):
        for position in _behind(reading, after + 1, 4):
            if not groups_of(reading.words[position]) & NOTHING_BEHIND:
                return noun_phrase(reading, position)
    if text in _OWNERS:
        return noun_phrase(reading, after)
    if text == "من" and reading.words[after] in _AGENTS and after + 1 < len(reading.words):
        return noun_phrase(reading, after + 1)
    if _belongs(text, reading.words[after]):
        return noun_phrase(reading, behind)
    last = reading.words[behind - 1]
    entry = praise_entries().get(candidate.hits[-1].entry)
    nominal = entry is not None and entry.class_ in ("virtue", "achievement", "role", "metaphor")
    construct = nominal and not is_definite(last) and candidate.hits[-1].last == behind
    if text.startswith(("و", "ب")) or text in RELATIVES:
        return None
    if construct and (is_definite(text) or is_actor(text)):
        return noun_phrase(reading, behind)
    return None


@lru_cache(maxsize=50_000)
def _belongs(text: str, after: str) -> bool:
    """Whether `ل` gives an owner (`لصاحب الجلالة`), not a purpose (`لمكافحة`)."""
    if not text.startswith("ل") or "particles" in groups_of(text) or len(text) < 4:
        return False
    if text.startswith("لل") or is_actor(text):
        return True
    return is_definite(after) and not text.startswith("لت") and text not in _PURPOSES


def _relative_head(reading: Reading, candidate: Candidate) -> Span | None:
    """The head of a relative clause that begins right before the expression."""
    for word in range(candidate.first - 1, max(candidate.first - 3, 0), -1):
        if reading.words[word] in RELATIVES and reading.words[word] != "من":
            return phrase_before(reading, word)
        if not is_open(reading, word):
            return None
    return None


def _named_itself(reading: Reading, candidate: Candidate) -> Span | None:
    """The noun qualified, where it is itself an actor that the text points at."""
    noun = candidate.noun
    if noun < 0 or "actor" not in groups_of(reading.words[noun]):
        return None
    if has_pronoun(reading.words[noun]):
        return None
    if is_definite(reading.words[noun]):
        return noun_phrase(reading, noun)
    return None


def _points_back(reading: Reading, candidate: Candidate, skipped: frozenset[int]) -> Span | None:
    """What a pronoun on the noun (`دورها`, `قيادته`) points back to."""
    word = candidate.noun if candidate.noun >= 0 else candidate.main.first
    text = reading.words[word]
    # ه and ة fold alike; the document tells `دوره` from `دورة`.
    his = text.endswith("ه") and len(text) > 3 and reading.document[reading.ends[word] - 1] == "ه"
    if is_definite(text) or not (his or text.endswith(("ها", "هم", "هما", "هن"))):
        return None
    return _antecedent(reading, candidate.first, skipped)


def _subject(reading: Reading, candidate: Candidate, skipped: frozenset[int]) -> Span | None:
    """The subject of the clause: behind the nearest `أن`, else the nearest actor before."""
    sentence = reading.sentences[candidate.first]
    for word in range(candidate.first - 1, -1, -1):
        if reading.sentences[word] != sentence:
            break
        text = reading.words[word]
        if text in CLAUSE and word + 1 < candidate.first:
            start, end = noun_phrase(reading, word + 1)
            if not groups_of(reading.words[start]) & NOTHING_BEHIND:
                return start, max(min(end, candidate.first), start + 1)
        if text in _PRONOUN_CLAUSE:
            return _antecedent(reading, word, skipped)
    return None


def _antecedent(reading: Reading, before: int, skipped: frozenset[int]) -> Span | None:
    """The nearest actor before a word, in its sentence or the two before that."""
    sentence = reading.sentences[before]
    for word in range(before - 1, -1, -1):
        if reading.sentences[word] < sentence - 2:
            break
        if word in skipped or not is_actor(reading.words[word]):
            continue
        first = word
        while (
            first > 0
            and first - 1 not in skipped
            and is_open(reading, first - 1)
            and is_actor(reading.words[first - 1])
        ):
            first -= 1
        start, end = noun_phrase(reading, first)
        return start, max(min(end, before), start + 1)
    return None


def _behind(reading: Reading, word: int, reach: int) -> Iterator[int]:
    """The next words of the same sentence."""
    if word >= len(reading.words) or not word:
        return
    sentence = reading.sentences[word - 1]
    for position in range(word, min(word + reach, len(reading.words))):
        if reading.sentences[position] != sentence:
            return
        yield position
