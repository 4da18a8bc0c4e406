"""Whose a land, a force or a deed is: `بلاده`, `قواته`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.reading.offices import organ_of_words
from toolkit.measures.actors.reading.record import Reading, state_reading
from toolkit.measures.actors.scene.article import called_lands
from toolkit.measures.actors.scene.states import States


class Owners(States):
    """Whose a land, a force or a deed is: `بلاده`, `قواته`."""

    def _country(self, reading: Reading) -> Reading:
        """`بلاده` is the state of who spoke last, `المملكة` the kingdom that is most named."""
        counts = Counter(state for _, state in self.states)
        if reading.head in word_list("two_lands"):
            two = sorted(counts, key=lambda s: (-counts[s], s))[:2]
            if len(two) < 2:
                return Reading("nothing")
            names = [state_reading(s).name for s in two]
            return Reading(
                "group", " و".join(names), True, tuple(sorted(names)), "INT", "government"
            )
        lands = called_lands().get(reading.head)
        if lands:
            fitting = [s for s in counts if s in lands]
            if self.own_state in lands:
                return state_reading(self.own_state)
            if fitting:
                return state_reading(min(fitting, key=lambda s: (-counts[s], s)))
        state = ""
        if reading.head not in word_list("named_lands"):
            state = next((r.state for r in reversed(self.seen) if len(r.state) == 2), "")
        state = state or self.main_state
        return state_reading(state) if state else Reading("nothing")

    def _owner(self, reading: Reading, before: int, *, target: bool) -> Reading:
        """Whose forces, team or deed: a body of the state named last, else the actor before."""
        if reading.kind == "owned" and reading.office:
            lands = [r.state for r in self.seen if r.kind == "state"]
            state = next((s for o, s in reversed(self.states) if o < before), self.main_state)
            state = lands[-1] if lands and not target else state
            organ = organ_of_words(reading.words)
            return Reading(
                "body" if organ else reading.office, reading.name, False, reading.words, state,
                "government", organ, reading.head,
            )  # fmt: skip
        if reading.kind == "owned" and not target and reading.head in word_list("persons"):
            return self._kin(reading)
        if target and reading.kind == "owned" and self.seen:
            return self.seen[-1]
        if target and reading.head in word_list("communiques"):
            papers = [r for r in self.seen if r.kind == "document" and r.state == "INT"]
            paper = replace(reading, kind="document", source_type="intergovernmental")
            paper = papers[-1] if papers else self.at_meeting(paper)
            if paper.state:
                return paper
        whose = reading.head in word_list("deeds") or bool(
            set(reading.words) & word_list("national_words")
        )
        state = reading.state or (self.main_state if target and whose else "")
        if target and state:
            return state_reading(state)
        return reading

    def _kin(self, reading: Reading) -> Reading:
        """Somebody's man: `مراسلنا` is the outlet's, `مساعده` of the state of who was named last."""
        state = next((r.state for r in reversed(self.seen) if r.state), "")
        if any(word.endswith("نا") for word in reading.name.split()[:1]):
            state = self.own_state
        return replace(reading, kind="unnamed", name="", state=state, office="")
