"""The gazetteer's names by their first word, and foreign ones by their consonants: worked out once.

They ship compiled, since to make them takes longer than to read an article.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from toolkit.arabic import fold
from toolkit.knowledge import Compiled, kept
from toolkit.measures.actors.gazetteer.tables import Known, bodies, people, state_phrases
from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.tokens import bare_words
from toolkit.measures.actors.words import read_data, skeleton

# A foreign name's consonants name it by themselves where there are so many.
_SURE_SKELETON = 3


_SURE_NAME = 6


class Key(NamedTuple):
    """The rest of a name behind its first word; whether one that stands alone has the article.

    `spelling` is that of a surname that is found by its consonants.
    """

    rest: tuple[str, ...]
    known: Known
    definite: bool | None
    spelling: str = ""


Keys = dict[str, tuple[Key, ...]]


@kept
def first_words() -> dict[str, Keys]:
    """Everything by its first word, then its second, as `_make_index` gives it."""
    return {
        word: {second: _unpacked(own) for second, own in keys.items()}
        for word, keys in _shipped()["index"].items()
    }


@kept
def skeletons() -> dict[str, tuple[Key, ...]]:
    """Foreign persons by the consonants of their first word, as `_make_skeletons` gives them."""
    return {word: _unpacked(own) for word, own in _shipped()["skeletons"].items()}


def _make_index() -> dict[str, Keys]:
    """Everything by its first word, then its second ('' where there is none), the longest first."""
    found: dict[str, dict[tuple[tuple[str, ...], bool | None], Known]] = {}

    def add(phrase: str, known: Known) -> None:
        words = bare_words(phrase)
        if not words:
            return
        # `الهند` is a state and هند a woman, `الجزيرة` a channel, `رئيسي` a man and الرئيسي an adjective.
        # `المنظمة الدولية` is one, `منظمة دولية` is any.
        alone = len(words) == 1 and known.how not in ("adjective", "plural")
        fixed = alone or (known.kind == "body" and len(words) == 2 and _all_definite(phrase))
        definite = fold(phrase).text.startswith("ال") if fixed else None
        found.setdefault(words[0], {}).setdefault((words[1:], definite), known)

    for known, names in (*people(), *bodies()):
        for name in names:
            add(name, known)
    for name, known in state_phrases():
        add(name, known)
    index: dict[str, Keys] = {}
    for word, entries in found.items():
        keys: dict[str, list[Key]] = {}
        for (rest, definite), known in sorted(
            entries.items(), key=lambda e: (-len(e[0][0]), str(e[0]))
        ):
            keys.setdefault(rest[0] if rest else "", []).append(Key(rest, known, definite))
        index[word] = {second: tuple(own) for second, own in keys.items()}
    return index


def _make_skeletons() -> dict[str, tuple[Key, ...]]:
    """Foreign persons by the consonants of their first word, the longest name first."""
    arabic = frozenset(read_data("words")["arabic_states"])
    found: dict[str, dict[tuple[str, ...], Key]] = {}
    for known, names in people():
        if known.state in arabic or (known.state == "INT" and not _is_foreign(known.name)):
            continue
        for name in names:
            words = tuple(skeleton(word) for word in bare_words(name))
            # `ألباريس` begins as with an article, and باريس without it is a town.
            definite = len(words) == 1 and fold(name).text.startswith("ال")
            # `محمد البار` is no `محمدو بخاري`: behind a common first name the rest must be sure.
            common = bare_words(name)[0] in word_list("common_names")
            sure = not common or len(words[-1]) >= _SURE_SKELETON
            if (
                len(words) > 1 and all(words) and sure and len("".join(words)) >= _SURE_NAME
            ) or len(words[0]) >= _SURE_SKELETON + (len(words) < 2):
                spelling = bare_words(name)[0] if len(words) == 1 else ""
                key = Key(words[1:], known, definite, spelling)
                found.setdefault(words[0], {}).setdefault(words[1:], key)
    return {
        word: tuple(keys[rest] for rest in sorted(keys, key=lambda r: (-len(r), r)))
        for word, keys in found.items()
    }


def _all_definite(phrase: str) -> bool:
    return all(word.startswith("ال") for word in phrase.split())


def _is_foreign(name: str) -> bool:
    """Whether an international officer's name is no Arabic one: it has none of Arabic's names."""
    return not set(bare_words(name)) & word_list("common_names") and "ال" not in name


@kept
def _shipped() -> dict[str, Any]:
    return _COMPILED.read()


@kept
def _known() -> list[Known]:
    return [Known(*one) for one in _shipped()["known"]]


def _unpacked(keys: list[list[Any]]) -> tuple[Key, ...]:
    known = _known()
    return tuple(Key(tuple(rest), known[n], *further) for rest, n, *further in keys)


def _packed() -> dict[str, Any]:
    """Index and skeletons as plain lists; what is known of a name is numbered."""
    numbers: dict[Known, int] = {}

    def packed(keys: Sequence[Key]) -> list[list[Any]]:
        return [
            [
                list(key.rest),
                numbers.setdefault(key.known, len(numbers)),
                key.definite,
                key.spelling,
            ]
            for key in keys
        ]

    index = {
        word: {second: packed(own) for second, own in keys.items()}
        for word, keys in _make_index().items()
    }
    skeletons = {word: packed(keys) for word, keys in _make_skeletons().items()}
    return {"index": index, "skeletons": skeletons, "known": [list(known) for known in numbers]}


_COMPILED = Compiled(
    "gazetteer",
    (
        *("arabic/folding.py", "arabic/data/folding.tsv", "arabic/stems.py"),
        *("measures/actors/*.py", "measures/actors/gazetteer/*.py", "measures/actors/data/*"),
    ),
    _packed,
)
