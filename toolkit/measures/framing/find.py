"""How far a whole article is framed by officials: 0 to 3, from parts that stay visible.

The scale is the codebook's (section 4): 0 the officials' view absent or contested, 1 balanced,
2 dominant, 3 exclusive. An ordinal (proportional odds) regression weighs plain counts and shares
that the tables show, each only in the direction that the codebook gives it, so that every grade
can be read back: `framing_parts` gives the parts, `framing_effects` what each adds. Weights ship
as data/framing_model.json.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from toolkit.arabic.document import Document
from toolkit.measures.framing.features import framing_parts
from toolkit.measures.framing.model import FramingModel, framing_model


def judge_framing(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame,
    formulas: pd.DataFrame | None = None,
    *,
    model: FramingModel | None = None,
    documents: Sequence[Document] | None = None,
) -> pd.DataFrame:
    """Grade how far officials frame each article.

    Parameters
    ----------
    articles, sentences, attributions : DataFrame
        The tables of docs/reference/tables.md; sentences with their ``voice``.
    formulas : DataFrame, optional
        Formulas with their ``article_id``; looked for where they are not given.
    model : FramingModel, optional
        Other weights than those that ship.
    documents : sequence of Document, optional
        The articles as they have been read, to read them once.

    Returns
    -------
    DataFrame
        Indexed by ``article_id``: ``official_framing`` (0–3), then the parts that it rests on.
    """
    model = model or framing_model()
    parts = framing_parts(articles, sentences, attributions, formulas, documents=documents)
    parts.insert(0, "official_framing", model.grades(parts.to_numpy(dtype=float)))
    return parts
