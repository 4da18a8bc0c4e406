"""Every open phrase answered: who resolves which kind."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise

from toolkit.measures.actors.gazetteer.lands import state_of_town
from toolkit.measures.actors.keys import name_size
from toolkit.measures.actors.lists import head_word, phrase_codes, word_list
from toolkit.measures.actors.reading.record import DISPUTED, Reading
from toolkit.measures.actors.scene.pointing import Pointing, describes
from toolkit.measures.actors.words import skeleton


class Scene(Pointing):
    """An article while its phrases are read in the order of the text."""

    def named_later(self, reading: Reading) -> Reading:
        """Whom a headline means (`باحث: …`): the one person whom the text gives that calling."""
        same = [
            other
            for other in self.callings
            if other.kind == "person"
            and (_is_calling(reading.head, other.head) or _is_officer(reading, other))
            and not (other.state and reading.state and other.state != reading.state)
        ]
        counts = Counter(other.words for other in same).most_common(2)
        if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
            return reading
        named = next(other for other in same if other.words == counts[0][0])
        return self.resolve(named, before=len(self.title))

    def bearer(self, word: str) -> Reading | None:
        """The one person whom a phrase of the article gives a name of several words with this last."""
        key = skeleton(word)
        found = {o.words: o for o in self.names if name_size(o.words) > 1 and key in
                 (skeleton(o.words[0]), skeleton(o.words[-1]))}  # fmt: skip
        return next(iter(found.values())) if len(found) == 1 else None

    def whole(self, reading: Reading) -> Reading:
        """The full name of words that end it: `ولد بن حمو`."""
        size = len(reading.words)
        longer = {o.words: o for o in self.names if not o.known and len(o.words) > size
                  and o.words[-size:] == reading.words}  # fmt: skip
        return next(iter(longer.values())) if len(longer) == 1 else reading

    def house(self, reading: Reading, before: int) -> str:
        """The state of the body that an unnamed source is of: `مسؤول في أمانة التحالف`."""
        pairs = (phrase_codes("meeting_groups").get(pair) for pair in pairwise(reading.words))
        if self.meeting_place and "organisers" in pairs:
            return state_of_town(self.meeting_place)
        heads = [w for w in reading.words if w in word_list("bodies") and w != reading.head]
        found = (self._known_before(word, before) for word in heads)
        # A state's ministry is told by more than its first word.
        told = [one for one in found if one is not None and one.source_type != "government"]
        return told[-1].state or DISPUTED if told else ""

    def titled(self, reading: Reading) -> Reading | None:
        """The one person whom the article names with all words of an office: `عامل عمالة سلا`."""
        words = {reading.head, *reading.words}
        found = {person.words: person for person, said in self.titles if words <= said}
        return next(iter(found.values())) if len(found) == 1 else None

    def tell(self, reading: Reading) -> None:
        """Remember whom the article has named."""
        if not reading.is_open:
            self.seen.append(reading)

    def resolve(self, reading: Reading, *, before: int, target: bool = False) -> Reading:
        """Answer what a phrase leaves open, with what stands before an offset."""
        reading = self._fuller_name(reading)
        one = self._same_one(reading, before)
        if one is not None:
            return one
        if reading.is_open:
            return self._answer(reading, before, target=target)
        if reading.kind == "unnamed" and not reading.state:
            reading = replace(reading, state=self.house(reading, before))
        found = self.with_state(reading, before)
        if target and not found.state and found.kind in ("body", "office"):
            return replace(found, state=self.main_state)
        if target and not found.state and found.kind in ("group", "unnamed"):
            return replace(found, state=self.own_or_clear)
        return found

    def _fuller_name(self, reading: Reading) -> Reading:
        """A person by the fullest name that the article gives."""
        if reading.kind == "person" and not reading.known and len(reading.words) > 1:
            reading = self.whole(reading)
        if reading.kind == "person" and not reading.known and _is_surname(reading):
            reading = self.fuller(reading)
        if reading.kind == "unnamed" and reading.state and not reading.words:
            # `التركي` by itself is whoever the article calls so, before he is any Turk.
            reading = self.bearer(reading.head) or reading
        return reading

    def _same_one(self, reading: Reading, before: int) -> Reading | None:
        """The actor whom the article names elsewhere by the words of a phrase that seems whole."""
        if reading.kind in ("group", "body") and not reading.known and len(reading.words) == 1:
            # `السعدون` and `هاورد` are a group and a body by their look alone.
            bearer = self.bearer(reading.words[0]) if reading.head == reading.words[0] else None
            if bearer is not None:
                return bearer
        deputy = reading.kind == "unnamed" and reading.head in word_list("deputies")
        if (reading.kind == "office" and not reading.office) or (deputy and len(reading.words) > 1):
            titled = self.titled(reading)
            if titled is not None:
                return self.resolve(titled, before=before)
        if reading.kind == "group" and reading.definite and len(reading.words) == 1:
            return next((o for o in reversed(self.seen) if describes(reading, o)), None)
        return None

    def _answer(self, reading: Reading, before: int, *, target: bool) -> Reading:
        """Who is meant by a phrase that does not say so itself."""
        if reading.kind == "name":
            return self._by_name(reading, before)
        if reading.kind == "country":
            return self._country(reading)
        if reading.kind in ("owned", "nothing"):
            return self._owner(reading, before, target=target)
        if target and reading.head in word_list("honorifics"):
            person = next((r for r in reversed(self.honoured) if r.kind == "person"), None)
            if person is not None:
                return person
        return self._antecedent(reading, before)


def _is_surname(reading: Reading) -> bool:
    """Whether a name stands without its first: `بوريطة`, `بن سحيم`, `عبد الكريم`."""
    return name_size(reading.words) < 2


def _is_calling(head: str, other: str) -> bool:
    """Whether a calling may be another's: a woman's is no man's, an expert by any name is one."""
    if head.endswith("ه") and not other.endswith("ه"):
        return False
    return _calling(head) == _calling(other)


def _calling(head: str) -> str:
    word = head[:-1] if head.endswith("ه") else head
    return head_word("expert") if word in word_list("experts") else word


def _is_officer(reading: Reading, other: Reading) -> bool:
    return (
        reading.head in word_list("officers")
        and bool(reading.state)
        and other.state == reading.state
        and other.source_type == "government"
    )
