"""Who is praised: the target of a praising expression, by rule.

The complement of a praising act (`أشاد بـ…`, `هنأ …`, `شكره لـ…`) by the frame that the lexicon gives;
of evaluative words what they are said of: the subject of a relative clause behind them, the second
part of their construct, the head of a relative clause before them, what their pronoun points back
to, or the subject of their clause (the argument positions of opinion targets, Ruppenhofer,
Somasundaran and Wiebe 2008). The answer is always words of the document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.praise_candidates import Candidate, praise_entries
from toolkit.measures.praise_holders import Act
from toolkit.measures.praise_reading import Reading, groups_of, has_pronoun, is_definite, stem

Span = tuple[int, int]

RULES = ("complement", "owner", "relative", "itself", "back", "subject", "antecedent", "own")
TARGET_FEATURES = (
    *(f"rule_{name}" for name in RULES),
    *("act_complement", "same_sentence", "sentence_before", "title", "behind", "distance"),
    *("between", "actor_head", "actors", "definite", "frequency", "actor_frequency", "in_title"),
    *("after_that", "first", "source", "in_content", "preposition", "harm", "deed", "verbal"),
    *("words", "content_first", "quotation_first", "own_actor", "own_honorific", "behind_actor"),
)
_SENTENCES_BACK = 2
_MAX_PHRASE = 9
_REACH = 25
_STOPS = "،,.؛;:!؟?()[]\n-–—"
_RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين", "ممن", "من"})
_CLAUSE = frozenset({"ان", "بان", "لان", "اما", "وان"})
_PRONOUN_CLAUSE = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم", "هو", "هي", "هم"})
_OWNERS = frozenset({"لدي", "بين", "مثل", "عند"})
_AGENTS = frozenset({"طرف", "قبل", "جانب", "لدن"})
_NO_PREPOSITION = frozenset(
    ["بعد", "بين", "بينما", "بينهم", "بينها", "بها", "به", "بهم", "بهذا", "بهذه", "بسبب", "بحسب", "بل", "بلا", "بدون", "لم", "لن", "لا", "له", "لها", "لهم", "لدي", "لكن"]
)
_PURPOSES = frozenset(["لخدمه", "لمكافحه", "لدعم", "لحمايه", "لمواجهه", "لصالح", "لمصلحه", "لضمان", "لبناء", "لاجل"])
_NOTHING_BEHIND = frozenset({"particles", "negation"})


class Phrase(NamedTuple):
    """A noun phrase that may be the target: words ``[first, last)`` and the rules that name it."""

    first: int
    last: int
    rules: frozenset[str]


def target_phrases(reading: Reading, candidate: Candidate, act: Act | None) -> list[Phrase]:
    """Noun phrases that may be the target: what the rules name, then the phrases around.

    Examples
    --------
    >>> from toolkit.measures.praise_candidates import Hit
    >>> from toolkit.measures.praise_reading import read_article
    >>> reading = read_article("\\nأشاد الوزير بدور المغرب.", [(0, 0), (1, 25)], [False, False])
    >>> hit = Hit(0, 1, "أشاد", "perfect")
    >>> act = Act(0, (1, 5), (6, 12), None, (13, 24), "government")
    >>> [" ".join(reading.words[p.first:p.last])
    ...     for p in target_phrases(reading, Candidate(0, 1, (hit,), hit, -1, True), act)][0]
    'بدور المغرب'
    """
    found: dict[Span, set[str]] = {}
    for name, span in _rules(reading, candidate, act):
        if span is not None:
            found.setdefault(span, set()).add(name)
    starts = {span[0] for span in found}
    for span in _around(reading, candidate):
        if span[0] not in starts:
            found.setdefault(span, set())
    return [Phrase(*span, frozenset(names)) for span, names in found.items()]


def describe_targets(
    reading: Reading, candidate: Candidate, act: Act | None, phrases: Sequence[Phrase]
) -> NDArray[np.float64]:
    """Describe phrases by where they stand, shape (phrases, len(TARGET_FEATURES))."""
    source = _source_words(reading, act)
    content = reading.between(*act.content) if act and act.content else (-1, -1)
    counts = Counter(stem(word) for word in reading.words)
    title = {stem(w) for w, s in zip(reading.words, reading.sentences, strict=True) if s == 0}
    sentence = reading.sentences[candidate.first]
    rows = []
    for phrase in phrases:
        words = reading.words[phrase.first : phrase.last]
        head = words[0]
        own = reading.sentences[phrase.first]
        distance = candidate.first - phrase.first
        between = sum(
            1 for p in phrases if phrase.first < p.first < candidate.first
        ) if distance > 0 else 0
        before = reading.words[phrase.first - 1] if phrase.first else ""
        actors = sum(_actor(word) for word in words)
        rows.append(
            [
                *(float(name in phrase.rules) for name in RULES),
                *(float(name in phrase.rules and candidate.act) for name in ("complement",)),
                float(own == sentence),
                float(own == sentence - 1),
                float(own == 0 and sentence != 0),
                float(distance < 0),
                np.log1p(abs(distance)) if own == sentence else 0.0,
                np.log1p(between),
                float(_actor(head)),
                min(actors, 3) / 3,
                float(is_definite(head)),
                np.log1p(max(counts[stem(word)] for word in words)),
                np.log1p(max((counts[stem(w)] for w in words if _actor(w)), default=0)),
                float(any(stem(word) in title for word in words if len(word) > 3)),
                float(before in _CLAUSE),
                float(own == sentence and not _earlier(reading, phrase)),
                float(bool(source & set(range(phrase.first, phrase.last)))),
                float(content[0] <= phrase.first < content[1]),
                float(head.startswith(("ب", "ل", "في"))),
                float(bool(groups_of(head) & {"harm", "quantity"})),
                float("deed" in groups_of(head)),
                float(head[:1] in "يت" and not is_definite(head) and not _actor(head)),
                np.log1p(len(words)),
                float(content[0] <= phrase.first <= content[0] + 2),
                float(_opens_quotation(reading, phrase.first)),
                float("own" in phrase.rules and "actor" in groups_of(head)),
                float("own" in phrase.rules and candidate.main.entry in _honorifics()),
                float(distance < 0 and _actor(head)),
            ]
        )
    return np.array(rows, dtype=float)


@lru_cache(maxsize=1)
def _honorifics() -> frozenset[str]:
    return frozenset(e for e, entry in praise_entries().items() if entry.class_ == "honorific")


def _opens_quotation(reading: Reading, word: int) -> bool:
    quotation = reading.quotations[word]
    return quotation >= 0 and (word < 2 or reading.quotations[word - 2] != quotation)


def _earlier(reading: Reading, phrase: Phrase) -> bool:
    first = phrase.first
    return first > 1 and reading.sentences[first - 2] == reading.sentences[first]


def _rules(
    reading: Reading, candidate: Candidate, act: Act | None
) -> Iterator[tuple[str, Span | None]]:
    """What each rule takes for the target."""
    skipped = frozenset(_source_words(reading, act))
    yield "complement", _complement(reading, candidate, act) if candidate.act else None
    yield "owner", _owner_behind(reading, candidate)
    yield "relative", _relative_head(reading, candidate)
    yield "itself", _named_itself(reading, candidate)
    yield "back", _points_back(reading, candidate, skipped)
    yield "subject", _subject(reading, candidate, skipped)
    yield "antecedent", _antecedent(reading, candidate.first, skipped)
    yield "own", (candidate.noun if candidate.noun >= 0 else candidate.first, candidate.last)


def _around(reading: Reading, candidate: Candidate) -> Iterator[Span]:
    """Noun phrases of the sentence, of the two before it and of the title."""
    sentence = reading.sentences[candidate.first]
    first = last = candidate.first
    while first > 0 and reading.sentences[first - 1] >= sentence - _SENTENCES_BACK:
        first -= 1
    while last < len(reading.words) and reading.sentences[last] == sentence:
        last += 1
    title = [w for w in range(min(first, 30)) if reading.sentences[w] == 0]
    position = 0
    words = [*title, *range(first, last)]
    while position < len(words):
        word = words[position]
        inside = candidate.first <= word < candidate.last
        if inside or groups_of(reading.words[word]) & _NOTHING_BEHIND or len(reading.words[word]) < 3:
            position += 1
            continue
        end = _phrase(reading, word)[1]
        head = next((w for w in range(word, end) if _actor(reading.words[w])), None)
        if head is None:
            head = next((w for w in range(word, end) if is_definite(reading.words[w])), word)
        yield head, end
        position += end - word


def _complement(reading: Reading, candidate: Candidate, act: Act | None) -> Span | None:
    """What a praising act governs, over its subject."""
    entry = praise_entries().get(candidate.main.entry)
    frame = entry.attributes.get("frame", ()) if entry else ()
    frame = frame or ("ب", "علي", "ل", "object")
    skipped = _source_words(reading, act)
    words = [w for w in _behind(reading, candidate.last, _REACH) if w not in skipped]
    for word in words:
        text = reading.words[word]
        if "object" in frame and _is_object(reading, word, skipped, candidate):
            return _with_actor(reading, word)
        if _governs(text, frame):
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
        and not groups_of(text) & _NOTHING_BEHIND
        and not _governs(text, ("ب", "ل", "علي"))
        and len(text) > 2
    )


@lru_cache(maxsize=50_000)
def _governs(text: str, frame: tuple[str, ...]) -> bool:
    """Whether a word begins with, or is, one of the prepositions of a frame."""
    if text in _NO_PREPOSITION:
        return False
    for preposition in frame:
        folded = {"على": "علي", "إلى": "الي"}.get(preposition, preposition)
        if text == folded:
            return True
        if folded in ("ب", "ل") and len(text) > 3:
            if text.startswith(folded) and not groups_of(text) & {"particles"}:
                return True
    return False


def _in_clause(reading: Reading, word: int, candidate: Candidate) -> Span:
    """The actor of a clause with `ما`: its subject, or what its verb's subject points back to."""
    for position in _behind(reading, word + 1, 8):
        if _actor(reading.words[position]):
            return _phrase(reading, position)
    return _antecedent(reading, candidate.first, frozenset()) or _phrase(reading, word)


