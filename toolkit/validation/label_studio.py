"""Codings to Label Studio and back, as its JSON of tasks (labelstud.io/guide/task_format).

A region is a span; its layer is the label, its codes are choices or text of the region; the cue of
an act is joined to its source and content by relations. Label Studio gives offsets in code points
since version 1.5, in UTF-16 units before; each region carries its own words, by which the reader
tells which it is, and finds out if a text was changed on the way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import InputError
from toolkit.output.whole import whole_file
from toolkit.validation.offsets import Utf16
from toolkit.validation.span_table import ACT_LAYERS, CODES, LAYERS, documents, span_table

CONFIGURATION = Path(__file__).parent / "data" / "label_studio.xml"
_FREE_TEXT = ("target", "holder")


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
        The JSON file to import; `CONFIGURATION` is the labelling interface to paste.
    """
    tasks = []
    carried = [c for c in ("outlet", "stratum", "sampling_probability") if c in articles]
    extra = articles[carried].astype(object).where(articles[carried].notna(), None)
    texts = documents(articles)
    for (article_id, text), row in zip(texts.items(), extra.to_dict("records"), strict=True):
        data = {"article_id": article_id, "text": text, **{str(k): v for k, v in row.items()}}
        own = [] if spans is None else _results(text, spans[spans["article_id"] == article_id])
        task: dict[str, Any] = {"data": data}
        if own:
            task["predictions"] = [{"model_version": "toolkit", "result": own}]
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
        The table of spans, with `coder` where annotations name one.

    Raises
    ------
    InputError
        Where the file is no such export, or a region's words are not at its offsets.
    """
    file = Path(file)
    try:
        tasks = json.loads(file.read_text("utf-8-sig"))
    except (OSError, json.JSONDecodeError) as error:
        raise InputError(f"{file}: cannot be read as JSON ({error})") from None
    if not isinstance(tasks, list) or any("data" not in task for task in tasks):
        raise InputError(f"{file}: this is no export of tasks; choose JSON in Label Studio")
    rows, coders = [], []
    for task in tasks:
        article_id = str(task["data"].get("article_id", task.get("id")))
        for coding in task.get("predictions" if predictions else "annotations") or []:
            if coding.get("was_cancelled"):
                continue
            own = list(_spans(file, article_id, str(task["data"]["text"]), coding["result"]))
            rows += own
            coders += [str(coding.get("completed_by", ""))] * len(own)
    several = len(set(coders)) > 1
    if not several:
        return span_table(rows)
    parts = [span_table([r for r, c in zip(rows, coders, strict=True) if c == coder])
             .assign(coder=coder) for coder in sorted(set(coders))]  # fmt: skip
    return pd.concat(parts, ignore_index=True)


def _results(text: str, spans: pd.DataFrame) -> list[dict[str, Any]]:
    results: list[dict[str, Any]] = []
    cues: dict[int, str] = {}
    rows = spans.to_dict("records")
    for number, span in enumerate(rows):
        region = f"r{number}"
        place = {
            "start": span["start"],
            "end": span["end"],
            "text": text[span["start"] : span["end"]],
        }
        common = {"id": region, "to_name": "text"}
        labels = {**place, "labels": [span["layer"]]}
        results.append({**common, "from_name": "layer", "type": "labels", "value": labels})
        for code in CODES.get(span["layer"], ()):
            if span[code] is not None:
                kind, value = ("textarea", "text") if code in _FREE_TEXT else ("choices", "choices")
                content = {**place, value: [span[code]]}
                results.append({**common, "from_name": code, "type": kind, "value": content})
        if span["layer"] == "cue":
            cues[span["unit"]] = region
    for number, span in enumerate(rows):
        if span["layer"] in ACT_LAYERS and span["layer"] != "cue" and span["unit"] in cues:
            results.append({"type": "relation", "from_id": cues[span["unit"]],
                            "to_id": f"r{number}", "direction": "right"})  # fmt: skip
    return results


def _spans(
    file: Path, article_id: str, text: str, results: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Put the regions of one coding together; an act is what relations join."""
    regions: dict[str, dict[str, Any]] = {}
    codes: dict[str, dict[str, str]] = {}
    units = Utf16(text)
    for result in results:
        if result["type"] == "labels":
            layer = result["value"]["labels"][0]
            if layer not in LAYERS:
                raise InputError(f"{file}: label '{layer}' of {article_id} is not one of ours; "
                                 f"allowed: {', '.join(LAYERS)}")  # fmt: skip
            start, end = _place(file, article_id, text, units, result["value"])
            regions[result["id"]] = {"article_id": article_id, "layer": layer,
                                     "start": start, "end": end}  # fmt: skip
        elif result["type"] in ("choices", "textarea"):
            value = result["value"]["choices" if result["type"] == "choices" else "text"]
            value = value if isinstance(value, str) else value[0]
            codes.setdefault(result.get("id", ""), {})[result["from_name"]] = value
    joined = _joined(list(regions), results)
    for number, (region, span) in enumerate(regions.items()):
        unit = joined[region] if span["layer"] in ACT_LAYERS else number
        yield {**span, "unit": unit, **codes.get(region, {})}


def _place(
    file: Path, article_id: str, text: str, units: Utf16, value: Mapping[str, Any]
) -> tuple[int, int]:
    start, end, words = int(value["start"]), int(value["end"]), value.get("text")
    if words is None or text[start:end] == words:
        return start, end
    try:
        start, end = units.to_points(start), units.to_points(end)
    except IndexError:
        start = end = 0
    if text[start:end] == words:
        return start, end
    raise InputError(
        f"{file}: article {article_id}: '{words[:30]}' is not at {value['start']} to "
        f"{value['end']} of its text; was the text changed after export?"
    )


def _joined(regions: list[str], results: list[dict[str, Any]]) -> dict[str, int]:
    """Give the same number to regions that relations join, directly or through others."""
    number = {region: i for i, region in enumerate(regions)}
    for result in results:
        if result["type"] == "relation" and {result["from_id"], result["to_id"]} <= number.keys():
            kept, gone = sorted((number[result["from_id"]], number[result["to_id"]]))
            number = {r: kept if n == gone else n for r, n in number.items()}
    return number
