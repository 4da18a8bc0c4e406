"""Every open phrase answered: who resolves which kind."""

from __future__ import annotations

from dataclasses import replace

from toolkit.measures.actors.lists import head_word, word_list
from toolkit.measures.actors.reading.record import Reading
from toolkit.measures.actors.scene.pointing import Pointing, describes


class Scene(Pointing):
    """An article while its phrases are read in the order of the text."""

    def named_later(self, reading: Reading) -> Reading:
        """Whom a headline means (`باحث: …`): the one person whom the text gives that calling."""
        same = {
            other.words: other
            for other in self.callings
            if other.kind == "person"
            and (_calling(other.head) == _calling(reading.head) or _is_officer(reading, other))
            and not (other.state and reading.state and other.state != reading.state)
        }
        if len(same) != 1:
            return reading
        return self.resolve(next(iter(same.values())), before=len(self.title))

    def tell(self, reading: Reading) -> None:
        """Remember whom the article has named."""
        if not reading.is_open:
            self.seen.append(reading)

    def resolve(self, reading: Reading, *, before: int, target: bool = False) -> Reading:
        """Answer what a phrase leaves open, with what stands before an offset."""
        if reading.kind == "person" and not reading.known and _is_surname(reading):
            reading = self.fuller(reading)
        if reading.kind == "group" and reading.definite and len(reading.words) == 1:
            same = [o for o in reversed(self.seen) if describes(reading, o)]
            if same:
                return same[0]
        if reading.kind == "name":
            return self._by_name(reading, before)
        if reading.kind == "country":
            return self._country(reading)
        if reading.kind in ("owned", "nothing"):
            return self._owner(reading, before, target=target)
        if reading.kind == "pointing":
            if target and self.honoured and reading.head in word_list("honorifics"):
                persons = [r for r in self.honoured if r.kind == "person"]
                if persons:
                    return persons[-1]
            return self._antecedent(reading, before)
        found = self.with_state(reading, before)
        if target and not found.state and found.kind in ("body", "office"):
            return replace(found, state=self.main_state)
        if target and not found.state and found.kind in ("group", "unnamed"):
            return replace(found, state=self.own_or_clear)
        return found


def _is_surname(reading: Reading) -> bool:
    """Whether a name stands without its first: `بوريطة`, `بن سحيم`."""
    return len(reading.words) == 1 or (
        len(reading.words) == 2 and reading.words[0] in word_list("surname_particles")
    )


def _calling(head: str) -> str:
    """A calling without its gender: `باحثة`, `باحث`; an expert by any name is an expert."""
    word = head[:-1] if head.endswith("ه") else head
    return head_word("expert") if word in word_list("experts") else word


def _is_officer(reading: Reading, other: Reading) -> bool:
    return (
        reading.head in word_list("officers")
        and bool(reading.state)
        and other.state == reading.state
        and other.source_type == "government"
    )
