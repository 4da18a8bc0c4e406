"""Who an implied subject is: earlier speakers and subjects, ranked by a linear model.

A logistic regression fitted on the gold ranks the candidates of `antecedent_features` (mention
ranking; Denis and Baldridge 2008).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.measures.attribution.features.candidates import View
from toolkit.measures.attribution.features.mentions import Spoken, Story, candidates, fullness
from toolkit.measures.attribution.features.phrases import Mention, is_pronoun, phrase_of
from toolkit.measures.attribution.words.entities import Phrase, group_phrases


def describe(seen: View, spoken: Spoken) -> tuple[list[Phrase | None], list[int]]:
    """Phrases of the sources that stand in the text, and the speaker of each."""
    phrases = [
        phrase_of(seen, m) if m is not None and not is_pronoun(seen, m) else None
        for m in spoken.mentions
    ]
    return phrases, group_phrases(phrases)


def resolve(
    seen: View, spoken: Spoken, weights: NDArray[np.float32],
    told: Sequence[Mention | None] | None = None,
) -> tuple[list[Mention | None], list[int]]:  # fmt: skip
    """Antecedents of the acts of one article whose source is implied, and everyone's speaker.

    Parameters
    ----------
    told : sequence of Mention or None, optional
        The antecedents where they are known.

    Returns
    -------
    list of Mention or None
        The fullest earlier phrase of the speaker, None where the source stands in the text or
        nobody has been named yet.
    list of int
        The number of every act's speaker, -1 where there is none.
    """
    phrases, speakers = describe(seen, spoken)
    story = Story()
    resolved: list[Mention | None] = []
    for row, speaker in enumerate(speakers):
        choice = None
        if phrases[row] is None and not spoken.nobody[row]:
            mentions, owners, features = candidates(seen, spoken, row, story, phrases)
            if told is not None:
                choice = told[row]
                same = [choice is not None and same_source(seen, m, choice) for m in mentions]
                speaker = next((o for o, s in zip(owners, same, strict=True) if s), -1)
            elif mentions:
                best = int((features @ weights).argmax())
                choice, speaker = mentions[best], owners[best]
            speakers[row] = speaker
        elif phrases[row] is not None:
            story.phrases.setdefault(speaker, []).append(row)
        resolved.append(choice)
        if speaker >= 0:
            story.tell(speaker, row)
    return resolved, speakers


def fullest(seen: View, spoken: Spoken, speakers: Sequence[int]) -> list[Mention | None]:
    """The fullest phrase of every act's speaker anywhere in the article, the first of equals."""
    best: dict[int, tuple[tuple[bool, int], Mention]] = {}
    for mention, speaker in zip(spoken.mentions, speakers, strict=True):
        if mention is None or speaker < 0 or is_pronoun(seen, mention):
            continue
        full = fullness(phrase_of(seen, mention))
        if speaker not in best or full > best[speaker][0]:
            best[speaker] = (full, mention)
    return [best[s][1] if s in best else None for s in speakers]


def same_source(seen: View, one: Mention, other: Mention) -> bool:
    """Whether two mentions share a word of the text, or one has all the other's words in a row."""
    if one.first <= other.last and other.first <= one.last:
        return True
    a, b = (f" {' '.join(phrase_of(seen, m).words)} " for m in (one, other))
    return a in b or b in a
