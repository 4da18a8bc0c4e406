"""A sheet's tables out of articles; `sheet_reading` makes coded articles of them again.

Four tables: `articles` (one row an article: its grade), `sentences` (one row a sentence: its voice),
`acts` and `praise` (one row an act or a praising expression, whose words are copied from the
sentence and found there again). An article counts as coded once its grade is given; a table that
the sheet does not have is a layer that was not coded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from toolkit.arabic.sentences import sentence_spans
from toolkit.errors import InputError
from toolkit.validation.codebook import shown_value
from toolkit.validation.schema import ACT_SPANS, text_seal
from toolkit.validation.span_table import documents

UNITS = {
    "article": ("articles",),
    "sentence": ("articles", "sentences"),
    "span": ("articles", "sentences", "acts", "praise"),
}
_CARRIED = ("stratum", "sampling_probability", "sha256")
_ACT = ("article_id", "sentence", *ACT_SPANS, "kind", "source_type", "named")
_PRAISE = ("article_id", "sentence", "praise", "target", "holder")


def sheet_tables(
    drawn: pd.DataFrame,
    *,
    unit: str = "span",
    found: Mapping[str, Mapping[str, Any]] | None = None,
) -> dict[str, pd.DataFrame]:
    """Lay articles out to be coded.

    Parameters
    ----------
    drawn : DataFrame
        From `draw_sample`.
    unit : str
        The finest that is coded: `article`, `sentence` or `span`.
    found : mapping of article_id to coded article, optional
        Filled in as a draft; grades stay empty, since they say that an article is done.

    Examples
    --------
    >>> drawn = pd.DataFrame({"article_id": ["a"], "title": ["خبر"], "text": ["قال نعم. ومضى."]})
    >>> sheet_tables(drawn, unit="sentence")["sentences"]["words"].tolist()
    ['خبر', 'قال نعم.', 'ومضى.']
    """
    if unit not in UNITS:
        raise InputError(f"unit='{unit}': allowed: {', '.join(UNITS)}")
    texts, found = documents(drawn), found or {}
    seals = {article_id: text_seal(text) for article_id, text in texts.items()}
    first = [c for c in ("article_id", "outlet", "title", "text") if c in drawn]
    whole = drawn[first].assign(
        article_id=list(texts), official_framing=None, agencies=None, note=None
    )
    behind = [c for c in _CARRIED[:2] if c in drawn]
    whole[behind] = drawn[behind]
    whole["sha256"] = list(seals.values())
    tables = {"articles": whole}
    if "sentences" in UNITS[unit]:
        rows = [row for i, t in texts.items() for row in _sentence_rows(i, t, found.get(i))]
        tables["sentences"] = pd.DataFrame(
            rows, columns=["article_id", "sentence", "words", "voice"]
        )
    if "acts" in UNITS[unit]:
        drafts = [(i, t, found[i]) for i, t in texts.items() if i in found]
        acts = [row for draft in drafts for row in _act_rows(*draft)]
        tables["acts"] = pd.DataFrame(acts, columns=list(_ACT))
        praise = [row for draft in drafts for row in _praise_rows(*draft)]
        tables["praise"] = pd.DataFrame(praise, columns=list(_PRAISE))
    return tables


def _sentence_rows(
    article_id: str, text: str, found: Mapping[str, Any] | None
) -> Iterator[tuple[Any, ...]]:
    voices = {(s["start"], s["end"]): s["voice"] for s in (found or {}).get("sentences") or ()}
    for number, (start, end) in enumerate(sentences_of(text)):
        if start < end:
            voice = voices.get((start, end))
            yield article_id, number, text[start:end], voice and shown_value("voice", voice)


def sentences_of(text: str) -> list[tuple[int, int]]:
    """A document's sentences by their numbers; its title ends at the first line break."""
    return sentence_spans(text, text.index("\n"))


def _number_at(text: str, at: int) -> int:
    return max((n for n, (start, _) in enumerate(sentences_of(text)) if start <= at), default=0)


def _act_rows(article_id: str, text: str, found: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    for act in found["attributions"] or ():
        words = [act[name] and text[slice(*act[name])] for name in ACT_SPANS]
        first = act["cue"] or act["content"]
        codes = [shown_value(code, act[code]) for code in ("kind", "source_type")]
        named = shown_value("named", "yes" if act["named"] else "no")
        yield article_id, _number_at(text, first[0]), *words, *codes, named


def _praise_rows(article_id: str, text: str, found: Mapping[str, Any]) -> Iterator[tuple[Any, ...]]:
    for praise in found["praise"] or ():
        start, end = praise["span"]
        yield (article_id, _number_at(text, start), text[start:end], praise["target"],
               praise["holder"])  # fmt: skip
