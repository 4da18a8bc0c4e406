"""Quotations of an article replaced by their places in it, and put back."""

import re
from typing import Any

_PLACE = re.compile(r"text\[(\d+):(\d+)\]")
LEAST_WORDS = 2
"""A single word is no quotation: codes and names of entries stay readable."""

MOST_WORDS = 40
"""Longer cells that do not stand in the article word for word are left out altogether."""


def quoted(value: Any, document: str) -> Any:
    """Replace each text that stands in a document by its place, in nested values too.

    Examples
    --------
    >>> quoted({"holder": "ناصر بوريطة", "kind": "direct"}, "قال ناصر بوريطة إن")
    {'holder': 'text[4:15]', 'kind': 'direct'}
    """
    if isinstance(value, str):
        return _place(value, document)
    if isinstance(value, list):
        return [quoted(item, document) for item in value]
    if isinstance(value, dict):
        return {key: quoted(item, document) for key, item in value.items()}
    return value


def unquoted(value: Any, document: str) -> Any:
    """Put the texts back.

    Examples
    --------
    >>> unquoted(["text[4:15]", "direct"], "قال ناصر بوريطة إن")
    ['ناصر بوريطة', 'direct']
    """
    if isinstance(value, str):
        match = _PLACE.fullmatch(value)
        return document[int(match[1]) : int(match[2])] if match else value
    if isinstance(value, list):
        return [unquoted(item, document) for item in value]
    if isinstance(value, dict):
        return {key: unquoted(item, document) for key, item in value.items()}
    return value


def _place(text: str, document: str) -> str:
    words = len(text.split())
    if words < LEAST_WORDS:
        return "" if _PLACE.fullmatch(text) else text
    at = document.find(text)
    if at >= 0:
        return f"text[{at}:{at + len(text)}]"
    return text if words <= MOST_WORDS else ""
