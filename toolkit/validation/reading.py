"""Codings of any form read at one door: JSON Lines, sheets, Label Studio, INCEpTION.

Whatever the form, each coded article is checked by the same schema against the text that was
scored, and what was passed over is noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.validation.coding import read_coded, read_lines
from toolkit.validation.inception import inception_codings
from toolkit.validation.label_studio import label_studio_codings
from toolkit.validation.schema import LAYERS, check_coded
from toolkit.validation.sheet import read_sheet
from toolkit.validation.sheet_reading import coded_from_sheet
from toolkit.validation.span_codings import SpanCoding, put_together

SAMPLE = "sample.jsonl"
_CARRIED = ("stratum", "sampling_probability")


@dataclass(frozen=True)
class Coding:
    """What one coder has coded.

    Attributes
    ----------
    coder : str
        The name of the coder's file, or the tool's name or number of the coder.
    file : path
    form : str
        `gold`, `sheet`, `label-studio` or `inception`.
    articles : dict
        Coded articles by `article_id`.
    notes : list of str
        What was passed over.
    """

    coder: str
    file: Path
    form: str
    articles: dict[str, dict[str, Any]]
    notes: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """What was read, in a line, and a line for each note."""
        n = len(self.articles)
        counts = {layer: self.count(layer) for layer in LAYERS}
        without = [f"{layer} in {n - c if c else 'none'}" for layer, c in counts.items() if c < n]
        said = "every layer" if not without else f"not coded: {', '.join(without)}"
        return [f"{self.file}: {n} articles coded by {self.coder} ({self.form}; {said})",
                *(f"{self.file}: {note}" for note in self.notes)]  # fmt: skip

    def count(self, layer: str) -> int:
        """In how many articles a layer was coded."""
        return sum(row[layer] is not None for row in self.articles.values())


def read_codings(files: Sequence[str | Path], texts: Mapping[str, str]) -> list[Coding]:
    """Read files of codings, of any form, several coders to a file or not.

    Parameters
    ----------
    files : list of path
    texts : mapping of article_id to str
        The documents that were scored.

    Returns
    -------
    list of Coding
        Sampling probabilities that a form does not carry are taken from the `sample.jsonl` beside
        the file.

    Raises
    ------
    InputError
        Where a file is none of the forms, or what it holds is no sound coding of these texts.
    """
    if not files:
        raise InputError("no file of codings given")
    codings = [coding for file in files for coding in _read(Path(file), texts)]
    known = [replace(coding, articles=_with_probabilities(coding)) for coding in codings]
    return _named_apart(known)


def _read(file: Path, texts: Mapping[str, str]) -> list[Coding]:
    form = form_of(file)
    if form == "gold":
        rows = read_coded(file, texts)
        found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
        for row in rows:
            found.setdefault(str(row.get("coder") or file.stem), []).append((str(file), row))
        notes: list[str] = []
    elif form == "sheet":
        rows, notes = coded_from_sheet(file, read_sheet(file), texts)
        if not rows:
            raise InputError(f"{file}: no article is coded in it yet")
        found = {file.stem: [(f"{file}: article {row['article_id']}", row) for row in rows]}
    else:
        spans, notes = (
            label_studio_codings(file) if form == "label-studio" else inception_codings(file)
        )
        if not spans:
            raise InputError(f"{file}: no article is coded in it yet")
        found = {}
        for coding in spans:
            where = f"{file}: article {coding.article_id}" + (
                f", coder {coding.coder}" if coding.coder else ""
            )
            _same_text(where, coding, texts)
            row = put_together(where, coding)
            notes += coding.notes(row)
            found.setdefault(coding.coder or file.stem, []).append((where, row))
    return [_coding(coder, file, form, own, notes, texts) for coder, own in found.items()]


def form_of(file: Path) -> str:
    """Which form a file of codings has, by its ending and content.

    Raises
    ------
    InputError
        Where there is no such file, or it is of no known form.
    """
    if file.is_dir() or file.suffix == ".zip":
        return "inception"
    if not file.is_file():
        raise InputError(f"{file}: no such file; give what a coder gave back")
    if file.suffix in (".csv", ".xlsx"):
        return "sheet"
    if file.suffix == ".jsonl":
        return "gold"
    if file.suffix == ".json":
        with file.open("rb") as opened:
            start = opened.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
        return "label-studio" if start.startswith(b"[") else "inception"
    raise InputError(f"{file}: give a sheet (.xlsx, .csv), an export of Label Studio (.json) or "
                     "INCEpTION (.zip, .json, a folder), or JSON Lines (.jsonl)")  # fmt: skip


def _same_text(where: str, coding: SpanCoding, texts: Mapping[str, str]) -> None:
    text = texts.get(coding.article_id)
    if text is None:
        raise InputError(f"{where}: not in the study; score that article, too")
    if text != coding.text:
        raise InputError(f"{where}: its text is not the one that was scored")


def _coding(
    coder: str, file: Path, form: str, found: Iterable[tuple[str, dict[str, Any]]],
    notes: list[str], texts: Mapping[str, str],
) -> Coding:  # fmt: skip
    articles: dict[str, dict[str, Any]] = {}
    strangers = 0
    for where, row in found:
        text = texts.get(row["article_id"])
        if text is None:
            strangers += 1
            continue
        if row["article_id"] in articles:
            raise InputError(f"{where}: coded twice by {coder}; keep one")
        articles[row["article_id"]] = check_coded(row, where, text)
    if not articles:
        raise InputError(f"{file}: none of its articles is in the study; score those articles")
    if strangers:
        notes = [*notes, f"{strangers} coded articles are not in the study and are passed over"]
    return Coding(coder, file, form, articles, notes)


def _with_probabilities(coding: Coding) -> dict[str, dict[str, Any]]:
    """Fill in what the form does not carry from the sample that was drawn."""
    beside = coding.file.parent / SAMPLE
    if not beside.is_file():
        return coding.articles
    drawn = {str(row.get("article_id")): row for _, row in read_lines(beside)
             if isinstance(row, dict)}  # fmt: skip
    filled = {}
    for article_id, row in coding.articles.items():
        missing = {n: drawn[article_id][n] for n in _CARRIED
                   if article_id in drawn and row.get(n) is None
                   and drawn[article_id].get(n) is not None}  # fmt: skip
        filled[article_id] = row | missing
    return filled


def _named_apart(codings: list[Coding]) -> list[Coding]:
    """Two files may each have a coder 1, who are not the same; the same file twice is a slip."""
    if len({(c.coder, c.file) for c in codings}) < len(codings):
        raise InputError("the same file of codings is given twice; give each once")
    names = [coding.coder for coding in codings]
    apart = [
        replace(c, coder=f"{c.file.stem}:{c.coder}") if names.count(c.coder) > 1 else c
        for c in codings
    ]
    if len({c.coder for c in apart}) == len(apart):
        return apart
    return [replace(c, coder=str(c.file)) if [a.coder for a in apart].count(c.coder) > 1 else c
            for c in apart]  # fmt: skip
