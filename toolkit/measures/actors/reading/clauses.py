"""Where a noun phrase ends, which of its words count, and which state it tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.reading.items import Item, classes_of, is_definite
from toolkit.measures.actors.reading.record import DISPUTED, Reading
from toolkit.measures.actors.tokens import Token


@dataclass(frozen=True)
class Phrase:
    """The phrase that is read: its text and words, the type of who speaks, and how to read a part."""

    text: str
    tokens: Sequence[Token]
    source_type: str
    read: Callable[[list[Item], Phrase], Reading]


def words_of(items: Sequence[Item]) -> tuple[str, ...]:
    """The words of items, the entries by their names."""
    return tuple(i.word if i.known is None else i.known.name for i in items)


def keys_of(items: Sequence[Item]) -> tuple[str, ...]:
    """The words of a phrase by which it is compared: states out, they are kept by themselves."""
    return tuple(_key(i) for i in items if not _is_state(i) and not _is_empty(i))


def _key(item: Item) -> str:
    # A town goes by its own word: `أمير منطقة تبوك` is not `أمير منطقة حائل`.
    if item.known is None or item.known.how == "place":
        return item.word
    return item.known.name


def _is_state(item: Item) -> bool:
    return item.known is not None and item.known.kind == "state" and item.known.how != "place"


def _is_empty(item: Item) -> bool:
    return item.known is None and item.has("stop", "honorifics")


def printed_name(phrase: Phrase, first: int, last: int) -> str:
    """Items as printed, without what is attached to the first and marks that stand alone."""
    found = phrase.text[phrase.tokens[first].start : phrase.tokens[last - 1].end]
    words = found.replace("_", " ").replace("#", " ").split()
    if words and len(words[0]) > 4:
        # A preposition before the article is none of the name.
        words[0] = f"ال{words[0][2:]}" if words[0].startswith("لل") else words[0]
        words[0] = words[0][1:] if words[0].startswith(("بال", "وال")) else words[0]
        token = phrase.tokens[first].word
        if token[0] in "لبو" and classes_of(token)[1] and classes_of(token)[0] == token[1:]:
            words[0] = words[0][1:]
    name = " ".join(words)
    if sum(name.count(mark) for mark in _MARKS) % 2:
        # A mark whose other half stands outside the name is none of it.
        name = name.translate(dict.fromkeys(map(ord, _MARKS)))
    return name


_MARKS = '"«»“”'


def clause_of(items: list[Item]) -> list[Item]:
    """The items up to the word that ends a noun phrase; a comma does not end it."""
    for position, item in enumerate(items):
        if position and _is_occasion(items[position : position + 2]):
            return items[:position]
        if (
            position
            and item.known is None
            and item.has("stop")
            and item.word not in word_list("title_links")
        ):
            return items[:position]
    return items


def _is_occasion(items: list[Item]) -> bool:
    """Whether it is told where somebody spoke: `الوزير في مقابلة`, `الرئيس خلال مؤتمر`."""
    if len(items) < 2 or items[0].known is not None or items[1].known is not None:
        return False
    where = items[0].word in word_list("occasion_links") and not is_definite(items[1])
    return where and items[1].word in word_list("occasions")


def noun_phrase(clause: list[Item]) -> list[Item]:
    """A body's or group's words: an unknown one without the article behind one with it is none."""
    seen = False
    for position, item in enumerate(clause):
        word = item.token.word
        unknown = not item.classes and item.known is None and not item.token.quoted
        if seen and unknown and not word.startswith(("ال", "ل", "ب", "و", "ك")):
            return clause[:position]
        if item.known is not None:
            seen = item.known.kind == "state" and item.known.how == "adjective"
        else:
            seen = is_definite(item) and not item.has("honorifics", "common_names")
    return clause


def before_paper(items: list[Item]) -> list[Item]:
    """A group without the paper by which it speaks: `المجتمعون ببيان`."""
    for position, item in enumerate(items):
        joined = item.word != item.token.word and item.token.word.startswith("ب")
        if position and joined and item.known is None and item.has("documents"):
            return items[:position]
    return items


def before_place(clause: list[Item]) -> list[Item]:
    """A title without where its bearer is: `الرئيس الفلسطيني في جلسة`."""
    for position, item in enumerate(clause):
        if position and item.known is None and item.word == "في":
            return clause[:position]
    return clause


def behind_stop(clause: Sequence[Item], name: Item) -> bool:
    """Whether a single unknown word stands behind a preposition: `الرئيس في جلسة`."""
    before = next((i for i in clause if i.last == name.first), None)
    return before is not None and before.known is None and before.has("stop")


def has_body(clause: Sequence[Item]) -> bool:
    """Whether a body is named inside a title."""
    return any(i.known is None and i.has("bodies") for i in clause[1:])


def is_filler(word: str) -> bool:
    """Whether a word tells of no name: a general adjective, a function word, an honorific."""
    return (
        word in word_list("generic") or word in word_list("stop") or word in word_list("honorifics")
    )


def first_state(items: Sequence[Item]) -> str:
    """The state that a title names first; one behind a preposition only where no other stands."""
    held = ""
    for number, item in enumerate(items):
        if item.known is None or item.known.kind == "person":
            continue
        if item.known.kind != "state":
            held = held or item.known.state or (DISPUTED if item.known.kind == "body" else "")
            continue
        before = items[number - 1] if number else None
        if before is not None and before.known is None and before.has("stop"):
            if not (number > 1 and items[number - 2].word in word_list("residents")):
                held = held or item.known.state
            continue
        return item.known.state
    several = any(i.known is None and i.word in word_list("several_officers") for i in items)
    officer = items and items[0].word in word_list("several_offices")
    return held or ("INT" if several and officer else "")
