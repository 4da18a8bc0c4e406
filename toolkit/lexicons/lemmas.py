"""Lemmas through camel-tools: the inflected forms of a lemma from a morphology database.

An entry may say `lemma: أَشاد` in place of its stems. Where the user has camel-tools' morphology data
(`camel_data -i morphology-db-msa-r13`), its prefixes, stems and suffixes that go together (Buckwalter
2004; Obeid et al. 2020) give the forms; clitics are left to the matcher, as for every other entry.
Without the data the forms of the paradigm serve, and the log says so once. Nothing is ever
downloaded: `camel_tools.morphology` fetches a catalogue when it is imported, so its database reader
is imported behind an empty one. camel-tools is optional; this is the only module that uses it.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from toolkit.errors import InputError

LOG = logging.getLogger(__name__)

INSTALL = "`pip install media-framing-toolkit[camel]`"

_PREFERRED = "calima-msa-r13"
_DATA = "camel_tools.data"
_READER = "camel_tools.morphology.database"
_NONE = frozenset({"0", "na", ""})


def morphology_file() -> Path | None:
    """The morphology database that the user has, MSA's first; None where there is none.

    It is looked for where camel-tools keeps its data: ``CAMELTOOLS_DATA``, else ``~/.camel_tools``.
    """
    home = Path(os.environ.get("CAMELTOOLS_DATA") or Path.home() / ".camel_tools").expanduser()
    found = sorted((home / "data" / "morphology_db").glob("*/morphology.db"))
    return min(found, key=lambda file: (file.parent.name != _PREFERRED, file), default=None)


def lemma_forms(lemma: str, *, database: Path | None = None) -> tuple[str, ...]:
    """The inflected forms of a lemma without clitics; none where there is no database.

    A lemma with vowel marks names exactly that one; without marks, all that are written so.

    Parameters
    ----------
    lemma : str
    database : Path, optional
        A file in camel-tools' own format; the one that the user has where left out.

    Raises
    ------
    InputError
        Where there is a database, but no camel-tools to read it.

    Examples
    --------
    >>> lemma_forms("أشاد", database=Path("no-such.db"))
    ()
    """
    file = database or morphology_file()
    if file is None or not file.is_file():
        _say_once()
        return ()
    return _forms(lemma, file)


@lru_cache(maxsize=1)
def _say_once() -> None:
    LOG.warning(
        "no morphology data of camel-tools here, so lemmas are found by the forms of their "
        f"paradigm alone; {INSTALL} and `camel_data -i morphology-db-msa-r13` install it"
    )


@lru_cache(maxsize=2_000)
def _forms(lemma: str, file: Path) -> tuple[str, ...]:
    database = _database(file)
    found = (form for stem, kind in _stems(lemma, file) for form in _around(database, stem, kind))
    return tuple(dict.fromkeys(found))


def _stems(lemma: str, file: Path) -> list[tuple[str, str]]:
    """The stems of a lemma, each with its category."""
    by_lemma, by_letters = _index(file)
    return by_lemma.get(lemma, []) or (
        by_letters.get(lemma, []) if _letters(lemma) == lemma else []
    )


Stems = dict[str, list[tuple[str, str]]]


@lru_cache(maxsize=2)
def _index(file: Path) -> tuple[Stems, Stems]:
    """Stems by lemma, and by lemma without its vowel marks."""
    by_lemma: Stems = {}
    by_letters: Stems = {}
    for stem, analyses in _database(file).stem_hash.items():
        for kind, features in analyses:
            if _bare(features):
                by_lemma.setdefault(features["lex"], []).append((stem, kind))
                by_letters.setdefault(_letters(features["lex"]), []).append((stem, kind))
    return by_lemma, by_letters


def _letters(lemma: str) -> str:
    """A lemma without its vowel marks, as camel-tools takes them off."""
    from camel_tools.utils.dediac import dediac_ar

    return str(dediac_ar(lemma))


def _around(database: Any, stem: str, kind: str) -> Iterator[str]:
    """A stem with every prefix and suffix of inflection that goes with it and with each other."""
    for prefix, before in _affixes(database.prefix_hash):
        if kind not in database.prefix_stem_compat.get(before, ()):
            continue
        for suffix, behind in _affixes(database.suffix_hash):
            if behind in database.stem_suffix_compat.get(
                kind, ()
            ) and behind in database.prefix_suffix_compat.get(before, ()):
                yield prefix + stem + suffix


def _affixes(table: dict[str, list[tuple[str, dict[str, str]]]]) -> Iterator[tuple[str, str]]:
    for text, analyses in table.items():
        for kind in dict.fromkeys(kind for kind, features in analyses if _bare(features)):
            yield text, kind


def _bare(features: dict[str, str]) -> bool:
    """Whether an analysis has no clitic."""
    return all(
        value in _NONE for name, value in features.items() if name.startswith(("prc", "enc"))
    )


@lru_cache(maxsize=2)
def _database(file: Path) -> Any:
    return _reader().MorphologyDB(str(file), "a")


@lru_cache(maxsize=1)
def _reader() -> ModuleType:
    """camel-tools' reader of databases, imported with an empty catalogue in place of its own."""
    if _READER in sys.modules:
        return sys.modules[_READER]
    own = sys.modules.get(_DATA)
    empty = ModuleType(_DATA)
    empty.__dict__["CATALOGUE"] = None
    sys.modules[_DATA] = empty
    try:
        return import_module(_READER)
    except ModuleNotFoundError as error:
        raise InputError(
            f"camel-tools' morphology data is here, but not camel-tools ({error}): {INSTALL}, "
            "or give the entry its forms in place of `lemma`"
        ) from None
    finally:
        if own is None:
            del sys.modules[_DATA]
        else:
            sys.modules[_DATA] = own
