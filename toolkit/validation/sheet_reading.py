"""Coded articles out of a sheet's tables: grades, voices, and words found again in the text.

An article counts as coded once its grade is given. A table that the sheet does not have is a layer
that was not coded; what is begun and not done is passed over with a note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import InputError
from toolkit.output.cells import excel_cell
from toolkit.validation.codebook import read_value, read_words
from toolkit.validation.schema import ACT_SPANS, text_seal
from toolkit.validation.sheet_tables import sentences_of

Row = Mapping[str, Any]
Span = tuple[int, int]


def coded_from_sheet(
    file: Path, tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Make coded articles of a sheet's tables, and notes on what was passed over.

    Parameters
    ----------
    file : path
        For messages.
    tables : mapping of str to DataFrame
        From `read_sheet`.
    texts : mapping of str to str
        Documents by `article_id`, in which the words are found again.

    Raises
    ------
    InputError
        Where a cell holds what is not allowed, or words that its sentence has not.

    Examples
    --------
    >>> cells = {"row": [2], "article_id": ["a"], "official_framing": ["3"], "sha256": [None]}
    >>> coded, _ = coded_from_sheet(Path("s.csv"), {"": pd.DataFrame(cells)}, {"a": "خبر\\nنعم."})
    >>> coded[0]["official_framing"], coded[0]["sentences"]
    (3, None)
    """
    rows = {
        name or _kind_of(file, table): _Rows(file, name, table, texts).checked()
        for name, table in tables.items()
    }
    notes: list[str] = []
    voices = _voices(rows["sentences"], notes) if "sentences" in rows else {}
    if "articles" in rows:
        coded = _graded(rows["articles"])
        begun = set(voices) | {r["article_id"] for n in ("acts", "praise") if n in rows
                               for r in rows[n].rows}  # fmt: skip
        if left := sorted(begun - set(coded)):
            notes.append(f"{len(left)} articles have codes, but no grade, so they are not done and "
                         f"are passed over: {', '.join(left[:3])}{' …' if left[3:] else ''}")  # fmt: skip
    else:
        coded = {article_id: {"article_id": article_id} for article_id in voices}
    for article_id, row in coded.items():
        row["sentences"] = voices.get(article_id)
        for layer, name, make in (("attributions", "acts", _act), ("praise", "praise", _praise)):
            row[layer] = None
            if name in rows:
                taken: set[Span] = set()
                row[layer] = [make(rows[name], r, taken) for r in rows[name].of(article_id)]
    return list(coded.values()), notes


def _kind_of(file: Path, table: pd.DataFrame) -> str:
    """A CSV has no name for its table."""
    for name, column in (("sentences", "voice"), ("articles", "official_framing")):
        if column in table:
            return name
    found = ", ".join(map(str, table.columns[1:]))
    raise InputError(f"{file}: no column voice or official_framing, so no coding; found: {found}")


class _Rows:
    """One table's rows with what is needed to read them and to say where a fault is."""

    def __init__(
        self, file: Path, name: str, table: pd.DataFrame, texts: Mapping[str, str]
    ) -> None:
        self.file, self.name, self.texts = file, name, texts
        if "article_id" not in table:
            raise InputError(f"{file}{self._sheet}: there is no column article_id")
        plain = table.astype(object).where(table.notna(), None)
        self.rows: list[dict[str, Any]] = plain.to_dict("records")  # type: ignore[assignment]
        self._short = {excel_cell(article_id): article_id for article_id in texts}

    @property
    def _sheet(self) -> str:
        return f", sheet {self.name}" if self.name else ""

    def checked(self) -> _Rows:
        """See to it that every row is of an article that is there."""
        for row in self.rows:
            article_id = row["article_id"]
            if article_id is None:
                raise InputError(f"{self.at(row)} has no article_id")
            # A spreadsheet makes a number of an id of digits alone, but a text of this column.
            known = self._short.get(article_id) or self._short.get(article_id.strip())
            if known is None:
                raise InputError(f"{self.at(row)}: article '{article_id}' is not in the study")
            row["article_id"] = known
        return self

    def at(self, row: Row) -> str:
        return f"{self.file}{self._sheet}: row {row['row']}"

    def of(self, article_id: str) -> list[dict[str, Any]]:
        return [row for row in self.rows if row["article_id"] == article_id]

    def value(self, row: Row, code: str) -> str:
        if row.get(code) is None:
            raise InputError(f"{self.at(row)} has no {code}")
        try:
            return read_value(code, row[code])
        except InputError as error:
            raise InputError(f"{self.at(row)}, column {code}: {error}") from None

    def sentence(self, row: Row) -> tuple[int, Span]:
        written = str(row.get("sentence") or "").strip().removesuffix(".0")
        spans = sentences_of(self.texts[row["article_id"]])
        if not written.isdigit() or int(written) >= len(spans):
            raise InputError(f"{self.at(row)}, column sentence: '{written}' is none of article "
                             f"{row['article_id']}, which has 0 to {len(spans) - 1}")  # fmt: skip
        return int(written), spans[int(written)]


