"""In whose voice each sentence speaks (codebook, section 3).

Official dominance of the news is read from who is given the words (Sigal 1973; Bennett 1990 on
indexing). A sentence's label follows the acts of attribution that cover it; a multinomial logistic
regression over the visible features of `toolkit.measures.voice.features` weighs them, so that a
missed act, a quotation running over sentences or a sentence between two of one speaker's still
find their voice, and tells the narrator who adopts the officials' view from the one who does not.
Its weights ship as data/voice_model.json, with the figures measured out of fold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic.document import Document
from toolkit.articles.sentence_table import read_documents
from toolkit.knowledge import kept
from toolkit.lexicons import compile_lexicons, load_lexicon
from toolkit.measures.attribution.acts import acts_by_article
from toolkit.measures.praise.candidates import ACTS, praise_entries
from toolkit.measures.praise.find import LEXICON as PRAISE
from toolkit.measures.praise.find import hits_by_article, praise_matcher, word_hits
from toolkit.measures.stance.words import LEXICON as STANCE
from toolkit.measures.voice.features import FEATURES, describe
from toolkit.measures.voice.model import BOILERPLATE, VOICES, VoiceModel, choose, voice_model
from toolkit.measures.voice.speakers import read_speakers

if TYPE_CHECKING:
    from toolkit.lexicons import Hits, Matcher

COLUMNS = ("article_id", "sentence", "start", "end", "voice", "voice_confidence")
_STRONG = 2
_MARKED = ("praise", "label", "insult")


def sentence_features(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame,
    formulas: pd.DataFrame | None = None,
    *,
    words: Mapping[str, frozenset[str]] | None = None,
    praised: Hits | None = None,
    documents: Sequence[Document] | None = None,
) -> NDArray[np.float64]:
    """The features of every sentence, shape (sentences, len(FEATURES)), in the table's order."""
    features = np.zeros((len(sentences), len(FEATURES)))
    acts = acts_by_article(attributions)
    found = formulas.groupby("article_id", sort=False).indices if formulas is not None else {}
    edges = ["start", "end"]
    formula_edges = formulas[edges].to_numpy(np.int64) if formulas is not None else None
    rows = sentences.groupby("article_id", sort=False).indices
    spans = sentences[edges].to_numpy(dtype=np.int64)
    boilerplate = sentences["boilerplate"].to_numpy(dtype=bool)
    if documents is None:
        documents = read_documents(articles, sentences)
    none = np.array([], dtype=np.int64)
    marks = marked_words(documents, praised) if words is None else repeat(None)
    for article_id, document, marked in zip(
        articles["article_id"], documents, marks, strict=words is None
    ):
        own = rows.get(article_id, none)
        speakers = read_speakers(document, acts.get(article_id, []))
        formula_spans = None
        if formula_edges is not None:
            formula_spans = formula_edges[found.get(article_id, none)]
        features[own] = describe(
            speakers, spans[own], boilerplate[own], formula_spans, words=words, marked=marked
        )
    return features


def marked_words(
    documents: Sequence[Document], praised: Hits | None = None
) -> list[Mapping[str, NDArray[np.bool_]]]:
    """Which words of each document evaluate: strong praise, hostile names, insults.

    The lexicons alone tell, so that nothing rests on a model that has seen the articles; `praised`
    is what that of praise finds in them, where that is known.

    Examples
    --------
    >>> from toolkit.arabic.document import read_document
    >>> [marked] = marked_words([read_document("", "عرس دبلوماسي قل نظيره يغيظ المرتزقة")])
    >>> marked["praise"].tolist(), marked["label"].tolist()
    ([True, True, True, True, False, False], [False, False, False, False, False, True])
    """
    texts = [each.folded.text for each in documents]
    groups = _marking_entries()
    found = {}
    for lexicon, matcher, hits in (
        (PRAISE, praise_matcher(), praised),
        (STANCE, _hostile_matcher(), None),
    ):
        hits = matcher.find_all(texts) if hits is None else hits
        found[lexicon] = hits_by_article(hits, matcher, lexicon)
    marks: list[Mapping[str, NDArray[np.bool_]]] = []
    for number, document in enumerate(documents):
        marked = {group: np.zeros(len(document.words), dtype=bool) for group in _MARKED}
        for lexicon in found:
            for hit in word_hits(document, found[lexicon].get(number, [])):
                group = groups[lexicon].get(hit.entry)
                if group is not None:
                    marked[group][hit.first : hit.last] = True
        marks.append(marked)
    return marks


@kept
def _hostile_matcher() -> Matcher:
    """The lexicon of stance by itself: who has a rival name is not thereby spoken of as officials do."""
    return compile_lexicons([load_lexicon(STANCE)])


@lru_cache(maxsize=1)
def _marking_entries() -> Mapping[str, Mapping[str, str]]:
    """The group that each entry's words are marked for, by lexicon; other entries are left out."""
    praise = {
        name: "praise"
        for name, entry in praise_entries().items()
        if entry.strength >= _STRONG and entry.class_ not in ACTS
    }
    hostile = {
        entry.entry: entry.class_
        for entry in load_lexicon(STANCE).entries
        if entry.class_ in _MARKED
    }
    return {PRAISE: praise, STANCE: hostile}


def label_voices(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame,
    formulas: pd.DataFrame | None = None,
    *,
    model: VoiceModel | None = None,
    praised: Hits | None = None,
    documents: Sequence[Document] | None = None,
) -> pd.DataFrame:
    """Label the voice of every sentence.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``title``, ``text``.
    sentences : DataFrame
        ``article_id``, ``sentence``, ``start``, ``end``, ``boilerplate``.
    attributions : DataFrame
        Acts of attribution with the columns of docs/reference/tables.md.
    formulas : DataFrame, optional
        Formulas with ``article_id``, ``start``, ``end``.
    model : VoiceModel, optional
        Other weights than those that ship.
    praised : Hits, optional
        What the lexicon of praise finds in the articles, where it has been looked for.
    documents : sequence of Document, optional
        The articles as they have been read, to read them once.

    Returns
    -------
    DataFrame
        The sentences table; ``voice_confidence`` is the model's probability of the
        label, 1 for boilerplate.

    Examples
    --------
    >>> text = "قال الوزير إن المغرب بلد آمن ومستقر."
    >>> articles = pd.DataFrame({"article_id": ["a"], "title": [""], "text": [text]})
    >>> sentences = pd.DataFrame({"article_id": ["a", "a"], "sentence": [0, 1], "start": [0, 1],
    ...     "end": [0, 37], "boilerplate": [False, False]})
    >>> acts = pd.DataFrame({"article_id": ["a"], "source_type": ["government"], "cue_start": [1],
    ...     "cue_end": [4], "source_start": [5], "source_end": [11], "content_start": [15],
    ...     "content_end": [36]})
    >>> label_voices(articles, sentences, acts)["voice"].tolist()[1]
    'official'
    """
    model = model or voice_model()
    table = sentences[["article_id", "sentence", "start", "end"]].reset_index(drop=True)
    features = sentence_features(
        articles, sentences, attributions, formulas,
        praised=praised, documents=documents,
    )  # fmt: skip
    chosen, confidence = choose(model.probabilities(features), model.threshold)
    boilerplate = sentences["boilerplate"].to_numpy(dtype=bool)
    names = np.array(VOICES, dtype=object)[chosen]
    table["voice"] = pd.Series(np.where(boilerplate, BOILERPLATE, names), dtype="str")
    table["voice_confidence"] = np.where(boilerplate, 1.0, confidence).round(4)
    return table
