"""The words and colours of the figures, from the YAML files in `data/`.

The words of codes and measures stand in `data/codes.yaml`, which the report reads as well.
"""

from __future__ import annotations

import textwrap
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from toolkit.errors import InputError
from toolkit.study.registry import WORDS, scores

LANGUAGES = ("en", "ar")
# The mean of a count has a decimal, like a rate.
_WRITTEN = {"share": "share", "truth": "share", "rate": "rate", "count": "rate"}


def label(kind: str, code: object, language: str) -> str:
    """Give a code's label; a code that has none is shown as it is.

    Examples
    --------
    >>> label("source_type", "government", "ar"), label("source_type", "شاهد", "ar")
    ('حكومة', 'شاهد')
    """
    check_language(language)
    words = codes(language).get(kind) or _data("wording.yaml")[language].get(kind, {})
    return str(words.get(str(code), code))


def state_label(code: str, language: str) -> str:
    """Give a state's name; `other` and `none` are the states not shown and not told.

    Formulas have states and groups of them by their English names, which are known, too.

    >>> state_label("MA", "ar"), state_label("Gulf states", "ar"), state_label("none", "en")
    ('المغرب', 'دول الخليج', 'not told')
    """
    from toolkit.measures.actors.gazetteer.tables import state_names

    if code in ("other", "none"):
        return label("words", f"state_{code}", language)
    if code not in state_names():
        return _arabic_states(code) if language == "ar" else code
    english, arabic = state_names()[code]
    return arabic if language == "ar" else english


def _arabic_states(name: str) -> str:
    """A state or a group of states by its English name."""
    from toolkit.measures.actors.gazetteer.tables import state_names

    known = dict(state_names().values())
    return known.get(name) or label("state_group", name, "ar")


def no_interval(note: object, language: str) -> str:
    """Say why an estimate has no interval, from the note of a comparison; nothing where it has one.

    >>> no_interval("fewer than 10 articles; no interval: no variation", "en")
    'no interval: all values are alike'
    >>> no_interval("fewer than 10 articles", "ar"), no_interval(None, "ar")
    ('', '')
    """
    reason = str(note).partition("no interval: ")[2]
    if not reason:
        return ""
    return label("no_interval", "alike" if reason.startswith("no variation") else "one", language)


def codes(language: str) -> dict[str, dict[str, str]]:
    """Give the labels of codes and measures by kind, those that measures declare among them.

    >>> codes("ar")["kind"]["direct"]
    'مباشر'
    """
    words = dict(_data("codes.yaml")[language])
    named = {name: s.label[language] for name, s in scores().items() if language in s.label}
    return {**words, **{kind: {**named, **words[kind]} for kind in ("measure", "short")}}


def caption_words(language: str) -> dict[str, Any]:
    """Give the words of captions.

    >>> caption_words("ar")["titles"]["states"]
    'دول المتكلمين'
    """
    return dict(_data("captions.yaml")[language])


def unit_of(measure: str) -> str:
    """Give how a measure is written: `share`, `rate`, `count` or, as of any other, `number`.

    >>> unit_of("direct_share"), unit_of("عمود")
    ('share', 'number')
    """
    if measure == WORDS.name:
        return "count"
    score = scores().get(measure)
    return _WRITTEN.get(score.unit, "number") if score else "number"


def colour(name: str) -> str:
    """Give one of the palette's single colours.

    >>> colour("dot")
    '#0072B2'
    """
    return str(_data("palette.yaml")[name])


def marks(kind: str) -> dict[str, dict[str, str]]:
    """Give colour, hatch and marker of each code of a kind, in the order drawn.

    >>> marks("voice")["narrator_official"]
    {'colour': '#56B4E9', 'hatch': '////'}
    """
    return dict(_data("palette.yaml")[kind])


def wrapped(text: object, width: int = 18, *, lines: int = 3) -> str:
    """Break a long name into lines; what does not fit ends in an ellipsis.

    >>> wrapped("وكالة المغرب العربي للأنباء", 14).split(chr(10))
    ['وكالة المغرب', 'العربي للأنباء']
    """
    # A $ or _ in a name is the name's own, never mathematics.
    parts = textwrap.wrap(
        str(text), width, max_lines=lines, placeholder=" …", break_long_words=False
    ) or [str(text)]
    return "\n".join(parts)


def outlet_link(outlet: object) -> str:
    """Give the address, within the report, of an outlet's list of articles.

    >>> outlet_link("صحيفة")
    '#outlet=%D8%B5%D8%AD%D9%8A%D9%81%D8%A9'
    """
    return f"#outlet={_quoted(outlet)}"


def praise_link(target: object, holder: object) -> str:
    """Give the address, within the report, of the articles where such holders praise a target.

    >>> praise_link("", "narrator")
    '#praise=/narrator'
    """
    return f"#praise={_quoted(target)}/{_quoted(holder)}"


def term_link(group: object, term: object) -> str:
    """Give the address, within the report, of a group's articles that have a term.

    >>> term_link("APS", "a b")
    '#term=APS/a%20b'
    """
    return f"#term={_quoted(group)}/{_quoted(term)}"


def _quoted(name: object) -> str:
    return quote(str(name), safe="", errors="replace")


def check_language(language: str) -> None:
    """Refuse a language that the labels do not have."""
    if language not in LANGUAGES:
        raise InputError(f"language '{language}': the labels are in {' or '.join(LANGUAGES)}")


@cache
def _data(name: str) -> dict[str, Any]:
    import yaml

    text = files("toolkit.figures").joinpath("data", name).read_text("utf-8")
    return dict(yaml.safe_load(text))
