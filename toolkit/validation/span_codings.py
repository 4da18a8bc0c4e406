"""One coder's spans of one article, as an annotation tool gives them, before they are put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from toolkit.errors import InputError
from toolkit.validation.span_table import coded_from_spans, empty_coding, span_table


@dataclass(frozen=True)
class SpanCoding:
    """One coder's spans of one article.

    Attributes
    ----------
    coder : str
        Empty where the file does not tell.
    article_id, text : str
    rows : list of mappings
        As in the table of spans.
    carried : mapping
        What went along with the article: `stratum`, `sampling_probability`, and `codebook` where
        the form asked for every code.
    """

    coder: str
    article_id: str
    text: str
    rows: list[dict[str, Any]]
    carried: Mapping[str, Any] = field(default_factory=dict)

    def coded(self) -> dict[str, Any]:
        """Put the spans together to a coded article.

        An article that was opened and saved has no act and no praise where none is marked; voice
        and grade count only where they are given, agencies where the form asked for them.
        """
        (row,) = coded_from_spans(span_table(self.rows)) or [empty_coding(self.article_id)]
        if row["agencies"] is None and row["official_framing"] is not None:
            row["agencies"] = [] if self.carried.get("codebook") else None
        kept = ("stratum", "sampling_probability")
        return row | {n: self.carried[n] for n in kept if self.carried.get(n) is not None}

    def notes(self, row: Mapping[str, Any]) -> list[str]:
        """What of this coding was not counted."""
        voices = [r.get("voice") for r in self.rows if r["layer"] == "sentence"]
        if row["sentences"] is None and any(voices):
            left = voices.count(None)
            return [f"article {self.article_id}: {left} sentences have no voice, so its voices "
                    "are not counted"]  # fmt: skip
        return []


def put_together(where: str, coding: SpanCoding) -> dict[str, Any]:
    """Give the coded article, errors with the file's name in front.

    Raises
    ------
    InputError
        Where spans do not make an act.
    """
    try:
        return coding.coded()
    except InputError as error:
        raise InputError(f"{where}: {error}") from None
