"""Where an article is hostile: hits of the lexicon, widened and joined to the coded spans.

A label takes the words that name the actor with it (`ميليشيات الحوثي الانقلابية`), neighbouring labels
are one. A blaming verb counts where it is the cue of an act, and the blame is the cue or, where its
entry says so (`span: content`), what the act says; one that blames with a noun (`with`) counts up to
that noun; a wrong (`inside`) counts in what a source says, and where nobody denies it. A doubting verb
is the cue itself, or has its claim behind it; in quotation marks it doubts nothing: it is not the
reporter who says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from toolkit.arabic import fold
from toolkit.arabic.document import Document
from toolkit.arabic.stems import is_definite
from toolkit.measures.attribution.acts import Act, ActIndex
from toolkit.measures.praise.candidates import Hit, is_relational
from toolkit.measures.praise.phrases import is_actor, is_edge, is_open
from toolkit.measures.stance.words import stance_entries, stance_words

_LABEL_WORDS = 2
_BLAME_WORDS = 12
# How far, in words: the noun that a verb blames with, a claim behind its verb, a denial before a
# word, and two expressions of a kind that are one.
_REACH, _CLAIM, _DENIED, _BETWEEN = 12, 4, 3, 1
_VERBAL = frozenset({"perfect", "imperfect", "participle", "masdar"})


class Hostile(NamedTuple):
    """One hostile or doubting expression.

    Attributes
    ----------
    first, last : int
        Its words, half-open.
    hit : Hit
        What the lexicon found, the hit with a rival name where several are joined.
    kind : str
        One of `KINDS`.
    act : Act or None
        The act that it lies in or, of blame and doubt, whose cue it is.
    """

    first: int
    last: int
    hit: Hit
    kind: str
    act: Act | None


def find_hostile(document: Document, hits: Iterable[Hit], acts: Sequence[Act]) -> list[Hostile]:
    """Every expression of one article, in the order of the text.

    Parameters
    ----------
    document : Document
    hits : iterable of Hit
        Of the stance lexicon, in the order of the text, without overlaps.
    acts : sequence of Act
        The article's acts of attribution.
    """
    index = ActIndex(acts)
    found: list[Hostile] = []
    for hit in hits:
        if document.sentence_of[hit.first] in document.boilerplate:
            continue
        hostile = _hostile(document, hit, index)
        if hostile is None:
            continue
        place = next((n for n in reversed(range(len(found))) if found[n].kind == hostile.kind), -1)
        if place >= 0 and _are_one(document, found[place], hostile):
            found[place] = _joined(found[place], hostile)
        elif place < 0 or hostile.first >= found[place].last:
            found.append(hostile)
    return found


def _hostile(document: Document, hit: Hit, index: ActIndex) -> Hostile | None:
    entry = stance_entries()[hit.entry]
    kind = entry.class_
    start, end = document.starts[hit.first], document.ends[hit.last - 1]
    act = index.innermost(start, end)
    is_cue = act is not None and act.cue is not None and act.cue[0] < end and start < act.cue[1]
    if kind == "label":
        return Hostile(hit.first, _named(document, hit), hit, kind, act)
    if "with" in entry.attributes:
        last = _companion(document, hit, tuple(entry.attributes["with"]))
        return Hostile(hit.first, last, hit, kind, act) if last else None
    if kind == "doubt":
        verbal = hit.last - hit.first == 1 and hit.kind in _VERBAL
        if not is_cue and (_quoted(document, start) or (verbal and not _claims(document, hit))):
            return None
        return Hostile(hit.first, hit.last, hit, kind, act)
    if hit.kind in _VERBAL:
        if act is None or not is_cue or act.content is None:
            return None
        if entry.attributes.get("span") == "content":
            first, last = document.between(*act.content)
            return Hostile(first, min(last, first + _BLAME_WORDS), hit, kind, act)
    elif kind == "blame" and _denied(document, hit.first):
        return None
    if entry.attributes.get("inside") and (act is None or is_cue):
        return None
    return Hostile(hit.first, hit.last, hit, kind, act)


def _companion(document: Document, hit: Hit, words: tuple[str, ...]) -> int:
    """Behind the noun that a verb blames with (`حملت الوزارة مسؤولية`); 0 where there is none near."""
    wanted = _folded(words)
    sentence = document.sentence_of[hit.first]
    for word in range(hit.last + 1, min(hit.last + _REACH, len(document.words))):
        if document.sentence_of[word] != sentence:
            break
        if document.words[word] in wanted:
            return word + 1
    return 0


def _claims(document: Document, hit: Hit) -> bool:
    """Whether what a doubting verb says stands behind it (`أن …`): `تزعم` alone may be another verb."""
    behind = document.words[hit.last : hit.last + _CLAIM]
    return not stance_words()["that"].isdisjoint(behind)


def _denied(document: Document, first: int) -> bool:
    """Whether words before say that there is none, or that it is fought: `نفى أي تواطؤ`."""
    before = document.words[max(first - _DENIED, 0) : first]
    return any(word in stance_words()["denied"] for word in before)


def _named(document: Document, hit: Hit) -> int:
    """Behind the words that go on naming the actor: definite words and names, no verb.

    A name that tells its actor and one with the article are whole; only an adjective of relation
    may follow them (`الميليشيات الانقلابية`, but `أغلقت الميليشيات الطريق`).
    """
    end = last = hit.last
    whole = "target" in stance_entries()[hit.entry].attributes
    whole = whole or is_definite(document.words[hit.first])
    while (
        end < len(document.words)
        and end - last < _LABEL_WORDS
        and document.sentence_of[end] == document.sentence_of[last - 1]
        and is_open(document, end - 1)
        and not is_edge(document.words[end])
        and (is_definite(document.words[end]) or is_actor(document.words[end]))
        and (not whole or is_relational(document.words[end]))
        and document.words[end][0] != "و"
    ):
        end += 1
    return end


def _are_one(document: Document, left: Hostile, right: Hostile) -> bool:
    """Whether two of a kind are one expression: neighbours, not joined by a conjunction if names."""
    if left.kind != right.kind or right.first < left.first:
        return False
    if left.kind == "label":
        joined = right.first >= left.last and document.words[right.first][0] == "و"
        return right.first <= left.last and not joined and is_open(document, right.first - 1)
    apart = range(left.last - 1, right.first)
    near = right.first - left.last <= (_BETWEEN if left.kind == "blame" else 0)
    return left.kind != "doubt" and near and all(is_open(document, word) for word in apart)


def _joined(left: Hostile, right: Hostile) -> Hostile:
    named = "target" in stance_entries()[right.hit.entry].attributes
    hit = right.hit if named else left.hit
    return left._replace(last=max(left.last, right.last), hit=hit)


@lru_cache(maxsize=100)
def _folded(words: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(word).text for word in words)


def _quoted(document: Document, start: int) -> bool:
    return any(q.start <= start < q.end for q in document.quotations)
