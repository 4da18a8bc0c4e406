"""The words of the evidence page and the report, in the language asked for.

They stand in data/wording.yaml, and those of codes and measures in the file that the figures share,
each in English and Arabic.
A value set inside a sentence is isolated by Unicode's direction marks (UAX 9), so that an Arabic
name does not turn an English line round, nor the reverse.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import pandas as pd
import yaml

from toolkit.errors import InputError
from toolkit.figures.captions import figure_title
from toolkit.figures.labels import codes, unit_of
from toolkit.measures.declaration import declared

_ISOLATE = {"ltr": "\u2066", "rtl": "\u2067"}
_FIRST_STRONG = "\u2068"
_END = "\u2069"
_CONTROLS = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


@dataclass(frozen=True)
class Wording:
    """Labels in one language.

    Attributes
    ----------
    language, direction : str
        ``en`` and ``ltr``, or ``ar`` and ``rtl``.
    words : dict
        The language's part of both files.
    """

    language: str
    direction: str
    words: dict[str, Any]

    @property
    def layers(self) -> dict[str, str]:
        """The labels of the layers, in the order of the legend."""
        own = {m.name: m.label[self.language] for m in declared() if self.language in m.label}
        return {**self.words["layers"], **own}

    @property
    def page(self) -> dict[str, str]:
        """Headings and hints."""
        return dict(self.words["page"])

    def code(self, group: str, value: object) -> str:
        """Give the label of a code; what is not listed is shown as it is, missing as nothing.

        Codes of a measure stand under its name and the column's, as ``stance_kind``.

        Examples
        --------
        >>> wording("ar").code("kind", "direct"), wording("ar").code("kind", "غيره")
        ('مباشر', 'غيره')
        """
        if is_missing(value):
            return ""
        return str(self.words.get(group, {}).get(str(value), value))

    def line(self, layer: str, *parts: tuple[str, object]) -> str:
        """Say in one line what a passage was coded as and why.

        Parameters
        ----------
        layer : str
            The layer that the passage belongs to.
        *parts : (name, value)
            ``name`` is a key of ``why``, or empty where the value speaks for itself; missing and
            empty values are passed over.

        Examples
        --------
        >>> marks = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))
        >>> wording("en").line("cue", ("entry", "قال"), ("speaker", None)).translate(marks)
        'Cue · entry: قال'
        """
        said = [self.layers[layer]]
        for name, value in parts:
            if not is_missing(value) and str(value).strip():
                plain = " ".join(str(value).translate(_CONTROLS).split())
                label = f"{self.words['why'][name]}: " if name else ""
                said.append(f"{label}{_FIRST_STRONG}{plain}{_END}")
        return f"{_ISOLATE[self.direction]}{' · '.join(said)}{_END}"

    def measure(self, name: str) -> str:
        """Give the label of a score; a column of the user's own keeps its name."""
        return str(self.words["short"].get(name, name))

    def figure(self, name: str) -> str:
        """Give the title of a figure of the study; any other keeps its name."""
        return figure_title(name, language=self.language)

    def number(self, name: str, value: object) -> str:
        """Write a score's value in its unit, nothing where it is missing.

        Examples
        --------
        >>> wording("en").number("direct_share", 0.256), wording("en").number("words", None)
        ('26%', '')
        """
        if is_missing(value):
            return ""
        unit = unit_of(name)
        return str(self.words["units"][unit]).format(float(value))  # type: ignore[arg-type]

    def difference(self, name: str, value: object, *, bare: bool = False) -> str:
        """Write a difference of two values with its sign; of two shares in percentage points.

        Parameters
        ----------
        name : str
            The score.
        value : number or missing
        bare : bool
            Without the unit, as in an interval.

        Examples
        --------
        >>> marks = dict.fromkeys(map(ord, "\u2066\u2069"))
        >>> wording("ar").difference("direct_share", 0.12).translate(marks)
        '+12 نقطة مئوية'
        >>> wording("en").difference("praise_per_1000", -0.5).translate(marks)
        '-0.5'
        """
        if is_missing(value):
            return ""
        is_share = unit_of(name) == "share"
        number = float(value) * (100 if is_share else 1)  # type: ignore[arg-type]
        digits = {"rate": 1, "number": 2}.get(unit_of(name), 0)
        # A sign before a number would else stand behind it where lines run right to left.
        signed = f"{_ISOLATE['ltr']}{number:+.{digits}f}{_END}"
        return str(self.words["points"]).format(signed) if is_share and not bare else signed


def is_missing(value: object) -> bool:
    """Tell whether a table's cell holds nothing."""
    return value is None or bool(pd.isna(value))  # type: ignore[call-overload]


def wording(language: str) -> Wording:
    """Give the words in a language.

    Raises
    ------
    InputError
        Where the language is not one of those in data/wording.yaml.
    """
    languages = _languages()
    if language not in languages:
        raise InputError(f"language '{language}' is not known; allowed: {', '.join(languages)}")
    words = {**codes(language), **languages[language]}
    return Wording(language=language, direction=words["direction"], words=words)


@lru_cache(maxsize=1)
def _languages() -> dict[str, Any]:
    source = files("toolkit.report") / "data" / "wording.yaml"
    return dict(yaml.safe_load(source.read_text("utf-8")))
