"""Codings to INCEpTION and back, as UIMA CAS JSON 0.4 (its documented exchange format).

One file an article. Every span is an annotation of one custom layer, `webanno.custom.Coding`, with
the features `layer`, `unit` (the same number for the cue, source and content of one act) and the
codes; all are strings, so the layer is made in a minute and imports by itself with the first file.
UIMA counts offsets in UTF-16 units. The specification is that of apache/uima-uimaj-io-jsoncas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import InputError
from toolkit.output.whole import whole_file
from toolkit.validation.offsets import Utf16
from toolkit.validation.span_table import CODE_NAMES, documents, span_table

TYPE = "webanno.custom.Coding"
_META = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
_FEATURES = ("layer", "unit", *CODE_NAMES)
_SUFFIX = ".json"


def write_inception(articles: pd.DataFrame, spans: pd.DataFrame | None, folder: str | Path) -> None:
    """Write one CAS JSON file an article, named by its `article_id`.

    Raises
    ------
    InputError
        Where two articles would have one file name.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    texts = documents(articles)
    names = {article_id: re.sub(r"[^\w.-]", "_", article_id) + _SUFFIX for article_id in texts}
    if len(set(names.values())) < len(names):
        raise InputError("articles: two article_id make one file name; change one")
    for article_id, text in texts.items():
        own = [] if spans is None else spans[spans["article_id"] == article_id].to_dict("records")
        with whole_file(folder / names[article_id]) as part:
            cas = json.dumps(_cas(article_id, text, own), ensure_ascii=False, indent=1)
            part.write_text(cas + "\n", "utf-8")


def read_inception(folder: str | Path) -> pd.DataFrame:
    """Read spans from a folder of CAS JSON files, such as an export of annotated documents.

    Raises
    ------
    InputError
        Where there is no such file, or one is not CAS JSON; the message names it.
    """
    files = sorted(path for path in Path(folder).rglob(f"*{_SUFFIX}") if path.is_file())
    if not files:
        raise InputError(f"{folder}: no file ending in {_SUFFIX}; export as UIMA CAS JSON 0.4")
    rows: list[dict[str, Any]] = []
    for file in files:
        try:
            cas = json.loads(file.read_text("utf-8-sig"))
            structures = {fs["%ID"]: fs for fs in cas["%FEATURE_STRUCTURES"]}
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise InputError(f"{file}: this is no UIMA CAS JSON ({error!r})") from None
        rows += _rows(file, structures)
    return span_table(rows)


def _cas(article_id: str, text: str, spans: list[dict[Any, Any]]) -> dict[str, Any]:
    units = Utf16(text)
    length = units.from_points(len(text))
    structures: list[dict[str, Any]] = [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
         "mimeType": "text", "sofaString": text},
        {"%ID": 2, "%TYPE": _META, "%FLAGS": ["DocumentAnnotation"], "@sofa": 1, "begin": 0,
         "end": length, "language": "ar", "documentTitle": article_id, "documentId": article_id},
    ]  # fmt: skip
    for number, span in enumerate(spans, start=3):
        place = {"begin": units.from_points(span["start"]), "end": units.from_points(span["end"])}
        features = {name: str(span[name]) for name in _FEATURES if span[name] is not None}
        structures.append({"%ID": number, "%TYPE": TYPE, "@sofa": 1, **place, **features})
    members = [fs["%ID"] for fs in structures[1:]]
    return {
        "%TYPES": _types(),
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": members}},
    }


def _types() -> dict[str, Any]:
    def described(name: str, parent: str, features: tuple[str, ...]) -> dict[str, Any]:
        strings = {f: {"%NAME": f, "%RANGE": "uima.cas.String"} for f in features}
        return {"%NAME": name, "%SUPER_TYPE": parent, **strings}

    meta = ("documentTitle", "documentId")
    return {
        _META: described(_META, "uima.tcas.DocumentAnnotation", meta),
        TYPE: described(TYPE, "uima.tcas.Annotation", _FEATURES),
    }


def _rows(file: Path, structures: dict[int, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    sofas = {i: str(fs["sofaString"]) for i, fs in structures.items() if "sofaString" in fs}
    units = {i: Utf16(text) for i, text in sofas.items()}
    names = [fs["documentId"] for fs in structures.values() if fs.get("documentId")]
    article_id = str(names[0]) if names else file.name.removesuffix(_SUFFIX)
    for number, fs in structures.items():
        if fs["%TYPE"] != TYPE:
            continue
        if "layer" not in fs:
            raise InputError(f"{file}: the annotation at {fs.get('begin', 0)} has no layer")
        try:
            offsets = units[fs["@sofa"]]
            # Features that are zero may be left out of the file.
            start, end = (offsets.to_points(int(fs.get(name, 0))) for name in ("begin", "end"))
        except (KeyError, IndexError):
            raise InputError(f"{file}: annotation {number} lies beyond its text") from None
        unit = int(fs["unit"]) if str(fs.get("unit", "")).isdigit() else number
        codes = {name: fs.get(name) for name in CODE_NAMES}
        yield {"article_id": article_id, "layer": fs["layer"], "unit": unit,
               "start": start, "end": end, **codes}  # fmt: skip
