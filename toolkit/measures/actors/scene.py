"""One article's actors: what a phrase leaves open is answered by the phrases before and around it.

`الوزير` is the latest minister, `المصدر ذاته` the latest source, a surname the bearer of the full
name, and an official of no told state is one of the state that the article is about.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from toolkit.arabic import Folded
from toolkit.measures.actors.gazetteer import (
    Known,
    find_known,
    offices_of,
    person_words,
    state_of_word,
    state_words,
    towns,
)
from toolkit.measures.actors.reading import (
    Reading,
    known_reading,
    organ_of_words,
    read_mention,
    state_reading,
)
from toolkit.measures.actors.text import Text
from toolkit.measures.actors.words import (
    bare,
    bare_words,
    cut_tokens,
    department_lands,
    forms,
    phrase_codes,
    phrase_list,
    read_data,
    skeleton,
    tokens_of,
    word_list,
)

_OFFICIAL = frozenset(("government", "intergovernmental", "party"))
# How much a mention of the outlet's own state outweighs one of another.
OWN_WEIGHT = 2
_CROWNS = frozenset(("ملك", "ملكه", "عاهل", "امير", "سلطان", "جلاله"))
# What speaks for several states whatever town its phrase names.
_SHARED = frozenset(("document", "group", "unnamed"))
_WINDOW = 12
_NEAR = 6


@dataclass
class Scene:
    """An article while its phrases are read in the order of the text.

    Attributes
    ----------
    title : str
        The article's title.
    document : str
        Title and text as joined.
    folded : Folded, optional
        The document folded, where it has been already.
    own_state : str
        The outlet's state, '' where it is not known.
    own_weight : int
        How much a mention of it outweighs one of another; 0 where it decides no more than a tie.
    seen : list of Reading
        Whom the article has made speak so far, the latest last.
    names : list of Reading
        Every person that a phrase of the article names in two words or more.
    honoured : list of Reading
        Whom the article has praised so far.
    cues : frozenset of int
        Where the words of saying stand: they are no names.
    callings : list of Reading
        Every source of the article as its own phrase reads.
    """

    title: str
    document: str
    folded: Folded | None = None
    own_state: str = ""
    own_weight: int = OWN_WEIGHT
    seen: list[Reading] = field(default_factory=list)
    names: list[Reading] = field(default_factory=list)
    honoured: list[Reading] = field(default_factory=list)
    cues: frozenset[int] = frozenset()
    callings: list[Reading] = field(default_factory=list)

    @cached_property
    def read(self) -> Text:
        """The article's words, cut when they are first asked for."""
        return Text(self.document, self.folded)

    @cached_property
    def states(self) -> list[tuple[int, str]]:
        """Every word that names a state: its offset, the state."""
        return [(self.read.start(number), state) for number, state in self.state_words]

    @cached_property
    def state_words(self) -> list[tuple[int, str]]:
        """Every word that names a state: its number, the state."""
        known, words = state_words(), self.read.words
        found = []
        for number, word in enumerate(words):
            marks = _marks(word)
            if marks is None:
                continue
            state, begins, lands = marks
            if begins and number + 1 < len(words):
                behind = bare(words[number + 1])
                for form in forms(word):
                    state = known.get(f"{form} {behind}", state)
            if not state and self.own_state in lands:
                state = self.own_state
            if state:
                found.append((number, state))
        return found

    @cached_property
    def counts(self) -> Counter[str]:
        """How often the article names each state, the outlet's own weighed more."""
        counts = Counter(state for _, state in self.state_words)
        if self.own_state and self.own_weight:
            counts[self.own_state] = self.own_weight * counts[self.own_state] + 1
        elif self.own_state and not counts:
            counts[self.own_state] = 1
        return counts

    @cached_property
    def main_state(self) -> str:
        """The state that the article is about, as its officials without a state are told."""
        return self._most(self.counts)

    def _most(self, states: Iterable[str]) -> str:
        return min(states, key=lambda s: (-self.counts[s], self._first(s)), default="")

    def _head_state(self, reading: Reading) -> str:
        """A king's state is a kingdom, a president's is none."""
        kingdoms = frozenset().union(*_lands().values())
        royal = reading.head in _CROWNS
        fitting = [s for s in self.counts if s != "INT" and (s in kingdoms) == royal]
        return self._most(fitting) or self.main_state

    def _first(self, state: str) -> int:
        return next((offset for offset, s in self.states if s == state), -1)

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
            same = [o for o in reversed(self.seen) if _describes(reading, o)]
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

    def fuller(self, reading: Reading) -> Reading:
        """The full name of a surname, from another phrase or from the text."""
        key = skeleton(reading.words[-1])
        for other in self.names:
            if any(skeleton(word) == key for word in other.words):
                return other
        text = self.read
        for number, own in enumerate(text.skeletons):
            if own == key and number and not text.breaks(number):
                first = number
                while first > number - 4 and first and self._may_name(first - 1):
                    if text.breaks(first):
                        break
                    first -= 1
                if first < number:
                    title = max(first - _NEAR, 0)
                    full = text.printed(first, number + 1)
                    told = read_mention(text.printed(title, number + 1))
                    words = tuple(text.bare[first : number + 1])
                    alone = read_mention(full)
                    told = alone if alone.known else told
                    if told.kind == "person" and told.known:
                        return told
                    return replace(reading, name=full, words=words)
        return reading

    def _by_name(self, reading: Reading, before: int) -> Reading:
        """Unknown words that are praised: somebody whom the article names, or a name by its look."""
        keys = {skeleton(word) for word in reading.words}
        for other in self.names:
            if keys & {skeleton(word) for word in other.words}:
                return other
        if set(reading.words) & _first_names() or self._repeats(reading):
            return self.with_state(replace(reading, kind="person"), before)
        return self._owner(replace(reading, kind="nothing"), before, target=True)

    def _repeats(self, reading: Reading) -> bool:
        """Whether two unknown words without an article stand together more than once, as names do."""
        words = reading.words[:2]
        if len(reading.words) < 2 or " ال" in f" {reading.name}" or any(len(w) < 3 for w in words):
            return False
        return self._pairs[words[0], words[1]] > 1

    def _may_name(self, number: int) -> bool:
        """Whether a word of the text may be a first name."""
        word = self.read.words[number]
        if self.read.start(number) in self.cues or word.startswith(("ال", "و", "ف", "لل", "بال")):
            return bare(word) in word_list("male_names") or bare(word) in word_list(
                "definite_names"
            )
        if read_mention(word).kind != "person":
            return False
        own = bare(word)
        pair = (own, self.read.bare[number + 1])
        return (
            own in _first_names()
            or pair[0] in person_words()
            or self._pairs[pair] > 1
            or (number > 0 and not self.read.breaks(number) and self._is_title(number - 1))
        )

    @cached_property
    def _pairs(self) -> Counter[tuple[str, str]]:
        return Counter(pairwise(self.read.bare))

    def _is_title(self, number: int) -> bool:
        stem = forms(self.read.words[number])[0]
        return stem in word_list("persons") or stem in word_list("honorifics")

    def at_meeting(self, reading: Reading) -> Reading:
        """The communique, ministers or participants of the meeting that the article is about."""
        body = next((w for w in reading.words if " " in w), "")
        where = self.meeting_place or body or self.meeting
        if not where or reading.source_type not in ("intergovernmental", "government", ""):
            return reading
        if reading.head in word_list("communiques"):
            if reading.kind != "document" or reading.source_type == "government":
                return reading
            return replace(reading, words=("بيان", where), state="INT", office="communique")
        plain = tuple(
            w for w in reading.words
            if " " not in w and w not in word_list("generic") and w not in word_list("meeting_words")
        )  # fmt: skip
        code = phrase_codes("meeting_groups").get(plain)
        if reading.kind != "group" or not code or len(reading.state) == 2:
            return reading
        return replace(reading, words=(code, where), state="INT", office="meeting")

    def with_state(self, reading: Reading, before: int) -> Reading:
        """A reading with the state that the article tells."""
        if reading.known:
            return reading
        if reading.source_type == "intergovernmental" and reading.kind in _SHARED:
            return self.at_meeting(replace(reading, state="INT"))
        if reading.state:
            return reading
        papers = any(r.office in ("communique", "meeting") for r in self.seen)
        if reading.kind == "group" and reading.definite and (papers or self._met):
            met = self.at_meeting(reading)
            if met.office == "meeting":
                return met
        return replace(reading, state=self._state_of(reading, before))

    @cached_property
    def _met(self) -> bool:
        """Whether the article is about a meeting: its title says so, or the text again and again."""
        words = word_list("meeting_words")
        title = len(tokens_of(self.title))
        places = [n for n, word in enumerate(self.read.bare) if word in words]
        return bool(places) and (places[0] < title or len(places) > 2)

    @cached_property
    def meeting_place(self) -> str:
        """The town that the article names most, beside a word for a meeting above all; '' for none."""
        words, text = word_list("meeting_words"), self.read
        found: Counter[str] = Counter()
        for number, word in enumerate(text.words):
            town, is_seat = next((towns()[f] for f in forms(word) if f in towns()), ("", False))
            if not town:
                continue
            before = text.bare[max(0, number - 5) : number]
            if not is_seat or before[-1:] == ["في"] or word.startswith("ب"):
                found[town] += 1
            if any(w in words for w in before):
                found[town] += 2
        return min(found, key=lambda t: (-found[t], t), default="")

    def _state_of(self, reading: Reading, before: int) -> str:
        kind = reading.source_type
        words = set(reading.words)
        if kind == "intergovernmental" or words & word_list("united_nations"):
            return "INT"
        if reading.kind in ("group", "body", "office") and words & word_list("regions"):
            return "INT" if kind in ("government", "party", "") else ""
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
            organs = word_list("state_words") | word_list("organ_words")
            if reading.owned:
                return next((r.state for r in reversed(self.seen) if r.state), "")
            if set(reading.words) & organs:
                return self.main_state
            return self.main_state if kind in ("citizen", "party") else ""
        if reading.kind == "group":
            if words & word_list("state_plurals"):
                return "INT"
            return (
                self.main_state
                if kind in ("government", "party")
                else (self.own_or_clear if kind == "citizen" else "")
            )
        if reading.office == "head":
            return self._head_state(reading)
        if words & word_list("national_words") and self.own_state == self.main_state:
            return self.main_state
        if reading.office or kind == "government":
            if self.own_state and self.own_state == self.main_state and self.own_weight:
                return self._stated(reading, before) or self.main_state
            return self._stated(reading) or self.main_state
        return self.own_or_clear if kind != "media" else ""

    def _state_of_person(self, reading: Reading) -> str:
        told = self._beside(reading)
        if told:
            return told
        if reading.source_type in _OFFICIAL or reading.office:
            if (
                set(reading.words) & word_list("foreign_names")
                and self.main_state in _arab_states()
            ):
                foreign = [s for s in self.counts if s not in _arab_states() and s != "INT"]
                last = (r.state for r in reversed(self.seen) if r.state in foreign)
                return next(last, self._most(foreign))
            return self.main_state
        if _is_arabic_name(reading) and reading.source_type == "expert" and self.own_weight:
            return self.own_state or self.arab_state
        if _is_arabic_name(reading):
            return self.main_state if self.main_state == self.own_state else self.arab_state
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

    @cached_property
    def clear_state(self) -> str:
        """The state that at least half of the article's names of states are of."""
        counts = Counter(state for _, state in self.states)
        main = self.main_state
        return main if main and 2 * counts[main] >= sum(counts.values()) else ""

    @cached_property
    def arab_state(self) -> str:
        """The state that most of the article's names of Arab states are of."""
        counts = Counter(state for _, state in self.states if state in _arab_states())
        main = self._most(counts)
        return main if counts[main] > 1 and 3 * counts[main] >= 2 * counts.total() else ""

    @property
    def own_or_clear(self) -> str:
        return self.main_state if self.main_state == self.own_state else self.clear_state

    def _beside(self, reading: Reading) -> str:
        """The state whose adjective stands in a person's title anywhere in the article."""
        if not reading.words:
            return ""
        first, last = reading.words[0], reading.words[-1]
        known = state_words()
        text = self.read
        places = text.places
        for number in sorted({*places.get(first, ()), *places.get(last, ())}):
            low = number
            while low > 0 and number - low < _NEAR and not text.breaks(low):
                low -= 1
            for other in reversed(text.words[low:number]):
                stem = forms(other)[0]
                if stem in word_list("stop"):
                    break
                state = known.get(stem, "")
                if state and stem.endswith(("ي", "يه")):
                    return state
        return ""

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
        lands = _lands().get(reading.head)
        if lands:
            fitting = [s for s in counts if s in lands]
            if self.own_state in lands:
                return state_reading(self.own_state)
            if fitting:
                return state_reading(min(fitting, key=lambda s: (-counts[s], s)))
        state = ""
        if reading.head not in _NAMED_LANDS:
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

    def described(self, reading: Reading, *, before: int) -> Reading | None:
        """Whom a description means by its own words: an officer named before, or introduced."""
        fitting = [other for other in reversed(self.seen) if _describes(reading, other)]
        own = [other for other in fitting if other.state == self.own_state]
        if fitting:
            return own[0] if own and reading.head in _MINISTERS else fitting[0]
        return self._introduced(reading, before) if reading.head in _MINISTERS else None

    def _antecedent(self, reading: Reading, before: int) -> Reading:
        """Whom a description points back to."""
        words = set(reading.words)
        same = reading.words and reading.words in phrase_list("same_source")
        if same and self.seen:
            return self._same_source(reading)
        found = (
            self.described(reading, before=before)
            or self._known_before(reading.head, before)
            or self._introduced(reading, before)
            or self._only_officer(reading)
        )
        if found is not None:
            return found
        if reading.head == "وزاره":
            ministry = self._ministry(before)
            if ministry is not None:
                return ministry
        person = [o for o in reversed(self.seen) if o.kind == "person"]
        if person and (
            reading.head in word_list("pointing")
            or reading.head in word_list("spokesmen")
            or (reading.head in word_list("honorifics") and len(words) < 2)
        ):
            return person[0]
        if words & word_list("pointing") and self.seen:
            return self.seen[-1]
        if reading.head in _MINISTERS and reading.state:
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

    @cached_property
    def known_here(self) -> list[tuple[int, Known]]:
        """Persons and bodies of the gazetteer in the text, each with its offset."""
        tokens = cut_tokens(self.read.folded)
        found, position = [], 0
        while position < len(tokens):
            one = find_known(tokens, position)
            if one is not None and one.known.kind in ("person", "body"):
                found.append((tokens[position].start, one.known))
            position = one.last if one is not None else position + 1
        return found

    def _known_before(self, head: str, before: int) -> Reading | None:
        """`الجبهة`: the body of the gazetteer whose name begins so, named last before."""
        if head not in word_list("bodies"):
            return None
        found = None
        for offset, one in self.known_here:
            words = bare_words(one.name)
            named = one.kind == "body" and words[0] == head and len(words) > 1
            if named and (found is None or offset < before):
                found = one
        return None if found is None else known_reading(found)

    def _only_officer(self, reading: Reading) -> Reading | None:
        """`الوزير الإسباني`: the only minister of that state whom the text names."""
        if not reading.state or reading.head not in _MINISTERS:
            return None
        fitting = {
            one.name: one
            for _, one in self.known_here
            if one.kind == "person"
            and one.state == reading.state
            and any(f"{reading.state} minister" in o for o in offices_of().get(one.name, ()))
        }
        return known_reading(next(iter(fitting.values()))) if len(fitting) == 1 else None

    @cached_property
    def meeting(self) -> str:
        """The body of several states that the article names most, '' where none is."""
        names = Counter(one.name for _, one in self.known_here if one.state == "INT")
        return min(names, key=lambda n: (-names[n], n), default="")

    def _ministry(self, before: int) -> Reading | None:
        """`الوزارة` where only its minister has been named."""
        minister = self._introduced(Reading("pointing", head="وزير"), before)
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
            "body", words=("وزاره",), state=minister.state, source_type="government",
            office=held[0].replace("minister", "ministry"), head="وزاره",
        )  # fmt: skip

    def _same_source(self, reading: Reading) -> Reading:
        head = reading.head
        if head in word_list("communiques") and reading.source_type == "intergovernmental":
            bodies = [o for o in self.seen if o.state == "INT" and o.kind in ("body", "document")]
            if bodies:
                return bodies[-1]
            paper = replace(reading, kind="document", words=(head,), state="INT")
            return self.at_meeting(paper)
        if head in ("مصدر", "مصادر"):
            for other in reversed(self.seen):
                if other.kind == "unnamed" and other.head == head:
                    return other
        for other in reversed(self.seen):
            if other.kind == "document" and other.head == head:
                return other
        for kinds in (("body", "document"), ("state", "group")):
            for other in reversed(self.seen):
                if other.kind in kinds or other.head == head:
                    return other
        return self.seen[-1]

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
            if (text.breaks(last) and last - number > 4) or text.start(last) in self.cues:
                break
            last += 1
        return last


