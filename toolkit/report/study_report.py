"""The report of a study: one file that holds the numbers, the figures and the words behind them.

It works from disk with nothing from outside: a content security policy forbids all but the page's
own small script, named by its hash. An article's evidence lies in the page as inert data and is
drawn when it is opened, so that hundreds of articles cost the first view nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.comparison import Comparison
from toolkit.errors import InputError
from toolkit.output.whole import write_whole
from toolkit.report.beside import CHUNK, ONE_FILE, write_beside
from toolkit.report.captions import caption_of
from toolkit.report.cells import cell_lists
from toolkit.report.evidence import all_evidence
from toolkit.report.groups import Groups, groups_of
from toolkit.report.head import head_facts
from toolkit.report.marked import View, article_view
from toolkit.report.opening import evidence_data, page_script
from toolkit.report.statements import statement_rows
from toolkit.report.strips import Panel, article_anchor, panel
from toolkit.report.svg import picture, shape
from toolkit.report.tables import article_lists, headline, pair_rows, plain_table, summary_rows
from toolkit.report.templates import render, script_data
from toolkit.report.thinning import FEW, thinned
from toolkit.report.wording import Wording, wording
from toolkit.report.workbench import workbench
from toolkit.study.study import Study
from toolkit.version import __version__

Figures = Mapping[str, Any] | None


def write_report(
    study: Study,
    comparisons: Comparison | Iterable[Comparison],
    figures: Figures,
    path: str | Path,
    *,
    language: str = "en",
    title: str | None = None,
    query: str | None = None,
    accuracy: pd.DataFrame | None = None,
    coded_by: str = "",
    stamp: str = "",
) -> Path:
    """Write the report of a study; it is whole or not there.

    Up to 300 articles it is one file. Of a larger study the evidence lies in script files in the
    folder ``NAME-evidence`` beside the page, and has to stay there.

    Parameters
    ----------
    study : Study
        What `toolkit.score` gave.
    comparisons : Comparison or several
        By one column: those by outlet where there are any, else those by the column of the first.
        Measures that come twice are shown once.
    figures : mapping of name to figure, or None
        matplotlib figures, or paths of SVG, PNG or JPEG files. A link ``#article=ID`` in an SVG
        opens the article's evidence.
    path : path
        The file to write.
    language : str
        ``en`` or ``ar``.
    title : str, optional
        Of the page.
    query : str, optional
        How the articles were found: search words, places, days. It stands at the head, with the day
        of the run (that of ``SOURCE_DATE_EPOCH`` where it is set) and the versions.
    accuracy : DataFrame, optional
        How well the scorer did on hand-coded articles; shown as it is.
    coded_by : str
        Who coded them.
    stamp : str
        That of the study's tables, by which an older report beside newer tables is told.

    Raises
    ------
    InputError
        Where there is no comparison, a figure cannot be read, evidence lies outside its text,
        or the file cannot be written.
    """
    given: dict[str, Any] = {
        "language": language,
        "title": title,
        "query": query,
        "accuracy": accuracy,
        "coded_by": coded_by,
        "stamp": stamp,
    }
    if len(study.articles) > ONE_FILE:
        return write_beside(Path(path), _values(study, comparisons, figures, chunk=CHUNK, **given))
    return write_whole(path, study_page(study, comparisons, figures, **given))


def study_page(
    study: Study,
    comparisons: Comparison | Iterable[Comparison],
    figures: Figures = None,
    *,
    language: str = "en",
    title: str | None = None,
    query: str | None = None,
    accuracy: pd.DataFrame | None = None,
    coded_by: str = "",
    stamp: str = "",
) -> str:
    """Give the report of a study as HTML; the parameters are those of `write_report`."""
    given: dict[str, Any] = {
        "language": language,
        "title": title,
        "query": query,
        "accuracy": accuracy,
        "coded_by": coded_by,
        "stamp": stamp,
    }
    values = _values(study, comparisons, figures, **given)
    return render("report.html.jinja", **thinned(values) if len(study.articles) > FEW else values)


def _values(
    study: Study,
    comparisons: Comparison | Iterable[Comparison],
    figures: Figures,
    *,
    language: str,
    title: str | None,
    query: str | None,
    accuracy: pd.DataFrame | None,
    coded_by: str,
    stamp: str,
    chunk: int | None = None,
) -> dict[str, Any]:
    """What the template takes; with `chunk` the rows of evidence are cut by so many articles."""
    words = wording(language)
    compared = _of_one_grouping(comparisons)
    by = compared[0].by
    estimates = _together(compared, "estimates", ["measure", "group"])
    pairs = _together(compared, "pairs", ["measure", "group_a", "group_b"])
    groups = groups_of(study.scores, estimates, by)
    evidence = all_evidence(study)
    views = {item.article["article_id"]: article_view(item, words) for item in evidence}
    measures = list(dict.fromkeys(name for each in compared for name in each.measures))
    panels = _panels(study.scores, estimates, measures, views, words, groups)
    script, script_hash = page_script()
    return {
        "beside": False,
        "late": "",
        "stamp": stamp,
        "words": words,
        "page": words.page if by == "outlet" else {**words.page, **words.words["grouped"]},
        "version": __version__,
        "title": title or words.page["report"],
        "facts": {
            **head_facts(study, language=language, query=query),
            **_settings(compared[0]),
            "coded_by": coded_by,
        },
        "panels": panels,
        "summary": summary_rows(panels, estimates, words),
        "pairs": pair_rows(pairs, panels, words, groups),
        "figures": _figures(figures or {}, words),
        "cells": cell_lists(study, figures or {}, views, words),
        "accuracy": plain_table(accuracy),
        "lists": article_lists(study.scores, views, panels, words, groups),
        "evidence": evidence_data(evidence, views, words),
        "statements": statement_rows(study, views, words, within=compared[0].within),
        "workbench": workbench(study, views, words, chunk=chunk),
        "script": script,
        "script_hash": script_hash,
    }


def _of_one_grouping(comparisons: Comparison | Iterable[Comparison]) -> list[Comparison]:
    given = [comparisons] if isinstance(comparisons, Comparison) else list(comparisons)
    if not given:
        raise InputError("the report needs a comparison: compare(scores, …)")
    by = "outlet" if any(comparison.by == "outlet" for comparison in given) else given[0].by
    return [comparison for comparison in given if comparison.by == by]


def _together(comparisons: list[Comparison], table: str, key: list[str]) -> pd.DataFrame:
    tables = [getattr(comparison, table) for comparison in comparisons]
    full = [part for part in tables if len(part)] or tables[:1]
    return pd.concat(full, ignore_index=True).drop_duplicates(key).reset_index(drop=True)


def _settings(comparison: Comparison) -> dict[str, Any]:
    return {
        "weight": comparison.weight or "",
        "confidence": f"{comparison.confidence:.0%}",
        "resamples": comparison.resamples,
        "seed": comparison.seed,
        "within": comparison.within or "",
        "clustered": bool(comparison.clustered_by),
        "least": comparison.least,
        "ungrouped": comparison.ungrouped,
    }


def _panels(
    scores: pd.DataFrame,
    estimates: pd.DataFrame,
    measures: list[str],
    views: dict[str, View],
    words: Wording,
    groups: Groups,
) -> list[Panel]:
    panels = []
    for measure in measures:
        if measure not in scores:
            raise InputError(f"comparison of '{measure}': the study's scores have no such column")
        drawn = panel(scores, estimates[estimates["measure"] == measure], measure, words, groups)
        values = dict(zip(scores["article_id"].astype(str), scores[measure], strict=True))
        for dot in (dot for strip in drawn.strips for dot in strip.dots):
            name = headline(views.get(dot["id"]), dot["id"])
            dot["title"] = f"{name} · {words.number(measure, values[dot['id']])}"
            dot["link"] = article_anchor(dot["id"])
        panels.append(drawn)
    return panels


def _figures(figures: Mapping[str, Any], words: Wording) -> list[dict[str, Any]]:
    drawn = []
    for number, (name, figure) in enumerate(figures.items(), start=1):
        svg, address = picture(figure, prefix=f"figure-{number}-")
        # `picture` has taken out of the SVG whatever could run.
        data = script_data(svg) if svg else ""
        drawn.append(
            {
                "name": words.figure(name),
                "caption": caption_of(name, figure, language=words.language),
                "data": data,
                "address": address,
                "shape": shape(svg),
            }
        )
    return drawn
