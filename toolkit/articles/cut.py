"""Texts that are cut off: an excerpt, or what stands before a paywall.

Shares of such a text are shares of its beginning, where officials are quoted first: they are no
worse counted, but they are not those of the article. The signs are those of boilerplate (the rule
`paywall`) and marks of omission at the end of what is article text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from toolkit.arabic import fold
from toolkit.arabic.document import Document
from toolkit.articles.boilerplate.rules import rules
from toolkit.articles.sentence_table import cut_documents

_OMISSION = re.compile(r"(?:\.{3,}|…|\.\.)\W*\Z")


def cut_texts(
    articles: pd.DataFrame, *, documents: Sequence[Document] | None = None
) -> NDArray[np.bool_]:
    """Tell which texts are cut off.

    Parameters
    ----------
    articles : DataFrame
        ``title``, ``text`` and, where known, ``outlet``.
    documents : sequence of Document, optional
        The articles as they have been read, to read them once.

    Returns
    -------
    ndarray of bool, shape (articles,)

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "title": "", "text": [
    ...     "قال الوزير إن الأشغال تتقدم.", "قال الوزير إن الأشغال [...]",
    ...     "قال الوزير إن الأشغال تتقدم.\\nهذا المقال مخصص للمشتركين."]})
    >>> cut_texts(articles).tolist()
    [False, True, True]
    """
    if documents is None:
        documents = cut_documents(articles)
    return np.array([_is_cut(document) for document in documents], dtype=bool)


def _is_cut(document: Document) -> bool:
    own = [
        document.text[start:end].strip()
        for number, (start, end) in enumerate(document.spans)
        if number and number not in document.boilerplate
    ]
    last = next((sentence for sentence in reversed(own) if sentence), "")
    if _OMISSION.search(last):
        return True
    furniture = (document.text[slice(*document.spans[n])] for n in document.boilerplate)
    found = (rules().match(fold(line).text) for line in furniture)
    return any(rule is not None and rule.name == "paywall" for rule in found)
