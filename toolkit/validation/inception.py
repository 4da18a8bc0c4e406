"""Codings to INCEpTION and back, as UIMA CAS JSON 0.4 (its documented exchange format).

One file an article. Every span is an annotation of one custom layer, `webanno.custom.Coding`, with
the features `layer`, `unit` (the same number for the cue, source and content of one act) and the
codes; all are strings. UIMA counts offsets in UTF-16 units. The specification is that of
apache/uima-uimaj-io-jsoncas. On export INCEpTION overwrites `documentId`, with the file's name for
one document and with the coder's name in a project, so that articles are known by `documentTitle`
or by the project's folders, and coders by their files. Older exports (UIMA CAS XMI) are read
through dkpro-cassis, the extra `inception`.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pandas as pd

from toolkit.arabic.sentences import sentence_spans
from toolkit.errors import InputError
from toolkit.output.whole import whole_file
from toolkit.validation.codebook import read_layer, read_value, shown_code, shown_layer, values
from toolkit.validation.offsets import Utf16
from toolkit.validation.span_codings import SpanCoding
from toolkit.validation.span_table import CODE_NAMES, documents, span_table

TYPE = "webanno.custom.Coding"
SENTENCE = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
META = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
FEATURES = ("layer", "unit", *CODE_NAMES)
# What INCEpTION keeps beside the coders' files: the text as imported, and what a curator made.
_INITIAL, _CURATED = "INITIAL_CAS", "CURATION_USER"
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
    for name, cas in cas_files(articles, spans).items():
        with whole_file(folder / name) as part:
            part.write_text(cas, "utf-8")


def cas_files(articles: pd.DataFrame, spans: pd.DataFrame | None) -> dict[str, str]:
    """Each article as the text of a CAS JSON file, by file name.

    Raises
    ------
    InputError
        Where two articles would have one file name.
    """
    texts = documents(articles)
    names = {article_id: file_name(article_id) for article_id in texts}
    if len(set(names.values())) < len(names):
        raise InputError("articles: two article_id make one file name; change one")
    files = {}
    for article_id, text in texts.items():
        own = [] if spans is None else spans[spans["article_id"] == article_id].to_dict("records")
        cas = json.dumps(_cas(article_id, text, own), ensure_ascii=False, indent=1)
        files[names[article_id]] = cas + "\n"
    return files


def file_name(article_id: str) -> str:
    """The file of an article.

    Examples
    --------
    >>> file_name("خبر/1")
    'خبر_1.json'
    """
    return re.sub(r"[^\w.-]", "_", article_id) + _SUFFIX


def read_inception(source: str | Path) -> pd.DataFrame:
    """Read spans from a project export (a zip file or its folder), or from single documents.

    Returns
    -------
    DataFrame
        The table of spans, with `coder` where the export tells it.

    Raises
    ------
    InputError
        Where there is no such file, or one is not CAS JSON; the message names it.
    """
    codings, notes = inception_codings(source)
    parts = [span_table(c.rows).assign(**({"coder": c.coder} if c.coder else {})) for c in codings]
    table = pd.concat(parts, ignore_index=True) if parts else span_table([])
    table.attrs["notes"] = notes
    return table


def inception_codings(source: str | Path) -> tuple[list[SpanCoding], list[str]]:
    """Read each coder's coding of each article, also those in which nothing was marked.

    Raises
    ------
    InputError
        As `read_inception`.
    """
    source = Path(source)
    members = _members(source)
    if not members:
        raise InputError(f"{source}: no coded document in it; export as UIMA CAS JSON 0.4")
    codings, foreign = [], 0
    for path, raw in members.items():
        where = f"{source}/{path}" if source.is_dir() or source.suffix == ".zip" else str(source)
        structures, asked = _structures(where, path, raw)
        article_id, coder = _names(path, structures)
        carried = {"codebook": "as exported"} if asked else {}
        rows = list(_rows(where, article_id, structures))
        text = next((str(fs["sofaString"]) for fs in structures.values() if "sofaString" in fs), "")
        codings.append(SpanCoding(coder, article_id, text, rows, carried))
        foreign += sum(
            fs["%TYPE"].startswith("webanno.custom.") and fs["%TYPE"] != TYPE
            for fs in structures.values()
        )
    notes = [f"{foreign} annotations of other layers are passed over"] if foreign else []
    return codings, notes


def _members(source: Path) -> dict[str, bytes]:
    """The files of documents by their path; of a project those of its coders alone."""
    if source.is_dir():
        found = {str(p.relative_to(source).as_posix()): p for p in sorted(source.rglob("*"))
                 if p.is_file()}  # fmt: skip
        kept = _coded_paths(list(found))
        return {path: found[path].read_bytes() for path in kept}
    if not source.is_file():
        raise InputError(f"{source}: no such file or folder")
    if source.suffix != ".zip":
        return {source.name: source.read_bytes()}
    try:
        with zipfile.ZipFile(source) as archive:
            return {path: archive.read(path) for path in _coded_paths(archive.namelist())}
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError(f"{source}: cannot be read as a zip file ({error})") from None


def _coded_paths(paths: list[str]) -> list[str]:
    project = [p for p in paths if re.match(r"(?:.*/)?(?:annotation|curation)/[^/]+/[^/]+$", p)]
    # A project has its own description and its sources beside them, which no coder made.
    chosen = project or [p for p in paths if not p.startswith("source/")]
    return [
        p for p in chosen
        if PurePosixPath(p).suffix in (_SUFFIX, ".zip", ".xmi")
        and PurePosixPath(p).stem != _INITIAL
        and PurePosixPath(p).name != "exportedproject.json"
    ]  # fmt: skip


def _structures(where: str, path: str, raw: bytes) -> tuple[dict[int, dict[str, Any]], bool]:
    """A CAS's feature structures by number, and whether its layer has a place for agencies."""
    if not path.endswith(_SUFFIX):
        raw = _as_json(where, raw)
    try:
        cas = json.loads(raw.decode("utf-8-sig"))
        found = cas["%FEATURE_STRUCTURES"]
        if isinstance(found, dict):
            found = [{"%ID": int(number), **fs} for number, fs in found.items()]
        structures = {fs["%ID"]: fs for fs in found if isinstance(fs["%TYPE"], str)}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{where}: this is no UIMA CAS JSON ({error!r})") from None
    return structures, "agencies" in (cas.get("%TYPES") or {}).get(TYPE, {})


