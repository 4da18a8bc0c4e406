"""Praise: which words evaluate an actor positively, who says so, and of whom (codebook, section 2).

Appraisal as a coder marks it: an expression, its holder and its target (Wiebe, Wilson and Cardie
2005). The lexicon `praise.yaml` proposes, `praise_candidates` widens its hits to the codebook's
spans, a logistic regression over the context (`praise_features`) keeps or drops each, the
attributions give the holder, and a second regression chooses the target among the phrases that
rules name.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic.document import Document
from toolkit.articles.sentence_table import read_documents
from toolkit.knowledge import kept
from toolkit.lexicons.loading import load_lexicon
from toolkit.lexicons.shipped import compiled_matcher, shipped_matcher
from toolkit.measures.attribution.acts import Act, ActIndex, acts_by_article, holder_of
from toolkit.measures.praise.candidates import (
    Candidate,
    Hit,
    find_candidates,
    main_entries,
    praise_entries,
)
from toolkit.measures.praise.features import describe
from toolkit.measures.praise.holders import holder_outside
from toolkit.measures.praise.model import PraiseModel, praise_model
from toolkit.measures.praise.targets.choice import choose_target
from toolkit.measures.praise.targets.excluded import possible_targets
from toolkit.measures.praise.targets.features import describe_targets
from toolkit.measures.praise.targets.scene import Earlier, Shared, phrase_stems, share_counts

if TYPE_CHECKING:
    from toolkit.lexicons import Hits, Matcher

LEXICON = "praise"
COLUMNS = (
    *("article_id", "praise", "sentence", "start", "end", "entry", "strength"),
    *("target", "holder", "attribution", "confidence"),
)
_UNREAD = Document("", ())
_COMPILED = compiled_matcher(LEXICON, lambda: load_lexicon(LEXICON), ["lexicons/data/praise.yaml"])


class Read(NamedTuple):
    """One article with its candidates and the act that each lies in."""

    article_id: str
    reading: Document
    candidates: list[Candidate]
    acts: list[Act | None]


@kept
def praise_matcher() -> Matcher:
    """The compiled lexicon that ships."""
    return shipped_matcher(_COMPILED, load_lexicon(LEXICON))


def find_praise(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame | None = None,
    *,
    matcher: Matcher | None = None,
    hits: Hits | None = None,
    documents: Sequence[Document] | None = None,
    model: PraiseModel | None = None,
) -> pd.DataFrame:
    """Find praise, its holder and its target.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``title``, ``text``.
    sentences : DataFrame
        ``article_id``, ``sentence``, ``start``, ``end`` and ``boilerplate`` (or ``voice``).
    attributions : DataFrame, optional
        Acts of attribution with the columns of docs/reference/tables.md; without them all praise is
        the narrator's.
    matcher : Matcher, optional
        One that holds the lexicon `praise`, beside others perhaps; the shipped one where left out.
    hits : Hits, optional
        What that matcher has found in the folded documents, in the articles' order, to find it
        only once.
    documents : sequence of Document, optional
        The articles as they have been read (`toolkit.articles.read_documents`), to read them once.
    model : PraiseModel, optional
        Other weights than those that ship.

    Returns
    -------
    DataFrame
        The praise table, in the order of the text; offsets are code points in the
        document; ``strength`` is that of the entry, 1 to 3.

    Examples
    --------
    >>> from toolkit.articles.sentence_table import cut_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "title": [""],
    ...     "text": ["أشاد الوزير بالدور الريادي للمغرب."]})
    >>> praise = find_praise(articles, cut_sentences(articles))
    >>> document = "\\n" + articles["text"][0]
    >>> [document[start:end] for start, end in zip(praise["start"], praise["end"])]
    ['أشاد', 'بالدور الريادي']
    """
    model = model or praise_model()
    rows: list[tuple[Any, ...]] = []
    for read in read_candidates(
        articles, sentences, attributions, matcher=matcher, hits=hits, documents=documents
    ):
        rows += _rows(read, model)
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"attribution": "Int64", "strength": "float64"})


def read_candidates(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame | None = None,
    *,
    matcher: Matcher | None = None,
    hits: Hits | None = None,
    documents: Sequence[Document] | None = None,
) -> Iterator[Read]:
    """Every article with its candidates for praise, before the model decides."""
    matcher = matcher or praise_matcher()
    acts = acts_by_article(attributions)
    ids = articles["article_id"].tolist()
    if documents is None:
        documents = read_documents(articles, sentences)
    if hits is None:
        hits = matcher.find_all([each.folded.text for each in documents])
    found = hits_by_article(hits, matcher, LEXICON)
    for number, (article_id, document) in enumerate(zip(ids, documents, strict=True)):
        # Most articles praise nobody: only those with a hit are cut into words.
        reading = document if number in found else _UNREAD
        candidates = find_candidates(reading, word_hits(reading, found.get(number, [])))
        index = ActIndex(acts.get(article_id, []))
        holders = [index.innermost(*span_of(reading, c)) for c in candidates]
        yield Read(article_id, reading, candidates, holders)


def span_of(reading: Document, candidate: Candidate) -> tuple[int, int]:
    """Offsets of a candidate in the document."""
    return reading.starts[candidate.first], reading.ends[candidate.last - 1]


def targets_of(
    read: Read, kept: Sequence[bool], weights: NDArray[np.float64]
) -> list[tuple[int, int] | None]:
    """The target of every candidate kept, as words of the article; None for the others.

    They are chosen in the order of the text: who was praised before is likelier praised again.
    """
    shared: Shared | None = None
    earlier: list[Earlier] = []
    found: list[tuple[int, int] | None] = []
    for candidate, act, keep in zip(read.candidates, read.acts, kept, strict=True):
        if not keep:
            found.append(None)
            continue
        shared = shared or share_counts(read.reading)
        phrases = possible_targets(read.reading, candidate, act)
        features = describe_targets(read.reading, candidate, act, phrases, shared, earlier)
        best = phrases[choose_target(read.reading, phrases, features @ weights, shared)]
        stems = phrase_stems(best.first, best.last, shared)
        earlier.append(Earlier(stems, read.reading.sentence_of[candidate.first]))
        found.append((best.first, best.last))
    return found


def _rows(read: Read, model: PraiseModel) -> Iterator[tuple[Any, ...]]:
    reading = read.reading
    features = describe(reading, read.candidates, read.acts)
    likely = model.probabilities(features, main_entries(read.candidates))
    targets = targets_of(read, (likely >= model.threshold).tolist(), model.target_weights)
    number = 0
    for candidate, act, target, confidence in zip(
        read.candidates, read.acts, targets, likely.round(4).tolist(), strict=True
    ):
        if target is None:
            continue
        start, end = span_of(reading, candidate)
        yield (
            read.article_id,
            number,
            reading.sentence_of[candidate.first],
            start,
            end,
            candidate.main.entry,
            praise_entries()[candidate.main.entry].strength,
            reading.text[reading.starts[target[0]] : reading.ends[target[1] - 1]],
            holder_outside(reading, candidate) if act is None else holder_of(reading.text, act),
            act.number if act else None,
            confidence,
        )
        number += 1


def hits_by_article(
    hits: Hits, matcher: Matcher, lexicon: str
) -> dict[int, list[tuple[int, int, str, str]]]:
    """One lexicon's hits in each article: folded start and end, entry, kind."""
    own = {
        number
        for number, of in enumerate(matcher.lexicon_of.tolist())
        if matcher.lexicons[of].name == lexicon
    }
    columns = (hits.text, hits.start, hits.end, hits.entry, hits.kind)
    found: dict[int, list[tuple[int, int, str, str]]] = {}
    for text, start, end, entry, kind in zip(*(c.tolist() for c in columns), strict=True):
        if entry in own:
            hit = (start, end, matcher.entries[entry].entry, matcher.kinds[kind])
            found.setdefault(text, []).append(hit)
    return found


def word_hits(reading: Document, hits: Sequence[tuple[int, int, str, str]]) -> list[Hit]:
    """Hits by words in place of offsets."""
    positions = reading.positions
    return [
        Hit(bisect_left(positions, start), bisect_left(positions, end), entry, kind)
        for start, end, entry, kind in hits
    ]
