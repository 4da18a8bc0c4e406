"""The text of a piece of HTML as a reader sees it: one line a block, no scripts, no forms."""

from collections.abc import Collection, Iterator

from lxml import etree, html

from toolkit.articles.bounds import TooCostly, why_overfull

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "tr",
        "section",
        "article",
        "header",
        "footer",
    ]
)
_ASIDE = frozenset(
    [
        "script",
        "style",
        "noscript",
        "select",
        "textarea",
        "figure",
        "figcaption",
        "aside",
        "nav",
        "iframe",
        "template",
        "button",
    ]
)

_FORM_WORDS = 120


def visible_text(element: etree._Element, *, without: Collection[etree._Element] = ()) -> str:
    """The lines of an element; those of the elements in `without` are left out.

    Examples
    --------
    >>> visible_text(html.fromstring("<div><p>أشاد <b>الوزير</b>.</p><p>ثم عاد.</p></div>"))
    'أشاد الوزير.\\nثم عاد.'
    """
    small = (form for form in element.iter("form") if not is_page_form(form))
    out = {*without, *small}
    pieces = "".join(_pieces(element, out))
    lines = (" ".join(line.split()) for line in pieces.split("\n"))
    return "\n".join(line for line in lines if line)


def is_page_form(form: etree._Element) -> bool:
    """Whether a form is the page itself, as ASP.NET wraps it, and no search field."""
    aside = (
        "select or ancestor::script or ancestor::style or ancestor::button or ancestor::textarea"
    )
    shown = form.xpath(f".//text()[not(ancestor::{aside})]")
    return len(" ".join(shown).split()) > _FORM_WORDS


def html_to_text(source: str) -> str:
    """The lines of a piece of HTML as feeds carry it; plain text stays what it is.

    Raises
    ------
    TooCostly
        It would take minutes to parse.

    Examples
    --------
    >>> html_to_text("<p>أشاد الوزير &amp; عاد.</p>")
    'أشاد الوزير & عاد.'
    """
    if not source.strip():
        return ""
    if reason := why_overfull(source):
        raise TooCostly("a text in HTML", reason)
    parser = html.HTMLParser(encoding="utf-8")
    try:
        root = html.fragment_fromstring(
            source.encode("utf-8", "replace"), create_parent="div", parser=parser
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return " ".join(source.split())
    return visible_text(root)


def _pieces(root: etree._Element, out: set[etree._Element]) -> Iterator[str]:
    """Without recursion: pages nest deeper than Python's stack."""
    hidden = 0
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            skipped = node.tag in _ASIDE or node in out
            hidden += skipped
            if not hidden:
                opening = "\n" if node.tag in _BLOCKS else "“" if node.tag == "q" else ""
                yield opening + _flat(node.text)
            continue
        if event == "end":
            shown = not hidden
            hidden -= node.tag in _ASIDE or node in out
            if shown and node.tag in _BLOCKS:
                yield "\n"
            elif shown and node.tag == "q":
                yield "”"
        if not hidden and node is not root:
            yield _flat(node.tail)


def _flat(text: str | None) -> str:
    return " ".join((text or "").replace("\u2028", "\n").split("\n"))
