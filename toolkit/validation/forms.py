"""What coders are handed: a folder with the sample and, in one form, what to code it in.

`sample.jsonl` keeps the articles with their strata and probabilities, and is found again when the
codings come back. Beside it lie the sheet, or Label Studio's tasks with their interface, or
INCEpTION's project.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.errors import InputError
from toolkit.output.whole import whole_folder
from toolkit.validation.inception_project import write_inception_project
from toolkit.validation.interface import label_studio_interface
from toolkit.validation.label_studio import write_label_studio
from toolkit.validation.reading import SAMPLE
from toolkit.validation.sheet import write_sheet
from toolkit.validation.sheet_tables import UNITS, sentences_of, sheet_tables
from toolkit.validation.span_table import LAYERS, documents, span_table, spans_from_coded

FORMS = ("sheet", "label-studio", "inception")
PILOT = "pilot"


def write_forms(
    drawn: pd.DataFrame,
    folder: str | Path,
    *,
    form: str = "sheet",
    unit: str = "span",
    found: Mapping[str, Mapping[str, Any]] | None = None,
    pilot: pd.DataFrame | None = None,
) -> list[str]:
    """Write a sample in the form that it is to be coded in.

    Parameters
    ----------
    drawn : DataFrame
        From `draw_sample`.
    folder : path
        A new folder: coders' work is never written over.
    form : str
        `sheet`, `label-studio` or `inception`.
    unit : str
        Of a sheet, the finest that is coded: `article`, `sentence` or `span`.
    found : mapping of article_id to coded article, optional
        A draft to put right (`coded_from_tables`); it biases coders. Grades are never offered.
    pilot : DataFrame, optional
        Further articles to practise on, written below the folder.

    Returns
    -------
    list of str
        The files written.

    Raises
    ------
    InputError
        Where the folder is there already, or an option is not known or not of this form.

    Examples
    --------
    >>> import tempfile
    >>> drawn = pd.DataFrame({"article_id": ["a"], "title": ["خبر"], "text": ["قال نعم."]})
    >>> write_forms(drawn, Path(tempfile.mkdtemp()) / "to-code", form="label-studio")
    ['sample.jsonl', 'tasks.json', 'interface.xml']
    """
    folder = Path(folder)
    if form not in FORMS:
        raise InputError(f"form='{form}': allowed: {', '.join(FORMS)}")
    if unit not in UNITS:
        raise InputError(f"unit='{unit}': allowed: {', '.join(UNITS)}")
    if form != "sheet" and unit != "span":
        raise InputError(f"unit='{unit}' is for sheets; in {form} everything is coded")
    if found and unit == "article":
        raise InputError("grades are never offered as a draft; leave it out, or code sentences too")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise InputError(f"{folder}: is there already, and coders' work may be in it; name a new "
                         "folder")  # fmt: skip
    with whole_folder(folder) as part:
        written = _write(drawn, part, form, unit, found)
        if pilot is not None:
            below = part / PILOT
            below.mkdir()
            written += [f"{PILOT}/{name}" for name in _write(pilot, below, form, unit, found)]
    return written


def _write(
    drawn: pd.DataFrame, folder: Path, form: str, unit: str,
    found: Mapping[str, Mapping[str, Any]] | None,
) -> list[str]:  # fmt: skip
    drawn.to_json(folder / SAMPLE, orient="records", lines=True, force_ascii=False,
                  date_format="iso")  # fmt: skip
    if form == "sheet":
        write_sheet(sheet_tables(drawn, unit=unit, found=found), folder / "sheet.xlsx")
        return [SAMPLE, "sheet.xlsx"]
    spans = draft_spans(drawn, found)
    if form == "label-studio":
        write_label_studio(drawn, spans, folder / "tasks.json")
        (folder / "interface.xml").write_text(label_studio_interface(), "utf-8")
        return [SAMPLE, "tasks.json", "interface.xml"]
    write_inception_project(drawn, spans, folder / "project.zip")
    return [SAMPLE, "project.zip"]


def draft_spans(
    drawn: pd.DataFrame, found: Mapping[str, Mapping[str, Any]] | None = None
) -> pd.DataFrame:
    """The spans that coders find: sentences to give a voice to, or all of a draft but the grade.

    Examples
    --------
    >>> drawn = pd.DataFrame({"article_id": ["a"], "title": ["خبر"], "text": ["قال نعم."]})
    >>> draft_spans(drawn)[["layer", "start", "end"]].values.tolist()
    [['sentence', 0, 3], ['sentence', 4, 12]]
    """
    texts = documents(drawn)
    if found is not None:
        spans = spans_from_coded((found[i] for i in texts if i in found), texts)
        return spans[spans["layer"] != LAYERS[0]].reset_index(drop=True)
    return span_table(
        {"article_id": i, "layer": "sentence", "unit": unit, "start": start, "end": end}
        for i, text in texts.items()
        for unit, (start, end) in enumerate(sentences_of(text))
        if start < end
    )
