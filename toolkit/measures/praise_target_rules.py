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

from toolkit.measures.attribution.lexical import is_name
from toolkit.measures.praise_candidates import Candidate, praise_entries
from toolkit.measures.praise_holders import Act
from toolkit.measures.praise_phrases import (
    NOTHING_BEHIND,
    WINDOW,
    Span,
    clause_words,
    is_actor,
    is_edge,
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

RULES = (
    *(
        "complement",
        "owner",
        "what",
        "predicate",
        "inside",
        "relative",
        "itself",
        "back",
        "subject",
    ),
    *("antecedent", "own"),
)
_REACH = 25
_CLAUSE_REACH = 6
_RELATIVE_REACH = 5
_WHAT = frozenset({"ما", "بما", "لما", "مما", "عما", "وما", "وبما"})
_POINTING = frozenset({"به", "بها", "بهم", "له", "لها", "لهم", "عليه", "عليها", "عليهم"})
_RETURNING = frozenset(
    {"به", "بها", "بهم", "له", "لها", "اليه", "اليها", "فيه", "فيها", "عليه", "منه", "قد"}
)
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
    yield "what", _what(reading, candidate, act)
    yield "predicate", _predicate_subject(reading, candidate)
    yield "inside", _owner_inside(reading, candidate)
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
    subject = _subject_words(reading, candidate, act, frame)
    if "object" in frame and _has_object_pronoun(reading, candidate):
        return _antecedent(reading, candidate.first, frozenset(_speaker_words(reading, act)))
    if "object" in frame and _is_swallowed(reading, candidate, subject):
        return min(subject), max(subject) + 1
    words = [w for w in _behind(reading, candidate.last, _REACH) if w not in subject]
    if words and words[0] == candidate.last and reading.words[words[0]] in _POINTING:
        return _antecedent(reading, candidate.first, frozenset(_speaker_words(reading, act)))
    for word in words:
        text = reading.words[word]
        if "object" in frame and _is_object(reading, word, subject, candidate):
            return _with_actor(reading, word)
        if text in _WHAT:
            return _in_clause(reading, word, candidate, act)
        if governs(text, frame) and not is_name(text):
            start = word + 1 if text in ("علي", "ب", "ل", "الي", "عن") else word
            if start >= len(reading.words):
                return None
            if reading.words[start] == "ما":
                return _in_clause(reading, start, candidate, act)
            return _with_actor(reading, start)
    if "object" in frame:
        deed = next((w for w in words if groups_of(reading.words[w]) & {"deed", "quality"}), None)
        if deed is not None:
            return _with_actor(reading, deed)
        # What was taken for the subject of `شكر نظيره` is its object.
        return (
            (min(subject), max(subject) + 1) if min(subject, default=-1) >= candidate.last else None
        )
    return None


def _subject_words(
    reading: Reading, candidate: Candidate, act: Act | None, frame: tuple[str, ...]
) -> set[int]:
    """The words of an act's subject: its source, cut where what the act governs begins."""
    words = source_words(reading, act)
    behind = sorted(w for w in words if w >= candidate.last)
    governed = tuple(part for part in frame if part != "object")
    for word in behind:
        text = reading.words[word]
        if text in _WHAT or (governed and governs(text, governed) and not is_name(text)):
            return {w for w in words if w < word}
    return words


def _is_swallowed(reading: Reading, candidate: Candidate, subject: set[int]) -> bool:
    """Whether what was taken for an act's subject is its object: `شكر نظيره على دعمه`."""
    if min(subject, default=-1) != candidate.last or max(subject) + 1 >= len(reading.words):
        return False
    return reading.words[max(subject) + 1] in ("علي", "لما", "لانه", "لانها")


def _speaker_words(reading: Reading, act: Act | None) -> set[int]:
    """The words of an act's source and of what it points back to."""
    words = source_words(reading, act)
    return words | set(range(*reading.between(*act.resolved))) if act and act.resolved else words


def _has_object_pronoun(reading: Reading, candidate: Candidate) -> bool:
    """Whether the object of a praising verb is a pronoun on it: `هنأته على فوزه`."""
    word = candidate.main.last - 1
    text = reading.words[word]
    # ه and ة fold alike; the document tells `شكره` from a noun in ة.
    his = text.endswith("ه") and reading.document[reading.ends[word] - 1] == "ه"
    return candidate.main.kind in ("perfect", "imperfect") and (
        his or text.endswith(("ها", "هم", "هما"))
    )


def _is_object(reading: Reading, word: int, skipped: set[int], candidate: Candidate) -> bool:
    """Whether a word may be the direct object: a noun right behind the act or its subject."""
    text = reading.words[word]
    before = word - 1
    adjacent = before in skipped or word == candidate.last
    return (
        adjacent
        and not is_edge(text)
        and (not governs(text, ("ب", "ل", "علي")) or is_name(text))
        and len(text) > 2
        and is_open(reading, before)
    )


def _in_clause(reading: Reading, word: int, candidate: Candidate, act: Act | None) -> Span | None:
    """The actor of a clause with `ما` at a word: its subject, or what its verb points back to."""
    behind = list(_behind(reading, word + 1, _CLAUSE_REACH))
    if behind and reading.words[behind[0]] in clause_words()["copulas"]:
        behind = behind[1:]
    for position in behind[1:]:
        text = reading.words[position]
        if text in _RETURNING:
            continue
        if is_edge(text):
            break
        return noun_phrase(reading, position)
    speaker = frozenset(_speaker_words(reading, act))
    return _antecedent(reading, candidate.first, speaker) or noun_phrase(reading, word)


def _with_actor(reading: Reading, word: int) -> Span:
    """A noun phrase; where it holds no actor but what follows names one, that actor.

    `بروح المسؤولية لدى الموظفين`, `سرعة التحقيق من جانب الحكومة`, `الخطوات التي قام بها المغرب`.
    """
    start, end = noun_phrase(reading, word)
    agent = end + 2 < len(reading.words) and reading.words[end + 1] in _AGENTS
    if agent and reading.words[end] == "من":
        return noun_phrase(reading, end + 2)
    if any(is_actor(reading.words[w]) for w in range(start, end)):
        return start, end
    if end + 1 >= len(reading.words) or not is_open(reading, end - 1):
        return start, end
    text = reading.words[end]
    if text in _OWNERS:
        return noun_phrase(reading, end + 1)
    if text in RELATIVES and text != "من":
        for position in _behind(reading, end + 2, _CLAUSE_REACH):
            if reading.words[position] in _RETURNING:
                continue
            if is_edge(reading.words[position]):
                break
            return noun_phrase(reading, position)
    return start, end


def _what(reading: Reading, candidate: Candidate, act: Act | None) -> Span | None:
    """The actor of `ما تقوم به القوات من واجب بطولي`, where the expression stands behind `من`."""
    if "من" not in reading.words[max(candidate.first - 2, 0) : candidate.first]:
        return None
    sentence = reading.sentences[candidate.first]
    for word in range(candidate.first - 2, max(candidate.first - 16, -1), -1):
        if reading.sentences[word] != sentence:
            return None
        if reading.words[word] in _WHAT:
            return _in_clause(reading, word, candidate, act)
    return None


def _owner_behind(reading: Reading, candidate: Candidate) -> Span | None:
    """The owner of the quality behind it: a construct, `ل`, `لدى`, `من طرف`, a relative clause."""
    behind = _over_adjectives(reading, candidate)
    sentence = reading.sentences[candidate.first]
    if behind + 1 >= len(reading.words) or reading.sentences[behind] != sentence:
        return None
    text, after = reading.words[behind], behind + 1
    if not is_open(reading, behind - 1):
        return None
    if text in _OWNERS:
        return noun_phrase(reading, after)
    if text == "من" and reading.words[after] in _AGENTS and after + 1 < len(reading.words):
        return noun_phrase(reading, after + 1)
    if text in ("الذي", "التي"):
        return _owner_in_relative(reading, after)
    if _belongs(text, reading.words[after]):
        return noun_phrase(reading, behind)
    if text in RELATIVES or text.startswith("و") or (text.startswith("ب") and not is_name(text)):
        return None
    if _is_construct(reading, candidate) and (is_definite(text) or is_actor(text)):
        return noun_phrase(reading, behind)
    return None


def _owner_inside(reading: Reading, candidate: Candidate) -> Span | None:
    """The owner of a quality where the expression holds it: `انضباط اللاعبين`."""
    for word in range(candidate.first + 1, candidate.last):
        text, before = reading.words[word], reading.words[word - 1]
        owned = (is_definite(text) or is_actor(text)) and not is_definite(before)
        if owned and groups_of(text) & {"actor"} and not is_edge(before):
            return noun_phrase(reading, word)
    return None


def _over_adjectives(reading: Reading, candidate: Candidate) -> int:
    """The word behind an expression and what is joined to it: `للانخراط المواطن والمسؤول لـ…`."""
    behind = candidate.last
    definite = is_definite(reading.words[behind - 1])
    for word in range(behind, min(behind + 3, len(reading.words) - 1)):
        text = reading.words[word]
        if not is_open(reading, word - 1) or not text.startswith("و") or is_edge(text):
            break
        if is_definite(text) != definite:
            break
        behind = word + 1
    return behind


def _owner_in_relative(reading: Reading, word: int) -> Span | None:
    """The subject of a relative clause whose pronoun returns: `الدعم الذي قدمته السعودية`.

    Of `حظيت به من القيادة` it is the one behind `من`.
    """
    if word >= len(reading.words) or not has_pronoun(reading.words[word]):
        following = reading.words[word + 1] if word + 1 < len(reading.words) else ""
        if following not in _RETURNING:
            return None
    for position in _behind(reading, word + 1, _CLAUSE_REACH):
        text = reading.words[position]
        if text in _RETURNING or text == "من":
            continue
        if is_edge(text):
            return None
        return noun_phrase(reading, position)
    return None


def _is_construct(reading: Reading, candidate: Candidate) -> bool:
    """Whether an expression ends in a noun that the next word may own: `شجاعة رجال الشرطة`."""
    hit = candidate.hits[-1]
    last = reading.words[candidate.last - 1]
    entry = praise_entries().get(hit.entry)
    if entry is None or is_definite(last) or hit.last != candidate.last:
        return False
    if entry.class_ in ("virtue", "achievement", "role", "metaphor"):
        return True
    noun = candidate.noun if 0 <= candidate.noun < hit.first else -1
    alone = noun < 0 or is_definite(reading.words[noun]) or is_edge(reading.words[noun])
    return entry.class_ == "adjective" and last.endswith("ه") and alone


@lru_cache(maxsize=50_000)
def _belongs(text: str, after: str) -> bool:
    """Whether `ل` gives an owner (`لصاحب الجلالة`), not a purpose (`لمكافحة`)."""
    if not text.startswith("ل") or "particles" in groups_of(text) or len(text) < 4:
        return False
    if text.startswith("لل") or (is_actor(text) and not is_name(text)):
        return True
    return (
        (is_definite(after) or is_actor(after))
        and not text.startswith("لت")
        and text not in _PURPOSES
    )


def _relative_head(reading: Reading, candidate: Candidate) -> Span | None:
    """The head of a relative clause in which nothing but its verb stands before the expression.

    `القوات التي لعبت دورا حاسما`, `الميناء الذي سيكون له الأثر الكبير`.
    """
    for word in range(candidate.first - 1, max(candidate.first - 1 - _RELATIVE_REACH, 0), -1):
        text = reading.words[word]
        if text in RELATIVES and text != "من":
            return phrase_before(reading, word)
        near = word >= candidate.first - 2
        if not is_open(reading, word) or (not near and (is_definite(text) or is_actor(text))):
            return None
    return None


def _predicate_subject(reading: Reading, candidate: Candidate) -> Span | None:
    """The subject of which an expression is the predicate: `المغرب هو شريك رائد`.

    It stands between where the clause begins and the copula, or between the copula and the
    expression (`كان اللاعب رائعا`).
    """
    copula = _copula_before(reading, candidate)
    if copula < 0:
        return None
    if copula + 1 < candidate.first and not is_edge(reading.words[copula + 1]):
        return copula + 1, min(noun_phrase(reading, copula + 1)[1], candidate.first)
    sentence, first = reading.sentences[candidate.first], copula
    while first > max(copula - WINDOW, 0) and reading.sentences[first - 1] == sentence:
        before = reading.words[first - 1]
        if (
            before in clause_words()["that"]
            or before in RELATIVES
            or not is_open(reading, first - 1)
        ):
            break
        first -= 1
    while first < copula and is_edge(reading.words[first]):
        first += 1
    if first == copula:
        return None
    return first, min(noun_phrase(reading, first)[1], copula)


def _copula_before(reading: Reading, candidate: Candidate) -> int:
    """The copula or separating pronoun before an expression, within four words; -1 for none."""
    sentence = reading.sentences[candidate.first]
    for word in range(candidate.first - 1, max(candidate.first - 5, -1), -1):
        if reading.sentences[word] != sentence or not is_open(reading, word):
            return -1
        text = reading.words[word]
        bare = text[1:] if text[0] in "وفسل" and len(text) > 3 else text
        if {text, bare} & (clause_words()["copulas"] | clause_words()["pronouns"]):
            return word
    return -1


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
    for word in range(candidate.first - 1, max(candidate.first - WINDOW, 0) - 1, -1):
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
    for word in range(before - 1, max(before - WINDOW, 0) - 1, -1):
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