def _with_actor(reading: Reading, word: int) -> Span:
    """A noun phrase; where it holds no actor but its relative clause does, that actor."""
    start, end = _phrase(reading, word)
    if any(_actor(reading.words[w]) for w in range(start, end)):
        return start, end
    if end < len(reading.words) and reading.words[end] in _RELATIVES:
        for position in _behind(reading, end + 1, 8):
            if _actor(reading.words[position]):
                return _phrase(reading, position)
    return start, end


def _owner_behind(reading: Reading, candidate: Candidate) -> Span | None:
    """The owner of the quality behind it: a construct, `ل`, `لدى`, `من طرف`, a relative clause."""
    behind = candidate.last
    sentence = reading.sentences[candidate.first]
    if behind + 1 >= len(reading.words) or reading.sentences[behind + 1] != sentence:
        return None
    text, after = reading.words[behind], behind + 1
    if not _open(reading, behind - 1):
        return None
    if text in ("الذي", "التي") and has_pronoun(reading.words[after]):
        for position in _behind(reading, after + 1, 4):
            if not groups_of(reading.words[position]) & _NOTHING_BEHIND:
                return _phrase(reading, position)
    if text in _OWNERS:
        return _phrase(reading, after)
    if text == "من" and reading.words[after] in _AGENTS and after + 1 < len(reading.words):
        return _phrase(reading, after + 1)
    if _belongs(text, reading.words[after]):
        return _phrase(reading, behind)
    last = reading.words[behind - 1]
    entry = praise_entries().get(candidate.hits[-1].entry)
    nominal = entry is not None and entry.class_ in ("virtue", "achievement", "role", "metaphor")
    construct = nominal and not is_definite(last) and candidate.hits[-1].last == behind
    if text.startswith(("و", "ب")) or text in _RELATIVES:
        return None
    if construct and (is_definite(text) or _actor(text)):
        return _phrase(reading, behind)
    return None


