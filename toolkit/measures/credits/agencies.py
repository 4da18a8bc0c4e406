"""The list of news agencies, compiled for one pass over a folded text.

The names stand in data/agencies.yaml. What a form asks of the words around it is its level: a
sure name nothing, a word that is also another word a mark, a lead word or a signature's place.
The forms are a lexicon like the others, in which points, hyphens and marks count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import product
from typing import Any, NamedTuple

from toolkit.arabic import fold
from toolkit.knowledge import Compiled, kept, read_yaml
from toolkit.lexicons import Entry, Lexicon, Matcher
from toolkit.lexicons.shipped import compiled_matcher, shipped_matcher

SURE = "sure"
NATIONAL = "national"
MARKED = "marked"
SIGNED = "signed"
TAIL = "tail"

UNNAMED = ("official agency", "agency")
"""Agencies that a text names by their kind alone; a proper name beside them takes their place."""

_JOINERS = (" ", ".", ". ", " . ")
_OPENING_MARKS = ('"', "«", "“", "'", "(")
_SURE_INITIALS = 3


class Form(NamedTuple):
    """A folded form of an agency's name and what it needs beside it to count."""

    text: str
    agency: str
    level: str


class Hit(NamedTuple):
    """A form found as a whole word: offsets in the folded text."""

    start: int
    end: int
    form: Form


@dataclass(frozen=True)
class Agencies:
    """The compiled list: forms, kinds by agency, and the words that stand around names.

    `named` tells the agency by its bare name, which in running text may need "agency" before it.
    """

    forms: tuple[Form, ...]
    kinds: dict[str, str]
    named: dict[str, str]
    lead_words: frozenset[str]
    according_words: frozenset[str]
    not_credit_before: frozenset[str]
    subject_particles: frozenset[str]
    reporting_words: frozenset[str]
    head: re.Pattern[str]
    tail: re.Pattern[str]
    news_agency: re.Pattern[str]
    between: re.Pattern[str]
    noun_stem: str
    marked_particles: frozenset[str]
    matcher: Matcher

    def hits(self, texts: Sequence[str]) -> list[list[Hit]]:
        """Every form that stands in folded texts as whole words, attached particles apart.

        Examples
        --------
        >>> (found,) = agencies().hits(["اجهزه الحواسيب بحسب واس ورويترز"])
        >>> [hit.form.agency for hit in found]
        ['SPA', 'Reuters']
        """
        hits = self.matcher.find_all(texts)
        found: list[list[Hit]] = [[] for _ in texts]
        columns = (hits.text, hits.start, hits.end, hits.entry)
        for place, first, end, number in zip(*(c.tolist() for c in columns), strict=True):
            form = self.forms[number]
            # A form is found to the letter, so what is too long is the particles before it.
            start = max(first, end - len(form.text))
            particles = texts[place][first:start]
            if form.level not in (MARKED, SIGNED) or particles in self.marked_particles:
                found[place].append(Hit(start, end, form))
        return found


@kept
def agencies() -> Agencies:
    """Read and compile the data file, once.

    Examples
    --------
    >>> agencies().kinds["MAP"], agencies().kinds["Reuters"]
    ('state', 'international')
    """
    data = _data()
    noun = fold(data["agency_noun"]).text
    forms = [Form(*form) for form in _FORMS.read()]
    return Agencies(
        forms=tuple(forms),
        kinds={entry["name"]: entry["kind"] for entry in data["agencies"]},
        named=_bare_names(forms, noun),
        lead_words=_folded(data["lead_words"]),
        according_words=_folded(data["according_words"]),
        not_credit_before=_folded(data["not_credit_before"]),
        subject_particles=_folded(data["subject_particles"]),
        reporting_words=_folded(data["reporting_words"]),
        head=_head_pattern(data),
        tail=_tail_pattern(data),
        news_agency=_news_agency_pattern(noun),
        between=_between_pattern(data),
        noun_stem=noun.removesuffix("ه"),
        marked_particles=frozenset(("", *data["marked_particles"])),
        matcher=shipped_matcher(_COMPILED, _lexicon(forms)),
    )


def _forms(data: dict[str, Any], noun: str) -> list[Form]:
    """Every form of every agency; `noun` is "agency"."""
    spelled = {level: _folded(names) for level, names in data["national_forms"].items()}
    forms = sorted(
        {form for entry in data["agencies"] for form in _entry_forms(entry, noun, spelled)}
    )
    return [*forms, Form(fold(data["unnamed_tail"]).text, "agency", TAIL)]


