"""Surnames made full by the article, and unknown words that may be names."""

from __future__ import annotations

from dataclasses import replace

from toolkit.measures.actors.gazetteer.tables import person_words
from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.reading.mentions import read_mention
from toolkit.measures.actors.reading.record import Reading
from toolkit.measures.actors.scene.owners import Owners
from toolkit.measures.actors.scene.states import NEAR, first_names
from toolkit.measures.actors.words import bare, forms, skeleton


class Names(Owners):
    """Surnames made full by the article, and unknown words that may be names."""

    def fuller(self, reading: Reading) -> Reading:
        """The full name of a surname, from another phrase or from the text."""
        keys = tuple(skeleton(word) for word in reading.words)
        key = keys[-1]
        for other in self.names:
            named = tuple(skeleton(word) for word in other.words)
            if key in named and (len(keys) < 2 or set(keys) <= set(named)):
                return other
        text = self.read
        for number, own in enumerate(text.skeletons):
            whole = tuple(text.skeletons[max(0, number + 1 - len(keys)) : number + 1]) == keys
            if own == key and whole and number and not text.breaks(number):
                first = number
                while first > number - 4 and first and self._may_name(first - 1):
                    if text.breaks(first):
                        break
                    first -= 1
                if first < number:
                    title = max(first - NEAR, 0)
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
        if set(reading.words) & first_names() or self._repeats(reading):
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
            own in first_names()
            or pair[0] in person_words()
            or self._pairs[pair] > 1
            or (number > 0 and not self.read.breaks(number) and self._is_title(number - 1))
        )

    def _is_title(self, number: int) -> bool:
        stem = forms(self.read.words[number])[0]
        return stem in word_list("persons") or stem in word_list("honorifics")
