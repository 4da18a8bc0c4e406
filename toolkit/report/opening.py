"""What a page needs to open the evidence of an article: the articles as data, and its own script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from importlib.resources import files
from typing import Any

from toolkit.report.evidence import Evidence
from toolkit.report.marked import View
from toolkit.report.templates import environment, script_data
from toolkit.report.wording import Wording

# What the articles' evidence opens by comes first: the table points into it.
_SCRIPTS = ("beside.js", "report.js", "workbench.js", "workbench_page.js")


def evidence_data(
    evidence: Iterable[Evidence], views: Mapping[str, View], words: Wording
) -> list[dict[str, Any]]:
    """Each article's marked evidence as inert data, drawn when it is opened."""
    template = environment().get_template("evidence.jinja")
    items = []
    for item in evidence:
        article_id = item.article["article_id"]
        view = views[article_id]
        html = template.render(words=words, view=view)
        data = {"html": html, "lines": view.lines, "counts": view.counts}
        items.append({"article_id": article_id, "data": script_data(data)})
    return items


def page_script() -> tuple[Any, str]:
    """The page's own script, and the hash by which its policy lets in this one and no other."""
    from markupsafe import Markup

    data = files("toolkit.report") / "data"
    script = "\n".join(data.joinpath(name).read_text("utf-8") for name in _SCRIPTS)
    return Markup(script), base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
