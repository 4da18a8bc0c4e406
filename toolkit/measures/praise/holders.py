"""Who holds praise that no act reports: the narrator, or all who are said to agree on it.

`أجمعت الوفود على الدور الريادي للمغرب` tells the delegations' view and no words of theirs, so that
it is no act of attribution; the praise is theirs all the same.
"""

from __future__ import annotations

from toolkit.arabic.document import Document
from toolkit.measures.attribution.acts import NARRATOR
from toolkit.measures.praise.candidates import Candidate
from toolkit.measures.praise.phrases import clause_words

_REACH = 25
_LONGEST = 12


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
