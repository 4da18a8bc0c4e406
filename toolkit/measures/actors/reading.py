"""What one phrase says of an actor: who is meant, of which kind, for which state.

A phrase is cut into words, the gazetteer's finds are marked in it, and its head decides: a title or
calling leads to a person or an office, `وزارة` or `حزب` to a body, `بيان` to its author, `تجربة` to
whose it is. What a phrase leaves open (`الوزير`, `المصدر ذاته`, `بلاده`) is said to be open, for the
article to answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from toolkit.measures.actors.gazetteer import (
    Found,
    Known,
    find_known,
    known_actors,
    offices_of,
    person_names,
    person_words,
    short_names,
)
from toolkit.measures.actors.words import (
    Token,
    bare,
    bare_words,
    forms,
    phrase_codes,
    phrase_list,
    plain,
    read_data,
    skeleton,
    tokens_of,
    word_list,
)

_MOST_NAMES = 8
# Types whose nameless unknown words are a body's name rather than a person's.
_BODY_TYPES = frozenset(("media", "news_agency", "business", "intergovernmental"))


@dataclass(frozen=True)
class Reading:
    """A phrase read.

    Attributes
    ----------
    kind : str
        ``person``, ``office``, ``body``, ``state``, ``group``, ``document``, ``unnamed``; or what
        the article has to answer: ``pointing`` (`الوزير`, `المصدر ذاته`), ``country`` (`بلاده`),
        ``owned`` (`قواته`), ``name`` (unknown words that may be one), ``nothing``.
    name : str
        The gazetteer's name, or the name as printed; empty where there is none.
    known : bool
        Whether the gazetteer has it.
    words : tuple of str
        The words by which it is compared, folded.
    state, source_type : str
        ISO code and type of the codebook; empty where they are not told.
    office : str
        ``minister:foreign`` and the like; for a body ``ministry:foreign`` or an organ of a state.
    head : str
        The word that heads the phrase, by which a later `الوزير` finds it.
    definite : bool
        Whether the head has the article.
    owned : bool
        Whether a pronoun says whose man an unnamed source is: `أحد مساعديه`.
    """

    kind: str
    name: str = ""
    known: bool = False
    words: tuple[str, ...] = ()
    state: str = ""
    source_type: str = ""
    office: str = ""
    head: str = ""
    definite: bool = False
    owned: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the article has to say who is meant."""
        return self.kind in ("pointing", "country", "owned", "name", "nothing")


NOTHING = Reading("nothing")
# The state of who speaks for a body that has none: it is known, and it is no state.
DISPUTED = "none"


@dataclass(frozen=True)
class _Item:
    """A word, or the words of a find."""

    token: Token
    word: str
    classes: frozenset[str]
    known: Known | None
    first: int
    last: int

    def has(self, *names: str) -> bool:
        return not self.classes.isdisjoint(names)


_CLASSES = (
    "honorifics", "pointing", "persons", "of_another", "spokesmen", "bodies", "body_kinds",
    "documents", "document_owners", "unnamed", "groups", "deeds", "deed_links", "countries", "stop",
    "generic", "common_names", "spokes_links", "state_words",
)  # fmt: skip


@lru_cache(maxsize=100_000)
def _classes(word: str) -> tuple[str, frozenset[str]]:
    """The stem of a word that the lists know, and the lists."""
    for stem in forms(word):
        found = frozenset(name for name in _CLASSES if stem in word_list(name))
        if found:
            return stem, found
    if word in word_list("female_names") or word in word_list("male_names"):
        return word, frozenset(("common_names",))
    if word.endswith("ا"):
        found = frozenset(name for name in _CLASSES if bare(word[:-1]) in word_list(name))
        if found:
            return bare(word[:-1]), found
    for stem in _owned_stems(word):
        found = frozenset(name for name in _OWNABLE if stem in word_list(name))
        if found:
            return stem, found | {"owned"}
    return plain(word), frozenset()


_OWNABLE = ("bodies", "groups", "deeds", "persons")
_PRONOUNS = ("ها", "هم", "نا", "ه", "كم")
# A single unknown word that ends so is somebody's thing, no name: `تأسيسها`.
_OWNED = ("ها", "هما", "هم", "هن")


def _owned_stems(word: str) -> list[str]:
    """The stems of a word before a pronoun: `قواته`, `أجهزته`."""
    found = []
    for form in forms(word):
        for pronoun in _PRONOUNS:
            stem = form[: -len(pronoun)]
            if form.endswith(pronoun) and len(stem) > 2:
                found += [stem, stem[:-1] + "ه"] if stem.endswith("ت") else [stem]
                found += [stem[:-1]] if stem.endswith("ي") else []
    return found


@lru_cache(maxsize=200_000)
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
    tokens = tokens_of(text)
    items = _items(tokens, text)
    found = _read(items, tokens, text, source_type)
    if found.kind == "unnamed" and not found.state:
        return replace(found, owned=any(i.has("owned") for i in items[1:]))
    return found


@lru_cache(maxsize=100_000)
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
    items = _items(tokens, text)
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
        and not _is_host(items)
    ):
        owner = _owner(items, tokens, text)
        if owner is not None:
            return owner
        if head.has("deeds"):
            return Reading("nothing", words=_keys(items), head=head.word)
    found = _read(items, tokens, text, "")
    if found.kind == "person" and not found.known and not head.has("persons", "honorifics"):
        return replace(found, kind="name")
    return found