def _as_json(where: str, raw: bytes) -> bytes:
    """A zip file of CAS XMI and its type system, as JSON."""
    from io import BytesIO

    try:
        import cassis
    except ImportError:
        raise InputError(
            f"{where}: UIMA CAS XMI needs dkpro-cassis (pip install 'media-framing-toolkit"
            "[inception]'); or export as UIMA CAS JSON 0.4"
        ) from None
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            xmi = next(n for n in archive.namelist() if n.endswith(".xmi"))
            types = cassis.load_typesystem(BytesIO(archive.read("TypeSystem.xml")))
            cas = cassis.load_cas_from_xmi(BytesIO(archive.read(xmi)), typesystem=types)
    except Exception as error:  # whatever a parser makes of a broken file
        raise InputError(f"{where}: cannot be read as UIMA CAS XMI ({error})") from None
    return str(cas.to_json()).encode("utf-8")


def _names(path: str, structures: dict[int, dict[str, Any]]) -> tuple[str, str]:
    """Article and coder: of a project by the path, else by what the document says of itself."""
    meta = next((fs for fs in structures.values() if fs["%TYPE"] == META), {})
    title = str(meta.get("documentTitle") or "")
    place = PurePosixPath(path)
    if len(place.parts) >= 3 and place.parts[-3] in ("annotation", "curation"):
        folder, coder = place.parts[-2], place.stem
        # The file's name is the title with what no file name may hold replaced.
        same = title and folder in (title, file_name(title), f"{title}{_SUFFIX}")
        return (title if same else folder.removesuffix(_SUFFIX)), (
            "curator" if coder == _CURATED else coder
        )
    named = title or str(meta.get("documentId") or "") or place.name
    return named.removesuffix(_SUFFIX), ""


