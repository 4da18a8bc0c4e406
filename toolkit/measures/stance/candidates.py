"""Where an article is hostile: hits of the lexicon, widened and joined to the coded spans.

A label takes the words that name the actor with it (`ميليشيات الحوثي الانقلابية`), neighbouring labels
are one; a blaming verb counts where it is the cue of an act, and the blame is the cue or, where its
entry says so (`span: content`), what the act says; a doubting verb is the cue itself. A verb in
quotation marks that is no cue doubts nothing: it is not the reporter who says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from toolkit.arabic.document import Document
from toolkit.arabic.stems import is_definite
from toolkit.measures.attribution.acts import Act, ActIndex
from toolkit.measures.praise.candidates import Hit, is_relational
from toolkit.measures.praise.phrases import is_actor, is_edge, is_open
from toolkit.measures.stance.words import stance_entries

_LABEL_WORDS = 2
_BLAME_WORDS = 12
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
        if found and _one_label(document, found[-1], hostile):
            found[-1] = _joined(found[-1], hostile)
        elif not found or hostile.first >= found[-1].last or hostile.kind != found[-1].kind:
            found.append(hostile)
    return found


def _hostile(document: Document, hit: Hit, index: ActIndex) -> Hostile | None:
    kind = stance_entries()[hit.entry].class_
    start, end = document.starts[hit.first], document.ends[hit.last - 1]
    act = index.innermost(start, end)
    is_cue = act is not None and act.cue is not None and act.cue[0] < end and start < act.cue[1]
    if kind == "label":
        return Hostile(hit.first, _named(document, hit), hit, kind, act)
    if kind == "doubt" and hit.last - hit.first == 1 and not is_cue and _quoted(document, start):
        return None
    if kind == "blame" and hit.kind in _VERBAL:
        if act is None or not is_cue or act.content is None:
            return None
        if stance_entries()[hit.entry].attributes.get("span") == "content":
            first, last = document.between(*act.content)
            return Hostile(first, min(last, first + _BLAME_WORDS), hit, kind, act)
    return Hostile(hit.first, hit.last, hit, kind, act)


def _named(document: Document, hit: Hit) -> int:
    """Behind the words that go on naming the actor: definite words and names, no verb.

    A name that tells its actor is whole; only an adjective of relation may follow it.
    """
    end = last = hit.last
    whole = "target" in stance_entries()[hit.entry].attributes
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


def _one_label(document: Document, left: Hostile, right: Hostile) -> bool:
    both = left.kind == right.kind == "label"
    return both and right.first <= left.last and is_open(document, right.first - 1)


def _joined(left: Hostile, right: Hostile) -> Hostile:
    named = "target" in stance_entries()[right.hit.entry].attributes
    hit = right.hit if named else left.hit
    return left._replace(last=max(left.last, right.last), hit=hit)


def _quoted(document: Document, start: int) -> bool:
    return any(q.start <= start < q.end for q in document.quotations)
