"""A phrase as items: its words with what the lists know of them, the gazetteer's finds as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from toolkit.arabic.kept import KEPT_WORDS
from toolkit.measures.actors.gazetteer.lookup import Found, find_known
from toolkit.measures.actors.gazetteer.tables import Known, person_names, short_names
from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.tokens import Token, bare_words
from toolkit.measures.actors.words import bare, forms, plain, skeleton


@dataclass(frozen=True)
class Item:
    """A word, or the words of a find."""

    token: Token
    word: str
    classes: frozenset[str]
    known: Known | None
    first: int
    last: int

    def has(self, *names: str) -> bool:
        """Whether one of these lists has the word."""
        return not self.classes.isdisjoint(names)


_CLASSES = (
    "honorifics", "pointing", "persons", "of_another", "spokesmen", "bodies", "body_kinds",
    "documents", "document_owners", "unnamed", "groups", "deeds", "deed_links", "countries", "stop",
    "generic", "common_names", "spokes_links", "state_words",
)  # fmt: skip


@lru_cache(maxsize=KEPT_WORDS)
def classes_of(word: str) -> tuple[str, frozenset[str]]:
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


def items_of(tokens: Sequence[Token], text: str) -> list[Item]:
    """Cut a phrase into items."""
    items = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        found = find_known(tokens, position)
        if found is not None and _stands(tokens, found):
            word, classes = classes_of(token.word)
            items.append(Item(token, word, classes, found.known, position, found.last))
            position = found.last
            continue
        word, classes = classes_of(token.word)
        behind = tokens[position + 1].word if position + 1 < len(tokens) else ""
        before = tokens[position - 1].word if position else ""
        if before in word_list("child_of") | word_list("compound_names") and not token.breaks:
            # `بن مساعد`, `عبد الكريم`: whatever the word is elsewhere.
            word, classes = plain(token.word), frozenset(("common_names",))
        elif token.word in word_list("male_names") and _starts_name(tokens, position, items):
            # `باسم العيثان`, `نضال رضوان`: a name that is another word, too.
            word, classes = token.word, frozenset(("common_names",))
        elif behind in word_list("child_of") and not token.word.startswith("ال"):
            # `سلطان بن سحيم`: a title before `بن` is a first name.
            word, classes = plain(token.word), frozenset(("common_names",))
        elif (
            token.word in word_list("names_like_particles")
            and text[token.end - 1] == "ي"
            and items
            and (is_name(items[-1]) or items[-1].has("honorifics"))
        ):
            # `خالد علي`, whom folding makes one with the preposition.
            classes = frozenset(("common_names",))
        elif (
            behind
            and "persons" in classes
            and token.word in word_list("female_names")
            and not classes_of(behind)[1]
            and not tokens[position + 1].breaks
        ):
            # `أمينة السوسي` is a woman, `أمينة عامة` an office.
            classes = frozenset(("common_names",))
        items.append(Item(token, word, classes, None, position, position + 1))
        position += 1
    return items


def _starts_name(tokens: Sequence[Token], position: int, before: Sequence[Item]) -> bool:
    """Whether a first name that is another word, too, stands where a name begins."""
    if position and not tokens[position].breaks and not before[-1].has("honorifics", "persons"):
        return False
    if position + 1 == len(tokens) or tokens[position + 1].breaks:
        return False
    if find_known(tokens, position + 1) is not None:
        return False
    return classes_of(tokens[position + 1].word)[1] <= {"common_names"}


def _stands(tokens: Sequence[Token], found: Found) -> bool:
    """Whether a find is what it seems: a surname beside another's first name is not."""
    size = found.last - found.first
    before = tokens[found.first - 1].word if found.first else ""
    if found.known.kind == "state" and found.known.how in ("adjective", "plural"):
        # `محمد الجزائري`, `فيصل بن تركي`: a man's name, no land's.
        return before not in word_list("child_of") and before not in _first_names()
    if found.known.kind != "person":
        return True
    if before in word_list("child_of") and tokens[found.first].word not in word_list("child_of"):
        return False
    if size > 2:
        return True
    own = skeleton(bare(tokens[found.first].word))
    if size == 2 and own == skeleton(bare_words(found.known.name)[0]):
        return True
    names = person_names()[found.known.name]
    before = _name_at(tokens, found.first - 1)
    if before and not tokens[found.first].breaks and skeleton(before) not in names:
        return False
    if _is_first_name(tokens, found):
        return False
    behind = _name_at(tokens, found.last)
    if behind and not tokens[found.last].breaks:
        return skeleton(behind) in names or own not in short_names()[found.known.name]
    return True


@cache
def _first_names() -> frozenset[str]:
    return word_list("male_names") | word_list("female_names") | word_list("common_names")


def _is_first_name(tokens: Sequence[Token], found: Found) -> bool:
    """Whether a surname of the gazetteer is another's first name: `البشير الجويني`."""
    if found.last >= len(tokens) or tokens[found.last].breaks:
        return False
    own, behind = tokens[found.first].word, tokens[found.last].word
    if own.startswith("ال") and behind in word_list("male_names") | word_list("female_names"):
        # `المعارض المنفي منير الطاهري`: what stands before a first name is a title.
        return skeleton(behind) not in person_names()[found.known.name]
    if own.startswith("ال"):
        first = bare(own) in word_list("definite_names")
        follows = behind.startswith("ال") and not classes_of(behind)[1]
    else:
        first = own in word_list("male_names") or own in word_list("female_names")
        family = behind.startswith("ال") and not classes_of(behind)[1]
        follows = family or bool(_name_at(tokens, found.last))
    if not first or not follows or find_known(tokens, found.last) is not None:
        return False
    return skeleton(bare(behind)) not in person_names()[found.known.name]


def _name_at(tokens: Sequence[Token], position: int) -> str:
    """The word at a place where it can only be a name, else ''."""
    if not 0 <= position < len(tokens):
        return ""
    word, classes = classes_of(tokens[position].word)
    own = tokens[position].word
    joined = position > 0 and tokens[position - 1].word in word_list("compound_names")
    if joined and own.startswith("ال") and not tokens[position].breaks:
        # `عبد الرحمن` is one name.
        return word
    if classes - {"common_names"} or (
        own.startswith("ال") and bare(own) not in word_list("definite_names")
    ):
        return ""
    found = find_known(tokens, position)
    return "" if found is not None and found.known.kind != "person" else word


def is_definite(item: Item) -> bool:
    """Whether a word has the article."""
    word = item.token.word
    return any(word.startswith(p) for p in ("ال", "وال", "فال", "بال", "لل", "كال", "ولل"))


def is_name(item: Item) -> bool:
    """Whether an item can be a word of a person's name."""
    if item.known is not None:
        return item.known.kind == "person"
    if item.token.word.startswith(_JOINED):
        return False
    return not item.classes or item.classes <= {"common_names"}


_JOINED = ("بال", "لل", "كال", "وبال", "ولل", "وال", "فال")
