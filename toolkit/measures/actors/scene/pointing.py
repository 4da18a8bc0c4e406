"""Whom a description points back to: `الوزير`, `المصدر ذاته`, `الجبهة`."""

from __future__ import annotations

from dataclasses import replace

from toolkit.measures.actors.gazetteer.offices import offices_of
from toolkit.measures.actors.lists import head_word, phrase_list, word_list
from toolkit.measures.actors.reading.mentions import read_mention
from toolkit.measures.actors.reading.record import Reading, known_reading, state_reading
from toolkit.measures.actors.scene.names import Names
from toolkit.measures.actors.tokens import bare_words
from toolkit.measures.actors.words import forms

_WINDOW = 12


class Pointing(Names):
    """Whom a description points back to: `الوزير`, `المصدر ذاته`, `الجبهة`."""

    def described(self, reading: Reading, *, before: int) -> Reading | None:
        """Whom a description means by its own words: an officer named before, or introduced."""
        fitting = [other for other in reversed(self.seen) if describes(reading, other)]
        own = [other for other in fitting if other.state == self.own_state]
        if fitting:
            return own[0] if own and reading.head in word_list("ministers") else fitting[0]
        return self._introduced(reading, before) if reading.head in word_list("ministers") else None

    def _antecedent(self, reading: Reading, before: int) -> Reading:
        """Whom a description points back to."""
        if reading.words and reading.words in phrase_list("same_source") and self.seen:
            return self._same_source(reading)
        ministry = reading.head == head_word("ministry")
        found = (
            self.described(reading, before=before)
            or self._known_before(reading.head, before)
            or self._introduced(reading, before)
            or self._only_officer(reading)
            or (self._ministry(before) if ministry else None)
            or self._named_before(reading)
        )
        return found if found is not None else self._by_own_words(reading, before)

    def _named_before(self, reading: Reading) -> Reading | None:
        """The latest person, or with `ذاته` the latest actor, that the text has named."""
        person = [o for o in reversed(self.seen) if o.kind == "person"]
        alike = [o for o in person if o.source_type == reading.source_type]
        person = alike or person
        if person and (
            reading.head in word_list("pointing")
            or reading.head in word_list("spokesmen") | word_list("humans")
            or (reading.head in word_list("honorifics") and len(set(reading.words)) < 2)
        ):
            return person[0]
        if set(reading.words) & word_list("pointing") and self.seen:
            return self.seen[-1]
        return None

    def _by_own_words(self, reading: Reading, before: int) -> Reading:
        """What a description that points to nobody says by itself."""
        if reading.head in word_list("ministers") and reading.state:
            return replace(reading, kind="office", office="minister")
        kind = "body" if reading.head in word_list("bodies") else "unnamed"
        if reading.head in word_list("state_words") and len(reading.words) == 1:
            land = reading.state or self.main_state
            return state_reading(land) if land else reading
        if reading.head in word_list("documents"):
            last = self._of_type(reading.source_type)
            if last is not None:
                return last
            kind = "document"
        return self.with_state(replace(reading, kind=kind), before)

    def _of_type(self, source_type: str) -> Reading | None:
        """The latest actor, where its type is that of the words that point back to it."""
        last = self.seen[-1] if self.seen else None
        alike = last is None or source_type in ("", last.source_type) or not last.source_type
        return last if alike else None

    def _known_before(self, head: str, before: int) -> Reading | None:
        """`الجبهة`: the body of the gazetteer whose name begins so, named last before."""
        if head not in word_list("bodies"):
            return None
        found = None
        for offset, one in self.known_here:
            words = bare_words(one.name)
            named = (words[0] == head and len(words) > 1) or _is_such(head, one.source_type, words)
            named = named and one.kind == "body"
            if named and (found is None or offset < before):
                found = one
        return None if found is None else known_reading(found)

    def _only_officer(self, reading: Reading) -> Reading | None:
        """`الوزير الإسباني`: the only minister of that state whom the text names."""
        if not reading.state or reading.head not in word_list("ministers"):
            return None
        fitting = {
            one.name: one
            for _, one in self.known_here
            if one.kind == "person"
            and one.state == reading.state
            and any(f"{reading.state} minister" in o for o in offices_of().get(one.name, ()))
        }
        return known_reading(next(iter(fitting.values()))) if len(fitting) == 1 else None

    def _ministry(self, before: int) -> Reading | None:
        """`الوزارة` where only its minister has been named."""
        minister = self._introduced(Reading("pointing", head=head_word("minister")), before)
        if minister is None:
            return None
        offices = {
            minister.office,
            *(o.split(" ", 1)[1] for o in offices_of().get(minister.name, ())),
        }
        held = sorted(o for o in offices if o.startswith("minister:"))
        if not held:
            return None
        return Reading(
            "body", words=(head_word("ministry"),), state=minister.state, source_type="government",
            office=held[0].replace("minister", "ministry"), head=head_word("ministry"),
        )  # fmt: skip

    def _same_source(self, reading: Reading) -> Reading:
        """Whom `المصدر ذاته` repeats: the latest of its own word, then of the likeliest kind."""
        head, latest = reading.head, self.seen[::-1]
        if head in word_list("communiques") and reading.source_type == "intergovernmental":
            bodies = [o for o in latest if o.state == "INT" and o.kind in ("body", "document")]
            paper = replace(reading, kind="document", words=(head,), state="INT")
            return bodies[0] if bodies else self.at_meeting(paper)
        choices = [
            [o for o in latest if o.kind == "document" and o.head == head],
            [o for o in latest if o.kind in ("body", "document") or o.head == head],
            [o for o in latest if o.kind in ("state", "group") or o.head == head],
            latest,
        ]
        if head in word_list("sources"):
            choices.insert(0, [o for o in latest if o.kind == "unnamed" and o.head == head])
        return next(choice[0] for choice in choices if choice)

    def _introduced(self, reading: Reading, before: int) -> Reading | None:
        """Who bears a title in the text before: `الوزير` after `وزير الصحة أنس الدكالي`."""
        found = None
        text = self.read
        for number in text.ending_in(reading.head):
            if found is not None and text.start(number) >= before:
                break
            if reading.head not in forms(text.words[number]):
                continue
            last = self._phrase_end(number)
            told = read_mention(text.printed(number, last), reading.source_type)
            if (
                told.kind == "body"
                and not told.known
                and not told.office
                and (text.words[number].startswith("ال") or len(told.words) < 2)
            ):
                continue
            if told.kind == "person" and not told.known and len(told.words) < 2:
                continue
            if told.kind in ("person", "office", "body") and not told.is_open:
                if reading.state and told.state and reading.state != told.state:
                    continue
                found = self.with_state(told, before)
        return found

    def _phrase_end(self, number: int) -> int:
        """Where a title that begins at a word ends at the latest."""
        text, last = self.read, number + 1
        while last < min(len(text), number + _WINDOW):
            far = text.breaks(last) and last - number > 4
            if far or text.ends(last) or text.start(last) in self.cues:
                break
            last += 1
        return last


