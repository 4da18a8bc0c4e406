"""The word lists of the quotations measure, read once and folded.

They stand in ``data/speakers.yaml`` and ``data/differences.yaml``; what decides about a word is
always one of those lists, never a list in the code.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from toolkit.arabic import clitic_analyses, fold
from toolkit.arabic.stems import light_stem, without_article
from toolkit.knowledge import read_yaml


@cache
def word_list(file: str, *keys: str) -> frozenset[str]:
    """A flat list as folded words, the article stripped.

    Examples
    --------
    >>> "جلاله" in word_list("differences", "honorifics")
    True
    """
    return frozenset(without_article(fold(str(word)).text) for word in _at(file, keys))


@cache
def phrases(file: str, *keys: str) -> tuple[tuple[str, ...], ...]:
    """A list of phrases as tuples of folded words, the longest first."""
    found = {tuple(fold(str(phrase)).text.split()) for phrase in _at(file, keys)}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


@cache
def classes(file: str, *keys: str) -> dict[str, frozenset[int]]:
    """Lists of equivalent words as the numbers of the lists that each stands in.

    Examples
    --------
    >>> of = classes("differences", "synonyms")
    >>> bool(of["قضيه"] & of["ملف"])
    True
    """
    numbers: dict[str, set[int]] = {}
    for number, group in enumerate(_at(file, keys)):
        for word in group:
            numbers.setdefault(without_article(fold(str(word)).text), set()).add(number)
    return {word: frozenset(found) for word, found in numbers.items()}


@cache
def letters(file: str) -> tuple[str, str, str]:
    """Letters that transliterations exchange, what each becomes, and letters that are left out."""
    alike, heard_as = _at(file, ("alike_letters",))
    return str(alike), str(heard_as), str(_at(file, ("silent_letters",)))


@cache
def values(file: str, *keys: str) -> dict[str, float]:
    """Number words by what they are worth."""
    return {fold(str(word)).text: float(value) for word, value in _at(file, keys).items()}


@cache
def states() -> dict[str, tuple[str, str]]:
    """Each word that names a state or its people, with the state and its tongue.

    Examples
    --------
    >>> states()["مغربي"], states()["اميركي"]
    (('المغرب', 'arabic'), ('الولايات المتحدة', 'other'))
    """
    found = {}
    for tongue, countries in _at("speakers", ("countries",)).items():
        for name, words in countries.items():
            for word in words:
                found[without_article(fold(str(word)).text)] = (str(name), str(tongue))
    return found


@cache
def opposites() -> dict[str, frozenset[tuple[int, bool]]]:
    """Each form of a word that has an opposite, with the numbers of the pairs and its sides.

    Examples
    --------
    >>> opposites()["نجحت"] == frozenset((n, not side) for n, side in opposites()["فشلوا"])
    True
    """
    from toolkit.lexicons.paradigms import spell

    found: dict[str, set[tuple[int, bool]]] = {}
    for number, pair in enumerate(_at("differences", ("opposites",))):
        for key, slots in pair.items():
            for slot, listed in slots.items():
                for form in (form for word in listed for form in spell(slot, word)):
                    own = found.setdefault(fold(form.text).text, set())
                    own.add((number, key == "other"))
    return {word: frozenset(sides) for word, sides in found.items()}


@cache
def meaning(word: str) -> str:
    """The light stem of a folded word, one for all words of a group of synonyms.

    Examples
    --------
    >>> meaning("وقضيه") == meaning("لملف"), meaning("والمغربيه")
    (True, 'مغرب')
    """
    of = classes("differences", "synonyms")
    found = {number for form in stems(word) for number in of.get(form, ())}
    return f"={min(found)}" if found else light_stem(word)


@cache
def stems(word: str) -> frozenset[str]:
    """Every stem that a folded word may have once its clitics are off, itself included."""
    found = {word, without_article(word)}
    found.update(a.stem for a in clitic_analyses(word) if len(a.stem) >= 2)
    return frozenset(found)


@cache
def _at(file: str, keys: tuple[str, ...]) -> Any:
    text = files("toolkit.measures.quotations").joinpath("data", f"{file}.yaml").read_text("utf-8")
    found = read_yaml(text)
    for key in keys:
        found = found[key]
    return found
