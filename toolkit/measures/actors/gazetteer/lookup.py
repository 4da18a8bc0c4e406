"""What the gazetteer has of a phrase: by its words, a foreign name by its consonants."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any, NamedTuple

from toolkit.arabic import fold
from toolkit.arabic.kept import KEPT_WORDS
from toolkit.knowledge import Compiled, kept
from toolkit.measures.actors.gazetteer.tables import Known, bodies, people, state_phrases
from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.tokens import Token, bare_words
from toolkit.measures.actors.words import bare, forms, read_data, skeleton

_ARTICLES = (*(c + p + "ال" for c in ("", "و", "ف") for p in ("", "ب", "ك")), "لل", "ولل", "فلل")


# A foreign name's consonants name it by themselves where there are so many.
_SURE_SKELETON = 3


_SURE_NAME = 6


# How alike (difflib's ratio) a word must be to a surname of the same consonants.
_ALIKE = 0.72


_LONGEST = 9


class Found(NamedTuple):
    """A match: words ``[first, last)`` of the phrase."""

    first: int
    last: int
    known: Known


class _Key(NamedTuple):
    """The rest of a name behind its first word; whether one that stands alone has the article.

    `spelling` is that of a surname that is found by its consonants.
    """

    rest: tuple[str, ...]
    known: Known
    definite: bool | None
    spelling: str = ""


_Keys = dict[str, tuple[_Key, ...]]


def find_known(tokens: Sequence[Token], first: int) -> Found | None:
    """The longest phrase of the gazetteer that begins at a word.

    Examples
    --------
    >>> from toolkit.measures.actors.tokens import tokens_of
    >>> find_known(tokens_of("للولايات المتحدة الأميركية"), 0).known.state
    'US'
    >>> find_known(tokens_of("أنطوني بلينكين"), 0).known.name
    'أنتوني بلينكن'
    """
    word = tokens[first].word
    candidates, foreign_names = _candidates(word)
    if not candidates and not foreign_names:
        return None
    behind = bare(tokens[first + 1].word) if first + 1 < len(tokens) else ""
    best: Found | None = None
    for number, stem, keys in candidates:
        for key in (*keys.get(behind, ()), *keys.get("", ())):
            last = first + 1 + len(key.rest)
            if best is not None and last <= best.last:
                break
            if key.definite is not None and key.definite != _is_definite(word):
                continue
            if number and len(stem) < 4 and not key.rest and not _is_land(key.known):
                continue
            if last <= len(tokens) and _same(tokens, first + 1, key.rest):
                best = Found(first, last, key.known)
                break
        if best is not None and number == 0:
            break
    foreign = _find_foreign(tokens, first, foreign_names)
    if foreign is not None and (best is None or foreign.last > best.last):
        return foreign
    return best


@lru_cache(maxsize=KEPT_WORDS)
def _candidates(
    word: str,
) -> tuple[tuple[tuple[int, str, _Keys], ...], tuple[tuple[str, tuple[_Key, ...]], ...]]:
    """What may begin at a word: entries by the stem, then foreign names by the consonants."""
    stems = tuple(enumerate(forms(word)))
    entries = tuple((n, stem, _index()[stem]) for n, stem in stems if stem in _index())
    foreign = tuple(
        (stem, _skeletons()[skeleton(stem)])
        for n, stem in stems
        if (not n or len(stem) > 3) and skeleton(stem) in _skeletons()
    )
    return entries, foreign


def _same(tokens: Sequence[Token], first: int, rest: tuple[str, ...]) -> bool:
    return all(bare(tokens[first + i].word) == word for i, word in enumerate(rest))


def _is_land(known: Known) -> bool:
    """`بعدن`, `لمصر`: a land's name is short and has clitics all the same."""
    return known.kind == "state" and known.how in ("name", "seat", "place")


def _all_definite(phrase: str) -> bool:
    return all(word.startswith("ال") for word in phrase.split())


def _is_definite(word: str) -> bool:
    return word.startswith(_ARTICLES)


def _find_foreign(
    tokens: Sequence[Token], first: int, names: Sequence[tuple[str, tuple[_Key, ...]]]
) -> Found | None:
    """A foreign person by the consonants of the name."""
    best: Found | None = None
    for stem, keys in names:
        for key in keys:
            if key.definite and not tokens[first].word.startswith("ال"):
                continue
            last = first + 1 + len(key.rest)
            if best is not None and last <= best.last:
                break
            if last > len(tokens) or (key.spelling and not _is_spelling(stem, key.spelling)):
                continue
            if all(
                skeleton(bare(tokens[first + 1 + i].word)) == word
                for i, word in enumerate(key.rest)
            ):
                best = Found(first, last, key.known)
                break
    return best


@lru_cache(maxsize=KEPT_WORDS)
def _is_spelling(word: str, name: str) -> bool:
    """Whether two words of the same consonants are alike as two spellings of a name are."""
    return word == name or SequenceMatcher(None, word, name).ratio() >= _ALIKE


@kept
def _index() -> dict[str, _Keys]:
    """Everything by its first word, then its second, as `_make_index` gives it."""
    return {
        word: {second: _unpacked(own) for second, own in keys.items()}
        for word, keys in _shipped()["index"].items()
    }


@kept
def _skeletons() -> dict[str, tuple[_Key, ...]]:
    """Foreign persons by the consonants of their first word, as `_make_skeletons` gives them."""
    return {word: _unpacked(own) for word, own in _shipped()["skeletons"].items()}


def _make_index() -> dict[str, _Keys]:
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
    index: dict[str, _Keys] = {}
    for word, entries in found.items():
        keys: dict[str, list[_Key]] = {}
        for (rest, definite), known in sorted(
            entries.items(), key=lambda e: (-len(e[0][0]), str(e[0]))
        ):
            keys.setdefault(rest[0] if rest else "", []).append(_Key(rest, known, definite))
        index[word] = {second: tuple(own) for second, own in keys.items()}
    return index


def _make_skeletons() -> dict[str, tuple[_Key, ...]]:
    """Foreign persons by the consonants of their first word, the longest name first."""
    arabic = frozenset(read_data("words")["arabic_states"])
    found: dict[str, dict[tuple[str, ...], _Key]] = {}
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
                key = _Key(words[1:], known, definite, spelling)
                found.setdefault(words[0], {}).setdefault(words[1:], key)
    return {
        word: tuple(keys[rest] for rest in sorted(keys, key=lambda r: (-len(r), r)))
        for word, keys in found.items()
    }


def _is_foreign(name: str) -> bool:
    """Whether an international officer's name is no Arabic one: it has none of Arabic's names."""
    return not set(bare_words(name)) & word_list("common_names") and "ال" not in name


@kept
def _shipped() -> dict[str, Any]:
    return _COMPILED.read()


@kept
def _known() -> list[Known]:
    return [Known(*one) for one in _shipped()["known"]]


def _unpacked(keys: list[list[Any]]) -> tuple[_Key, ...]:
    known = _known()
    return tuple(_Key(tuple(rest), known[n], *further) for rest, n, *further in keys)


def _packed() -> dict[str, Any]:
    """Index and skeletons as plain lists; what is known of a name is numbered."""
    numbers: dict[Known, int] = {}

    def packed(keys: Sequence[_Key]) -> list[list[Any]]:
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
