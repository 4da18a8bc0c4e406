"""Words that tell nothing of a group's language: grammar, months, the group's own name."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

_ARTICLE = "\u0627\u0644"  # al-


@cache
def function_terms() -> frozenset[str]:
    """Give the folded function words and months, with the particles written onto them.

    >>> from toolkit.arabic import fold
    >>> {fold("ولم").text, fold("ماي").text} <= function_terms()
    True
    """
    known = _words()
    bare = [_folded(word) for word in (*known["function_words"], *known["months"])]
    return frozenset(before + word for before in ("", *known["onto"]) for word in bare)


def name_terms(name: object) -> frozenset[str]:
    """Give the folded words of a name as a text may write them: with the article, without, joined.

    >>> from toolkit.arabic import fold
    >>> fold("بالمنارة").text in name_terms("موقع المنارة")
    True
    """
    known = _words()
    terms = set()
    for word in _folded(str(name)).split():
        bare = word.removeprefix(_ARTICLE)
        if len(bare) < 2:
            continue
        for form in (bare, _ARTICLE + bare):
            terms.add(form)
            terms |= {joined + form for joined in (*known["onto"], *known["onto_names"])}
        terms.add("\u0644\u0644" + bare)  # li- swallows the article's alif
    return frozenset(terms)


def _folded(text: str) -> str:
    from toolkit.arabic import fold

    return str(fold(text).text)


@cache
def _words() -> dict[str, Any]:
    import yaml

    text = files("toolkit.comparison").joinpath("data", "function_words.yaml")
    return dict(yaml.safe_load(text.read_text("utf-8")))
