"""A page as a browser shows it, where its markup hides that from programs.

``<q>`` stands for quotation marks, a form may be the whole page (ASP.NET wraps it in one), and
``<br><br>`` may be all that parts its paragraphs. The extraction of the main text knows none of it.
"""

import re

from lxml import etree, html

from toolkit.articles.pages.visible_text import is_page_form

_OPENED = re.compile(r"<q\b[^<>]*>", re.IGNORECASE)
_CLOSED = re.compile(r"(</q\s*>)", re.IGNORECASE)
_BREAKS = re.compile(r"(?:<br\s*/?>\s*){2,}", re.IGNORECASE)


def as_shown(page: str) -> str:
    """A page's source with marks for ``<q>``, without forms around articles, with paragraphs.

    Examples
    --------
    >>> as_shown("<p>قال: <q>نعم</q>.</p>")
    '<p>قال: “نعم”.</p>'
    """
    page = _with_marks(page)
    if "<form" in page.lower():
        page = _without_page_forms(page)
    return _BREAKS.sub("</p><p>", page) if _BREAKS.search(page) else page


def _with_marks(page: str) -> str:
    """The page with marks for each ``<q>`` that is closed, in one pass however many are not."""
    pieces = _CLOSED.split(page)
    for at in range(1, len(pieces), 2):
        before, opened = _OPENED.subn("“", pieces[at - 1], count=1)
        if opened:
            pieces[at - 1 : at + 1] = before, "”"
    return "".join(pieces)


def _without_page_forms(page: str) -> str:
    try:
        tree = html.document_fromstring(
            page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return page
    wide = [form for form in tree.iter("form") if is_page_form(form)]
    if not wide:
        return page
    for form in wide:
        form.tag = "div"
        form.attrib.clear()
    return etree.tostring(tree, encoding="unicode", method="html")
