"""A report of many articles with numbers in place of its dots and lists of articles.

Every measure has a dot an article, and every outlet a list with every value: ten thousand elements
at three hundred articles. The page's script draws them from numbers when they come near, and takes
them out again when they have gone.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from toolkit.report.strips import Panel, article_anchor
from toolkit.report.templates import script_data

FEW = 100
"""Up to so many articles everything stands in the page."""


def thinned(values: dict[str, Any], **where: Any) -> dict[str, Any]:
    """Take out of the template's values what grows with the articles, but numbers and titles.

    Parameters
    ----------
    values
        What the template takes.
    **where
        Of evidence that lies beside the page: `folder`, `name` of its files, `size` of a part.

    Returns
    -------
    dict
        The same values, dots and lists empty, and ``late``, the numbers as inert data.
    """
    ids = [item["article_id"] for item in values["evidence"]]
    place = {article_anchor(article_id): number for number, article_id in enumerate(ids)}
    late = {
        **where,
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
    return values | {"panels": panels, "lists": lists, "cells": cells, "late": script_data(late)}


def _dots(panel: Panel, place: dict[str, int]) -> list[list[list[Any]]]:
    """Of each strip's dots: the article's number, where it lies, its value in words."""
    return [
        [[place[d["link"]], d["x"], d["y"], d["title"].rpartition(" · ")[2]] for d in strip.dots]
        for strip in panel.strips
    ]
