"""An article as its phrases are read in: its words, the states that it names, its meeting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from toolkit.arabic import Folded
from toolkit.arabic.kept import KEPT_WORDS
from toolkit.measures.actors.gazetteer.lands import state_of_word, state_words, towns
from toolkit.measures.actors.gazetteer.lookup import find_known
from toolkit.measures.actors.gazetteer.tables import Known
from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.reading.record import Reading
from toolkit.measures.actors.text import Text
from toolkit.measures.actors.tokens import bare_words, cut_tokens, tokens_of
from toolkit.measures.actors.words import bare, forms, read_data

# How much a mention of the outlet's own state outweighs one of another.
OWN_WEIGHT = 2


@dataclass
class Article:
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
    outlet : str
        The outlet's name.
    titles : list of (Reading, frozenset of str)
        Every person named by an act, with all words of the phrase.
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
    outlet: str = ""
    titles: list[tuple[Reading, frozenset[str]]] = field(default_factory=list)

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
        kingdoms = frozenset().union(*called_lands().values())
        royal = reading.head in word_list("crowns")
        fitting = [s for s in self.counts if s != "INT" and (s in kingdoms) == royal]
        return self._most(fitting) or self.main_state

    def _first(self, state: str) -> int:
        return next((offset for offset, s in self.states if s == state), -1)

    @cached_property
    def clear_state(self) -> str:
        """The state that at least half of the article's names of states are of."""
        counts = Counter(state for _, state in self.states)
        main = self.main_state
        return main if main and 2 * counts[main] >= sum(counts.values()) else ""

    @cached_property
    def arab_state(self) -> str:
        """The state that most of the article's names of Arab states are of."""
        counts = Counter(state for _, state in self.states if state in arab_states())
        main = self._most(counts)
        return main if counts[main] > 1 and 3 * counts[main] >= 2 * counts.total() else ""

    @property
    def own_or_clear(self) -> str:
        """The outlet's own state where the article is mainly of it, else a state that is clear."""
        return self.main_state if self.main_state == self.own_state else self.clear_state

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

    @cached_property
    def meeting(self) -> str:
        """The body of several states that the article names most, '' where none is."""
        names = Counter(one.name for _, one in self.known_here if one.state == "INT")
        return min(names, key=lambda n: (-names[n], n), default="")

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

    @cached_property
    def _pairs(self) -> Counter[tuple[str, str]]:
        return Counter(pairwise(self.read.bare))


@cache
def arab_states() -> frozenset[str]:
    """The states in whose language names are native."""
    return frozenset(read_data("words")["arabic_states"])


@lru_cache(maxsize=KEPT_WORDS)
def _marks(word: str) -> tuple[str, bool, frozenset[str]] | None:
    """What a word tells of states: its own, whether a longer name may begin, whose `المملكة` it is."""
    state, begins = state_of_word(word)
    lands = called_lands().get(bare(word), frozenset())
    return (state, begins, lands) if state or begins or lands else None


@cache
def called_lands() -> dict[str, frozenset[str]]:
    """States by the word that stands for them in their own news: `المملكة`."""
    return {
        bare_words(str(word))[0]: frozenset(states)
        for word, states in read_data("words")["lands"].items()
    }
