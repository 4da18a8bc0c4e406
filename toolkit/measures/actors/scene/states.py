"""The state of who speaks where the phrase tells none."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache, cached_property

from toolkit.measures.actors.gazetteer.lands import state_of_town, state_words
from toolkit.measures.actors.lists import department_lands, head_word, phrase_codes, word_list
from toolkit.measures.actors.reading.record import Reading
from toolkit.measures.actors.scene.article import Article, arab_states
from toolkit.measures.actors.words import forms

_OFFICIAL = frozenset(("government", "intergovernmental", "party"))
# What speaks for several states whatever town its phrase names.
_SHARED = frozenset(("document", "group", "unnamed"))
# Types of those who speak at a meeting of states.
_SPEAK_THERE = frozenset(("intergovernmental", "government", ""))
NEAR = 6


class States(Article):
    """The state of who speaks where the phrase tells none."""

    def at_meeting(self, reading: Reading) -> Reading:
        """The communique, ministers or participants of the meeting that the article is about."""
        body = next((w for w in reading.words if " " in w), "")
        where = self.meeting_place or body or self.meeting
        joint = bool(word_list("joint_words") & set(reading.words))
        if not where:
            return reading
        if reading.head in word_list("communiques"):
            told = joint or reading.source_type in ("intergovernmental", "")
            if reading.kind != "document" or not told:
                return reading
            return replace(
                reading, words=(head_word("communique"), where), state="INT", office="communique"
            )
        plain = tuple(
            w for w in reading.words
            if " " not in w and w not in word_list("meeting_words")
            and (w not in word_list("generic") or w in word_list("regions"))
        )  # fmt: skip
        code = phrase_codes("meeting_groups").get(plain)
        if reading.kind != "group" or not code:
            return reading
        if code == "organisers":
            # Who organises is the host's, whom the town tells.
            host = state_of_town(where) or reading.state
            return replace(reading, words=(code, where), state=host, office="meeting")
        if len(reading.state) == 2 or reading.source_type not in _SPEAK_THERE:
            return reading
        return replace(reading, words=(code, where), state="INT", office="meeting")

    def with_state(self, reading: Reading, before: int) -> Reading:
        """A reading with the state that the article tells."""
        if reading.known:
            return reading
        if reading.source_type == "intergovernmental" and reading.kind in _SHARED:
            return self.at_meeting(replace(reading, state="INT"))
        if reading.kind == "document" and word_list("joint_words") & set(reading.words):
            met = self.at_meeting(reading)
            if met.office:
                return met
        if reading.state:
            return reading
        papers = any(r.office in ("communique", "meeting") for r in self.seen)
        if reading.kind == "group" and reading.definite and (papers or self._met):
            met = self.at_meeting(reading)
            if met.office == "meeting":
                return met
        told = self.told_elsewhere(reading)
        if told:
            return replace(reading, state=told)
        return replace(reading, state=self._state_of(reading, before), guessed=True)

    def told_elsewhere(self, reading: Reading) -> str:
        """The state that another phrase of the article tells of a person of this name."""
        if reading.kind != "person":
            return ""
        same = (o for o in self.names if o.state and o.words[-1:] == reading.words[-1:])
        return next((o.state for o in same if set(reading.words) <= set(o.words)), "")

    def _state_of(self, reading: Reading, before: int) -> str:
        """The state that the words, the kind and the article tell of an actor without one."""
        kind = reading.source_type
        words = set(reading.words)
        if kind == "intergovernmental" or words & word_list("united_nations"):
            return "INT"
        if reading.kind in ("group", "body", "office") and words & word_list("regions"):
            return "INT" if kind in ("government", "party", "") else ""
        if reading.kind == "body" and _is_of_several(reading):
            return "INT"
        lands = department_lands(reading.words)
        if lands:
            return self.own_state if self.own_state in lands else self._most(lands)
        if kind == "media" and words & word_list("local_words"):
            return self.main_state
        if reading.kind == "document":
            return self.main_state if kind == "government" else ""
        if reading.kind == "person":
            return self._state_of_person(reading)
        if reading.kind == "unnamed":
            return self._state_of_unnamed(reading)
        if reading.kind == "group":
            return self._state_of_group(reading)
        return self._state_of_organ(reading, before)

    def _state_of_unnamed(self, reading: Reading) -> str:
        words, kind = set(reading.words), reading.source_type
        if words & _local():
            return self.main_state
        if reading.owned:
            return next((r.state for r in reversed(self.seen) if r.state), "")
        officer = kind == "government" and reading.head in word_list("deputies")
        organs = word_list("state_words") | word_list("organ_words")
        told = officer or words & organs or kind in ("citizen", "party")
        return self.main_state if told else ""

    def _state_of_group(self, reading: Reading) -> str:
        if set(reading.words) & word_list("state_plurals"):
            return "INT"
        if reading.source_type in ("government", "party"):
            return self.main_state
        return self.own_or_clear if reading.source_type == "citizen" else ""

    def _state_of_organ(self, reading: Reading, before: int) -> str:
        """The state of an office or body: at home its own, else the one told with it elsewhere."""
        if reading.office == "head":
            return self._head_state(reading)
        at_home = self.own_state == self.main_state
        if set(reading.words) & word_list("national_words") and at_home:
            return self.main_state
        if reading.office or reading.source_type == "government":
            if self.own_state and at_home and self.own_weight:
                return self._stated(reading, before) or self.main_state
            return self._stated(reading) or self.main_state
        return self.own_or_clear if reading.source_type != "media" else ""

    def _state_of_person(self, reading: Reading) -> str:
        told = self._beside(reading)
        if told:
            return told
        if reading.source_type in _OFFICIAL or reading.office:
            if set(reading.words) & word_list("foreign_names") and self.main_state in arab_states():
                foreign = [s for s in self.counts if s not in arab_states() and s != "INT"]
                last = (r.state for r in reversed(self.seen) if r.state in foreign)
                return next(last, self._most(foreign))
            return self.main_state
        if _is_arabic_name(reading):
            # A citizen of the outlet's own land goes without saying there, and nowhere else.
            at_home = self.own_state in arab_states() and self.own_weight
            if reading.source_type in ("expert", "civil_society"):
                return self.own_state if at_home else ""
            if at_home and self.main_state == self.own_state:
                return self.own_state
            return self.arab_state
        return self.clear_state if reading.source_type != "expert" else ""

    def _stated(self, reading: Reading, before: int | None = None) -> str:
        """The state that stands with the same organ or office elsewhere: `الشرطة البريطانية`."""
        if not reading.words:
            return ""
        last = reading.words[-1]
        found: Counter[str] = Counter()
        states = dict(self.state_words)
        for number in self.read.ending_in(last):
            if before is not None and self.read.start(number) >= before:
                break
            if last not in forms(self.read.words[number]):
                continue
            for other in range(number + 1, min(number + 3, len(self.read))):
                if self.read.breaks(other):
                    break
                if other in states:
                    found[states[other]] += 1
                    break
        return min(found, key=lambda s: (-found[s], s), default="")

    def _beside(self, reading: Reading) -> str:
        """The state whose adjective stands in a person's title anywhere in the article."""
        if not reading.words:
            return ""
        ends = reading.words[0], reading.words[-1]
        if ends not in self._besides:  # looked for once: a title may stand there a thousand times
            self._besides[ends] = self._look_beside(*ends)
        return self._besides[ends]

    @cached_property
    def _besides(self) -> dict[tuple[str, str], str]:
        return {}

    def _look_beside(self, first: str, last: str) -> str:
        known = state_words()
        text = self.read
        places = text.places
        for number in sorted({*places.get(first, ()), *places.get(last, ())}):
            low = number
            while low > 0 and number - low < NEAR and not text.breaks(low):
                low -= 1
            for other in reversed(text.words[low:number]):
                stem = forms(other)[0]
                if stem in word_list("stop"):
                    break
                state = known.get(stem, "")
                if state and stem.endswith(("ي", "يه")):
                    return state
        return ""


def _is_of_several(reading: Reading) -> bool:
    """Whether a body is called one of several states: `الوكالة الأوروبية للأدوية`."""
    heads = reading.head in word_list("several_bodies")
    return heads and bool(set(reading.words[:3]) & word_list("several_adjectives"))


@cache
def _local() -> frozenset[str]:
    """What says that somebody is of the land that the article is about, no officer of it."""
    return word_list("local_words") - word_list("organ_words")


@cache
def first_names() -> frozenset[str]:
    """First names of any language that the lists have."""
    return word_list("common_names") | word_list("female_names") | word_list("male_names")


@cache
def _arabic_names() -> frozenset[str]:
    return first_names() - word_list("foreign_names")


def _is_arabic_name(reading: Reading) -> bool:
    """Whether a name has a word that only Arabic names have."""
    return any(word in _arabic_names() for word in reading.words) or " ال" in f" {reading.name}"
