"""Codings to Label Studio and back, as its JSON of tasks (labelstud.io/guide/task_format).

A region is a span; its layer is the label, its codes are choices or text of the region; the cue of
an act is joined to its source and content by relations; the grade is a choice for the whole text.
Names go out in Arabic and English and come back by either. Label Studio gives offsets in code points
since version 1.5, in UTF-16 units before; each region carries its own words, by which the reader
tells which it is, and finds out if a text was changed on the way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import InputError
from toolkit.output.whole import whole_file
from toolkit.validation.codebook import (
    codebook,
    read_layer,
    read_value,
    shown_code,
    shown_layer,
    values,
)
from toolkit.validation.offsets import Utf16
from toolkit.validation.span_codings import SpanCoding
from toolkit.validation.span_table import ACT_LAYERS, CODES, documents, span_table

_CARRIED = ("outlet", "stratum", "sampling_probability")
_WHOLE = ""
_FREE_TEXT = tuple(code for code in codebook()["codes"] if not values(code))


def write_label_studio(
    articles: pd.DataFrame, spans: pd.DataFrame | None, file: str | Path
) -> None:
    """Write articles as tasks to code, with spans already there as predictions to put right.

    Parameters
    ----------
    articles : DataFrame
        `article_id`, `title`, `text`; `outlet`, `stratum` and `sampling_probability` go along.
    spans : DataFrame or None
        From `spans_from_coded`.
    file : path
        The JSON file to import; `interface` makes the labelling interface to paste.
    """
    tasks = []
    carried = [c for c in _CARRIED if c in articles]
    extra = articles[carried].astype(object).where(articles[carried].notna(), None)
    texts = documents(articles)
    for (article_id, text), row in zip(texts.items(), extra.to_dict("records"), strict=True):
        data = {"article_id": article_id, "text": text, "codebook": codebook()["version"]}
        data |= {str(k): v for k, v in row.items()}
        own = [] if spans is None else _results(text, spans[spans["article_id"] == article_id])
        task: dict[str, Any] = {"data": data}
        if own:
            task["predictions"] = [{"model_version": "draft", "result": own}]
        tasks.append(task)
    with whole_file(file) as part:
        part.write_text(json.dumps(tasks, ensure_ascii=False, indent=1) + "\n", "utf-8")


def read_label_studio(file: str | Path, *, predictions: bool = False) -> pd.DataFrame:
    """Read spans from an export (JSON, not JSON-MIN).

    Parameters
    ----------
    predictions : bool
        Read what was exported to be coded instead of what coders made of it.

    Returns
    -------
    DataFrame
        The table of spans, with `coder`, a number, where annotations name one; what was passed
        over is told in `attrs["notes"]`.

    Raises
    ------
    InputError
        Where the file is no such export, or a region's words are not at its offsets.
    """
    codings, notes = label_studio_codings(file, predictions=predictions)
    parts = [span_table(c.rows).assign(**({"coder": c.coder} if c.coder else {})) for c in codings]
    table = pd.concat(parts, ignore_index=True) if parts else span_table([])
    table.attrs["notes"] = notes
    return table


def label_studio_codings(
    file: str | Path, *, predictions: bool = False
) -> tuple[list[SpanCoding], list[str]]:
    """Read each coder's coding of each article, also those in which nothing was marked.

    Raises
    ------
    InputError
        As `read_label_studio`.
    """
    file = Path(file)
    codings: list[SpanCoding] = []
    unlabelled, cancelled, foreign = 0, 0, set[str]()
    for task in _tasks(file):
        where = _Where(file, task)
        found = task.get("predictions" if predictions else "annotations")
        if found is None and not predictions:
            found = task.get("completions")  # before version 1.0
        for coding in found or []:
            if coding.get("was_cancelled"):
                cancelled += 1
                continue
            results = coding.get("result")
            if not isinstance(results, list):
                raise InputError(f"{where}: an annotation has no result; export as JSON again")
            region_rows = _Regions(where, results)
            coder = "" if predictions else _coder(coding.get("completed_by"))
            carried = {name: task["data"].get(name) for name in (*_CARRIED, "codebook")}
            codings.append(SpanCoding(coder, where.article_id, where.text,
                                      list(region_rows), carried))  # fmt: skip
            unlabelled += region_rows.unlabelled
            foreign |= region_rows.foreign
    notes = []
    if unlabelled:
        notes.append(f"{unlabelled} regions have no label and are passed over")
    if cancelled:
        notes.append(f"{cancelled} annotations were skipped by their coder and are passed over")
    if foreign:
        notes.append(f"results that the codebook does not know are passed over: "
                     f"{', '.join(sorted(foreign))}")  # fmt: skip
    return codings, notes


@dataclass(frozen=True)
class _Where:
    """A task, for its text and for messages."""

    file: Path
    task: Mapping[str, Any]

    @property
    def article_id(self) -> str:
        return str(self.task["data"].get("article_id", self.task.get("id")))

    @property
    def text(self) -> str:
        text = self.task["data"].get("text")
        if not isinstance(text, str):
            there = ", ".join(self.task["data"])
            raise InputError(f"{self}: its data has no 'text'; found: {there}")
        return text

    def __str__(self) -> str:
        return f"{self.file}: task {self.task.get('id', '?')}, article {self.article_id}"


def _tasks(file: Path) -> list[dict[str, Any]]:
    try:
        tasks = json.loads(file.read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(f"{file}: cannot be read as JSON ({error})") from None
    known = isinstance(tasks, list) and all(
        isinstance(task, dict) and isinstance(task.get("data"), dict) for task in tasks
    )
    if not known:
        raise InputError(f"{file}: this is no export of tasks; export as JSON, not as JSON-MIN, "
                         "CSV or another")  # fmt: skip
    return list(tasks)


def _coder(completed_by: Any) -> str:
    """A coder's number; an e-mail address stays out of tables."""
    if isinstance(completed_by, dict):
        completed_by = completed_by.get("id")
    return "" if completed_by is None or "@" in str(completed_by) else str(completed_by)


