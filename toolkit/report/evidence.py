"""The evidence on one article, taken from the tables of a study: what is marked, and why.

Every row of every table becomes marks on the document (title, line break, text), each with a line
saying its code and what it rests on: the lexicon's entry, the kind, the source type, the speaker,
the holder and target of praise. Shared copy is shown from both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.errors import InputError
from toolkit.figures.labels import state_label
from toolkit.measures.declaration import Measure, declared
from toolkit.report.segments import Mark
from toolkit.report.wording import Wording, is_missing
from toolkit.study.study import Study

Row = dict[str, Any]
# What the reader has before his eyes.
_UNSAID = ("article_id", "text")
EVIDENCE = ("sentences", "attributions", "praise", "formulas", "credits", "reuse")


def declared_layers() -> list[Measure]:
    """The measures whose layer is drawn as they declare it: a table of spans, a label, a colour."""
    return [
        measure
        for measure in declared()
        if measure.label and {"article_id", "start", "end"} <= set(measure.columns)
    ]


@dataclass(frozen=True)
class Evidence:
    """An article's own row and the rows of each table that are about it.

    Attributes
    ----------
    article : dict
        Its row of the article table.
    rows : dict of list of dict
        By table; ``reuse`` holds what the article takes from others, ``reused`` what they take.
    outlets : dict
        Outlet by ``article_id``, to name the other side of shared copy.
    """

    article: Row
    rows: Mapping[str, list[Row]]
    outlets: Mapping[str, str]

    @property
    def title(self) -> str:
        """The title, empty where it is missing."""
        return _text(self.article.get("title"))

    @property
    def document(self) -> str:
        """What all offsets point into."""
        return join_document(self.title, self.article.get("text"))


def article_evidence(study: Study, article_id: str) -> Evidence:
    """Collect the evidence on one article.

    Raises
    ------
    InputError
        Where the study has no such article.
    """
    ids = study.articles["article_id"]
    if not (ids == article_id).any():
        some = ", ".join(map(str, ids.head(3)))
        raise InputError(
            f"article_id '{article_id}' is not in the study; it has {len(ids)}, such as {some}"
        )
    return next(iter(all_evidence(study, [article_id])))


def all_evidence(study: Study, article_ids: Iterable[str] | None = None) -> list[Evidence]:
    """Collect the evidence on each article, in the order of the article table."""
    articles = study.articles
    outlets = dict(zip(articles["article_id"], articles["outlet"].astype(object), strict=True))
    wanted = set(outlets if article_ids is None else article_ids)
    names = [*EVIDENCE, *(measure.table for measure in declared_layers())]
    rows = {name: _grouped(getattr(study, name), "article_id", wanted) for name in names}
    rows["reused"] = _grouped(study.reuse, "source_article_id", wanted)
    return [
        Evidence(
            article=article,
            rows={name: table.get(article["article_id"], []) for name, table in rows.items()},
            outlets=outlets,
        )
        for article in _records(articles[articles["article_id"].isin(wanted)])
    ]


def evidence_marks(evidence: Evidence, wording: Wording) -> list[Mark]:
    """Turn an article's evidence into marks, voices left out.

    Raises
    ------
    InputError
        Where a row points outside the text, so tables and articles do not belong together.
    """
    marks: list[Mark] = []
    for act in evidence.rows["attributions"]:
        marks += _act_marks(act, wording)
    marks += [_praise_mark(row, wording) for row in evidence.rows["praise"]]
    for row in evidence.rows["formulas"]:
        why = wording.line(
            "formulas",
            ("entry", row.get("entry")),
            ("class", wording.code("formula_class", row.get("class"))),
            ("state", _state(row.get("state"), wording)),
        )
        marks.append(Mark(int(row["start"]), int(row["end"]), "formulas", why=why))
    for row in evidence.rows["credits"]:
        kind = wording.code("agency_kind", row.get("agency_kind"))
        why = wording.line("credits", ("agency", row.get("agency")), ("", kind))
        marks.append(Mark(int(row["start"]), int(row["end"]), "credits", why=why))
    marks += _shared_marks(evidence, wording)
    marks += _declared_marks(evidence, wording)
    _check_inside(evidence, marks)
    return marks


def voice_line(sentence: Row, wording: Wording) -> str:
    """Say in whose voice a sentence speaks, and how sure that is."""
    confidence = sentence.get("voice_confidence")
    sure = None if is_missing(confidence) else f"{float(str(confidence)):.2f}"
    return wording.line(
        "voice", ("", wording.code("voice", sentence.get("voice"))), ("confidence", sure)
    )


def _act_marks(act: Row, wording: Wording) -> list[Mark]:
    number = None if is_missing(act.get("attribution")) else int(act["attribution"]) + 1
    kind = wording.code("kind", act.get("kind"))
    of_type = wording.code("source_type", act.get("source_type"))
    named = "" if is_missing(act.get("named")) else str(bool(act["named"])).lower()
    implied = is_missing(act.get("source_start"))
    who = ("implied" if implied else "speaker", act.get("speaker"))
    if is_missing(act.get("speaker")):
        who = ("", wording.words["why"]["unknown_speaker"] if implied else None)
    entry = ("entry", act.get("cue"))
    whose = [("actor", _actor(act.get("actor"))), ("state", _state(act.get("state"), wording))]
    source = [("type", of_type), ("", wording.code("named", named) if named else None), who, *whose]
    lines = {
        "cue": [("act", number), entry, ("kind", kind), *source],
        "source": [("act", number), *source],
        "content": [("act", number), ("kind", kind), ("type", of_type), who, entry],
    }
    marks = []
    for layer, parts in lines.items():
        start, end = act.get(f"{layer}_start"), act.get(f"{layer}_end")
        if not is_missing(start) and not is_missing(end):
            variant = _text(act.get("kind")) if layer == "content" else ""
            why = wording.line(layer, *parts)
            marks.append(Mark(int(str(start)), int(str(end)), layer, variant, why))
    return marks


def _actor(identifier: object) -> object:
    """An actor's name, without the kind that its identifier begins with."""
    return None if is_missing(identifier) else str(identifier).partition(":")[2]


