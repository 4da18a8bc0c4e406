"""The table of evidence in a notebook: search, filter, sort, judge; a picked row opens its article.

It is the report's own table in a frame, with all it shows inside, so that it works while a kernel
runs and when a notebook is only read, in any notebook program that shows HTML, and asks for no
extension. The frame's policy lets nothing run but the table's own script.
"""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from toolkit.errors import InputError
from toolkit.output.whole import write_whole
from toolkit.report.beside import ONE_FILE
from toolkit.report.evidence import all_evidence
from toolkit.report.marked import article_view
from toolkit.report.opening import evidence_data, page_script
from toolkit.report.templates import render
from toolkit.report.wording import wording
from toolkit.report.workbench import workbench
from toolkit.study.arguments import expect_study
from toolkit.study.study import Study

HEIGHT = 720
"""Of the frame in a notebook, in pixels."""


@dataclass(frozen=True)
class Explorer:
    """The table of evidence as a page; a notebook shows it by itself.

    Attributes
    ----------
    articles : int
        So many articles' evidence it holds.
    page : str
        The page, with the articles inside.
    """

    articles: int
    page: str = field(repr=False)

    def _repr_html_(self) -> str:
        inside = html.escape(self.page, quote=True)
        style = f"width:100%;height:{HEIGHT}px;border:1px solid #8884"
        return f'<iframe class="mft-explorer" title="toolkit.explore" style="{style}" srcdoc="{inside}"></iframe>'

    def save(self, path: str | Path) -> Path:
        """Write the page; the file is whole or not there."""
        return write_whole(path, self.page)


def explore(
    study: Study, *, articles: Sequence[str] | None = None, language: str = "en"
) -> Explorer:
    """Show a study's evidence as a table to work with: in a notebook, or as a page of its own.

    Search, filters, sorting, verdicts and citations are those of the report; a picked row opens its
    article with the words marked, and *Save verdicts* gives a file that `toolkit.evaluate` reads.

    Parameters
    ----------
    study : Study
        What `toolkit.score` gave.
    articles : list of str, optional
        The ``article_id`` of those to show; all of them where left out. A notebook takes up to 300;
        the report of a larger study keeps its evidence in files beside it.
    language : str
        ``en`` or ``ar``, of labels and hints.

    Raises
    ------
    InputError
        Where an article is not in the study, there are more than 300, or the language is not known.

    Examples
    --------
    >>> import toolkit
    >>> study = toolkit.score("أشاد الوزير بالدور الرائد للمغرب.")
    >>> toolkit.explore(study, language="ar")
    Explorer(articles=1)
    """
    expect_study(study, "explore")
    words = wording(language)
    wanted = _wanted(study, articles)
    evidence = all_evidence(study, wanted)
    views = {item.article["article_id"]: article_view(item, words) for item in evidence}
    script, script_hash = page_script()
    page = render(
        "explorer.html.jinja",
        words=words,
        workbench=workbench(study, views, words),
        evidence=evidence_data(evidence, views, words),
        script=script,
        script_hash=script_hash,
    )
    return Explorer(len(evidence), page)


def _wanted(study: Study, articles: Sequence[str] | None) -> list[str]:
    known = study.articles["article_id"].tolist()
    if isinstance(articles, str):
        raise InputError("explore: articles is one text; give a list of article_id")
    wanted = known if articles is None else list(articles)
    if unknown := sorted(set(wanted) - set(known)):
        raise InputError(f"explore: article_id '{unknown[0]}' is not in the study")
    if len(wanted) > ONE_FILE:
        raise InputError(
            f"explore: {len(wanted)} articles are too many for a notebook; name up to {ONE_FILE} by "
            "articles=, or read them in the report that `toolkit run` writes"
        )
    return wanted