def _graded(rows: _Rows) -> dict[str, dict[str, Any]]:
    done: dict[str, dict[str, Any]] = {}
    for row in rows.rows:
        article_id = row["article_id"]
        if row.get("official_framing") is None:
            continue
        if article_id in done:
            raise InputError(f"{rows.at(row)}: article '{article_id}' is graded twice; keep one")
        if row.get("sha256") and row["sha256"] != text_seal(rows.texts[article_id]):
            raise InputError(f"{rows.at(row)}: article '{article_id}' is not the text of the study")
        agencies = re.split("[;؛]", row.get("agencies") or "")
        done[article_id] = {
            "article_id": article_id,
            "official_framing": int(rows.value(row, "official_framing")),
            "agencies": [a.strip() for a in agencies if a.strip()] if "agencies" in row else None,
            **_carried(rows, row),
        }
    return done


def _carried(rows: _Rows, row: Row) -> dict[str, Any]:
    carried = {"stratum": row["stratum"]} if row.get("stratum") else {}
    if row.get("sampling_probability"):
        try:
            carried["sampling_probability"] = float(row["sampling_probability"].replace(",", "."))
        except ValueError:
            raise InputError(f"{rows.at(row)}, column sampling_probability: "
                             f"'{row['sampling_probability']}' is no number") from None  # fmt: skip
    return carried


def _voices(rows: _Rows, notes: list[str]) -> dict[str, list[dict[str, Any]] | None]:
    """Voices by article; an article some of whose sentences have none is not counted."""
    given: dict[str, dict[int, str]] = {}
    for row in rows.rows:
        number, (start, end) = rows.sentence(row)
        text = rows.texts[row["article_id"]]
        words = row.get("words")
        if words is not None and _folded(words) != _folded(excel_cell(text[start:end])):
            raise InputError(f"{rows.at(row)}: these are not the words of sentence {number} of "
                             f"article {row['article_id']}; was its text changed?")  # fmt: skip
        if row.get("voice") is not None:
            own = given.setdefault(row["article_id"], {})
            if number in own:
                raise InputError(f"{rows.at(row)}: sentence {number} is there twice; keep one")
            own[number] = rows.value(row, "voice")
    done: dict[str, list[dict[str, Any]] | None] = {}
    for article_id, own in given.items():
        spans = sentences_of(rows.texts[article_id])
        left = [n for n, (start, end) in enumerate(spans) if start < end and n not in own]
        if left:
            notes.append(f"article {article_id}: {len(left)} sentences have no voice (number "
                         f"{left[0]} first), so its voices are not counted")  # fmt: skip
        done[article_id] = None if left else [
            {"start": spans[n][0], "end": spans[n][1], "voice": own[n]} for n in sorted(own)
        ]  # fmt: skip
    return done


def _act(rows: _Rows, row: Row, taken: set[Span]) -> dict[str, Any]:
    number, sentence = rows.sentence(row)
    act: dict[str, Any] = {"sentence": number, **dict.fromkeys(ACT_SPANS)}
    start = (sentence[0], sentence[0])
    # Rows stand in the order of the text: the first of two like cues is the first row's.
    act["cue"] = _found(rows, row, "cue", sentence, near=start, taken=taken)
    for name in ("source", "source_resolved", "content"):
        act[name] = _found(rows, row, name, sentence, near=act["cue"] or start)
    act |= {code: rows.value(row, code) for code in ("kind", "source_type")}
    act["named"] = rows.value(row, "named") == "yes"
    return act


def _praise(rows: _Rows, row: Row, taken: set[Span]) -> dict[str, Any]:
    number, sentence = rows.sentence(row)
    span = _found(rows, row, "praise", sentence, near=(sentence[0],) * 2, taken=taken)
    if span is None:
        raise InputError(f"{rows.at(row)} has no words of praise")
    return {"sentence": number, "span": span, "target": row.get("target"),
            "holder": read_words("holder", row.get("holder"))}  # fmt: skip


def _found(
    rows: _Rows, row: Row, name: str, sentence: Span, *,
    near: Sequence[int], taken: set[Span] | None = None,
) -> list[int] | None:  # fmt: skip
    """Where a cell's words stand.

    In the sentence before elsewhere, as whole words before parts of words, then nearest to a span.
    With `taken` only in the sentence, and each place once.
    """
    words = (row.get(name) or "").strip()
    if not words:
        return None
    text = rows.texts[row["article_id"]]
    places = [sentence] if taken is not None else [sentence, (0, len(text))]
    # A cell may have another space or line break where the text has one.
    pattern = r"\s+".join(map(re.escape, words.split()))
    for start, end in places:
        for whole in (rf"(?<!\w){pattern}(?!\w)", pattern):
            hits = [m.span() for m in re.compile(whole).finditer(text, start, end)]
            hits = [hit for hit in hits if taken is None or hit not in taken]
            if hits:
                nearest = min(hits, key=lambda hit: max(hit[0] - near[1], near[0] - hit[1]))
                if taken is not None:
                    taken.add(nearest)
                return list(nearest)
    where = f"sentence {row['sentence']}" if len(places) == 1 else "the text"
    raise InputError(f"{rows.at(row)}, column {name}: '{words[:40]}' is not in {where} of article "
                     f"{row['article_id']}; copy the words from there")  # fmt: skip


def _folded(words: str) -> str:
    return " ".join(words.split())
