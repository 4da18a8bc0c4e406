"""Who holds praise that no act reports: the narrator, who is said to agree on it, or to give it.

`أجمعت الوفود على الدور الريادي للمغرب` and `نالت المبادرة إشادة من الأمين العام` tell the view of
others and no words of theirs, so that they are no acts of attribution; the praise is theirs all the
same.
"""

from __future__ import annotations

from toolkit.arabic.document import Document
from toolkit.measures.attribution.acts import NARRATOR
from toolkit.measures.praise.candidates import Candidate
from toolkit.measures.praise.phrases import Span, clause_words, is_actor, is_open, noun_phrase

_REACH = 25
_LONGEST = 12


def holder_outside(reading: Document, candidate: Candidate) -> str:
    """The holder of praise that lies in no act.

    Examples
    --------
    >>> from toolkit.measures.praise.candidates import Hit
    >>> text = "\\nنالت المبادرة إشادة من الأمين العام"
    >>> reading = Document(text, [(0, 0), (1, len(text))], [False, False])
    >>> hit = Hit(2, 3, "أشاد", "masdar")
    >>> holder_outside(reading, Candidate(2, 3, (hit,), hit, -1, True))
    'الأمين العام'
    """
    giver = giver_behind(reading, candidate)
    if giver is None:
        return agreeing(reading, candidate)
    return reading.text[reading.starts[giver[0]] : reading.ends[giver[1] - 1]]


def giver_behind(reading: Document, candidate: Candidate) -> Span | None:
    """Who is named behind `من` as giving the praise: `إشادة من الأمين العام`."""
    behind = candidate.last
    if not candidate.act or behind + 1 >= len(reading.words):
        return None
    if reading.words[behind] not in clause_words()["given_by"] or not is_open(reading, behind - 1):
        return None
    if reading.sentence_of[behind + 1] != reading.sentence_of[candidate.first]:
        return None
    return noun_phrase(reading, behind + 1) if is_actor(reading.words[behind + 1]) else None


def agreeing(reading: Document, candidate: Candidate) -> str:
    """The holder of praise outside any act: who agrees on it, else the narrator.

    Examples
    --------
    >>> from toolkit.measures.praise.candidates import Hit
    >>> text = "\\nوأجمعت الوفود كلها على الدور الريادي للمغرب"
    >>> reading = Document(text, [(0, 0), (1, len(text))], [False, False])
    >>> hit = Hit(5, 6, "ريادي")
    >>> agreeing(reading, Candidate(4, 6, (hit,), hit, 4, False))
    'الوفود'
    """
    lists = clause_words()
    sentence, on = reading.sentence_of[candidate.first], -1
    for word in range(candidate.first - 1, max(candidate.first - _REACH, -1), -1):
        if reading.sentence_of[word] != sentence:
            break
        if reading.words[word] in lists["agreed_on"]:
            on = word
        elif reading.words[word] in lists["agreement"]:
            last = on
            while last > word + 1 and reading.words[last - 1] in lists["quantifiers"]:
                last -= 1
            if 0 < last - word - 1 <= _LONGEST:
                return reading.text[reading.starts[word + 1] : reading.ends[last - 1]]
            break
    return NARRATOR
