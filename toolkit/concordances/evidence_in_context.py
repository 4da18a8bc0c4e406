"""The evidence of a study in its context: a row each, chosen by any column."""

from __future__ import annotations

from typing import Any

import pandas as pd

from toolkit.arabic.document import read_document
from toolkit.concordances.evidence import ABOUT, evidence_rows
from toolkit.concordances.filtering import filtered
from toolkit.concordances.lines import WINDOW, around, check_window, sorted_lines
from toolkit.concordances.showing import CONTEXT, ContextTable
from toolkit.study.arguments import expect_study
from toolkit.study.study import Study

_FIRST = ("article_id", "outlet", "day", "actor", "state", *CONTEXT, "confidence", "start", "end")
# Spans of an act that are shown as printed beside its cue.
_SPANS = {"source": ("source", "source_resolved"), "content": ("content",)}


def concordance(
    study: Study, evidence: str, /, *, window: int = WINDOW, sort: str = "text", **filters: Any
) -> ContextTable:
    """Show the evidence of one kind in context, a row each.

    Parameters
    ----------
    study : Study
        What `toolkit.score` gave.
    evidence : str
        The table: ``attributions``, ``praise``, ``stance``, ``formulas``, ``credits``, ``reuse``,
        ``constructs``, ``sentences``, …
    window : int
        Words shown on each side.
    sort : str
        ``text``, ``left``, ``right`` or ``hit``, as in `kwic`.
    **filters
        By any column of the evidence or of its article (``target="المغرب"``, ``outlet=``,
        ``state="MA"``, ``moment=``): a value as it stands in the column, a list of values, None
        for missing; ``*`` and ``?`` in a text stand for any letters and one letter.

    Returns
    -------
    ContextTable
        A DataFrame: ``article_id``, ``outlet``, ``day``, ``actor`` and ``state`` (of the source of
        an act; of the target of praise or hostility), ``left``, ``hit``, ``right``,
        ``confidence`` (missing where the measure gives none), ``start``, ``end`` (code points of
        the document), the columns of the table itself, and ``evidence``, the address in the report.
        The hit of an act is its cue; ``source`` and ``content`` are its words as printed.

    Raises
    ------
    InputError
        Where there is no such evidence or column, or no article has such a value.

    Examples
    --------
    >>> import toolkit
    >>> study = toolkit.score("أشاد الوزير بالدور الرائد للمغرب، وقال إن البلد آمن.")
    >>> concordance(study, "attributions", cue="قال", window=2)[["left", "hit", "right"]].values.tolist()
    [['الرائد للمغرب،', 'وقال', 'إن البلد']]
    """
    expect_study(study, "concordance")
    check_window(window, "concordance")
    rows = evidence_rows(study, evidence)
    rows = filtered(rows, study.articles, filters, call="concordance")
    texts = study.articles.set_index("article_id")[["title", "text"]]
    rows = pd.concat([rows, _contexts(rows, texts, window)], axis=1)
    own = [name for name in rows if name not in (*_FIRST, *ABOUT)]
    if "text" in own and (rows["text"].fillna("") == rows["hit"]).all():
        own.remove("text")
    shown = ContextTable(sorted_lines(rows[[*_FIRST, *own, "evidence"]], sort, "concordance"))
    shown.attrs["evidence"] = evidence
    return shown


def _contexts(rows: pd.DataFrame, texts: pd.DataFrame, window: int) -> pd.DataFrame:
    spans = [name for name in _SPANS if f"{name}_start" in rows]
    found: dict[str, list[str | None]] = {name: [] for name in (*CONTEXT, *spans)}
    known = None
    for row in rows.to_dict("records"):
        if row["article_id"] != known:
            known = row["article_id"]
            document = read_document(*texts.loc[known], spans=())
        for name, words in zip(CONTEXT, around(document, row["start"], row["end"], window),
                               strict=True):  # fmt: skip
            found[name].append(words)
        for name in spans:
            found[name].append(_printed(document.text, row, _SPANS[name]))
    return pd.DataFrame(found, index=rows.index).astype("str")


def _printed(document: str, row: dict[Any, Any], spans: tuple[str, ...]) -> str | None:
    for name in spans:
        start, end = row.get(f"{name}_start"), row.get(f"{name}_end")
        if not pd.isna(start) and not pd.isna(end):
            return document[int(start) : int(end)]
    return None
