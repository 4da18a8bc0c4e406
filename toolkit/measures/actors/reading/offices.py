"""The office that a title names and the organ that a body's words name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from toolkit.measures.actors.gazetteer.lookup import find_known
from toolkit.measures.actors.gazetteer.offices import offices_of
from toolkit.measures.actors.lists import head_word, phrase_codes, word_list
from toolkit.measures.actors.reading.clauses import clause_of, first_state, is_filler
from toolkit.measures.actors.reading.items import Item, classes_of, is_definite
from toolkit.measures.actors.reading.record import Reading
from toolkit.measures.actors.tokens import bare_words, tokens_of
from toolkit.measures.actors.words import bare, read_data


def office_in(clause: Sequence[Item]) -> tuple[str, int]:
    """The office that a title names, and how many of its words do."""
    plain = _plain_items(clause)
    words = [item.word for item in plain]
    best, length = _longest_office(words)
    if not best:
        return _german_office(clause, words)
    rest = words[length:]
    if best == "minister":
        if words[length - 1] not in word_list("ministers"):
            return "minister:foreign", length
        department, used = department_in(rest)
        return (f"minister:{department}", length + used) if department else ("", 0)
    highest = best in ("head", "pm", "crown", "vp", "speaker")
    if highest and any(not is_filler(word) for word in rest):
        return "", 0
    if best == "head" and not _heads_state(clause, plain, rest):
        return "", 0
    return best, length


def _plain_items(clause: Sequence[Item]) -> list[Item]:
    """The words of a title before the first known actor, without states and honorifics."""
    plain = []
    for item in clause:
        if item.known is None and (item.has("persons") or not item.has("honorifics")):
            plain.append(item)
        elif item.known is not None and item.known.kind != "state":
            break
    return plain


def _longest_office(words: Sequence[str]) -> tuple[str, int]:
    """The code of the longest office that words begin with, and its length."""
    codes = phrase_codes("offices")
    for size in range(min(6, len(words)), 0, -1):
        code = codes.get(tuple(words[:size]))
        if code:
            return code, size
    return "", 0


def _german_office(clause: Sequence[Item], words: Sequence[str]) -> tuple[str, int]:
    """The head of government where the language has a title of its own: `المستشار الألماني`."""
    german = read_data("words")["german_offices"]
    if len(words) != 1 or first_state(clause) not in german["states"]:
        return "", 0
    titles = {bare(w) for p in german["pm"] for w in bare_words(p)}
    return ("pm", 1) if words[0] in titles else ("", 0)


def _heads_state(clause: Sequence[Item], plain: Sequence[Item], rest: Sequence[str]) -> bool:
    """Whether the title of a head is a state's: no town's, no club's, nobody's in particular."""
    if set(rest) & word_list("no_head"):
        return False
    told = [i.known for i in clause if i.known is not None]
    if any(k.how in ("place", "seat") for k in told) and not any(k.how == "name" for k in told):
        # `أمير الرياض`, `حاكم دبي`: a town's or a region's.
        return False
    if len(plain) > 1:
        return True
    behind = [i for i in clause[1:] if i.known is None and not i.has("honorifics", "generic")]
    return not behind and (bool(told) or is_definite(plain[0]))


def department_in(words: Sequence[str]) -> tuple[str, int]:
    """The department that the words behind `وزير` or `وزارة` name, the longest name first."""
    codes = phrase_codes("departments")
    start = 1 if words[:1] == [head_word("affairs")] and tuple(words[:2]) not in codes else 0
    for size in range(min(5, len(words) - start), 0, -1):
        code = codes.get(tuple(words[start : start + size]))
        if code:
            return code, start + size
    return "", 0


def organ_in(words: Sequence[str]) -> str:
    """``ministry:foreign`` or an organ that every state has, from a body's words without the state."""
    if not words:
        return ""
    if words[0] == head_word("ministry"):
        department, _ = department_in(words[1:])
        return f"ministry:{department}" if department else ""
    organs = phrase_codes("organs")
    if tuple(words) in phrase_codes("departments"):
        return f"ministry:{phrase_codes('departments')[tuple(words)]}"
    rest = [w for w in words if not is_filler(w) or tuple(words) in organs]
    for size in range(min(5, len(words)), 0, -1):
        code = organs.get(tuple(words[:size]))
        if code and all(is_filler(w) for w in words[size:]):
            return code
    department, used = department_in(rest)
    if department and used == len(rest) and len(words) == len(rest):
        return f"ministry:{department}"
    return ""


@lru_cache(maxsize=4096)
def organ_of_words(words: tuple[str, ...]) -> str:
    """The organ of a state that words without a state name, '' where they name none."""
    return organ_in(words)


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
        words.append(classes_of(token.word)[0])
    return organ_in(words) if told else ""


def is_organ(items: list[Item]) -> bool:
    """Whether a word that is a calling, too, heads an organ: `الدبلوماسية الأمريكية`."""
    if len(items) > 1 and items[1].token.quoted and items[1].known is None:
        # `مؤسسة "إمباكت"`: a founder's name stands in no marks.
        return True
    return bool(organ_in([i.word for i in clause_of(items) if i.known is None]))


def office_body(person: Reading) -> Reading:
    """The house of a known person: whose spokesman speaks for it."""
    held = [o.split(" ", 1) for o in offices_of().get(person.name, ())]
    ministry = next((o for s, o in held if o.startswith("minister:")), "")
    if ministry and len(held) == 1:
        return Reading(
            "body", office=ministry.replace("minister", "ministry"), state=person.state,
            source_type="government", head=head_word("ministry"),
        )  # fmt: skip
    return Reading(
        "body", office="presidency" if held else f"office of {person.name}", state=person.state,
        source_type=person.source_type, head=head_word("presidency"),
    )  # fmt: skip


def body_of_office(office: Reading) -> Reading:
    """The house of an office: whose spokesman speaks for it."""
    name = {"head": "presidency", "pm": "cabinet_office", "speaker": "parliament"}.get(
        office.office, office.office.replace("minister", "ministry")
    )
    return replace(
        office, kind="body", office=name, source_type="government", head=head_word("ministry")
    )
