"""Set figures into a page: SVG inline, so that its links work, any other picture as a data URI.

An SVG is parsed and written anew without script, handlers, foreign content, and links that lead
out of the page; its identifiers get a prefix, since two figures of one maker use the same ones.
"""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from toolkit.errors import InputError

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_BARRED = frozenset(("script", "foreignObject", "iframe", "object", "embed", "handler", "set"))
_BARRED_PREFIX = "animate"
_REFERENCE = re.compile(r"url\(\s*['\"]?#([^)'\"]*)['\"]?\s*\)")
_VIEW_BOX = re.compile(r'viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#|data:)|@import|expression\(", re.IGNORECASE)


def picture(figure: Any, *, prefix: str) -> tuple[str, str]:
    """Give a figure as inline SVG and as an address for an ``img``; one of the two is empty.

    Parameters
    ----------
    figure : matplotlib Figure, or path of an SVG, PNG or JPEG file
    prefix : str
        Set before the identifiers of an SVG.

    Raises
    ------
    InputError
        Where the file cannot be read or is none of these.
    """
    if hasattr(figure, "savefig"):
        drawn = io.StringIO()
        figure.savefig(drawn, format="svg", metadata={"Date": None})
        return clean_svg(drawn.getvalue(), prefix=prefix), ""
    path = Path(figure)
    suffix = path.suffix.lower()
    if suffix != ".svg" and suffix not in _PICTURES:
        raise InputError(f"{path}: a figure is .svg, .png or .jpg")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror})") from None
    if suffix == ".svg":
        try:
            return clean_svg(data.decode("utf-8"), prefix=prefix), ""
        except (ElementTree.ParseError, UnicodeDecodeError) as error:
            raise InputError(f"{path}: is not well-formed SVG ({error})") from None
    return "", f"data:{_PICTURES[suffix]};base64,{base64.b64encode(data).decode('ascii')}"


def clean_svg(text: str, *, prefix: str) -> str:
    """Write an SVG anew with nothing in it that runs or leads out of the page.

    Examples
    --------
    >>> clean_svg('<svg xmlns="http://www.w3.org/2000/svg" onload="x()"><script>x()</script>'
    ...           '<a id="d" href="#article=1"><text>خبر</text></a></svg>', prefix="f1-")
    '<svg xmlns="http://www.w3.org/2000/svg"><a id="f1-d" href="#article=1"><text>خبر</text></a></svg>'
    """
    root = ElementTree.fromstring(text)
    if _name(root) != "svg":
        raise ElementTree.ParseError("the outermost element is not svg")
    own = {element.get("id") for element in root.iter()} - {None}
    _clean(root, prefix, own)
    ElementTree.register_namespace("", SVG)
    ElementTree.register_namespace("xlink", XLINK[1:-5])
    return ElementTree.tostring(root, encoding="unicode")


def shape(svg: str) -> str:
    """Give width and height of an SVG as CSS has it, nothing where its first tag does not say.

    Examples
    --------
    >>> shape('<svg viewBox="0 0 245 187.2">'), shape("<svg>")
    ('245 / 187.2', '')
    """
    found = _VIEW_BOX.search(svg.partition(">")[0])
    return f"{found[1]} / {found[2]}" if found else ""


def _clean(element: ElementTree.Element, prefix: str, own: set[Any]) -> None:
    for child in list(element):
        name = _name(child)
        # Comments, Dublin Core and what else is not SVG is of no use in a page.
        foreign = not isinstance(child.tag, str) or not child.tag.startswith(f"{{{SVG}}}")
        if foreign or name in _BARRED or name.startswith(_BARRED_PREFIX) or name == "metadata":
            element.remove(child)
        else:
            _clean(child, prefix, own)
    if _name(element) == "style" and _OUTSIDE.search(element.text or ""):
        element.text = ""
    for key, value in list(element.attrib.items()):
        kept = _attribute(key, value, prefix, own)
        if kept is None:
            del element.attrib[key]
        else:
            element.attrib[key] = kept


def _attribute(key: str, value: str, prefix: str, own: set[Any]) -> str | None:
    local = key.rpartition("}")[2]
    if local.lower().startswith("on") or _OUTSIDE.search(value):
        return None
    if local == "id":
        return prefix + value
    if local == "href":
        if value.startswith("#"):
            return f"#{prefix}{value[1:]}" if value[1:] in own else value
        return value if value.startswith("data:image/png") else None
    return _REFERENCE.sub(lambda found: f"url(#{prefix}{found[1]})", value)


def _name(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