def _lexicon(forms: Sequence[Form]) -> Lexicon:
    """The forms as entries of one lexicon, in their order; parts of a name are found beside it."""
    entries = tuple(Entry(form.text, pos="phrase", written=True) for form in forms)
    return Lexicon("agencies", "credits", entries, overlapping=True)


def _data() -> dict[str, Any]:
    source = files("toolkit.measures.credits") / "data" / "agencies.yaml"
    return read_yaml(source.read_text("utf-8"))


def _all_forms() -> list[Form]:
    data = _data()
    return _forms(data, fold(data["agency_noun"]).text)


_OWN = ("measures/credits/agencies.py", "measures/credits/data/agencies.yaml")
_FORMS = Compiled(
    "agency-forms", ("arabic/folding.py", "arabic/data/folding.tsv", *_OWN), _all_forms
)
_COMPILED = compiled_matcher(
    "agencies",
    lambda: _lexicon(_all_forms()),
    _OWN,
)


def _bare_names(forms: Sequence[Form], noun: str) -> dict[str, str]:
    """The agency by what stands in marks behind "agency": its name without the noun."""
    proper = [form for form in forms if form.agency not in UNNAMED and form.level != TAIL]
    return {form.text.removeprefix(f"{noun} "): form.agency for form in proper}


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(fold(word).text for word in words)


def _entry_forms(
    entry: dict[str, Any], noun: str, spelled: dict[str, frozenset[str]]
) -> list[Form]:
    """The forms of one agency; `noun` is "agency", `spelled` how its national name is written."""
    name = entry["name"]
    forms = []
    for level, key in ((SURE, "names"), (MARKED, "marked"), (SIGNED, "signed")):
        for written in _folded(entry.get(key, [])):
            marked_off = [] if name in UNNAMED else _marked_off(written, noun)
            forms += [Form(text, name, level) for text in (written, *marked_off)]
    for letters in _folded(entry.get("initials", [])):
        forms += [Form(text, name, level) for text, level in _initials(letters.split())]
    for behind in _folded(entry.get("national", [])):
        for level in (NATIONAL, SURE):
            forms += [Form(f.format(behind), name, level) for f in spelled[level]]
        if behind.startswith("ال"):
            forms += [Form(f.format(behind), name, SURE) for f in spelled["sure_definite"]]
    return forms


def _marked_off(written: str, noun: str) -> list[str]:
    """Behind "agency" the name may stand in quotation marks: وكالة "خبر"."""
    head, _, rest = written.partition(" ")
    if head != noun or not rest:
        return []
    return [f"{head} {mark}{rest}" for mark in _OPENING_MARKS]


def _initials(letters: list[str]) -> list[tuple[str, str]]:
    """Spell initials with spaces and points; two letters may be anybody's, three are sure."""
    level = SURE if len(letters) >= _SURE_INITIALS else MARKED
    spelled = []
    for joiners in product(_JOINERS, repeat=len(letters) - 1):
        pairs = zip(letters, (*joiners, ""), strict=True)
        spelled.append(("".join(letter + joiner for letter, joiner in pairs), level))
    return spelled


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, _folded(words)), key=lambda w: (-len(w), w)))


def _head_pattern(data: dict[str, Any]) -> re.Pattern[str]:
    """What may stand before a name and belongs to it: "agency", "news", an opening mark."""
    heads, news = _alternatives(data["head_nouns"]), _alternatives(data["kind_words"])
    tails = _alternatives(data["tail_words"])
    return re.compile(
        rf"(?<!\w)[وفبلك]{{0,2}}(?:{heads})(?: (?:{news}))?(?: (?:{tails})){{0,2}}"
        r"[ ]*[\"«“”„'(/]?[ ]*\Z"
    )


def _tail_pattern(data: dict[str, Any]) -> re.Pattern[str]:
    """What may stand behind a name and belongs to it."""
    return re.compile(rf"(?:[ ]?[\"»“”'])?(?: (?:{_alternatives(data['tail_words'])})(?!\w))*")


def _news_agency_pattern(noun: str) -> re.Pattern[str]:
    """The word for agency and the one to three words of its name, before what ends the name."""
    return re.compile(rf"(?<!\w)[وفبلك]{{0,2}}(?:ال|لل)?{noun} [\"«“]?(?:[\w.]+[\"»”]? ){{1,3}}\Z")


def _between_pattern(data: dict[str, Any]) -> re.Pattern[str]:
    """What may stand between two forms of one name: marks, and whose the agency is."""
    owned = _alternatives(data["owned"])
    return re.compile(rf"[ \"«»“”„'()\[\]/،-]*(?:{owned})?[ \"«»“”„'()\[\]/-]*\Z")
