"""The captions of a report's figures, from the table that each was drawn from.

A drawing carries its table; a figure on disk has it beside it, with the note of how it was made.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.figures.captions import caption, figure_title


def caption_of(name: str, figure: Any, *, language: str) -> str:
    """Give a figure's caption; its title alone where the table it shows is not known.

    Parameters
    ----------
    name : str
        The figure's name in the study.
    figure : matplotlib Figure or path
        As `write_report` takes it.
    language : str
    """
    if isinstance(table := getattr(figure, "table", None), pd.DataFrame):
        return caption(name, table, language=language)
    if not isinstance(figure, str | Path):
        return figure_title(name, language=language)
    data, note = Path(figure).with_suffix(".csv"), Path(figure).with_suffix(".json")
    if not (data.is_file() and note.is_file()):
        return figure_title(name, language=language)
    call = json.loads(note.read_text("utf-8"))["call"]
    confidence = (call.get("comparison") or {}).get("confidence", 0.95)
    # A group may be called "NA", or by a number.
    table = pd.read_csv(data, dtype={"group": str}, keep_default_na=False, na_values=[""])
    return caption(name, table, confidence=confidence, language=language)
