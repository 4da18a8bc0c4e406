"""The reduce: which phrases of different articles name one actor.

Phrases with one key are one actor. Names that no gazetteer has are joined where one's words stand in
the other's, the last included, spellings of the same consonants being one; only names of the same
last consonants are compared, so the work grows with the number of names. Offices whose holder is not
on record go to whom the articles of those days name with the title. A surname by itself is joined
with a full name only where one alone is possible; where several are, it stays and says so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from toolkit.measures.actors.gazetteer.offices import holder_of, offices_of
from toolkit.measures.actors.keys import name_size
from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.words import skeleton

# How far, in days, an office may be from an article that names its holder.
OFFICE_DAYS = 10.0
# How far, in days, a surname may be from the full name that it is short for.
NAME_DAYS = 30.0
_MAJORITY = 0.6


@dataclass
class _Name:
    """A name as it stands in the mentions, all its phrases together."""

    key: str
    words: tuple[str, ...]
    count: int = 0
    states: Counter[str] = field(default_factory=Counter)
    days: list[float] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)

    @property
    def state(self) -> str:
        return min(self.states, key=lambda s: (-self.states[s], s), default="")


def join_mentions(mentions: pd.DataFrame) -> tuple[pd.Series, dict[str, list[str]]]:
    """Give every mention its actor.

    Parameters
    ----------
    mentions : DataFrame
        As `toolkit.measures.actors.mentions.mentions_of` gives them, of all articles.

    Returns
    -------
    Series of str
        The key of every mention's actor: one key an actor.
    dict
        Of keys that might be another actor too, the keys of those.

    Examples
    --------
    >>> rows = pd.DataFrame({"key": ["name|ليزا جونز|", "name|جونز|b"], "article_id": ["a", "b"],
    ...     "words": ["ليزا جونز", "جونز"], "state": "", "day": [1.0, 2.0], "kind": "person"})
    >>> join_mentions(rows)[0].tolist()
    ['name|ليزا جونز|', 'name|ليزا جونز|']
    """
    keys = mentions["key"]
    renamed: dict[str, str] = {}
    held = _held_offices(mentions)
    days = mentions["day"].tolist()
    actors = [
        _holder(key, day, held) if key.startswith("office|") else key
        for key, day in zip(keys.tolist(), days, strict=True)
    ]
    names = _names(mentions)
    renamed, maybe = _join_names(names)
    return (
        pd.Series([renamed.get(key, key) for key in actors], index=mentions.index, dtype="str"),
        maybe,
    )


_Office = tuple[str, str]


def _held_offices(mentions: pd.DataFrame) -> Mapping[_Office, list[tuple[float, str]]]:
    """Days on which a person was named with an office, or who has held it on record."""
    found: dict[_Office, list[tuple[float, str]]] = {}
    if "office" not in mentions:
        return found
    persons = mentions[mentions["kind"] == "person"]
    for key, state, office, day in zip(
        *(persons[name].tolist() for name in ("key", "state", "office", "day")), strict=True
    ):
        if office and state:
            found.setdefault((state, office), []).append((day, key))
        if key.startswith("person|"):
            name = key.split("|", 1)[1]
            for held in offices_of().get(name, ()):
                land, code = held.split(" ", 1)
                if code.startswith("minister:") and (
                    day != day or holder_of(land, code, day) == name
                ):
                    found.setdefault((land, "minister"), []).append((day, key))
                if day == day:
                    continue
                found.setdefault((land, code), []).append((day, key))
    return {office: sorted(rows, key=str) for office, rows in found.items()}


def _holder(key: str, day: float, held: Mapping[_Office, list[tuple[float, str]]]) -> str:
    """The person whom most articles of those days name with the office, else the office."""
    _, state, office = key.split("|", 2)
    rows = held.get((state, office))
    if not rows:
        return key
    near = [k for d, k in rows if d != d or day != day or abs(d - day) <= OFFICE_DAYS]
    if not near:
        return key
    best, count = Counter(near).most_common(1)[0]
    return best if count >= _MAJORITY * len(near) else key


def _names(mentions: pd.DataFrame) -> list[_Name]:
    found: dict[str, _Name] = {}
    rows = mentions[mentions["key"].str.startswith("name|")]
    for key, words, state, day, article in zip(
        *(rows[name].tolist() for name in ("key", "words", "state", "day", "article_id")),
        strict=True,
    ):
        name = found.get(key)
        if name is None:
            name = found[key] = _Name(key, tuple(words.split()))
        name.count += 1
        name.articles.add(article)
        if state:
            name.states[state] += 1
        if day == day:
            name.days.append(day)
    return list(found.values())


def _join_names(names: Sequence[_Name]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """New keys of names that are another's, and what a name might be."""
    renamed: dict[str, str] = {}
    maybe: dict[str, list[str]] = {}
    full: dict[str, list[_Name]] = {}
    rank = sorted(names, key=lambda n: (-len(n.words), -n.count, n.key))
    for name in rank:
        if name_size(name.words) < 2:
            continue
        same = [other for other in _candidates(name, full) if _same_name(name, other)]
        if len(same) == 1 or (same and same[0].words == name.words):
            renamed[name.key] = same[0].key
            _absorb(same[0], name)
            continue
        if same:
            maybe[name.key] = [other.key for other in same]
        for word in {skeleton(w) for w in name.words}:
            full.setdefault(word, []).append(name)
    for name in rank:
        if name_size(name.words) > 1:
            continue
        near = [o for o in full.get(skeleton(name.words[-1]), ()) if _may_be(name, o)]
        if len(near) == 1:
            renamed[name.key] = near[0].key
        elif near:
            maybe[name.key] = sorted(other.key for other in near)
    return renamed, maybe


def _candidates(name: _Name, full: Mapping[str, Sequence[_Name]]) -> Sequence[_Name]:
    """Longer names that have the rarest word of a name."""
    blocks: list[Sequence[_Name]] = [full.get(skeleton(word), ()) for word in name.words]
    return min(blocks, key=len)


def _absorb(one: _Name, other: _Name) -> None:
    one.count += other.count
    one.states.update(other.states)
    one.days += other.days
    one.articles |= other.articles


def _same_name(short: _Name, long: _Name) -> bool:
    """Whether all words of a name stand in a longer or equal one in their order, the ends too."""
    if short.state and long.state and short.state != long.state:
        return False
    position = 0
    for word in short.words:
        while position < len(long.words) and not _alike(word, long.words[position]):
            position += 1
        if position == len(long.words):
            return False
        position += 1
    return _alike(short.words[0], long.words[0])


def _alike(one: str, other: str) -> bool:
    """One name in two spellings: the same consonants, and no more than two letters between."""
    if one == other:
        return True
    if skeleton(one) != skeleton(other) or len(skeleton(one)) < 2:
        return False
    return abs(len(one) - len(other)) <= 2 and not (
        one in word_list("common_names") and other in word_list("common_names")
    )


def _may_be(surname: _Name, full: _Name) -> bool:
    if surname.state and full.state and surname.state != full.state:
        return False
    if len(surname.words) > 1:
        family = full.words[-len(surname.words) :]
        if not all(_alike(*pair) for pair in zip(surname.words, family, strict=True)):
            return False
    else:
        family = full.words[-2:] if "ال" in full.words[-2:] else full.words[-1:]
        if not any(_alike(surname.words[0], word) for word in family):
            return False
    if not surname.days or not full.days:
        return True
    days = sorted(full.days)
    return any(
        bisect_left(days, day - NAME_DAYS) < bisect_right(days, day + NAME_DAYS)
        for day in surname.days
    )
