"""The codebook's layers, codes and values, with their names in Arabic and English.

They stand in `data/codebook.yaml`, from which sheets, Label Studio's interface and INCEpTION's
project take what a coder sees; the book itself is `docs/codebook.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from toolkit.errors import InputError

# The Arabic name first, then the English one, which is also what older files hold alone.
BETWEEN = " · "


@cache
def codebook() -> Mapping[str, Any]:
    """Read the codebook's names.

    Examples
    --------
    >>> codebook()["codes"]["voice"]["values"]["official"]["ar"]
    'رسمي'
    """
    text = (files("toolkit.validation") / "data" / "codebook.yaml").read_text("utf-8")
    loaded: Mapping[str, Any] = yaml.safe_load(text)
    return loaded


def values(code: str) -> tuple[str, ...]:
    """The values that a code may have; empty where it takes words of the text.

    Examples
    --------
    >>> values("kind"), values("target")
    (('direct', 'indirect', 'mixed'), ())
    """
    return tuple(codebook()["codes"][code].get("values", ()))


def shown(entry: Mapping[str, str]) -> str:
    """Give a name as a coder sees it: Arabic, then English.

    Examples
    --------
    >>> shown({"ar": "رسمي", "en": "official"})
    'رسمي · official'
    """
    return f"{entry['ar']}{BETWEEN}{entry['en']}"


def shown_value(code: str, value: str) -> str:
    """Give a value as a coder sees it; grades keep their number in front.

    Examples
    --------
    >>> shown_value("kind", "direct"), shown_value("official_framing", "2")[:8]
    ('مباشر · direct', '2 · غالب')
    """
    entry = codebook()["codes"][code]["values"][value]
    return f"{value}{BETWEEN}{entry['ar']}" if value.isdigit() else shown(entry)


def shown_code(code: str, value: str) -> str:
    """Give a code's value as a coder sees it; words of the text are shown as they are.

    Examples
    --------
    >>> shown_code("voice", "official"), shown_code("target", "المغرب")
    ('رسمي · official', 'المغرب')
    """
    return shown_value(code, value) if values(code) else value


def shown_name(name: str) -> str:
    """Give the name of a code or column as a coder sees it; other names as they are.

    Examples
    --------
    >>> shown_name("voice"), shown_name("سلمى")
    ('الصوت · voice', 'سلمى')
    """
    book = codebook()
    entry = book["codes"].get(name) or book["columns"].get(name)
    return shown(entry) if entry else name


def shown_layer(layer: str) -> str:
    """Give a layer as a coder sees it.

    Examples
    --------
    >>> shown_layer("cue")
    'لفظ الإسناد · cue'
    """
    return shown(codebook()["layers"][layer])


def read_layer(written: object) -> str:
    """Find the layer that is meant, as `read_value` finds a value.

    Raises
    ------
    InputError
        Where it is none of the codebook's.

    Examples
    --------
    >>> read_layer("praise"), read_layer("الإشادة")
    ('praise', 'praise')
    """
    for key, entry in codebook()["layers"].items():
        if _plain(str(written)) in map(_plain, (key, entry["ar"], entry["en"], shown(entry))):
            return str(key)
    allowed = ", ".join(codebook()["layers"])
    raise InputError(f"'{written}' is no layer of the codebook; allowed: {allowed}")


def offered(code: str) -> tuple[str, ...]:
    """What a drop-down list offers for a code, as a coder sees it; empty where there is none.

    Examples
    --------
    >>> offered("kind")[0], offered("holder"), offered("target")
    ('مباشر · direct', ('المقال نفسه · narrator',), ())
    """
    besides = codebook()["codes"][code].get("besides", {})
    return (*(shown_value(code, v) for v in values(code)), *map(shown, besides.values()))


def read_words(code: str, written: str | None) -> str | None:
    """Give a cell that holds words of the text, or the codebook's value that stands for none.

    Examples
    --------
    >>> read_words("holder", "الوزير"), read_words("holder", "المقال نفسه")
    ('الوزير', 'narrator')
    """
    for value, entry in codebook()["codes"][code].get("besides", {}).items():
        names = (value, shown(entry), entry["ar"], entry["en"], *entry["also"])
        if written is not None and _plain(written) in map(_plain, names):
            return str(value)
    return written


@cache
def _names_of(code: str) -> Mapping[str, str]:
    names: dict[str, str] = {}
    for value, entry in codebook()["codes"][code]["values"].items():
        for name in (value, shown_value(code, value), entry["ar"], entry["en"]):
            names[_plain(name)] = value
    return names


def read_value(code: str, written: object) -> str:
    """Find the value that a coder means by what is shown, by either language or by the code itself.

    Raises
    ------
    InputError
        Where it is none of the code's values; the message lists them.

    Examples
    --------
    >>> read_value("voice", "الكاتب · narrator"), read_value("voice", "رسمي"), read_value("named", "No")
    ('narrator', 'official', 'no')
    """
    text = str(written).strip()
    if text.endswith(".0"):  # a spreadsheet makes numbers of grades
        text = text.removesuffix(".0")
    found = _names_of(code).get(_plain(text))
    if found is None:
        raise InputError(f"'{text}' is no value of {code}; give {', '.join(values(code))}")
    return found


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