@lru_cache(maxsize=50_000)
def _belongs(text: str, after: str) -> bool:
    """Whether `ل` gives an owner (`لصاحب الجلالة`), not a purpose (`لمكافحة`)."""
    if not text.startswith("ل") or "particles" in groups_of(text) or len(text) < 4:
        return False
    if text.startswith("لل") or _actor(text):
        return True
    return is_definite(after) and not text.startswith("لت") and text not in _PURPOSES


def _relative_head(reading: Reading, candidate: Candidate) -> Span | None:
    """The head of a relative clause that begins right before the expression."""
    for word in range(candidate.first - 1, max(candidate.first - 3, 0), -1):
        if reading.words[word] in _RELATIVES and reading.words[word] != "من":
            return _phrase_before(reading, word)
        if not _open(reading, word):
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
        return _phrase(reading, noun)
    return None


def _points_back(reading: Reading, candidate: Candidate, skipped: frozenset[int]) -> Span | None:
    """What a pronoun on the noun (`دورها`, `قيادته`) points back to."""
    word = candidate.noun if candidate.noun >= 0 else candidate.main.first
    text = reading.words[word]
    if is_definite(text) or not text.endswith(("ها", "هم", "هما", "ته", "هن")):
        return None
    return _antecedent(reading, candidate.first, skipped)


