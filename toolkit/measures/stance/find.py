"""Stance: who is named with a hostile label, insulted, blamed or doubted, by whom.

The other side of praise: appraisal that is negative (Martin and White 2005), names as acts of war
(Fowler 1991, chapter 4, on naming), and the verbs by which a reporter keeps words at a distance.
The lexicon `stance.yaml` proposes, acts of attribution tell the holder, and `targets` whom it is
said of. Nothing here is learnt but the ranking of targets, taken over from praise; docs/methods/stance.md
says what the table does not claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.arabic.document import Document
from toolkit.articles.sentence_table import read_documents
from toolkit.measures.attribution.acts import NARRATOR, Act, acts_by_article, holder_of
from toolkit.measures.praise.find import hits_by_article, word_hits
from toolkit.measures.stance.candidates import Hostile, find_hostile
from toolkit.measures.stance.declaration import MEASURE
from toolkit.measures.stance.targets import targets_of
from toolkit.measures.stance.words import (
    LEXICON,
    reliability,
    stance_entries,
    stance_matcher,
)

if TYPE_CHECKING:
    from toolkit.lexicons import Hits, Matcher


def find_stance(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame | None = None,
    praise: pd.DataFrame | None = None,
    *,
    matcher: Matcher | None = None,
    hits: Hits | None = None,
    documents: Sequence[Document] | None = None,
) -> pd.DataFrame:
    """Find hostile labels, insults, blame and doubt, with holder and target.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``title``, ``text``.
    sentences : DataFrame
        ``article_id``, ``sentence``, ``start``, ``end`` and ``boilerplate`` (or ``voice``).
    attributions : DataFrame, optional
        Acts of attribution; without them all is the narrator's and no verb accuses.
    praise : DataFrame, optional
        Praise with ``article_id``, ``start``, ``end``: words that praise are no insult.
    matcher : Matcher, optional
        A compiled matcher that holds the lexicon ``stance``, where several run in one pass.
    hits : Hits, optional
        What that matcher found in the folded documents.
    documents : sequence of Document, optional
        The articles as they have been read, to read them once.

    Returns
    -------
    DataFrame
        The stance table: ``kind`` is ``label``, ``insult``, ``blame`` or ``doubt``;
        ``target`` is missing where nobody is found; ``confidence`` is the share of such entries
        that was right in articles not read for it, 0 to 1; the holder of doubt is ``narrator``.

    Raises
    ------
    InputError
        Where a table lacks a column that is read.

    Examples
    --------
    >>> from toolkit.articles.sentence_table import cut_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "title": [""],
    ...     "text": ["وما زال الكابرانات يعضون أصابعهم."]})
    >>> stance = find_stance(articles, cut_sentences(articles))
    >>> stance[["kind", "target", "holder"]].values.tolist()
    [['label', 'الجزائر', 'narrator'], ['insult', 'الجزائر', 'narrator']]
    """
    matcher = matcher or stance_matcher()
    if documents is None:
        documents = read_documents(articles, sentences)
    if hits is None:
        hits = matcher.find_all([each.folded.text for each in documents])
    own = hits_by_article(hits, matcher, LEXICON)
    acts = acts_by_article(attributions)
    praised = _spans_by_article(praise)
    rows: list[tuple[Any, ...]] = []
    for number, article_id in enumerate(articles["article_id"].tolist()):
        if number not in own:
            continue
        document = documents[number]
        found = find_hostile(document, word_hits(document, own[number]), acts.get(article_id, []))
        kept = [
            each for each in found if not _is_praise(document, each, praised.get(article_id, []))
        ]
        rows += _rows(article_id, document, kept, acts.get(article_id, []))
    return pd.DataFrame(rows, columns=list(MEASURE.columns)).astype(dict(MEASURE.columns))


def _rows(
    article_id: str, document: Document, found: Sequence[Hostile], acts: Sequence[Act]
) -> Iterator[tuple[Any, ...]]:
    targets = targets_of(document, found, acts)
    for number, (hostile, target) in enumerate(zip(found, targets, strict=True)):
        start, end = document.starts[hostile.first], document.ends[hostile.last - 1]
        entry = stance_entries()[hostile.hit.entry]
        doubt = hostile.kind == "doubt"
        yield (
            article_id,
            number,
            document.sentence_of[hostile.first],
            start,
            end,
            hostile.kind,
            entry.entry,
            target,
            NARRATOR if doubt else holder_of(document.text, hostile.act),
            hostile.act.number if hostile.act else None,
            reliability()[hostile.kind][str(entry.strength)],
            document.text[start:end],
        )


def _spans_by_article(table: pd.DataFrame | None) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    if table is not None:
        columns = (table["article_id"], table["start"].astype(int), table["end"].astype(int))
        for article_id, start, end in zip(*columns, strict=True):
            found.setdefault(article_id, []).append((start, end))
    return found


def _is_praise(document: Document, hostile: Hostile, praised: Sequence[tuple[int, int]]) -> bool:
    start, end = document.starts[hostile.first], document.ends[hostile.last - 1]
    return hostile.kind == "insult" and any(a < end and start < b for a, b in praised)
