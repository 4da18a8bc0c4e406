"""The report of a large study: its evidence and figures in script files beside the page.

A page of thousands of articles would take long to open, so the evidence is cut into files of a
hundred articles, and each figure is a file, which the page's own script asks for when they are needed. They are scripts, since
that alone loads from disk; the page's policy lets in what its own script has asked for, and nothing
else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit.output.whole import whole_folder, write_whole
from toolkit.report.templates import render
from toolkit.report.thinning import thinned

ONE_FILE = 300
"""Up to so many articles a report is one file."""

CHUNK = 100
"""So many articles' evidence is one file beside a larger one."""

_NAME = "evidence-"


def write_beside(path: Path, values: dict[str, Any]) -> Path:
    """Write a report with its evidence in a folder beside it, the page last.

    Parameters
    ----------
    path
        Of the page; the folder is named by it.
    values
        What the template takes, the rows of the table of evidence cut into parts.
    """
    folder = path.with_name(f"{path.stem}-evidence")
    name = f"{_NAME}{values['workbench'].study}"
    with whole_folder(folder) as made:
        for key, text in _files(values):
            # A lone surrogate has no UTF-8 form: it becomes a question mark.
            (made / f"{name}-{key}.js").write_text(text, "utf-8", "replace")
    for old in folder.glob(f"{_NAME}*.js"):
        if not old.name.startswith(name):
            old.unlink()
    page = thinned(values, folder=folder.name, name=name, size=CHUNK)
    return write_whole(path, render("report.html.jinja", **page | {"evidence": [], "beside": True}))


def _files(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for number, figure in enumerate(values["figures"]):
        if figure["data"]:
            yield f"figure-{number}", f'mftChunk("figure-{number}", {figure["data"]});\n'
    for number, part in enumerate(values["workbench"].parts):
        first = number * CHUNK
        articles = [json.loads(item["data"]) for item in values["evidence"][first : first + CHUNK]]
        told = json.dumps({"articles": articles, "part": part}, ensure_ascii=False)
        yield str(number), f"mftChunk({number}, {told});\n"
