"""The report of a large study: its evidence and figures in script files beside the page.

A page of thousands of articles would take long to open, so the evidence is cut into files of a
hundred articles, and each figure is a file, which the page's own script asks for when they are needed. They are scripts, since
that alone loads from disk; the page's policy lets in what its own script has asked for, and nothing
else. Dots and lists of articles are drawn from numbers when they come near.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from toolkit.output.whole import whole_folder, write_whole
from toolkit.report.strips import Panel, article_anchor
from toolkit.report.templates import render, script_data

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
    return write_whole(path, render("report.html.jinja", **_thinned(values, folder.name, name)))


def _files(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for number, figure in enumerate(values["figures"]):
        if figure["data"]:
            yield f"figure-{number}", f'mftChunk("figure-{number}", {figure["data"]});\n'
    for number, part in enumerate(values["workbench"].parts):
        first = number * CHUNK
        articles = [json.loads(item["data"]) for item in values["evidence"][first : first + CHUNK]]
        told = json.dumps({"articles": articles, "part": part}, ensure_ascii=False)
        yield str(number), f"mftChunk({number}, {told});\n"


def _thinned(values: dict[str, Any], folder: str, name: str) -> dict[str, Any]:
    """The same values with nothing in them that grows with the articles but numbers and titles."""
    ids = [item["article_id"] for item in values["evidence"]]
    place = {article_anchor(article_id): number for number, article_id in enumerate(ids)}
    beside = {
        "folder": folder,
        "name": name,
        "size": CHUNK,
        "panels": [_dots(panel, place) for panel in values["panels"]],
        "cells": {
            one["anchor"]: [[place[each["link"]], each["count"]] for each in one["articles"]]
            for figure in values["cells"]
            for one in figure["lists"]
        },
    }
    panels = [
        replace(panel, strips=[replace(strip, dots=[]) for strip in panel.strips])
        for panel in values["panels"]
    ]
    lists = [one | {"count": len(one["articles"]), "articles": []} for one in values["lists"]]
    cells = [
        figure | {"lists": [one | {"articles": []} for one in figure["lists"]]}
        for figure in values["cells"]
    ]
    thin = {"panels": panels, "lists": lists, "cells": cells, "evidence": []}
    return values | thin | {"beside": script_data(beside)}


def _dots(panel: Panel, place: dict[str, int]) -> list[list[list[Any]]]:
    return [
        [[place[d["link"]], d["x"], d["y"], d["title"].rpartition(" · ")[2]] for d in strip.dots]
        for strip in panel.strips
    ]
