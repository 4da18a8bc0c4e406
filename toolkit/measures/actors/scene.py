"""One article's actors: what a phrase leaves open is answered by the phrases before and around it.

`الوزير` is the latest minister, `المصدر ذاته` the latest source, a surname the bearer of the full
name, and an official of no told state is one of the state that the article is about.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from toolkit.measures.actors.gazetteer import offices_of, state_of_word, state_words
from toolkit.measures.actors.reading import Reading, read_mention, state_reading
from toolkit.measures.actors.words import (
    Token,
    bare,
    bare_words,
    forms,
    phrase_list,
    read_data,
    skeleton,
    tokens_of,
    word_list,
)

_OFFICIAL = frozenset(("government", "intergovernmental", "party"))
# What speaks for several states whatever town its phrase names.
_SHARED = frozenset(("document", "group", "unnamed"))
_WINDOW = 12
_NEAR = 6


@dataclass
class Scene:
    """An article while its phrases are read in the order of the text.

    Attributes
    ----------
    title, text : str
        The article.
    own_state : str
        The outlet's state, '' where it is not known.
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
    text: str
    own_state: str = ""
    seen: list[Reading] = field(default_factory=list)
    names: list[Reading] = field(default_factory=list)
    honoured: list[Reading] = field(default_factory=list)
    cues: frozenset[int] = frozenset()
    callings: list[Reading] = field(default_factory=list)

    @cached_property
    def tokens(self) -> list[Token]:
        return tokens_of(f"{self.title}\n{self.text}")

    @cached_property
    def states(self) -> list[tuple[int, str]]:
        """Every word that names a state: its offset, the state."""
        known = state_words()
        found = []
        tokens = self.tokens
        for number, token in enumerate(tokens):
            state, begins = state_of_word(token.word)
            if begins and number + 1 < len(tokens):
                behind = bare(tokens[number + 1].word)
                for form in forms(token.word):
                    state = known.get(f"{form} {behind}", state)
            if state:
                found.append((token.start, state))
        return found

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word of the article stands, by its consonants."""
        found: dict[str, list[int]] = {}
        for number, token in enumerate(self.tokens):
            found.setdefault(skeleton(bare(token.word)), []).append(number)
        return found

    @cached_property
    def main_state(self) -> str:
        """The state that the article names most, the outlet's own counted once more."""
        counts = Counter(state for _, state in self.states)
        if self.own_state:
            counts[self.own_state] += 1
        return min(counts, key=lambda s: (-counts[s], self._first(s)), default="")

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
        if target and not found.state and found.kind in ("group", "body", "office", "unnamed"):
            return replace(found, state=self.main_state)
        return found

    def fuller(self, reading: Reading) -> Reading:
        """The full name of a surname, from another phrase or from the text."""
        key = skeleton(reading.words[-1])
        for other in self.names:
            if any(skeleton(word) == key for word in other.words):
                return other
        for number in self.places.get(key, ()):
            if number and not self.tokens[number].breaks:
                first = number
                while first > number - 4 and first and self._may_name(self.tokens[first - 1]):
                    first -= 1
                    if self.tokens[first].breaks:
                        break
                if first < number:
                    title = max(first - _NEAR, 0)
                    full = self._slice(first, number + 1)
                    told = read_mention(self._slice(title, number + 1))
                    words = tuple(bare(t.word) for t in self.tokens[first : number + 1])
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
        first_names = (
            word_list("common_names") | word_list("female_names") | word_list("male_names")
        )
        if set(reading.words) & first_names or self._repeats(reading):
            return self.with_state(replace(reading, kind="person"), before)
        return self._owner(replace(reading, kind="nothing"), before, target=True)

    def _repeats(self, reading: Reading) -> bool:
        """Whether two unknown words without an article stand together more than once, as names do."""
        words = reading.words[:2]
        if len(reading.words) < 2 or " ال" in f" {reading.name}" or any(len(w) < 3 for w in words):
            return False
        pairs = zip(self.tokens, self.tokens[1:], strict=False)
        return sum((bare(a.word), bare(b.word)) == words for a, b in pairs) > 1

    def _may_name(self, token: Token) -> bool:
        """Whether a word of the text may be a first name."""
        if token.start in self.cues or token.word.startswith(("ال", "و", "ف", "لل", "بال")):
            return bare(token.word) in word_list("male_names") | word_list("definite_names")
        return read_mention(token.word).kind == "person"

    def _slice(self, first: int, last: int) -> str:
        document = f"{self.title}\n{self.text}"
        return document[self.tokens[first].start : self.tokens[last - 1].end]

    def with_state(self, reading: Reading, before: int) -> Reading:
        """A reading with the state that the article tells."""
        if reading.known:
            return reading
        if reading.source_type == "intergovernmental" and reading.kind in _SHARED:
            return replace(reading, state="INT")
        return reading if reading.state else replace(reading, state=self._state_of(reading))

    def _state_of(self, reading: Reading) -> str:
        kind = reading.source_type
        if kind == "intergovernmental":
            return "INT"
        if reading.kind == "document":
            return self.main_state if kind == "government" else ""
        if reading.kind == "person":
            return self._state_of_person(reading)
        if reading.kind == "unnamed":
            organs = word_list("state_words") | word_list("organ_words")
            if set(reading.words) & organs:
                return self.main_state
            return self.main_state if kind in ("citizen", "party") else ""
        if reading.kind == "group":
            return (
                self.main_state
                if kind in ("government", "party")
                else (self.own_or_clear if kind == "citizen" else "")
            )
        if reading.office or kind == "government":
            return self._stated(reading) or self.main_state
        return self.own_or_clear if kind != "media" else ""

    def _state_of_person(self, reading: Reading) -> str:
        told = self._beside(reading)
        if told:
            return told
        if reading.source_type in _OFFICIAL or reading.office:
            return self.main_state
        if _is_arabic_name(reading):
            return self.main_state if self.main_state == self.own_state else ""
        return self.clear_state if reading.source_type != "expert" else ""

    def _stated(self, reading: Reading) -> str:
        """The state that stands with the same organ or office elsewhere: `الشرطة البريطانية`."""
        if not reading.words:
            return ""
        last = reading.words[-1]
        found: Counter[str] = Counter()
        states = dict(self.states)
        for number, token in enumerate(self.tokens[:-1]):
            if last not in forms(token.word):
                continue
            for other in self.tokens[number + 1 : number + 3]:
                if other.breaks:
                    break
                if other.start in states:
                    found[states[other.start]] += 1
                    break
        return min(found, key=lambda s: (-found[s], s), default="")

    @cached_property
    def clear_state(self) -> str:
        """The state that at least half of the article's names of states are of."""
        counts = Counter(state for _, state in self.states)
        main = self.main_state
        return main if main and 2 * counts[main] >= sum(counts.values()) else ""

    @property
    def own_or_clear(self) -> str:
        return self.main_state if self.main_state == self.own_state else self.clear_state

    def _beside(self, reading: Reading) -> str:
        """The state whose adjective stands in a person's title anywhere in the article."""
        if not reading.words:
            return ""
        first, last = reading.words[0], reading.words[-1]
        known = state_words()
        places = {*self.places.get(skeleton(first), ()), *self.places.get(skeleton(last), ())}
        for number in sorted(places):
            if bare(self.tokens[number].word) not in (first, last):
                continue
            low = number
            while low > 0 and number - low < _NEAR and not self.tokens[low].breaks:
                low -= 1
            for other in reversed(self.tokens[low:number]):
                if forms(other.word)[0] in word_list("stop"):
                    break
                state = known.get(forms(other.word)[0], "")
                if state and forms(other.word)[0].endswith(("ي", "يه")):
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
            state = next((s for o, s in reversed(self.states) if o < before), self.main_state)
            return Reading(
                reading.office, reading.name, False, reading.words, state, "government",
                head=reading.head,
            )  # fmt: skip
        if target and reading.kind == "owned" and self.seen:
            return self.seen[-1]
        state = reading.state or (self.main_state if target else "")
        if target and state:
            return state_reading(state)
        return reading

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
        found = self.described(reading, before=before) or self._introduced(reading, before)
        if found is not None:
            return found
        if reading.head == "وزاره":
            ministry = self._ministry(before)
            if ministry is not None:
                return ministry
        person = [o for o in reversed(self.seen) if o.kind == "person"]
        if person and (
            reading.head in word_list("pointing") or reading.head in word_list("spokesmen")
        ):
            return person[0]
        if words & word_list("pointing") and self.seen:
            return self.seen[-1]
        kind = "body" if reading.head in word_list("bodies") else "unnamed"
        if reading.head in word_list("documents") and self.seen:
            return self.seen[-1]
        return self.with_state(replace(reading, kind=kind, source_type=reading.source_type), before)

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
        for number, token in enumerate(self.tokens):
            if token.start >= before and found is not None:
                break
            if reading.head not in forms(token.word):
                continue
            last = number + 1
            while (
                last < len(self.tokens)
                and last - number < _WINDOW
                and not (self.tokens[last].breaks and last - number > 4)
                and self.tokens[last].start not in self.cues
            ):
                last += 1
            told = read_mention(self._slice(number, last), reading.source_type)
            if (
                told.kind == "body"
                and not told.known
                and not told.office
                and (token.word.startswith("ال") or len(told.words) < 2)
            ):
                continue
            if (
                told.kind == "person"
                and not told.known
                and (
                    len(told.words) < 2
                    or any(t.start in self.cues for t in self.tokens[number:last])
                )
            ):
                continue
            if told.kind in ("person", "office", "body") and not told.is_open:
                if reading.state and told.state and reading.state != told.state:
                    continue
                found = self.with_state(told, before)
        return found


_MINISTERS = frozenset(("وزير", "وزيره"))
# Lands that an article names by themselves, whoever speaks.
_NAMED_LANDS = frozenset(
    bare(word) for word in ("مملكه", "بلاد", "بلد", "دوله", "جمهوريه", "سلطنه", "وطن", "اماره")
)


@cache
def _lands() -> dict[str, frozenset[str]]:
    """States by the word that stands for them in their own news: `المملكة`."""
    return {
        bare_words(str(word))[0]: frozenset(states)
        for word, states in read_data("words")["lands"].items()
    }


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
    names = word_list("common_names") | word_list("female_names") | word_list("male_names")
    arabic = names - word_list("foreign_names")
    return any(word in arabic for word in reading.words) or " ال" in f" {reading.name}"


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
