"""The phrase of whom praise honours: deeds, plans and roles are whose they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from toolkit.arabic.kept import KEPT_WORDS
from toolkit.measures.actors.gazetteer.tables import Known
from toolkit.measures.actors.lists import head_word, word_list
from toolkit.measures.actors.reading.clauses import Phrase, keys_of
from toolkit.measures.actors.reading.items import Item, items_of
from toolkit.measures.actors.reading.mentions import is_host, read_items
from toolkit.measures.actors.reading.offices import is_organ
from toolkit.measures.actors.reading.record import NOTHING, Reading, land_reading
from toolkit.measures.actors.tokens import tokens_of


@lru_cache(maxsize=KEPT_WORDS)
def read_target(text: str) -> Reading:
    """Read the phrase of whom praise honours: deeds, plans and roles are whose they are.

    Examples
    --------
    >>> read_target("بالدور الريادي للمغرب").name, read_target("القيادة الرشيدة للملك محمد السادس").name
    ('المغرب', 'محمد السادس')
    >>> read_target("الأجهزة الأمنية المغربية").state, read_target("بلاده").kind
    ('MA', 'country')
    """
    tokens = tokens_of(text)
    items = items_of(tokens, text)
    phrase = Phrase(text, tokens, "", read_items)
    while items and items[0].has("stop") and items[0].known is None:
        items = items[1:]
    if not items:
        return NOTHING
    head = items[0]
    plan = (head.has("bodies") and not head.has("deeds")) or head.has("owned")
    thanked = _thanked(items)
    if thanked is not None:
        return thanked
    if (
        head.known is None
        and not plan
        and not head.has("persons", "honorifics", "groups", "countries")
        and not is_host(items)
    ):
        owner = _owner(items, phrase)
        if owner is not None:
            return owner
        if head.has("deeds"):
            return Reading("nothing", words=keys_of(items), head=head.word)
    found = read_items(items, phrase)
    if found.kind == "person" and not found.known and not head.has("persons", "honorifics"):
        return replace(found, kind="name")
    return found


def _thanked(items: Sequence[Item]) -> Reading | None:
    """The state behind `ل` where a clause stands before it: `حكومات المنطقة ممتنة للمغرب`."""
    if len(items) < 3 or items[0].has("deeds"):
        return None
    for before, item in pairwise(items[1:]):
        known = item.known
        if known is None or known.kind != "state" or known.how not in ("name", "seat"):
            continue
        if item.token.word.startswith("ل") and before.known is None and not before.classes:
            return land_reading(known)
    return None


def _owner(items: list[Item], phrase: Phrase) -> Reading | None:
    """Whose a deed, plan, role or virtue is: the first actor behind it."""
    deed = items[0].has("deeds") or not items[0].classes - {"common_names"}
    for position, item in enumerate(items):
        if item.known is not None:
            return _known_owner(items[position:], item.known, phrase, deed=deed)
        if not position:
            continue
        if item.has("countries") and (deed or item.word.endswith(("ه", "ها", "ي", "نا"))):
            return Reading("country", head=item.word, words=(item.word,))
        if item.has("owned"):
            continue
        if deed and item.word in word_list("royal_words"):
            king = head_word("king")
            return Reading("office", office="head", head=king, definite=True, words=(king,))
        rest = items[position:]
        if item.word in word_list("leaderships") and any(i.known for i in rest):
            return phrase.read(rest, phrase)
        if _may_own(rest):
            inner = phrase.read(rest, phrase)
            if inner.kind not in ("nothing", "unnamed"):
                return inner
    return None


def _known_owner(items: list[Item], known: Known, phrase: Phrase, *, deed: bool) -> Reading:
    """The owner that begins with an entry: an adjective is its land's, two lands' a group's."""
    if known.kind != "state" or known.how not in ("adjective", "plural"):
        return phrase.read(items, phrase)
    other = items[1].known if len(items) > 1 else None
    if deed and other and other.kind == "state" and other.state != known.state:
        names = sorted((known.name, other.name))
        return Reading("group", " و".join(names), True, tuple(names), "INT", "government")
    inner = phrase.read(items, phrase)
    return inner if inner.kind == "person" and inner.known else land_reading(known)


def _may_own(items: list[Item]) -> bool:
    """Whether a word of the lists heads an actor; one that only describes must head an organ."""
    head = items[0]
    if not head.has("persons", "honorifics", "groups", "bodies", "pointing"):
        return False
    return not head.has("generic") or head.has("honorifics") or is_organ(items)
