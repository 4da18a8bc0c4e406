"""The phrase of a source or holder: its head decides which reader has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from toolkit.arabic.kept import KEPT_WORDS
from toolkit.measures.actors.lists import head_word, phrase_list, word_list
from toolkit.measures.actors.reading.bodies import (
    read_body,
    read_document,
    read_group,
    read_unnamed,
)
from toolkit.measures.actors.reading.clauses import (
    Phrase,
    clause_of,
    keys_of,
    printed_name,
    words_of,
)
from toolkit.measures.actors.reading.items import Item, is_definite, is_name, items_of
from toolkit.measures.actors.reading.known import read_known
from toolkit.measures.actors.reading.names import name_run, person_reading
from toolkit.measures.actors.reading.offices import is_organ
from toolkit.measures.actors.reading.persons import king_reading, read_person, read_spokesman
from toolkit.measures.actors.reading.record import NOTHING, Reading, known_reading
from toolkit.measures.actors.reading.unknown import read_unknown
from toolkit.measures.actors.tokens import bare_words, tokens_of
from toolkit.measures.actors.words import bare


@lru_cache(maxsize=KEPT_WORDS)
def read_mention(text: str, source_type: str = "") -> Reading:
    """Read the phrase of a source or holder.

    Examples
    --------
    >>> read_mention("السيد بوريطة").name, read_mention("رئيس الدبلوماسية المغربية").office
    ('ناصر بوريطة', 'minister:foreign')
    >>> read_mention("الخارجية الجزائرية").office, read_mention("وبغداد").state
    ('ministry:foreign', 'IQ')
    >>> read_mention("المسؤول المغربي").kind, read_mention("مصدر حكومي").kind
    ('pointing', 'unnamed')
    """
    text = before_colon(text)
    tokens = tokens_of(text)
    items = items_of(tokens, text)
    found = read_items(items, Phrase(text, tokens, source_type, read_items))
    if found.kind == "unnamed" and not found.state:
        return replace(found, owned=any(i.has("owned") for i in items[1:]))
    return found


def read_items(items: list[Item], phrase: Phrase) -> Reading:
    """Read items of a phrase by the one that heads them."""
    while (
        items and items[0].known is None and items[0].has("stop") and not items[0].has("pointing")
    ):
        items = items[1:]
    if not items:
        return NOTHING
    if _is_same_source(items):
        return _pointing(items, phrase)
    titled = _skip_honorifics(items)
    if not titled:
        return _bare_honorific(items, phrase)
    head = titled[0]
    if head.known is not None:
        return read_known(titled, phrase)
    if head.has("pointing"):
        told = next((k for i in titled[1:] if (k := i.known) and k.kind == "person"), None)
        return known_reading(told) if told else _pointing(titled, phrase)
    return (
        _of_own_land(titled, phrase)
        or king_reading(items)
        or _by_class(titled, phrase)
        or (read_group(titled, phrase) if _is_plural(head, phrase) else None)
        or read_unknown(titled, items, phrase)
    )


def _pointing(items: Sequence[Item], phrase: Phrase) -> Reading:
    """What the article has to answer, by its own words."""
    return Reading(
        "pointing", head=items[0].word, words=words_of(items), source_type=phrase.source_type,
        definite=True,
    )  # fmt: skip


def _bare_honorific(items: Sequence[Item], phrase: Phrase) -> Reading:
    """An honorific without a name: a king's, or whoever the article has named."""
    if bare_words(" ".join(i.token.word for i in items)) in phrase_list("king_words"):
        return Reading(
            "office", office="head", head=head_word("king"), definite=True, words=words_of(items)
        )
    return _pointing(items, phrase)


def _of_own_land(items: list[Item], phrase: Phrase) -> Reading | None:
    """The host's land, and what a pronoun owns (`بلاده`, `قواته`), unless a name stands with it."""
    head = items[0]
    if is_host(items):
        return Reading("country", head=head_word("land"), words=(head_word("land"),))
    if not (head.has("countries") and len(items) == 1) and not head.has("owned"):
        return None
    names = name_run([i for i in items[1:] if not i.has("stop")])
    if head.has("persons") and len(names) > 1:
        return person_reading(names, phrase, "", head.word)
    if any(i.known is not None for i in items[1:]):
        return None
    kind = "country" if head.has("countries") else "owned"
    source = "group" if head.has("groups") else "body" if head.has("bodies") else ""
    return Reading(
        kind, printed_name(phrase, head.first, items[-1].last), False,
        keys_of(clause_of(items)) or (head.word,), head=head.word, office=source,
    )  # fmt: skip


def _by_class(items: list[Item], phrase: Phrase) -> Reading | None:
    """Read by the first list that has the head and whose reader finds something."""
    head = items[0]
    for name, read in (
        ("documents", read_document), ("spokesmen", read_spokesman), ("persons", read_person),
        ("bodies", read_body), ("groups", read_group), ("unnamed", read_unnamed),
    ):  # fmt: skip
        if name == "persons" and head.has("bodies") and is_organ(items):
            continue
        if head.has(name):
            found = read(items, phrase)
            if found is not None:
                return found
    return None


def _is_plural(head: Item, phrase: Phrase) -> bool:
    """Whether an unknown definite word is a sound plural, where a name is not to be expected."""
    return (
        head.token.word.lstrip("وفبل").startswith("ال")
        and head.word.endswith(("ون", "ين"))
        and len(head.word) > 4
        and bare(head.token.word) not in word_list("definite_names")
        and phrase.source_type not in ("", "government", "party")
    )


def before_colon(text: str) -> str:
    """A phrase without the words of somebody that a cut too wide left behind its colon."""
    head = text.partition(":")[0].rstrip()
    return head if len(head.split()) > 1 else text


def is_host(items: Sequence[Item]) -> bool:
    """`البلد المضيف`: the land where the meeting is."""
    return tuple(i.word for i in items) in phrase_list("host_words")


def _is_same_source(items: Sequence[Item]) -> bool:
    words = tuple(i.word for i in items)
    return words in phrase_list("same_source") and any(is_definite(item) for item in items)


def _skip_honorifics(items: list[Item]) -> list[Item]:
    """Without honorifics before a name or title; `النائب` alone is a calling, not one."""
    position = 0
    while (
        position < len(items) - 1
        and items[position].known is None
        and (
            items[position].has("honorifics")
            and (
                not items[position].has("persons")
                or (is_definite(items[position]) and is_name(items[position + 1]))
                or items[position + 1].has("honorifics")
            )
        )
    ):
        position += 1
    rest = items[position:]
    if (
        len(rest) == 1
        and rest[0].known is None
        and rest[0].has("honorifics")
        and not rest[0].has("persons")
    ):
        return []
    return rest