def _subject(reading: Reading, candidate: Candidate, skipped: frozenset[int]) -> Span | None:
    """The subject of the clause: behind the nearest `أن`, else the nearest actor before."""
    sentence = reading.sentences[candidate.first]
    for word in range(candidate.first - 1, -1, -1):
        if reading.sentences[word] != sentence:
            break
        text = reading.words[word]
        if text in _CLAUSE and word + 1 < candidate.first:
            start, end = _phrase(reading, word + 1)
            if not groups_of(reading.words[start]) & _NOTHING_BEHIND:
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
        if word in skipped or not _actor(reading.words[word]):
            continue
        first = word
        while (
            first > 0
            and first - 1 not in skipped
            and _open(reading, first - 1)
            and _actor(reading.words[first - 1])
        ):
            first -= 1
        start, end = _phrase(reading, first)
        return start, max(min(end, before), start + 1)
    return None


@lru_cache(maxsize=100_000)
def _actor(word: str) -> bool:
    """Whether a word names an actor: a head of sources, a name of the gazetteer, a group's word."""
    from toolkit.measures.attribution.lexical import head_type

    groups = groups_of(word)
    if groups & {"particles", "negation"} or len(word) < 3:
        return False
    return "actor" in groups or head_type(word) >= 0


def _source_words(reading: Reading, act: Act | None) -> set[int]:
    if act is None or act.source is None:
        return set()
    return set(range(*reading.between(*act.source)))


def _behind(reading: Reading, word: int, reach: int) -> Iterator[int]:
    """The next words of the same sentence."""
    if word >= len(reading.words) or not word:
        return
    sentence = reading.sentences[word - 1]
    for position in range(word, min(word + reach, len(reading.words))):
        if reading.sentences[position] != sentence:
            return
        yield position


def _phrase(reading: Reading, word: int) -> Span:
    """A noun phrase from a word on: up to a stop, a particle or a clause."""
    end = word + 1
    while (
        end < len(reading.words)
        and end - word < _MAX_PHRASE
        and _open(reading, end - 1)
        and not groups_of(reading.words[end]) & _NOTHING_BEHIND
    ):
        end += 1
    return word, end


def _phrase_before(reading: Reading, end: int) -> Span | None:
    """A noun phrase that ends before a word."""
    start = end
    while (
        start > 0
        and end - start < _MAX_PHRASE
        and _open(reading, start - 1)
        and not groups_of(reading.words[start - 1]) & _NOTHING_BEHIND
    ):
        start -= 1
    return (start, end) if start < end else None


def _open(reading: Reading, word: int) -> bool:
    return not any(sign in _STOPS for sign in reading.gaps[word])
