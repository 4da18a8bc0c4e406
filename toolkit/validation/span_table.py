"""Codings as one table of spans, the form in which they go to annotation tools and come back.

A span is a row: `article_id`, `layer` (what it is), `unit` (which act, sentence or praise it belongs
to: the cue, source and content of one act share a unit), `start`, `end`, and the codes that the
codebook gives to its layer. Offsets count code points of `title + "\\n" + text`, as everywhere. The
article's own grade is a span over the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.errors import InputError
from toolkit.validation.codebook import read_words
from toolkit.validation.coding import Coded

ACT_LAYERS = ("cue", "source", "source_resolved", "content")
LAYERS = ("article", "sentence", *ACT_LAYERS, "praise")
CODES = {
    "article": ("official_framing", "agencies"),
    "sentence": ("voice",),
    "cue": ("kind", "source_type", "named"),
    "praise": ("target", "holder"),
}
CODE_NAMES = tuple(code for codes in CODES.values() for code in codes)
COLUMNS = ["article_id", "layer", "unit", "start", "end", *CODE_NAMES]


def documents(articles: pd.DataFrame) -> dict[str, str]:
    """Give the documents that offsets point into, by `article_id`."""
    for column in ("article_id", "title", "text"):
        if column not in articles:
            raise InputError(f"articles: there is no column '{column}'")
    columns = (articles[name] for name in ("article_id", "title", "text"))
    return {str(i): join_document(title, text) for i, title, text in zip(*columns, strict=True)}


def spans_from_coded(coded: Iterable[Coded], texts: Mapping[str, str]) -> pd.DataFrame:
    """Lay coded articles out as spans.

    Parameters
    ----------
    coded : iterable of coded articles
        In the gold's form.
    texts : mapping of str to str
        Documents by `article_id`.

    Examples
    --------
    >>> coded = {"article_id": "a", "sentences": [{"start": 0, "end": 16, "voice": "official"}],
    ...          "attributions": [], "praise": [], "official_framing": 2}
    >>> table = spans_from_coded([coded], {"a": "قال الوزير\\nنعم."})
    >>> table[["layer", "start", "end", "voice", "official_framing"]].values.tolist()
    [['article', 0, 15, None, '2'], ['sentence', 0, 16, 'official', None]]
    """
    rows: list[dict[str, Any]] = []
    for article in coded:
        article_id = str(article["article_id"])
        if article_id not in texts:
            raise InputError(f"article '{article_id}': there is no text for it")
        own = [*_article_rows(article, len(texts[article_id]))]
        rows += [{"article_id": article_id, **row} for row in own]
    return span_table(rows)


def span_table(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Make a table of spans, in order, codes as text and missing where there is none."""
    table = pd.DataFrame(list(rows), columns=COLUMNS)
    table[["unit", "start", "end"]] = table[["unit", "start", "end"]].astype("int64")
    codes = table[list(CODE_NAMES)].astype(object)
    table[list(CODE_NAMES)] = codes.where(codes.notna() & (codes != ""), None)
    if unknown := sorted(set(table["layer"]) - set(LAYERS)):
        raise InputError(f"layer '{unknown[0]}' is not known; allowed: {', '.join(LAYERS)}")
    rank = table["layer"].map({name: i for i, name in enumerate(LAYERS)})
    order = table.assign(rank=rank).sort_values(
        ["article_id", "start", "rank", "end", "unit"], kind="stable"
    )
    return table.loc[order.index].reset_index(drop=True)


def coded_from_spans(spans: pd.DataFrame) -> list[dict[str, Any]]:
    """Put spans together to coded articles in the gold's form, acts and sentences in text order.

    Sentences that are marked, but given no voice, are not coded: `sentences` is None then.

    Raises
    ------
    InputError
        Where an act has no cue or two, or a code is missing; the message names the article.
    """
    return [_coded(str(article_id), own) for article_id, own in spans.groupby("article_id")]


