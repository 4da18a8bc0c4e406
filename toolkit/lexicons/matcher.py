"""One matcher for all lexicons: every entry, through clitics, in one pass over folded text.

News repeats its words: thirty thousand articles have some six million words but a few hundred
thousand word types. So each type is read through its clitics once and kept, a text is a row of
types found by table look-up, and only the few words that an entry holds are looked at again, for
phrases, contexts to avoid and overlaps (the leftmost, then the longest). `benchmarks/matcher.py`
measures this beside ripgrep and scikit-learn's CountVectorizer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic import Folded
from toolkit.arabic.kept import KEPT_WORDS
from toolkit.errors import InputError
from toolkit.lexicons.compiling import Single, Tables, compile_tables
from toolkit.lexicons.entries import Entry, Lexicon
from toolkit.lexicons.reading import Reader
from toolkit.lexicons.scanning import Scan, cut_words

_CHUNK_CHARACTERS = 4_000_000
_UNREAD = -1


class Hit(NamedTuple):
    """An entry found: offsets of its whole words, clitics included, in the folded text.

    `kind` is the slot of the form (`perfect`, `masdar`, `noun`, `phrase`, …), `number` the entry's
    place in `Matcher.entries`.
    """

    start: int
    end: int
    entry: Entry
    lexicon: str
    kind: str
    number: int


@dataclass(frozen=True, eq=False)
class Hits:
    """Hits over many texts, column by column, ordered by text, start and lexicon.

    Attributes
    ----------
    text, start, end, entry : ndarray of int, shape (n,)
        Index of the text, folded offsets, index of the entry in `Matcher.entries`.
    kind : ndarray of int, shape (n,)
        Index of the form's kind in `Matcher.kinds`.
    """

    text: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]
    entry: NDArray[np.int64]
    kind: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.text)


class _Types:
    """Word type → number of its reading, 0 for none; each type is read when first met.

    Two tables bound what is kept: when the new one is full it becomes the old one, from which the
    types that come back are taken over; the others go with it.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.pairs: dict[int, int] = {}
        self._numbers: dict[bytes, int] = {}
        self._before: dict[bytes, int] = {}

    def of(self, words: Sequence[bytes]) -> NDArray[np.int64]:
        """The numbers of the readings of words in UTF-32, shape (len(words),)."""
        if len(self._numbers) >= KEPT_WORDS:
            self._before, self._numbers = self._numbers, {}
        found = np.fromiter(map(self._numbers.get, words, repeat(_UNREAD)), np.int64, len(words))
        for place in np.flatnonzero(found == _UNREAD).tolist():
            found[place] = self._read(words[place])
        return found

    def _read(self, word: bytes) -> int:
        number = self._numbers.get(word)
        if number is None:
            number = self._before.get(word)
            if number is None:
                number = self.reader.number(word.decode("utf-32-le"))
            self._numbers[word] = number
        return number


