"""Which articles could have printed a statement, and how each outlet's articles print it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.arabic import quotation_spans
from toolkit.arabic.document import join_document
from toolkit.measures.quotations.statements import Passage, Statement
from toolkit.measures.quotations.versions.printing import (
    STATUSES,
    Page,
    Printing,
    find_passage,
    read_printing,
)

if TYPE_CHECKING:
    from toolkit.study.study import Study

CELLS = (
    "statement", "speaker", "wording", "first", "outlet", "status", "how", "relation", "printed_as",
    "share", "article_id", "start", "end", "text",
)  # fmt: skip


class Scope:
    """Which articles could have printed a statement, and the outlet of each."""

    def __init__(self, articles: pd.DataFrame, within: str | None, days: float) -> None:
        ids = articles["article_id"].astype(str).tolist()
        published = articles.reindex(columns=["published"])["published"]
        when = pd.to_datetime(published, utc=True, errors="coerce").tolist()
        self.outlet = dict(zip(ids, articles["outlet"].astype(str).tolist(), strict=True))
        self.published: dict[str, Any] = dict(zip(ids, when, strict=True))
        strata = articles[within].tolist() if within else []
        self.stratum = {i: s for i, s in zip(ids, strata, strict=bool(within)) if pd.notna(s)}
        self.within, self.days = within, pd.Timedelta(days=days)

    def first(self, passages: Sequence[Passage]) -> Any:
        """When the earliest of them was published; NaT where no day is known."""
        when = (self.published[p.article_id] for p in passages)
        return min((day for day in when if day is not pd.NaT), default=pd.NaT)

    def of(self, passages: Sequence[Passage]) -> dict[str, list[str]]:
        """By outlet, the articles in whose reach a statement with these passages lies."""
        first = self.first(passages)
        strata = {self.stratum.get(p.article_id) for p in passages} - {None}
        there: dict[str, list[str]] = {}
        for article_id, outlet in self.outlet.items():
            when = self.published[article_id]
            if self.within:
                reached = self.stratum.get(article_id) in strata
            else:
                reached = first is pd.NaT or first <= when <= first + self.days
            if reached:
                there.setdefault(outlet, []).append(article_id)
        return there

    def in_order(self, found: Sequence[Statement], least: int) -> list[Statement]:
        """Statements that so many outlets print, in the order of first printing."""
        last = pd.Timestamp.max.tz_localize("UTC")

        def place(passage: Passage) -> tuple:
            day = self.published[passage.article_id]
            return (last if day is pd.NaT else day, passage.article_id, passage.start)

        kept = [s for s in found if len({self.outlet[p.article_id] for p in s.passages}) >= least]
        return sorted(kept, key=lambda statement: min(map(place, statement.passages)))


class Pages:
    """Articles to search, each read when it is first asked for."""

    def __init__(self, study: Study) -> None:
        rows = study.articles[["article_id", "title", "text"]].itertuples(index=False)
        self.documents = {row[0]: join_document(row[1], row[2]) for row in rows}
        told = study.sentences[
            (study.sentences["sentence"] > 0) & (study.sentences["voice"] != "boilerplate")
        ]
        self.sentences = {
            str(name): tuple(zip(own["start"].tolist(), own["end"].tolist(), strict=True))
            for name, own in told.groupby("article_id")
        }
        acts = study.attributions.dropna(subset=["content_start", "content_end"])
        columns = ["content_start", "content_end", "kind"]
        self.acts = {
            str(name): list(own[columns].itertuples(index=False, name=None))
            for name, own in acts.groupby("article_id")
        }
        self.read: dict[str, Page] = {}

    def __getitem__(self, article_id: str) -> Page:
        if article_id not in self.read:
            sentences = self.sentences.get(article_id, ())
            self.read[article_id] = Page(self.documents[article_id], sentences)
        return self.read[article_id]

    def printed_as(self, article_id: str, start: int, end: int) -> str:
        """Whether a passage is quoted, told in indirect speech, or said by nobody."""
        acts = self.acts.get(article_id, [])
        over = {kind for first, last, kind in acts if first < end and last > start}
        if over:
            return "indirect" if over == {"indirect"} else "quotation"
        marks = quotation_spans(self.documents[article_id])
        inside = sum(max(min(q.end, end) - max(q.start, start), 0) for q in marks)
        return "quotation" if 2 * inside >= end - start else "narration"


def cell_of(
    number: int,
    statement: Statement,
    outlet: str,
    searched: Sequence[str],
    scope: Scope,
    pages: Pages,
) -> tuple:
    """One row of `CELLS`: how an outlet prints a statement; `searched` could have printed it."""
    passages = [p for p in statement.passages if scope.outlet[p.article_id] == outlet]
    if not passages:
        for article_id in searched:
            place = find_passage(statement.words, pages[article_id])
            if place:
                quoted = pages.printed_as(article_id, *place) == "quotation"
                passages.append(Passage(article_id, *place, quoted))
    printings = [(_read(statement, p, pages), p) for p in passages]
    head = (number, statement.speaker, statement.text, scope.first(statement.passages), outlet)
    if not printings:
        return *head, "left_out" if searched else None, *[None] * 8
    # Of several printings the one nearest to the statement counts.
    best, passage = min(printings, key=lambda p: (-p[0].share, STATUSES.index(p[0].status)))
    return (
        *head, best.status, ", ".join(best.how) or None, best.relation,
        pages.printed_as(passage.article_id, best.start, best.end), best.share,
        passage.article_id, best.start, best.end,
        pages.documents[passage.article_id][best.start : best.end],
    )  # fmt: skip


def _read(statement: Statement, passage: Passage, pages: Pages) -> Printing:
    return read_printing(
        statement.words, pages[passage.article_id], passage.start, passage.end,
        tongue=statement.tongue, quoted=passage.quoted,
    )  # fmt: skip
