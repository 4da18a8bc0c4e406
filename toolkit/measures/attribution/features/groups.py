"""Whose words at a meeting, and other sources whose type their phrase alone tells for certain.

`المشاركون`, `المجتمعون`, `الأعضاء`, `الوفود` take their type from what they take part in: a meeting of
states that the phrase names, or that the article is about; a seminar, a party, a march. A secretariat, an assistant or a
spokesman is typed by the whole phrase, from the `certain` patterns of data/source_heads.yaml.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from toolkit.arabic.stems import bare
from toolkit.measures.attribution.words.gazetteer import certain_type, head_type
from toolkit.measures.attribution.words.groups import word_group
from toolkit.measures.attribution.words.within import type_within
from toolkit.measures.codes import SOURCE_TYPES

_STATES = SOURCE_TYPES.index("intergovernmental")
_OTHERS = [
    (SOURCE_TYPES.index(name), name)
    for name in ("expert", "civil_society", "party", "business", "citizen")
]
# Words behind the group that still name nothing else: `الوفود المشاركة في الاجتماع`.
_NEAR = 5
_NAME = 6  # words of a name, at most, before who he is


def sure_type(words: Sequence[str], article: Collection[str]) -> int:
    """Number of a source's type where its phrase tells it for certain; -1 where it does not.

    Parameters
    ----------
    words : sequence of str
        The folded words of the phrase.
    article : collection of str
        The folded words of its article.

    Examples
    --------
    >>> about = {"التحالف", "الدولي", "الوزاري"}
    >>> SOURCE_TYPES[sure_type(["المشاركون", "في", "الاجتماع"], about)]
    'intergovernmental'
    >>> SOURCE_TYPES[sure_type(["المشاركون", "في", "الندوه"], about)]
    'expert'
    >>> sure_type(["المشاركون", "في", "العشاء"], about)
    -1
    """
    if not words:
        return -1
    if bare(words[0]) in word_group("participants"):
        return _of_participants([bare(word) for word in words[1 : 1 + _NEAR]], article)
    for place in range(min(len(words), _NAME)):
        # Behind a name stands who he is: `شهاب وجيه، المتحدث باسم حزب …`.
        if place and head_type(words[place - 1]) in range(len(SOURCE_TYPES)):
            break
        told = certain_type(" ".join(words[place:]))
        told = told if told >= 0 else type_within(words[place:])
        if told >= 0:
            return told
    return -1


def _of_participants(rest: Sequence[str], article: Collection[str]) -> int:
    if len(rest) > 1 and rest[0].isdigit() and rest[1] in word_group("state counted"):
        return _STATES
    for word in rest:
        if word in word_group("bodies of states"):
            return _STATES
        for number, source_type in _OTHERS:
            if word in word_group(f"bodies of {source_type}"):
                return number
    if all(word in word_group("of no kind") or word.isdigit() for word in rest):
        return _STATES if word_group("signs of states") & set(article) else -1
    return -1