def _is_such(head: str, source_type: str, words: tuple[str, ...]) -> bool:
    """Whether a body is called by what it is: `الصحيفة` after `نيويورك تايمز`."""
    called = f"{source_type}_heads"
    kinds = word_list(called) if called in _CALLED else frozenset()
    others = kinds - {head}
    return head in kinds and not others & set(words)


_CALLED = ("media_heads", "news_agency_heads", "business_heads")


def describes(reading: Reading, other: Reading) -> bool:
    """Whether a description without a name may mean an actor named before."""
    if reading.state and other.state and reading.state != other.state:
        return False
    if reading.head in word_list("bodies") and reading.head not in word_list("persons"):
        return other.kind == "body" and (
            other.head == reading.head
            or _is_such(reading.head, other.source_type, other.words)
            or (reading.head == head_word("ministry") and other.office.startswith("ministry"))
            or reading.head in other.words
        )
    if reading.head in word_list("groups") and other.kind == "group":
        return reading.head in other.words[:2] or reading.head == other.head
    if reading.head in word_list("persons") or reading.head in word_list("spokesmen"):
        if other.kind not in ("person", "office", "unnamed"):
            return False
        if other.head == reading.head or reading.head in other.words:
            return True
        return other.kind != "unnamed" and _holds_title(reading, other)
    return False


def _holds_title(reading: Reading, other: Reading) -> bool:
    """Whether an actor holds an office that a title (`الوزير`, `الرئيس`) may be short for."""
    offices = {o.split(" ", 1)[1].split(":")[0] for o in offices_of().get(other.name, ())}
    offices |= {other.office.split(":")[0]} - {""}
    if reading.head in word_list("ministers"):
        return "minister" in offices
    if reading.head in word_list("presidents"):
        return bool(offices & {"head", "pm"})
    if reading.head in word_list("officers_before"):
        return other.source_type == "government" and bool(reading.state)
    return False