def _state(code: object, wording: Wording) -> object:
    return None if is_missing(code) else state_label(str(code), wording.language)


def _praise_mark(row: Row, wording: Wording) -> Mark:
    strength = row.get("strength")
    act = row.get("attribution")
    why = wording.line(
        "praise",
        ("entry", row.get("entry")),
        ("strength", None if is_missing(strength) else f"{float(str(strength)):g}"),
        ("target", row.get("target")),
        ("actor", _actor(row.get("target_actor"))),
        ("state", _state(row.get("target_state"), wording)),
        ("holder", wording.code("holder", row.get("holder"))),
        ("act", None if is_missing(act) else int(str(act)) + 1),
    )
    return Mark(int(row["start"]), int(row["end"]), "praise", why=why)


def _shared_marks(evidence: Evidence, wording: Wording) -> list[Mark]:
    marks = []
    for table, name, side, other in (
        ("reuse", "from", "", "source_article_id"),
        ("reused", "to", "source_", "article_id"),
    ):
        for row in evidence.rows[table]:
            place = f"{_text(evidence.outlets.get(row[other]))}, {row[other]}"
            why = wording.line("shared", ("words", row.get("words")), (name, place))
            start, end = row[f"{side}start"], row[f"{side}end"]
            marks.append(Mark(int(start), int(end), "shared", name, why))
    return marks


def _declared_marks(evidence: Evidence, wording: Wording) -> list[Mark]:
    """The marks of measures that have no lines of their own here: their codes, in words if known."""
    marks = []
    for measure in declared_layers():
        told = [c for c, kind in measure.columns.items() if kind == "str" and c not in _UNSAID]
        for row in evidence.rows[measure.table]:
            codes = (wording.code(f"{measure.name}_{c}", row.get(c)) for c in told)
            why = wording.line(measure.name, *(("", code) for code in codes))
            marks.append(Mark(int(row["start"]), int(row["end"]), measure.name, why=why))
    return marks


def _check_inside(evidence: Evidence, marks: list[Mark]) -> None:
    length = len(evidence.document)
    for mark in marks:
        if not 0 <= mark.start <= mark.end <= length:
            raise InputError(
                f"article '{evidence.article['article_id']}': a {mark.layer} lies at {mark.start}–"
                f"{mark.end}, its text has {length} characters; score these articles again"
            )


def _grouped(table: pd.DataFrame, key: str, wanted: set[str]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    if key not in table or table.empty:
        return groups
    for row in _records(table[table[key].isin(wanted)]):
        groups.setdefault(row[key], []).append(row)
    return groups


def _records(table: pd.DataFrame) -> list[Row]:
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def _text(value: object) -> str:
    return "" if is_missing(value) else str(value)
