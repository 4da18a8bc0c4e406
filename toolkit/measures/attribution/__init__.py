"""Source attribution: who is made to say what, with what words (codebook, section 1).

Cues, sources and contents are PARC's (Pareti 2012). Rules propose candidates, trained models
decide; `find_attributions` gives one row an act.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.arabic.document import Document
from toolkit.articles.sentence_table import read_documents

__all__ = ["find_attributions"]


def find_attributions(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    *,
    documents: Sequence[Document] | None = None,
) -> pd.DataFrame:
    """Find every act of reported communication.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``title``, ``text``.
    sentences : DataFrame
        ``article_id``, ``sentence``, ``start``, ``end``, ``boilerplate``; in order.
    documents : sequence of Document, optional
        The articles as they have been read, to read them once.

    Returns
    -------
    DataFrame
        One row an act, the columns of docs/reference/tables.md; offsets count code points in the
        document.

    Examples
    --------
    >>> from toolkit.articles.sentence_table import cut_sentences
    >>> articles = pd.DataFrame({"article_id": ["a"], "title": [""],
    ...     "text": ["أعلن وزير الخارجية ناصر بوريطة أن الاجتماع سينعقد في مراكش."]})
    >>> acts = find_attributions(articles, cut_sentences(articles))
    >>> document = "\\n" + articles["text"][0]
    >>> document[acts["source_start"][0]:acts["source_end"][0]]
    'وزير الخارجية ناصر بوريطة'
    """
    from toolkit.measures.attribution.extract import extract
    from toolkit.measures.attribution.features.candidates import propose, view
    from toolkit.measures.attribution.model.files import load_models
    from toolkit.measures.attribution.tables import acts_table
    from toolkit.measures.attribution.words.lexical import lexical_features
    from toolkit.measures.attribution.words.tokens import tokenize

    if documents is None:
        documents = read_documents(articles, sentences)
    tokens = tokenize(documents)
    seen = view(tokens, lexical_features(tokens.types))
    found = propose(seen)
    acts = extract(seen, found, load_models())
    return acts_table(seen, found, acts, articles["article_id"].tolist())