_MINISTERS = frozenset(("وزير", "وزيره"))
# Lands that an article names by themselves, whoever speaks.
_NAMED_LANDS = frozenset(
    bare(word) for word in ("مملكه", "بلاد", "بلد", "دوله", "جمهوريه", "سلطنه", "وطن", "اماره")
)


@cache
def _arab_states() -> frozenset[str]:
    return frozenset(read_data("words")["arabic_states"])


@lru_cache(maxsize=200_000)
def _marks(word: str) -> tuple[str, bool, frozenset[str]] | None:
    """What a word tells of states: its own, whether a longer name may begin, whose `المملكة` it is."""
    state, begins = state_of_word(word)
    lands = _lands().get(bare(word), frozenset())
    return (state, begins, lands) if state or begins or lands else None


@cache
def _lands() -> dict[str, frozenset[str]]:
    """States by the word that stands for them in their own news: `المملكة`."""
    return {
        bare_words(str(word))[0]: frozenset(states)
        for word, states in read_data("words")["lands"].items()
    }


@cache
def _first_names() -> frozenset[str]:
    return word_list("common_names") | word_list("female_names") | word_list("male_names")


@cache
def _arabic_names() -> frozenset[str]:
    return _first_names() - word_list("foreign_names")


def _is_surname(reading: Reading) -> bool:
    """Whether a name stands without its first: `بوريطة`, `بن سحيم`."""
    return len(reading.words) == 1 or (
        len(reading.words) == 2 and reading.words[0] in ("بن", "ابن", "ولد", "ال")
    )