def _results(text: str, spans: pd.DataFrame) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = []
    cues: dict[int, str] = {}
    rows = spans.to_dict("records")
    for number, span in enumerate(rows):
        region = f"r{number}"
        start, end = span["start"], span["end"]
        place = {"start": start, "end": end, "text": text[start:end]}
        if span["layer"] == "article":
            place = {}  # a choice for the whole text
        else:
            labels = {**place, "labels": [shown_layer(span["layer"])]}
            results.append({"id": region, "to_name": "text", "from_name": "layer",
                            "type": "labels", "value": labels})  # fmt: skip
        for code in CODES.get(span["layer"], ()):
            if span[code] is not None:
                name = "text" if code in _FREE_TEXT else "choices"
                kind = "textarea" if code in _FREE_TEXT else "choices"
                content = {**place, name: [shown_code(code, span[code])]}
                results.append({"id": region if place else f"{region}-{code}", "to_name": "text",
                                "from_name": code, "type": kind, "value": content})  # fmt: skip
        if span["layer"] == "cue":
            cues[span["unit"]] = region
    for number, span in enumerate(rows):
        if span["layer"] in ACT_LAYERS and span["layer"] != "cue" and span["unit"] in cues:
            results.append({"type": "relation", "from_id": cues[span["unit"]],
                            "to_id": f"r{number}", "direction": "right"})  # fmt: skip
    return results


class _Regions:
    """The regions of one coding put together as rows of spans; an act is what relations join."""

    def __init__(self, where: _Where, results: Sequence[Any]) -> None:
        self._where, self._results, self._units = where, results, Utf16(where.text)
        self.unlabelled, self.foreign = 0, set[str]()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        self.unlabelled = 0
        regions: dict[str, dict[str, Any]] = {}
        codes: dict[str, dict[str, str]] = {}
        for result in self._results:
            kind, value = self._parts(result)
            if kind == "labels" and not value.get("labels"):
                self.unlabelled += 1
            elif kind == "labels":
                layer = self._named(read_layer, value["labels"][0])
                start, end = self._place(value)
                regions[str(result.get("id"))] = {"layer": layer, "start": start, "end": end}
            elif kind in ("choices", "textarea"):
                # What is of no region is of the whole text.
                of = str(result.get("id")) if "start" in value else _WHOLE
                codes.setdefault(of, {}).update(self._codes(result, value))
            elif kind != "relation":
                self.foreign.add(kind)
        whole = codes.pop(_WHOLE, {})
        key = {"article_id": self._where.article_id}
        if whole:
            yield {**key, "layer": "article", "unit": 0, "start": 0,
                   "end": len(self._where.text), **whole}  # fmt: skip
        joined = _joined(list(regions), self._results)
        for number, (region, span) in enumerate(regions.items()):
            unit = joined[region] if span["layer"] in ACT_LAYERS else number
            yield {**key, **span, "unit": unit, **codes.get(region, {})}

    def _parts(self, result: Any) -> tuple[str, Mapping[str, Any]]:
        value = result.get("value", {}) if isinstance(result, dict) else None
        if not isinstance(value, dict) or "type" not in result:
            raise InputError(f"{self._where}: a result is not as Label Studio writes it: {result}")
        return str(result["type"]), value

    def _codes(self, result: Mapping[str, Any], value: Mapping[str, Any]) -> dict[str, str]:
        """One code with its value; nothing where it is empty or none of the codebook's."""
        code = str(result.get("from_name"))
        if code not in codebook()["codes"]:
            self.foreign.add(code)
            return {}
        written = value.get("choices" if result["type"] == "choices" else "text") or []
        written = [written] if isinstance(written, str) else written
        return {code: self._code(code, written)} if written else {}

    def _code(self, code: str, written: Sequence[Any]) -> str:
        if code in _FREE_TEXT:
            return "; ".join(str(part).strip() for part in written)
        return str(self._named(lambda name: read_value(code, name), written[0]))

    def _named(self, read: Any, name: Any) -> Any:
        try:
            return read(name)
        except InputError as error:
            raise InputError(f"{self._where}: {error}") from None

    def _place(self, value: Mapping[str, Any]) -> tuple[int, int]:
        text, words = self._where.text, value.get("text")
        try:
            start, end = int(value["start"]), int(value["end"])
        except (KeyError, TypeError, ValueError):
            raise InputError(f"{self._where}: a region has no start and end") from None
        if 0 <= start < end <= len(text) and (words is None or text[start:end] == words):
            return start, end
        try:
            start, end = self._units.to_points(start), self._units.to_points(end)
        except IndexError:
            start = end = 0
        if start < end and text[start:end] == words:
            return start, end
        raise InputError(
            f"{self._where}: '{str(words)[:30]}' is not at {value['start']} to {value['end']} of "
            "its text; was the text changed after export?"
        )


def _joined(regions: list[str], results: Sequence[Any]) -> dict[str, int]:
    """Give the same number to regions that relations join, directly or through others."""
    number = {region: i for i, region in enumerate(regions)}
    for result in results:
        ends = (str(result.get("from_id")), str(result.get("to_id")))
        if result["type"] == "relation" and set(ends) <= number.keys():
            kept, gone = sorted(number[end] for end in ends)
            number = {r: kept if n == gone else n for r, n in number.items()}
    return number