def empty_coding(article_id: str) -> dict[str, Any]:
    """A coding in which nothing was marked: no act and no praise, voice and grade not coded."""
    return {
        "article_id": article_id,
        "official_framing": None,
        "agencies": None,
        "sentences": None,
        "attributions": [],
        "praise": [],
    }


def _article_rows(article: Coded, length: int) -> Iterable[dict[str, Any]]:
    grade, agencies = article.get("official_framing"), article.get("agencies")
    if grade is not None:
        yield {"layer": "article", "unit": 0, "start": 0, "end": length,
               "official_framing": str(grade), "agencies": "; ".join(agencies or ())}  # fmt: skip
    for unit, s in enumerate(article["sentences"] or ()):
        yield {"layer": "sentence", "unit": unit, "start": s["start"], "end": s["end"],
               "voice": s["voice"]}  # fmt: skip
    for unit, act in enumerate(article["attributions"] or ()):
        for layer in ACT_LAYERS:
            if act[layer]:
                codes = {"kind": act["kind"], "source_type": act["source_type"],
                         "named": "yes" if act["named"] else "no"}  # fmt: skip
                start, end = act[layer]
                yield {"layer": layer, "unit": unit, "start": start, "end": end,
                       **(codes if layer == "cue" else {})}  # fmt: skip
    for unit, praise in enumerate(article["praise"] or ()):
        start, end = praise["span"]
        yield {"layer": "praise", "unit": unit, "start": start, "end": end,
               "target": praise["target"], "holder": praise["holder"]}  # fmt: skip


def _coded(article_id: str, own: pd.DataFrame) -> dict[str, Any]:
    of_layer = {name: own[own["layer"] == name].to_dict("records") for name in LAYERS}
    if len(of_layer["article"]) > 1:
        raise InputError(f"article '{article_id}': two grades of the whole article; keep one")
    whole = of_layer["article"][0] if of_layer["article"] else {}
    grade = whole.get("official_framing")
    with_voice = all(s["voice"] is not None for s in of_layer["sentence"])
    sentences = [{n: s[n] for n in ("start", "end", "voice")} for s in of_layer["sentence"]]
    acts = own[own["layer"].isin(ACT_LAYERS)]
    by_unit = [_act(article_id, act.to_dict("records")) for _, act in acts.groupby("unit")]
    praise = [
        {
            "span": [p["start"], p["end"]],
            "target": p["target"],
            "holder": read_words("holder", p["holder"]),
        }
        for p in of_layer["praise"]
    ]
    agencies = [a.strip() for a in re.split("[;؛]", whole.get("agencies") or "") if a.strip()]
    return empty_coding(article_id) | {
        "official_framing": None if grade is None else int(grade),
        "agencies": agencies or None,
        "sentences": sentences if sentences and with_voice else None,
        "attributions": sorted(by_unit, key=lambda act: (act["cue"], act["content"] or [])),
        "praise": praise,
    }


def _act(article_id: str, spans: list[dict[Any, Any]]) -> dict[str, Any]:
    act: dict[str, Any] = dict.fromkeys(ACT_LAYERS)
    for span in spans:
        if act[span["layer"]] is not None:
            raise InputError(
                f"article '{article_id}': two spans of layer {span['layer']} in one act, at "
                f"{act[span['layer']][0]} and {span['start']}; keep one, or unlink them"
            )
        act[span["layer"]] = [span["start"], span["end"]]
    if act["cue"] is None:
        first = spans[0]
        raise InputError(
            f"article '{article_id}': {first['layer']} at {first['start']} belongs to no cue"
        )
    cue = next(span for span in spans if span["layer"] == "cue")
    act |= {name: _code(cue, name, article_id) for name in ("kind", "source_type")}
    act["named"] = _code(cue, "named", article_id) == "yes"
    return act


def _code(span: Mapping[Any, Any], name: str, article_id: str) -> str:
    if span[name] is None:
        raise InputError(
            f"article '{article_id}': {span['layer']} at {span['start']} has no {name}"
        )
    return str(span[name])