def _calling(head: str) -> str:
    """A calling without its gender: `باحثة`, `باحث`; an expert by any name is an expert."""
    word = head[:-1] if head.endswith("ه") else head
    return "خبير" if word in ("باحث", "محلل", "استاذ", "مختص", "متخصص") else word


def _is_officer(reading: Reading, other: Reading) -> bool:
    return (
        reading.head in ("مسوول", "مسووله", "دبلوماسي")
        and bool(reading.state)
        and other.state == reading.state
        and other.source_type == "government"
    )


def _is_arabic_name(reading: Reading) -> bool:
    """Whether a name has a word that only Arabic names have."""
    return any(word in _arabic_names() for word in reading.words) or " ال" in f" {reading.name}"


def _describes(reading: Reading, other: Reading) -> bool:
    """Whether a description without a name may mean an actor named before."""
    if reading.state and other.state and reading.state != other.state:
        return False
    if reading.head in word_list("bodies") and reading.head not in word_list("persons"):
        return other.kind == "body" and (
            other.head == reading.head
            or (reading.head == "وزاره" and other.office.startswith("ministry"))
            or reading.head in other.words
        )
    if reading.head in word_list("groups") and other.kind == "group":
        return reading.head in other.words[:2] or reading.head == other.head
    if reading.head in word_list("persons") or reading.head in word_list("spokesmen"):
        if other.kind not in ("person", "office", "unnamed"):
            return False
        if other.head == reading.head or reading.head in other.words:
            return True
        if other.kind == "unnamed":
            return False
        offices = {o.split(" ", 1)[1].split(":")[0] for o in offices_of().get(other.name, ())}
        offices |= {other.office.split(":")[0]} - {""}
        if reading.head in ("وزير", "وزيره"):
            return "minister" in offices
        if reading.head in ("رييس", "رييسه"):
            return bool(offices & {"head", "pm"})
        if reading.head in ("مسوول", "مسووله", "دبلوماسي", "دبلوماسيه"):
            return other.source_type == "government" and bool(reading.state)
    return False
