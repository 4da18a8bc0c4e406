"""Label Studio's labelling interface for the codebook: from right to left, with shortcuts.

Paste it under Settings, Labeling Interface, Code. Names are shown in Arabic and English.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from toolkit.validation.codebook import codebook, shown, shown_layer, shown_value

_STYLE = "direction: rtl; text-align: right; font-size: 1.1em"
# Label Studio keeps a label's key away from its name on the left alone, where here the line ends:
# "cue" and its key Q would be read as "qcue".
_KEYS = '[class*="label__hotkey"] { margin-inline-start: 0.6em }'


def label_studio_interface() -> str:
    """Make the interface as XML.

    Examples
    --------
    >>> 'name="voice"' in label_studio_interface()
    True
    """
    book = codebook()
    view = ElementTree.Element("View", style=_STYLE)
    ElementTree.SubElement(view, "Style").text = _KEYS
    labels = ElementTree.SubElement(view, "Labels", name="layer", toName="text")
    for layer, entry in book["layers"].items():
        if layer != "article":  # what is coded of the whole article needs no region
            ElementTree.SubElement(labels, "Label", value=shown_layer(layer),
                                   background=entry["colour"], hotkey=entry["key"])  # fmt: skip
    relations = ElementTree.SubElement(view, "Relations")
    ElementTree.SubElement(relations, "Relation", value=shown(book["relation"]))
    ElementTree.SubElement(view, "Text", name="text", value="$text", granularity="symbol")
    for code, entry in book["codes"].items():
        _control(view, code, entry)
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def _control(view: ElementTree.Element, code: str, entry: Mapping[str, Any]) -> None:
    whole = entry["layer"] == "article"
    region = {"perRegion": "true", "whenTagName": "layer",
              "whenLabelValue": shown_layer(entry["layer"])}  # fmt: skip
    place = {"name": code, "toName": "text", **({} if whole else region)}
    if not whole:  # a bare "yes, no" would not say of what
        when = {"whenTagName": "layer", "whenLabelValue": region["whenLabelValue"]}
        view = ElementTree.SubElement(view, "View", {"visibleWhen": "region-selected", **when})
    ElementTree.SubElement(view, "Header", value=shown(entry), size="5")
    hint = f"{entry['hint']['ar']} {entry['hint']['en']}"
    if "values" not in entry:
        ElementTree.SubElement(view, "TextArea", place, placeholder=f"{shown(entry)}: {hint}",
                               maxSubmissions="1", editable="true")  # fmt: skip
        return
    choices = ElementTree.SubElement(view, "Choices", place, choice="single", showInline="true")
    for value, names in entry["values"].items():
        key = {"hotkey": names["key"]} if "key" in names else {}
        ElementTree.SubElement(choices, "Choice", value=shown_value(code, value), hint=names["en"],
                               **key)  # fmt: skip
