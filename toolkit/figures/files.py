"""Figures on disk: PNG, SVG and PDF with the table drawn and a note of where they come from.

All five files are whole before any is put in place, and the same figure gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from toolkit.figures.drawing import DPI, NO_DATE, house_style
from toolkit.output.cells import csv_table
from toolkit.version import __version__

KINDS = ("png", "svg", "pdf")
# Ten digits: beyond them, processors may differ in how they add up.
NUMBERS = "%.10g"


def save_figure(
    figure: Figure,
    table: pd.DataFrame,
    path_stem: str | Path,
    *,
    call: Mapping[str, Any],
    inputs_hash: str,
) -> dict[str, Path]:
    """Write `STEM.png`, `.svg`, `.pdf`, `.csv` and `.json`.

    Parameters
    ----------
    table : DataFrame
        What is drawn; `Drawing.table`.
    path_stem : path
        The files' common path without ending; its folder is made.
    call : mapping
        The function and arguments that make the figure again.
    inputs_hash : str
        Hash of the tables that it was made from; `hash_tables` gives one.

    Returns
    -------
    dict of str to Path
        The files by their ending.
    """
    stem = Path(path_stem)
    stem.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=stem.parent, prefix=".figure-") as held:
        folder = Path(held)
        written = [_picture(figure, folder, stem.name, kind) for kind in KINDS]
        data = folder / f"{stem.name}.csv"
        csv_table(table).to_csv(
            data, index=False, float_format=NUMBERS, lineterminator="\n", encoding="utf-8"
        )
        written.append(data)
        note = folder / f"{stem.name}.json"
        note.write_text(_provenance(written, call, inputs_hash), "utf-8", newline="\n")
        written.append(note)
        for file in written:
            os.replace(file, stem.parent / file.name)
    return {file.suffix[1:]: stem.parent / file.name for file in written}


def hash_tables(*tables: pd.DataFrame) -> str:
    """Give the SHA-256 of tables' columns and values; the index and the storage do not matter.

    >>> one = hash_tables(pd.DataFrame({"outlet": ["الخبر"], "words": [120]}))
    >>> one == hash_tables(pd.DataFrame({"outlet": ["الخبر"], "words": [121]}))
    False
    """
    digest = hashlib.sha256()
    for table in tables:
        text = table.to_csv(index=False, float_format=NUMBERS, lineterminator="\n")
        digest.update(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())
    return digest.hexdigest()


def _picture(figure: Figure, folder: Path, name: str, kind: str) -> Path:
    file = folder / f"{name}.{kind}"
    with house_style():
        figure.savefig(file, format=kind, dpi=DPI, metadata=NO_DATE[kind])
    return file


def _provenance(written: list[Path], call: Mapping[str, Any], inputs_hash: str) -> str:
    note = {
        "toolkit": __version__,
        "call": dict(call),
        "inputs": inputs_hash,
        "files": {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in written},
    }
    return json.dumps(note, ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n"
