"""Quotations side by side as a page: each outlet's version a row, right to left, each cell a link.

Article text is hostile: every value goes through the templates' autoescape, and an article's own
address is linked to only where it is http or https; else the cell opens the article's evidence in
the study's report.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.figures.labels import check_language
from toolkit.figures.quotations import data, version_pieces
from toolkit.measures.quotations.versions.records import Cluster
from toolkit.output.whole import write_whole
from toolkit.report.strips import article_anchor
from toolkit.report.templates import render, web_address


def quotations_page(
    clusters: Sequence[Cluster], *, language: str = "ar", report: str | None = None
) -> str:
    """Set quotations side by side.

    Parameters
    ----------
    clusters
        As `toolkit.measures.quotations.read_clusters` gives them.
    language : str
        Of the labels: ``en`` or ``ar``.
    report : str, optional
        Address of the study's report; cells then open the article's evidence there and not the
        article's own page.

    Examples
    --------
    >>> "لا اقتباسات" in quotations_page([])
    True
    """
    check_language(language)
    look = data()
    return render(
        "quotations.html.jinja",
        language=language,
        title=look["words"][language]["speaker"],
        words=look["words"][language],
        kinds=look["kinds"],
        clusters=[_view(cluster, look["words"][language], report) for cluster in clusters],
    )


def write_quotations(
    clusters: Sequence[Cluster], path: str | Path, *, language: str = "ar",
    report: str | None = None,
) -> Path:  # fmt: skip
    """Write the page; the file is whole or not there."""
    return write_whole(path, quotations_page(clusters, language=language, report=report))


def _view(cluster: Cluster, words: dict[str, str], report: str | None) -> dict[str, Any]:
    outlets = {version.article_id: version.outlet for version in cluster.versions}
    rows = []
    for place, version in enumerate(cluster.versions):
        own = "" if report is not None else web_address(version.url)
        marks = (("complete", cluster.complete), ("common", cluster.common))
        rows.append({
            "article_id": version.article_id,
            "outlet": version.outlet,
            "published": "" if version.published is pd.NaT else f"{version.published:%Y-%m-%d}",
            "relation": words[version.relation],
            "mark": " · ".join(words[name] for name, at in marks if at == place),
            "parent": f"{outlets[version.parent]} ({version.parent})" if version.parent else "",
            "link": own or f"{web_address(report)}{article_anchor(version.article_id)}",
            "pieces": version_pieces(version),
        })  # fmt: skip
    return {"quotation": cluster.quotation, "speaker": cluster.speaker, "rows": rows}