@dataclass(frozen=True, eq=False)
class Matcher:
    """Compiled lexicons; make one with `compile_lexicons`.

    Attributes
    ----------
    lexicons : tuple of Lexicon
    entries : tuple of Entry
        The entries of all lexicons, one after the other.
    lexicon_of : ndarray of int, shape (len(entries),)
        Index of each entry's lexicon.
    kinds : tuple of str
        Names of the kinds of forms.
    """

    lexicons: tuple[Lexicon, ...]
    entries: tuple[Entry, ...]
    lexicon_of: NDArray[np.int64]
    kinds: tuple[str, ...]
    _types: _Types = field(repr=False)

    def find(self, text: str | Folded) -> list[Hit]:
        """Every hit in one folded text, in order.

        Examples
        --------
        >>> from toolkit.arabic import fold
        >>> from toolkit.lexicons import compile_lexicons, parse_lexicon
        >>> matcher = compile_lexicons([parse_lexicon("name: praise\\nentries: [رائد إقليمي, إشادة]")])
        >>> folded = fold("عبر عن إشادتِه بالمغرب كرائدٍ إقليميّ")
        >>> [folded.text[hit.start:hit.end] for hit in matcher.find(folded)]
        ['اشادته', 'كرايد اقليمي']
        """
        hits = self.find_all([text.text if isinstance(text, Folded) else text])
        return [
            Hit(
                start,
                end,
                self.entries[entry],
                self.lexicons[self.lexicon_of[entry]].name,
                self.kinds[kind],
                entry,
            )
            for start, end, entry, kind in zip(
                hits.start.tolist(),
                hits.end.tolist(),
                hits.entry.tolist(),
                hits.kind.tolist(),
                strict=True,
            )
        ]

    def find_all(self, texts: Iterable[str]) -> Hits:
        """Every hit in many folded texts, as columns; memory beside them is one chunk's."""
        found = [self._find_chunk(first, chunk) for first, chunk in _chunks(texts)]
        columns = np.concatenate([*found, np.empty((0, 5), np.int64)])
        return Hits(*(np.ascontiguousarray(column) for column in columns.T))

    def lookup(self, word: str) -> tuple[Entry, ...]:
        """The entries that one folded word may be by itself, read through its clitics.

        Examples
        --------
        >>> from toolkit.lexicons import compile_lexicons, load_lexicon
        >>> [entry.entry for entry in compile_lexicons([load_lexicon("cues")]).lookup("وسيوكدون")]
        ['أكد']
        """
        return tuple(self.entries[i] for i in dict.fromkeys(s.entry for s in self._singles(word)))

    def kinds_of(self, word: str) -> tuple[tuple[Entry, str], ...]:
        """As `lookup`, each entry with the kind of its form; one entry may have several kinds."""
        found = self._singles(word)
        return tuple((self.entries[entry], self.kinds[kind]) for entry, kind in found)

    def _singles(self, word: str) -> tuple[Single, ...]:
        number = int(self._types.of([word.encode("utf-32-le")])[0]) if word else 0
        return self._types.reader.readings[number].singles

    def _find_chunk(self, first: int, texts: Sequence[str]) -> NDArray[np.int64]:
        document = "\n".join(texts)
        distinct, places, starts, ends = cut_words(document)
        types = self._types.of(distinct)[places]
        scan = Scan(
            document,
            types,
            starts,
            ends,
            readings=self._types.reader.readings,
            lexicon_of=self.lexicon_of,
            pairs=self._types.pairs,
            overlapping=self._types.reader.overlapping,
        )
        rows = scan.run()
        bounds = np.cumsum([0] + [len(text) + 1 for text in texts])
        begin = starts[rows[:, 0]]
        text = np.searchsorted(bounds, begin, side="right") - 1
        stop = ends[rows[:, 1] - 1] - bounds[text]
        return np.column_stack([text + first, begin - bounds[text], stop, rows[:, 2:]])


def compile_lexicons(lexicons: Iterable[Lexicon]) -> Matcher:
    """Compile lexicons into one matcher; each lexicon's overlaps are resolved by themselves.

    Raises
    ------
    InputError
        Where there is none, or two have one name.

    Examples
    --------
    >>> from toolkit.lexicons import load_lexicon
    >>> len(compile_lexicons([load_lexicon("cues")]).entries) > 200
    True
    """
    lexicons = tuple(lexicons)
    names = [lexicon.name for lexicon in lexicons]
    if not names or len(set(names)) < len(names):
        raise InputError(f"lexicons {names}: give at least one, each with a name of its own")
    return matcher_of(lexicons, compile_tables(lexicons))


def matcher_of(lexicons: tuple[Lexicon, ...], tables: Tables) -> Matcher:
    """The matcher of lexicons whose tables are there."""
    entries = tuple(entry for lexicon in lexicons for entry in lexicon.entries)
    numbers = [i for i, lexicon in enumerate(lexicons) for _ in lexicon.entries]
    overlapping = frozenset(i for i, lexicon in enumerate(lexicons) if lexicon.overlapping)
    types = _Types(Reader(tables, numbers, overlapping))
    return Matcher(lexicons, entries, np.array(numbers), tuple(tables.kinds), types)


def _chunks(texts: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Lists of texts of some length together, each with the index of its first."""
    chunk: list[str] = []
    first = characters = 0
    for index, text in enumerate(texts):
        chunk.append(text)
        characters += len(text)
        if characters >= _CHUNK_CHARACTERS:
            yield first, chunk
            chunk, first, characters = [], index + 1, 0
    if chunk:
        yield first, chunk