def _items(tokens: Sequence[Token], text: str) -> list[_Item]:
    items = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        found = find_known(tokens, position)
        if found is not None and _stands(tokens, found):
            word, classes = _classes(token.word)
            items.append(_Item(token, word, classes, found.known, position, found.last))
            position = found.last
            continue
        word, classes = _classes(token.word)
        behind = tokens[position + 1].word if position + 1 < len(tokens) else ""
        if behind in ("بن", "ابن", "بنت") and not token.word.startswith("ال"):
            # `سلطان بن سحيم`: a title before `بن` is a first name.
            word, classes = plain(token.word), frozenset(("common_names",))
        elif token.word == "علي" and text[token.end - 1] == "ي" and items and _is_name(items[-1]):
            # `خالد علي`, whom folding makes one with the preposition.
            classes = frozenset(("common_names",))
        elif (
            behind
            and "persons" in classes
            and token.word in word_list("female_names")
            and not _classes(behind)[1]
            and not tokens[position + 1].breaks
        ):
            # `أمينة السوسي` is a woman, `أمينة عامة` an office.
            classes = frozenset(("common_names",))
        items.append(_Item(token, word, classes, None, position, position + 1))
        position += 1
    return items


def _stands(tokens: Sequence[Token], found: Found) -> bool:
    """Whether a find is what it seems: a surname beside another's first name is not."""
    size = found.last - found.first
    if found.known.kind != "person" or size > 2:
        return True
    if size == 2 and tokens[found.first].word not in _COMPOUND:
        return True
    names = person_names()[found.known.name]
    before = _name_at(tokens, found.first - 1)
    if before and not tokens[found.first].breaks and skeleton(before) not in names:
        return False
    if _is_first_name(tokens, found):
        return False
    behind = _name_at(tokens, found.last)
    if behind and not tokens[found.last].breaks:
        key = skeleton(bare(tokens[found.first].word))
        return skeleton(behind) in names or key not in short_names()[found.known.name]
    return True


# Words that make one name with the next: `عبد المهدي`.
_COMPOUND = frozenset(("عبد", "ابو", "بن", "ابن"))


def _is_first_name(tokens: Sequence[Token], found: Found) -> bool:
    """Whether a surname of the gazetteer is another's first name: `البشير الجويني`."""
    if found.last >= len(tokens) or tokens[found.last].breaks:
        return False
    own, behind = tokens[found.first].word, tokens[found.last].word
    if own.startswith("ال"):
        first = bare(own) in word_list("definite_names")
        follows = behind.startswith("ال") and not _classes(behind)[1]
    else:
        first = own in word_list("male_names") or own in word_list("female_names")
        follows = not behind.startswith("ال") and bool(_name_at(tokens, found.last))
    if not first or not follows or find_known(tokens, found.last) is not None:
        return False
    return skeleton(bare(behind)) not in person_names()[found.known.name]


def _name_at(tokens: Sequence[Token], position: int) -> str:
    """The word at a place where it can only be a name, else ''."""
    if not 0 <= position < len(tokens):
        return ""
    word, classes = _classes(tokens[position].word)
    own = tokens[position].word
    if classes - {"common_names"} or (
        own.startswith("ال") and bare(own) not in word_list("definite_names")
    ):
        return ""
    found = find_known(tokens, position)
    return "" if found is not None and found.known.kind != "person" else word


def _read(items: list[_Item], tokens: Sequence[Token], text: str, source_type: str) -> Reading:
    while (
        items and items[0].known is None and items[0].has("stop") and not items[0].has("pointing")
    ):
        items = items[1:]
    if not items:
        return NOTHING
    if _is_same_source(items):
        return Reading(
            "pointing", head=items[0].word, words=_words(items), source_type=source_type,
            definite=True,
        )  # fmt: skip
    titled = _skip_honorifics(items)
    if not titled:
        word = items[0]
        if bare_words(" ".join(i.token.word for i in items)) in phrase_list("king_words"):
            return Reading("office", office="head", head="ملك", definite=True, words=_words(items))
        return Reading("pointing", head=word.word, words=_words(items), definite=True)
    head = titled[0]
    if head.known is not None:
        return _read_known(titled, tokens, text, source_type)
    if head.has("pointing"):
        told = [i.known for i in titled[1:] if i.known and i.known.kind == "person"]
        if told:
            return known_reading(told[0])
        return Reading("pointing", head=head.word, words=_words(titled), definite=True)
    host = _is_host(titled)
    if host:
        return Reading("country", head="بلد", words=("بلد",))
    if (head.has("countries") and len(titled) == 1) or head.has("owned"):
        told = [i.known for i in titled[1:] if i.known is not None]
        names = _name_run([i for i in titled[1:] if not i.has("stop")])
        if head.has("persons") and len(names) > 1:
            return _person(names, text, tokens, "", source_type, head.word)
        if not told:
            kind = "country" if head.has("countries") else "owned"
            source = "group" if head.has("groups") else "body" if head.has("bodies") else ""
            return Reading(
                kind, _printed(text, tokens, head.first, titled[-1].last), False,
                _keys(_clause(titled)) or (head.word,), head=head.word, office=source,
            )  # fmt: skip
    king = _king(items)
    if king is not None:
        return king
    for name, read in (
        ("documents", _read_document), ("spokesmen", _read_spokesman), ("persons", _read_person),
        ("bodies", _read_body), ("groups", _read_group), ("unnamed", _read_unnamed),
    ):  # fmt: skip
        if name == "persons" and head.has("bodies") and _is_organ(titled):
            continue
        if head.has(name):
            found = read(titled, tokens, text, source_type)
            if found is not None:
                return found
    if (
        head.token.word.lstrip("وفبل").startswith("ال")
        and head.word.endswith(("ون", "ين"))
        and (
            len(head.word) > 4
            and bare(head.token.word) not in word_list("definite_names")
            and source_type not in ("", "government", "party")
        )
    ):
        return _read_group(titled, tokens, text, source_type)
    return _read_unknown(titled, items, tokens, text, source_type)


