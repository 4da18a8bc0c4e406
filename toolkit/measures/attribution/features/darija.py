"""Reports in Moroccan Arabic that are certainly acts: a verb of saying before its "that" (`بلي`).

Models trained on newspapers know little of it; the particle itself leaves no doubt.
"""

from __future__ import annotations

import numpy as np

from toolkit.measures.attribution.features.candidates import Candidates, View
from toolkit.measures.attribution.words.cues import IMPERFECT
from toolkit.measures.attribution.words.groups import word_group
from toolkit.measures.attribution.words.tokens import ANY

_REACH = 4  # words between the verb and its particle: who speaks, to whom


def reports_in_darija(seen: View, found: Candidates) -> list[int]:
    """The candidates whose verb has `بلي` behind it, no other cue and no sign between."""
    tokens = seen.tokens
    particle = np.asarray(
        [word in word_group("that in darija") for word in tokens.types], dtype=bool
    )[tokens.word]
    rows = []
    for that in np.flatnonzero(particle).tolist():
        first = max(int(seen.first[that]), that - _REACH)
        word = that - 1
        while word >= first and not seen.kind[word] and not tokens.gap[word] & ANY:
            word -= 1
        if word >= first and not tokens.gap[word] & ANY:
            place = int(np.searchsorted(found.token, word))
            if place < len(found.token) and found.token[place] == word:
                rows.append(place)
    return [row for row in rows if found.kind[row] <= IMPERFECT]
