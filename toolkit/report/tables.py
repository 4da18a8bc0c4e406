"""The tables of the report, every cell as text in its unit: outlets, differences, articles."""

from __future__ import annotations

from typing import Any

import pandas as pd

from toolkit.comparison.groups import SMALL_SAMPLE
from toolkit.figures.groups import OTHERS
from toolkit.figures.labels import label, no_interval, outlet_link
from toolkit.report.groups import Groups
from toolkit.report.marked import View
from toolkit.report.strips import Panel, article_anchor
from toolkit.report.wording import Wording, is_missing


def summary_rows(
    panels: list[Panel], estimates: pd.DataFrame, words: Wording
) -> list[dict[str, Any]]:
    """Give the groups compared by measures: estimate, interval, number of articles."""
    cells = {(row["measure"], row["group"]): row for row in estimates.to_dict("records")}
    strips = panels[0].strips if panels else []
    return [
        {
            "name": strip.name,
            "number": number,
            "link": strip.link,
            "cells": [
                _cell(cells.get((p.measure, strip.group), {}), p.measure, words) for p in panels
            ],
        }
        for number, strip in enumerate(strips, start=1)
        if strip.group != OTHERS
    ]


def _cell(row: dict[Any, Any], measure: str, words: Wording) -> dict[str, Any]:
    return {
        "estimate": words.number(measure, row.get("estimate")),
        "interval": _interval(row, measure, words),
        "without": no_interval(row.get("note"), words.language),
        "n": f"{label('words', 'n', words.language)} = {row.get('n', 0)}",
        "few": row.get("n", 0) < SMALL_SAMPLE,
    }


def _interval(row: dict[Any, Any], measure: str, words: Wording) -> str:
    low, high = (words.number(measure, row.get(name)) for name in ("low", "high"))
    return f"[{low}, {high}]" if low and high else ""


def pair_rows(
    pairs: pd.DataFrame, panels: list[Panel], words: Wording, groups: Groups
) -> list[dict[str, Any]]:
    """Give the differences between groups as text, with the numbers of their panels."""
    number = {panel.measure: place for place, panel in enumerate(panels, start=1)}
    return [
        {
            "measure": words.measure(row["measure"]),
            "number": number[row["measure"]],
            "a": groups.name(row["group_a"], words.language),
            "b": groups.name(row["group_b"], words.language),
            "link_a": outlet_link(row["group_a"]),
            "link_b": outlet_link(row["group_b"]),
            "difference": words.difference(row["measure"], row["difference"]),
            "interval": _reach(row, row["measure"], words),
            "without": no_interval(row.get("note"), words.language),
            "p": "" if is_missing(row["p_adjusted"]) else f"{row['p_adjusted']:.3f}",
        }
        for row in pairs.to_dict("records")
    ]


def _reach(row: dict[Any, Any], measure: str, words: Wording) -> str:
    """The interval of a difference."""
    low, high = (words.difference(measure, row.get(name), bare=True) for name in ("low", "high"))
    return f"[{low}, {high}]" if low and high else ""


def article_lists(
    scores: pd.DataFrame,
    views: dict[str, View],
    panels: list[Panel],
    words: Wording,
    groups: Groups,
) -> list[dict[str, Any]]:
    """Give each group's articles with their scores, each with the address of its evidence.

    Outlets have their list, too, where they are not the groups: some figures lead there.
    """
    lists = []
    outlets = scores["outlet"].astype("str")
    order = [(group, groups.of == group) for group in (*groups.compared, *groups.small)]
    if groups.by != "outlet":
        others = sorted(set(outlets) - {group for group, _ in order})
        order += [(outlet, outlets == outlet) for outlet in others]
    for group, inside in order:
        rows = scores[inside]
        articles = [
            {
                "title": headline(views.get(row["article_id"]), row["article_id"]),
                "published": views[row["article_id"]].article["published"],
                "link": article_anchor(row["article_id"]),
                "scores": [words.number(p.measure, row[p.measure]) for p in panels],
            }
            for row in rows.sort_values("article_id").to_dict("records")
            if row["article_id"] in views
        ]
        name = groups.name(group, words.language)
        lists.append({"name": name, "anchor": outlet_link(group)[1:], "articles": articles})
    return lists


def headline(view: View | None, article_id: str) -> str:
    """Give what an article is called: its title, else its identifier."""
    return (view.article["title"].strip() if view else "") or str(article_id)


def plain_table(table: pd.DataFrame | None) -> dict[str, Any] | None:
    """Give a table as text, nothing where there is none."""
    if table is None or table.empty:
        return None
    rows = [
        ["" if is_missing(v) else f"{v:.3g}" if isinstance(v, float) else str(v) for v in row]
        for row in table.itertuples(index=False)
    ]
    return {"columns": [str(name) for name in table.columns], "rows": rows}