def _cas(article_id: str, text: str, spans: list[dict[Any, Any]]) -> dict[str, Any]:
    units = Utf16(text)
    length = units.from_points(len(text))
    structures: list[dict[str, Any]] = [
        {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView",
         "mimeType": "text", "sofaString": text},
        {"%ID": 2, "%TYPE": META, "%FLAGS": ["DocumentAnnotation"], "@sofa": 1, "begin": 0,
         "end": length, "language": "ar", "documentTitle": article_id, "documentId": article_id},
    ]  # fmt: skip

    def place(kind: str, start: int, end: int, features: dict[str, str] | None = None) -> None:
        edges = {"begin": units.from_points(start), "end": units.from_points(end)}
        number = len(structures) + 1
        structures.append({"%ID": number, "%TYPE": kind, "@sofa": 1, **edges, **(features or {})})

    # The codebook's sentences, so that lines on the screen are what a voice is given to.
    for start, end in sentence_spans(text, text.index("\n")):
        if start < end:
            place(SENTENCE, start, end)
    for span in spans:
        place(TYPE, span["start"], span["end"], _features(span))
    members = [fs["%ID"] for fs in structures[1:]]
    return {
        "%TYPES": _types(),
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": members}},
    }


def _features(span: dict[Any, Any]) -> dict[str, str]:
    codes = {c: shown_code(c, span[c]) for c in CODE_NAMES if span[c] is not None}
    return {"layer": shown_layer(span["layer"]), "unit": str(span["unit"]), **codes}


def _types() -> dict[str, Any]:
    def described(name: str, parent: str, features: tuple[str, ...]) -> dict[str, Any]:
        strings = {f: {"%NAME": f, "%RANGE": "uima.cas.String"} for f in features}
        return {"%NAME": name, "%SUPER_TYPE": parent, **strings}

    meta = ("documentTitle", "documentId")
    return {
        META: described(META, "uima.tcas.DocumentAnnotation", meta),
        SENTENCE: described(SENTENCE, "uima.tcas.Annotation", ()),
        TYPE: described(TYPE, "uima.tcas.Annotation", FEATURES),
    }


def _rows(
    where: str, article_id: str, structures: dict[int, dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    units = {i: Utf16(str(fs["sofaString"])) for i, fs in structures.items() if "sofaString" in fs}
    for number, fs in structures.items():
        if fs["%TYPE"] != TYPE:
            continue
        try:
            offsets = units[fs["@sofa"]]
            # Features that are zero may be left out of the file.
            start, end = (offsets.to_points(int(fs.get(name, 0))) for name in ("begin", "end"))
        except (KeyError, IndexError, TypeError, ValueError):
            raise InputError(f"{where}: annotation {number} lies beyond its text") from None
        at = f"{where}: the annotation at {start}"
        if "layer" not in fs:
            raise InputError(f"{at} has no layer")
        # What bears no number is of no act but its own.
        unit = int(fs["unit"]) if str(fs.get("unit", "")).isdigit() else -number
        try:
            layer = read_layer(fs["layer"])
            codes = {c: read_value(c, fs[c]) if values(c) else str(fs[c])
                     for c in CODE_NAMES if fs.get(c) is not None}  # fmt: skip
        except InputError as error:
            raise InputError(f"{at}: {error}") from None
        yield {"article_id": article_id, "layer": layer, "unit": unit,
               "start": start, "end": end, **codes}  # fmt: skip