def _is_host(items: Sequence[_Item]) -> bool:
    """`البلد المضيف`: the land where the meeting is."""
    return tuple(i.word for i in items) in phrase_list("host_words")


def _is_organ(items: list[_Item]) -> bool:
    """Whether a word that is a calling, too, heads an organ: `الدبلوماسية الأمريكية`."""
    if len(items) > 1 and items[1].token.quoted and items[1].known is None:
        # `مؤسسة "إمباكت"`: a founder's name stands in no marks.
        return True
    return bool(_organ([i.word for i in _clause(items) if i.known is None]))


def _is_same_source(items: Sequence[_Item]) -> bool:
    words = tuple(i.word for i in items)
    return words in phrase_list("same_source") and any(_definite(item) for item in items)


def _definite(item: _Item) -> bool:
    word = item.token.word
    return any(word.startswith(p) for p in ("ال", "وال", "فال", "بال", "لل", "كال", "ولل"))


def _skip_honorifics(items: list[_Item]) -> list[_Item]:
    """Without honorifics before a name or title; `النائب` alone is a calling, not one."""
    position = 0
    while (
        position < len(items) - 1
        and items[position].known is None
        and (
            items[position].has("honorifics")
            and (
                not items[position].has("persons")
                or (_definite(items[position]) and _is_name(items[position + 1]))
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


def _is_name(item: _Item) -> bool:
    """Whether an item can be a word of a person's name."""
    if item.known is not None:
        return item.known.kind == "person"
    if item.token.word.startswith(_JOINED):
        return False
    return not item.classes or item.classes <= {"common_names"}


_JOINED = ("بال", "لل", "كال", "وبال", "ولل", "وال", "فال")


def _words(items: Sequence[_Item]) -> tuple[str, ...]:
    return tuple(i.word if i.known is None else i.known.name for i in items)


def _king(items: Sequence[_Item]) -> Reading | None:
    """`جلالة الملك`, `عاهل البلاد`: a king without a name."""
    words = tuple(i.word for i in items if i.known is None)
    state = next((i.known.state for i in items if i.known and i.known.kind == "state"), "")
    if any(i.known and i.known.kind == "person" for i in items):
        return None
    while words and words not in phrase_list("king_words"):
        words = words[:-1]
    if not words or (len(words) < len(items) and _is_name(items[len(words)])):
        return None
    return Reading("office", office="head", head="ملك", definite=True, words=words, state=state)


def _read_known(
    items: list[_Item], tokens: Sequence[Token], text: str, source_type: str
) -> Reading:
    head = items[0]
    known = head.known
    assert known is not None
    joint = _joint(items)
    if joint is not None:
        return joint
    if known.kind in ("person", "body", "group"):
        if known.kind != "person" and (other := _other_state(items, known)):
            words = tuple(bare(t.word) for t in tokens[head.first : head.last])
            return Reading(
                "body", _printed(text, tokens, head.first, head.last), False, words, other,
                known.source_type, head=words[0],
            )  # fmt: skip
        if (
            known.kind == "body"
            and known.source_type == "government"
            and (title := next((i for i in items[1:2] if i.has("persons")), None))
        ):
            return _read_person(
                items[items.index(title) :], tokens, text, source_type
            ) or known_reading(known)
        return known_reading(known)
    if known.how == "plural":
        return Reading(
            "group", _printed(text, tokens, head.first, items[-1].last), False,
            (known.name, *_keys(items[1:])), known.state, source_type, head=head.word,
            definite=_definite(head),
        )  # fmt: skip
    if known.how == "adjective" and len(items) > 1 and items[1].has("persons"):
        return _read(items[1:], tokens, text, source_type)
    if known.how == "adjective" and len(items) > 1 and (named := items[1].known) is not None:
        if named.kind == "person" and not items[1].token.breaks:
            return known_reading(named)
    if known.how == "adjective":
        names = _name_run(items[1:])
        if names:
            return _person(names, text, tokens, state=known.state, source_type=source_type)
        return Reading("unnamed", words=_keys(items), state=known.state, head=head.word)
    rest = [i for i in items[1:] if i.known is None and i.has("persons")]
    if known.how == "seat" and rest and not rest[0].token.breaks and head.last == rest[0].first:
        return _read(items[1:], tokens, text, source_type)
    return _state(known)


def _joint(items: Sequence[_Item]) -> Reading | None:
    """Two known actors joined by `و` speak, or are praised, as one group."""
    if len(items) < 2 or items[1].known is None or items[0].known is None:
        return None
    one, two = items[0].known, items[1].known
    kinds = ("adjective", "plural", "place")
    lands = all(k.kind == "state" and k.how in ("name", "seat") for k in (one, two))
    if one.name == two.name or not items[1].token.word.startswith(("و", "ب") if lands else "و"):
        return None
    if any(k.kind == "state" and k.how in kinds for k in (one, two)):
        return None
    if find_known([items[1].token], 0) is None and items[1].last - items[1].first == 1:
        return None
    state = _common_state(one.state, two.state)
    names = sorted((one.name, two.name))
    return Reading(
        "group", f"{one.name} و{two.name}", True, tuple(names), state, one.source_type,
        head=bare_words(one.name)[0],
    )  # fmt: skip


def known_reading(known: Known) -> Reading:
    """A person or body of the gazetteer."""
    return Reading(
        known.kind, known.name, True, tuple(bare_words(known.name)), known.state,
        known.source_type, head=bare_words(known.name)[0],
    )  # fmt: skip


def _state(known: Known) -> Reading:
    return Reading(
        "state", known.name, True, tuple(bare_words(known.name)), known.state, "government",
        head="دوله",
    )  # fmt: skip


def state_reading(code: str) -> Reading:
    """A state by its code: its government speaks for it."""
    known = known_actors().get(("state", code))
    return _state(known) if known else Reading("state", code, True, (code,), code, "government")


def _other_state(items: Sequence[_Item], known: Known) -> str:
    """The state that an adjective right behind a body's name tells against the gazetteer."""
    if len(items) < 2 or items[1].token.breaks:
        return ""
    other = items[1].known
    if other is None or other.kind != "state" or other.how != "adjective":
        return ""
    if known.source_type not in ("government", "party") or other.state == known.state:
        return ""
    return other.state


def _read_document(
    items: list[_Item], tokens: Sequence[Token], text: str, source_type: str
) -> Reading | None:
    """A paper speaks for its author where one is told."""
    head = items[0]
    behind = items[1:]
    for position, item in enumerate(behind):
        if position and behind[position - 1].word == "في":
            continue
        if item.known is not None and (
            item.known.kind != "state" or item.known.how in ("seat", "partisan", "name")
        ):
            return _read(behind[position:], tokens, text, source_type)
        if item.has("persons", "bodies", "spokesmen") and not item.has("document_owners"):
            inner = _read(behind[position:], tokens, text, source_type)
            if inner.kind in ("person", "office", "body", "state", "pointing"):
                return inner
            break
        if item.has("groups") and position:
            return _read(behind[position:], tokens, text, source_type)
    state = _first_state(behind)
    if head.has("bodies", "groups") and not head.has("unnamed"):
        return None
    if head.has("unnamed"):
        return None
    if len(behind) == 0 and _definite(head):
        return Reading("pointing", head=head.word, words=(head.word,), definite=True)
    return Reading(
        "document", _printed(text, tokens, head.first, items[-1].last), False, _keys(items), state,
        source_type, head=head.word, definite=_definite(head),
    )  # fmt: skip


def _read_spokesman(
    items: list[_Item], tokens: Sequence[Token], text: str, source_type: str
) -> Reading | None:
    """A spokesman with a name, else whom he speaks for."""
    named = _read_person(items, tokens, text, source_type, named_only=True)
    if named is not None:
        return named
    rest = [i for i in items[1:] if not (i.known is None and i.has("spokes_links", "stop"))]
    if rest and (rest[0].known is not None or rest[0].has("persons", "bodies", "honorifics")):
        inner = _read(rest, tokens, text, source_type)
        if inner.kind == "person" and inner.known:
            return _office_body(inner)
        if inner.kind == "office":
            return _body_of_office(inner)
        if inner.kind in ("body", "state", "pointing"):
            return inner
    state = _first_state(items)
    if len(items) <= 2 and _definite(items[0]):
        return Reading(
            "pointing", head=items[0].word, words=_keys(items), state=state, definite=True
        )
    return Reading("unnamed", words=_keys(items), state=state, head=items[0].word)


def _office_body(person: Reading) -> Reading:
    """The house of a known person: whose spokesman speaks for it."""
    held = [o.split(" ", 1) for o in offices_of().get(person.name, ())]
    ministry = next((o for s, o in held if o.startswith("minister:")), "")
    if ministry and len(held) == 1:
        return Reading(
            "body", office=ministry.replace("minister", "ministry"), state=person.state,
            source_type="government", head="وزاره",
        )  # fmt: skip
    return Reading(
        "body", office="presidency" if held else f"office of {person.name}", state=person.state,
        source_type=person.source_type, head="رياسه",
    )  # fmt: skip


def _body_of_office(office: Reading) -> Reading:
    name = {"head": "presidency", "pm": "cabinet_office", "speaker": "parliament"}.get(
        office.office, office.office.replace("minister", "ministry")
    )
    return replace(office, kind="body", office=name, source_type="government", head="وزاره")


def _read_person(
    items: list[_Item], tokens: Sequence[Token], text: str, source_type: str,
    *, named_only: bool = False,
) -> Reading | None:  # fmt: skip
    """A title or calling: the person with it, else the office."""
    clause = _clause(items)
    two = _two_offices(clause, tokens, text, source_type)
    if two is not None:
        return two
    state = _first_state(clause)
    known = [i for i in clause if i.known is not None and i.known.kind == "person"]
    head = items[0]
    if named_only and not known:
        names = _name_run(clause[1:])
        if len(names) > 1:
            return _person(names, text, tokens, state, source_type, head.word)
    if known:
        person = _bearer(clause, known, head)
        if person is not None:
            return replace(known_reading(person), head=head.word)
    names = _name_run(clause[1:], whole=_has_body(clause))
    if (
        len(names) == 1
        and names[0].token.word.startswith("ال")
        and (
            not (_definite(head) and names[0].first == head.last)
            or (head.word.endswith("ه") and names[0].word.endswith("ه"))
        )
    ):
        names = []
    if len(names) == 1 and not names[0].classes and _behind_stop(clause, names[0]):
        names = []
    if not names and len(clause) < len(items):
        commas = [n for n, i in enumerate(items) if i.token.breaks and i.first >= clause[-1].last]
        behind = _name_run(items[commas[-1] :]) if commas else []
        names = behind if len(behind) > 1 else []
    if names:
        if known and head.has("of_another"):
            state = state or known[-1].known.state  # type: ignore[union-attr]
        return _person(names, text, tokens, state, source_type, head.word, _office(clause)[0])
    if named_only:
        return None
    office = _office(clause)[0] or _office(_before_place(clause))[0]
    if known and head.has("of_another"):
        about = known[-1].known
        return Reading(
            "unnamed", words=_keys(clause), state=about.state if about else "", head=head.word
        )
    if office:
        return Reading(
            "office", words=_keys(clause), state=state, source_type="government",
            office=office, head=head.word, definite=True,
        )  # fmt: skip
    bare_title = [
        i for i in clause[1:] if i.known is None and not i.has("generic", "stop", "pointing")
    ]
    if _definite(head) and not bare_title:
        return Reading(
            "pointing", words=_keys(clause), state=state, head=head.word, definite=True,
            source_type=source_type,
        )  # fmt: skip
    unique = len(clause) > 1 and (
        any(_definite(i) for i in clause[1:] if i.known is None) or any(i.known for i in clause[1:])
    )
    if not _definite(head) and (head.word not in word_list("unique_offices") or not unique):
        return Reading("unnamed", words=_keys(clause), state=state, head=head.word)
    if not unique:
        return Reading("unnamed", words=_keys(clause), state=state, head=head.word)
    return Reading(
        "office", _printed(text, tokens, head.first, clause[-1].last), False, _keys(clause), state,
        source_type, "", head.word, True,
    )  # fmt: skip


def _before_place(clause: list[_Item]) -> list[_Item]:
    """A title without where its bearer is: `الرئيس الفلسطيني في جلسة`."""
    for position, item in enumerate(clause):
        if position and item.known is None and item.word == "في":
            return clause[:position]
    return clause


def _behind_stop(clause: Sequence[_Item], name: _Item) -> bool:
    """Whether a single unknown word stands behind a preposition: `الرئيس في جلسة`."""
    before = next((i for i in clause if i.last == name.first), None)
    return before is not None and before.known is None and before.has("stop")


def _two_offices(
    clause: list[_Item], tokens: Sequence[Token], text: str, source_type: str
) -> Reading | None:
    """Two that one phrase names, as a group: `الرئيس الأميركي والفرنسي`, `الملك وولي عهده`."""
    for position, item in enumerate(clause[1:], 1):
        if not item.token.word.startswith("و") or item.word == item.token.word:
            continue
        if item.known is None and item.has("persons"):
            first, second = clause[:position], clause[position:]
            one = _read_person(first, tokens, text, source_type)
            other = _read_person(second, tokens, text, source_type)
            if one is None or other is None or other.kind == "unnamed":
                return one
            apart = one.state and other.state and one.state != other.state
            if one.kind != "person" and not apart:
                # Two titles and one name are one man: `رئيس الأركان ووزير الدفاع فلان`.
                return other if other.kind == "person" else one
            names = [r.name or _printed(text, tokens, part[0].first, part[-1].last)
                     for r, part in ((one, first), (other, second))]  # fmt: skip
            return Reading(
                "group", f"{names[0]} و{names[1]}", True, tuple(sorted(names)),
                _common_state(one.state, other.state or one.state), one.source_type,
                head=one.head,
            )  # fmt: skip
        before = clause[position - 1].known
        if item.known is not None and before is not None and {item.known.how, before.how} == {
            "adjective"
        } and item.known.state != before.state:  # fmt: skip
            return Reading(
                "group", _printed(text, tokens, clause[0].first, clause[-1].last), False,
                _words(clause), "INT", source_type, head=clause[0].word,
            )  # fmt: skip
    return None


def _common_state(one: str, other: str) -> str:
    if one == other:
        return one
    return "INT" if one and other else ""


def _bearer(clause: list[_Item], known: list[_Item], head: _Item) -> Known | None:
    """Which of the known persons behind a title bears it; None where they are another's."""
    last = known[-1]
    if not head.has("of_another"):
        return known[0].known
    if len(known) > 1:
        return last.known
    inner = [
        i for i in clause[1:]
        if i.first < last.first and i.known is None and not i.has("spokes_links", "stop")
    ]  # fmt: skip
    office, _ = _office(inner) if inner else ("", 0)
    house = any(i.known is not None and i.known.kind != "person" for i in clause[1:-1])
    if last.token.breaks or (house and head.has("spokesmen")):
        return last.known
    assert last.known is not None
    held = {o.split(" ", 1)[1] for o in offices_of().get(last.known.name, ())}
    if office in held or (not inner and not office):
        return None
    return last.known


def _has_body(clause: Sequence[_Item]) -> bool:
    return any(i.known is None and i.has("bodies") for i in clause[1:])


def _clause(items: list[_Item]) -> list[_Item]:
    """The items up to the word that ends a noun phrase; a comma does not end it."""
    for position, item in enumerate(items):
        if position and item.known is None and item.has("stop") and item.word not in _PLACES:
            return items[:position]
    return items


def _noun_phrase(clause: list[_Item]) -> list[_Item]:
    """A body's or group's words: an unknown one without the article behind one with it is none."""
    seen = False
    for position, item in enumerate(clause):
        word = item.token.word
        if seen and not item.classes and item.known is None and not item.token.quoted:
            if not word.startswith(("ال", "ل", "ب", "و", "ك")):
                return clause[:position]
        if item.known is not None:
            seen = item.known.kind == "state" and item.known.how == "adjective"
        else:
            seen = _definite(item) and not item.has("honorifics", "common_names")
    return clause


# Prepositions inside titles: `السفير في`, `المتحدث باسم`, `المقيم بـ`.
_PLACES = frozenset(("في", "باسم", "لدي", "عن", "ب", "ل", "علي", "بشان", "من", "الي"))


def _office(clause: Sequence[_Item]) -> tuple[str, int]:
    """The office that a title names, and how many of its words do."""
    plain: list[tuple[int, str]] = []
    for number, item in enumerate(clause):
        if item.known is None and (item.has("persons") or not item.has("honorifics")):
            plain.append((number, item.word))
        elif item.known is not None and item.known.kind == "state":
            continue
        elif item.known is not None:
            break
    words = [word for _, word in plain]
    codes = phrase_codes("offices")
    best, length = "", 0
    for size in range(min(6, len(words)), 0, -1):
        code = codes.get(tuple(words[:size]))
        if code:
            best, length = code, size
            break
    if not best:
        german = read_data("words")["german_offices"]
        state = _first_state(clause)
        if (
            state in german["states"]
            and words
            and words[0] in {bare(w) for p in german["pm"] for w in bare_words(p)}
        ):
            return ("pm", 1) if len(words) == 1 else ("", 0)
        return "", 0
    rest = words[length:]
    if best == "minister":
        if words[length - 1] not in ("وزير", "وزيره"):
            return "minister:foreign", length
        department, used = _department(rest)
        return (f"minister:{department}", length + used) if department else ("", 0)
    if best == "head" and set(rest) & word_list("no_head"):
        return "", 0
    if best in ("head", "pm", "crown", "vp", "speaker") and any(
        not _is_filler(word) for word in rest
    ):
        return "", 0
    if best == "head" and len(plain) == 1:
        told = [i for i in clause if i.known is not None]
        behind = [i for i in clause[1:] if i.known is None and not i.has("honorifics", "generic")]
        if behind or not (told or _definite(clause[plain[0][0]])):
            return "", 0
    return best, length


def _is_filler(word: str) -> bool:
    return (
        word in word_list("generic") or word in word_list("stop") or word in word_list("honorifics")
    )


def _department(words: Sequence[str]) -> tuple[str, int]:
    """The department that the words behind `وزير` or `وزارة` name, the longest name first."""
    codes = phrase_codes("departments")
    start = 1 if words[:1] == ["شوون"] and tuple(words[:2]) not in codes else 0
    for size in range(min(5, len(words) - start), 0, -1):
        code = codes.get(tuple(words[start : start + size]))
        if code:
            return code, start + size
    return "", 0


def _first_state(items: Sequence[_Item]) -> str:
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
            held = held or item.known.state
            continue
        return item.known.state
    return held


def _name_run(items: Sequence[_Item], *, whole: bool = False) -> list[_Item]:
    """The words of a name among items: the last run of words that no list knows.

    `whole` says that a body's name may stand before it in the same run.
    """
    runs: list[list[_Item]] = []
    previous: _Item | None = None
    for number, item in enumerate(items):
        if (
            number
            and items[number - 1].known is None
            and items[number - 1].has("stop")
            and (item.token.word.startswith("ال") or item.known is not None)
        ):
            previous = item
            continue
        fresh = previous is None or item.first != previous.last or item.token.breaks
        if previous is not None and item.token.quoted != previous.token.quoted:
            fresh = True
        joins = (
            runs
            and not fresh
            and previous in runs[-1]
            and (
                item.word in _PARTICLES
                or previous.word in _KINSHIP
                or (item.known is None and item.has("common_names") and not item.has("stop"))
            )
        )
        if (not _is_name(item) or item.known is not None) and not joins:
            previous = item
            continue
        if fresh or not runs or previous not in runs[-1]:
            runs.append([])
        runs[-1].append(item)
        previous = item
    runs = [run for run in runs if not run[0].word.isdigit() and len(run[0].word) > 1]
    if not runs:
        return []
    run = runs[-1]
    if len(run) == 1 and len(runs) > 1 and len(runs[-2]) > 1 and not run[0].token.breaks:
        run = runs[-2]
    if whole and len(run) > 3:
        first = next((n for n, i in enumerate(run) if i.has("common_names")), len(run) - 2)
        run = run[min(first, len(run) - 2) :]
    run = _trim(_before_verb(run))[:_MOST_NAMES]
    while len(run) > 1 and run[-1].word in _LINKS:
        run = run[:-1]
    return run


def _before_verb(run: list[_Item]) -> list[_Item]:
    """A name without the verb behind it: `جنيفر لورانس تنتقد`."""
    for number, item in enumerate(run[2:], 2):
        word = item.token.word
        if item.known is None and not item.classes and len(word) > 3 and (
            word.startswith(("ي", "ت")) or (word.startswith("م") and word.endswith("ا"))
        ):  # fmt: skip
            return run[:number]
    return run


def _trim(run: list[_Item]) -> list[_Item]:
    """A name without words before it that have the article: `شؤون الجماعات فارس الدليمي`."""
    while len(run) > 1 and run[0].token.word.startswith("ال") and not run[0].known:
        if bare(run[0].token.word) in word_list("definite_names"):
            break
        run = run[1:]
    return run


_PARTICLES = frozenset(("بن", "ابن", "ال", "دي", "فان", "ولد", "بنت"))
# Words behind which a name goes on, whatever the next word is: `بن مساعد`, `آل ثاني`.
_KINSHIP = frozenset(("بن", "ابن", "بنت", "ال", "عبد"))
# Words that end no name.
_LINKS = _PARTICLES | frozenset(("عبد", "ابو", "ابي"))


def _person(
    names: Sequence[_Item], text: str, tokens: Sequence[Token], state: str, source_type: str,
    head: str = "", office: str = "",
) -> Reading:  # fmt: skip
    printed = _printed(text, tokens, names[0].first, names[-1].last)
    words = tuple(i.word for i in names)
    first = names[0].token.word
    if words[0] != first and bare(first) != words[0]:
        printed = printed[len(first) - len(words[0]) :]
    return Reading("person", printed, False, words, state, source_type, office, head)


_MARKS = '"«»“”'


def _printed(text: str, tokens: Sequence[Token], first: int, last: int) -> str:
    found = text[tokens[first].start : tokens[last - 1].end]
    words = found.replace("_", " ").replace("#", " ").split()
    if words and len(words[0]) > 4:
        # A preposition before the article is none of the name.
        words[0] = f"ال{words[0][2:]}" if words[0].startswith("لل") else words[0]
        words[0] = words[0][1:] if words[0].startswith(("بال", "وال")) else words[0]
        token = tokens[first].word
        if token[0] in "لبو" and _classes(token)[1] and _classes(token)[0] == token[1:]:
            words[0] = words[0][1:]
    name = " ".join(words)
    if sum(name.count(mark) for mark in _MARKS) % 2:
        # A mark whose other half stands outside the name is none of it.
        name = name.translate(dict.fromkeys(map(ord, _MARKS)))
    return name


def _keys(items: Sequence[_Item]) -> tuple[str, ...]:
    """The words of a phrase by which it is compared: states out, they are kept by themselves."""
    return tuple(
        i.word if i.known is None else i.known.name
        for i in items
        if not (i.known is not None and i.known.kind == "state" and i.known.how != "place")
        and not (i.known is None and i.has("stop", "honorifics"))
    )


def _read_body(
    items: list[_Item], tokens: Sequence[Token], text: str, source_type: str
) -> Reading | None:
    """A body: a state's organ by its words, any other by its own name."""
    clause = _noun_phrase(_clause(items))
    head = clause[0]
    state = _first_state(clause)
    words = [i.word for i in clause if i.known is None and not i.has("stop", "honorifics")]
    inner = [
        i.known for i in clause[1:] if i.known is not None and i.known.kind in ("body", "group")
    ]
    if inner and head.has("body_kinds", "documents"):
        return known_reading(inner[0])
    known = [i.known for i in clause[1:] if i.known is not None and i.known.kind == "person"]
    if known and known[0] is not None and head.word in ("اداره", "حكومه", "مكتب", "نظام"):
        about = known[0]
        if head.word != "مكتب":
            return state_reading(about.state)
        return Reading(
            "body", office="presidency", state=about.state, source_type="government", head=head.word
        )
    if state and words and words[0] in word_list("state_words") and all(map(_is_filler, words[1:])):
        return state_reading(state)
    if head.word in word_list("delegations") and not _definite(head) and state in ("", "INT"):
        return Reading("unnamed", words=_keys(clause), state=state or DISPUTED, head=head.word)
    office = _organ(words)
    if not state and any(i.has("owned") for i in clause[1:]):
        return Reading(
            "owned", _printed(text, tokens, head.first, clause[-1].last), False, tuple(words),
            head=head.word, office="body",
        )  # fmt: skip
    if office == "government" and state and not inner:
        return state_reading(state)
    if office and not inner:
        return Reading(
            "body", _printed(text, tokens, head.first, clause[-1].last), words=tuple(words),
            state=state, source_type="government", office=office, head=head.word, definite=True,
        )  # fmt: skip
    bare_head = len(clause) == 1 or (len(words) == 1 and not inner and not head.has("documents"))
    if bare_head and (_definite(head) or state):
        kind = "body" if state and not _definite(head) else "pointing"
        return Reading(
            kind, _printed(text, tokens, head.first, clause[-1].last), False, tuple(words),
            state, source_type, head=head.word, definite=True,
        )  # fmt: skip
    own = [w for i in clause if i.known is None and not i.has("stop", "honorifics", "body_kinds")
           for w in (i.word,)]  # fmt: skip
    own += [k.name for k in inner if k is not None]
    named = head.has("body_kinds")
    own += [
        i.known.name for i in clause if i.known is not None and i.known.kind == "state"
        and (i.known.how == "place" or (named and i.known.how in ("name", "seat")))
    ]  # fmt: skip
    if not own or all(_is_filler(w) for w in own):
        own = words
    if (
        not state
        and not inner
        and not any(_definite(i) or i.token.quoted for i in clause)
        and (all(_is_filler(w) or w in word_list("body_kinds") or w == head.word for w in words))
    ):
        return Reading("unnamed", words=_keys(clause), state=state, head=head.word)
    return Reading(
        "body", _printed(text, tokens, head.first, clause[-1].last), False, tuple(own), state,
        source_type, head=head.word, definite=True,
    )  # fmt: skip


def _organ(words: Sequence[str]) -> str:
    """``ministry:foreign`` or an organ that every state has, from a body's words without the state."""
    if not words:
        return ""
    if words[0] == "وزاره":
        department, _ = _department(words[1:])
        return f"ministry:{department}" if department else ""
    organs = phrase_codes("organs")
    if tuple(words) in phrase_codes("departments"):
        return f"ministry:{phrase_codes('departments')[tuple(words)]}"
    rest = [w for w in words if not _is_filler(w) or tuple(words) in organs]
    for size in range(min(5, len(words)), 0, -1):
        code = organs.get(tuple(words[:size]))
        if code and all(_is_filler(w) for w in words[size:]):
            return code
    department, used = _department(rest)
    if department and used == len(rest) and len(words) == len(rest):
        return f"ministry:{department}"
    return ""


@lru_cache(maxsize=4096)
def organ_of_words(words: tuple[str, ...]) -> str:
    """The organ of a state that words without a state name, '' where they name none."""
    return _organ(words)


@lru_cache(maxsize=4096)
def organ_of(name: str) -> str:
    """The organ of a state that a body's own name tells: `الجيش الإسرائيلي`.

    Examples
    --------
    >>> organ_of("الجيش الإسرائيلي"), organ_of("حزب الله")
    ('army', '')
    """
    tokens = tokens_of(name)
    words = []
    told = False
    for token in tokens:
        found = find_known([token], 0)
        if found is not None and found.known.kind == "state":
            told = True
            continue
        words.append(_classes(token.word)[0])
    return _organ(words) if told else ""


def _read_group(
    items: list[_Item], tokens: Sequence[Token], text: str, source_type: str
) -> Reading:
    clause = _noun_phrase(_clause(items))
    state = _first_state(clause)
    words = _keys(clause)
    if len(clause) > 1 and clause[0].word in word_list("some") and clause[1].has("documents"):
        # `بعض البلاغات` are papers.
        return Reading(
            "document", _printed(text, tokens, items[0].first, clause[-1].last), False, words,
            state, source_type, head=clause[1].word,
        )  # fmt: skip
    if clause[0].has("state_words") and len(words) == 1 and state:
        return state_reading(state)
    office = _organ(words)
    if office:
        return Reading(
            "body", _printed(text, tokens, items[0].first, clause[-1].last), False, words, state,
            "government", office, items[0].word, True,
        )  # fmt: skip
    return Reading(
        "group", _printed(text, tokens, items[0].first, clause[-1].last), False, words, state,
        source_type, head=items[0].word, definite=_definite(items[0]),
    )  # fmt: skip


def _read_unnamed(
    items: list[_Item], tokens: Sequence[Token], text: str, source_type: str
) -> Reading:
    clause = _clause(items)
    names = _name_run(clause[1:])
    known = [i.known for i in clause if i.known is not None and i.known.kind == "person"]
    if known and known[-1] is not None and items[0].has("persons"):
        return known_reading(known[-1])
    if len(names) > 1 and items[0].has("persons"):
        return _person(names, text, tokens, _first_state(clause), source_type, items[0].word)
    return Reading("unnamed", words=_keys(clause), state=_first_state(items), head=items[0].word)


def _read_unknown(
    items: list[_Item], whole: list[_Item], tokens: Sequence[Token], text: str, source_type: str
) -> Reading:
    """A head that no list knows: a name, or nothing that can be told."""
    head = items[0]
    clause = _clause(items)
    run: list[_Item] = []
    for item in clause:
        if not (_is_name(item) or item.word in _PARTICLES) or (run and item.token.breaks):
            break
        if item.known is not None and run:
            return known_reading(item.known)
        run.append(item)
    run = _before_verb(run)
    if len(run) > 2:
        run = _trim(run)
    if not run or (len(run) == 1 and _is_owned(run[0], text)):
        return Reading("nothing", words=_keys(clause), state=_first_state(clause), head=head.word)
    rest = [item for item in clause if item.first >= run[-1].last]
    if len(run) == 1 and head.token.word.startswith("ال"):
        full = _name_run(rest)
        if len(full) > 1:
            return _person(full, text, tokens, _first_state(rest), source_type, head.word)
    titled = any(i.known is None and i.has("persons", "spokesmen") for i in rest[:3]) or (
        whole[0].first < head.first
    )
    state = _first_state(rest)
    known = next((i.known for i in rest if i.known is not None and i.known.kind == "person"), None)
    if known is not None and not titled and len(run) == 1:
        return known_reading(known)
    person = len(run) == 1 and source_type != "media" and run[0].word in person_words()
    if source_type in _BODY_TYPES and not titled and not person:
        return Reading(
            "body", _printed(text, tokens, run[0].first, run[-1].last), False,
            tuple(i.word for i in run), state, source_type, head=head.word,
        )  # fmt: skip
    office, _ = _office(rest) if rest else ("", 0)
    return _person(run[:_MOST_NAMES], text, tokens, state, source_type,
                   rest[0].word if rest else "", office)  # fmt: skip


def _is_owned(item: _Item, text: str) -> bool:
    """Whether an unknown word is somebody's thing and no name: `تأسيسها`, `تمسكه`."""
    if item.known is not None or item.classes:
        return False
    return item.word.endswith(_OWNED) or text[item.token.end - 1] == "ه"


def _thanked(items: Sequence[_Item]) -> Reading | None:
    """The state behind `ل` where a clause stands before it: `حكومات المنطقة ممتنة للمغرب`."""
    if len(items) < 3 or items[0].has("deeds"):
        return None
    for before, item in pairwise(items[1:]):
        known = item.known
        if known is None or known.kind != "state" or known.how not in ("name", "seat"):
            continue
        if item.token.word.startswith("ل") and before.known is None and not before.classes:
            return _state(known)
    return None


def _owner(items: list[_Item], tokens: Sequence[Token], text: str) -> Reading | None:
    """Whose a deed, plan, role or virtue is: the first actor behind it."""
    deed = items[0].has("deeds") or not items[0].classes - {"common_names"}
    for position, item in enumerate(items):
        if item.has("countries") and item.known is None and position:
            pronoun = item.word.endswith(("ه", "ها", "ي", "نا"))
            if pronoun or deed:
                return Reading("country", head=item.word, words=(item.word,))
        if item.known is not None:
            if item.known.kind == "state" and item.known.how in ("adjective", "plural"):
                other = items[position + 1].known if position + 1 < len(items) else None
                if deed and other and other.kind == "state" and other.state != item.known.state:
                    names = sorted((item.known.name, other.name))
                    return Reading(
                        "group", " و".join(names), True, tuple(names), "INT", "government"
                    )
                inner = _read(items[position:], tokens, text, "")
                return inner if inner.kind == "person" and inner.known else _state(item.known)
            return _read(items[position:], tokens, text, "")
        if item.has("owned"):
            continue
        if deed and position and item.known is None and item.word in word_list("royal_words"):
            return Reading("office", office="head", head="ملك", definite=True, words=("ملك",))
        if (
            item.known is None
            and position
            and item.word in ("حكومه", "قياده")
            and any(i.known for i in items[position:])
        ):
            return _read(items[position:], tokens, text, "")
        if (
            position
            and item.has("persons", "honorifics", "groups", "bodies", "pointing")
            and not (
                item.has("generic")
                and not item.has("honorifics")
                and not _is_organ(items[position:])
            )
        ):
            inner = _read(items[position:], tokens, text, "")
            if inner.kind not in ("nothing", "unnamed"):
                return inner
    return None
