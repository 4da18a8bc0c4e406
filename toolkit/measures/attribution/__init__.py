"""Source attribution: who is made to say what, with what words (codebook, section 1).

Cues, sources and contents are PARC's (Pareti 2012). Rules propose candidates, trained models
decide; `find_attributions` gives one row an act.
"""

from __future__ import annotations

import pandas as pd

__all__ = ["find_attributions"]


def find_attributions(articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Find every act of reported communication.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``title``, ``text``.
    sentences : DataFrame
        ``article_id``, ``sentence``, ``start``, ``end``, ``boilerplate``; in order.

    Returns
    -------
    DataFrame
        One row an act, the columns of DESIGN.md; offsets count code points in the document.

    Examples
    --------
    >>> from toolkit.study.scoring import cut_sentences
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

    documents = [f"{t}\n{x}" for t, x in zip(articles["title"], articles["text"], strict=True)]
    ids = articles["article_id"].tolist()
    bounds = pd.factorize(sentences["article_id"])[0]
    if sentences["article_id"].drop_duplicates().tolist() != ids:
        raise ValueError("sentences: not those of these articles, in the same order")
    cuts = pd.Series(bounds).value_counts().sort_index().cumsum().tolist()
    starts, ends, noise = (sentences[c].tolist() for c in ("start", "end", "boilerplate"))
    spans = [
        list(zip(starts[a:b], ends[a:b], strict=True))
        for a, b in zip([0, *cuts], cuts, strict=False)
    ]
    flags = [noise[a:b] for a, b in zip([0, *cuts], cuts, strict=False)]
    tokens = tokenize(documents, spans, flags)
    seen = view(tokens, lexical_features(tokens.types))
    found = propose(seen)
    acts = extract(seen, found, load_models())
    return acts_table(seen, found, acts, ids)
