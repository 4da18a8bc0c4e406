"""The statements of a study outlet by outlet, as the report shows them: a row a statement.

A cell says how the outlet prints the statement and leads to the marked evidence of the article in
which it does. The rows are those on which outlets differ most, as in the figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from toolkit.comparison.printed_statements import labels, statements
from toolkit.figures.quotations import data
from toolkit.figures.statement_matrix import telling
from toolkit.report.marked import View
from toolkit.report.strips import article_anchor
from toolkit.report.tables import headline
from toolkit.report.wording import Wording
from toolkit.study.grouping import grouping
from toolkit.study.study import Study

MOST = 40
"""So many rows, at most."""
_NONE = "none"


def statement_rows(
    study: Study, views: Mapping[str, View], words: Wording, *, within: str | None = None
) -> dict[str, Any] | None:
    """Give the statements that three outlets print, else those of two, for the report's template.

    Parameters
    ----------
    study : Study
    views : mapping of article_id to View
        For the titles of the articles that cells lead to.
    words : Wording
    within : str, optional
        As in `toolkit.statements`: the strata in which an outlet could have printed a statement.

    Returns
    -------
    dict or None
        `outlets`, their names; `rows`, each with `wording`, `speaker` and `cells` (`status`, `text`,
        `colour`, `link`, `title`); `others`, how many statements are not shown. None where the
        study has no quotations, or none that two outlets print.
    """
    if study.quotations.empty:
        return None
    # Two outlets that share an agency's copy make many rows, which all others "leave out".
    found = statements(study, within=within, least=3)
    if found.cells.empty:
        found = statements(study, within=within)
    if found.cells.empty:
        return None
    cells = found.cells.assign(status=found.cells["status"].fillna(_NONE))
    shown = telling(cells, MOST)
    said, looks = labels(words.language), data()["statuses"]
    outlets = grouping("outlet", study.articles)
    rows = []
    for number, own in cells[cells["statement"].isin(shown)].groupby("statement", sort=False):
        by_outlet = {cell["outlet"]: cell for cell in own.to_dict("records")}
        first = own.iloc[0]
        rows.append({
            "number": number,
            "wording": first["wording"],
            "speaker": first["speaker"] if isinstance(first["speaker"], str) else "",
            "cells": [_cell(by_outlet[outlet], said, looks, views) for outlet in found.outlets],
        })  # fmt: skip
    return {
        "outlets": [outlets.label(outlet, words.language) for outlet in found.outlets],
        "rows": rows,
        "others": cells["statement"].nunique() - len(rows),
    }


def _cell(
    cell: Mapping[Any, Any],
    said: Mapping[str, Mapping[str, str]],
    looks: Mapping[str, Mapping[str, str]],
    views: Mapping[str, View],
) -> dict[str, str]:
    how = cell["how"] if isinstance(cell["how"], str) else ""
    kinds = [said["kinds"][kind] for kind in how.split(", ") if kind and kind != "extent"]
    status = said["status"][cell["status"]]
    article = cell["article_id"]
    printed = isinstance(article, str)
    return {
        "status": cell["status"],
        "text": f"{status}: {said['columns']['and'].join(kinds)}" if kinds else status,
        "colour": looks[cell["status"]]["colour"],
        "link": article_anchor(article) if printed else "",
        "title": f"{headline(views.get(article), article)}: {cell['text']}" if printed else "",
    }
