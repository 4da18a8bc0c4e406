"""What a search means: words, phrases, globs, keys of a lexicon and lemmas, for the one matcher.

Each term becomes a lexicon of its own, so that the hits of one term never hide those of another.
A word is found as it is written, through clitics, spelling and diacritics; its inflections are what
a glob, a lemma or a lexicon gives.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from toolkit.arabic import fold
from toolkit.arabic.document import Document
from toolkit.errors import InputError
from toolkit.lexicons import Entry, Lexicon, Matcher, compile_lexicons, load_lexicon

_WORD = re.compile(r"[\w*?]+")
# What may stand between the words of a phrase in a text, and so in a search.
_PARTING = re.compile(r"[^\w*?\s'\"«»“”‘’„–-]|_")


@dataclass(frozen=True)
class Search:
    """Terms compiled for the matcher.

    Attributes
    ----------
    terms : tuple of str
        As they were given, each once.
    matcher : Matcher
    term_of : tuple of str or None
        The term of each of the matcher's entries; None for one that was not asked for.
    """

    terms: tuple[str, ...]
    matcher: Matcher
    term_of: tuple[str | None, ...]


def compile_search(
    terms: str | Sequence[str] | None,
    *,
    lexicon: Lexicon | str | Path | None = None,
    lemmas: bool = False,
    call: str = "kwic",
) -> Search:
    """Compile terms for the matcher.

    Parameters
    ----------
    terms : str or list of str, optional
        Words, phrases, globs (``*`` any letters, ``?`` one); with `lexicon`, its headwords or
        classes, all of them where left out.
    lexicon : Lexicon, path or name, optional
        The lexicon that `terms` are keys of.
    lemmas : bool
        `terms` are lemmas, whose inflected forms camel-tools' morphology gives.

    Raises
    ------
    InputError
        Where a term cannot be searched for, is no key of the lexicon, or lemmas are asked for and
        their data is not there.

    Examples
    --------
    >>> search = compile_search(["المغرب", "اجتماع*"])
    >>> [len(search.matcher.find(fold(text))) for text in ("بالمغرب وللمغرب", "الاجتماعات")]
    [2, 1]
    """
    given = _given(terms, lexicon is not None, call)
    if lexicon is not None:
        if lemmas:
            raise InputError(f"{call}: give lexicon= or lemmas=True, not both")
        return _keys(
            given, lexicon if isinstance(lexicon, Lexicon) else load_lexicon(lexicon), call
        )
    entries = [_lemma(term, call) if lemmas else _as_written(term, call) for term in given]
    lexicons = [Lexicon(term, "search", own) for term, own in zip(given, entries, strict=True)]
    term_of = tuple(term for term, own in zip(given, entries, strict=True) for _ in own)
    return Search(given, compile_lexicons(lexicons), term_of)


def find_places(
    documents: Sequence[Document], search: Search
) -> Iterator[tuple[int, int, int, str]]:
    """Each place of each term: the document's number, start and end in it, the term."""
    hits = search.matcher.find_all(document.folded.text for document in documents)
    columns = (hits.text, hits.start, hits.end, hits.entry)
    for number, first, last, entry in zip(*(c.tolist() for c in columns), strict=True):
        term = search.term_of[entry]
        if term is not None:
            yield number, *documents[number].folded.span(first, last), term


def _given(terms: str | Sequence[str] | None, has_lexicon: bool, call: str) -> tuple[str, ...]:
    if terms is None and has_lexicon:
        return ()
    given = [terms] if isinstance(terms, str) else terms
    if not isinstance(given, list | tuple) or not given:
        raise InputError(f"{call}: give a word, a phrase or a list of them to search for")
    for term in given:
        if not isinstance(term, str) or not term.strip():
            raise InputError(f"{call}: {term!r} is no word to search for")
    return tuple(dict.fromkeys(term.strip() for term in given))


def _as_written(term: str, call: str) -> tuple[Entry, ...]:
    """Entries of a word or phrase and nothing but the forms that it is written in."""
    whole = fold(term).text
    words = _WORD.findall(whole)
    if not any(re.search(r"\w", word) for word in words):
        raise InputError(f"{call}: {term!r} has no letter to search for")
    if parting := _PARTING.search(whole):
        raise InputError(
            f"{call}: {term!r}: words are parted at {parting.group()!r}, and no phrase goes on "
            "behind it; search for what stands before and behind it"
        )
    if len(words) > 1:
        return (Entry(term, pos="phrase"),)
    # A noun's clitics and a verb's: which of them a word is, nobody has said.
    return (Entry(term, pos="noun", fixed=True), Entry(f"{term} (verb)", pos="verb", fixed=True))


def _lemma(term: str, call: str) -> tuple[Entry, ...]:
    from toolkit.lexicons.lemmas import INSTALL, lemma_forms, morphology_file

    if morphology_file() is None:
        raise InputError(
            f"{call}: lemmas need camel-tools' morphology data; {INSTALL} and `camel_data -i "
            "morphology-db-msa-r13` install it, or search for the word with a glob"
        )
    if not lemma_forms(term):
        raise InputError(f"{call}: the morphology data has no lemma {term!r}")
    return (
        Entry(term, pos="noun", fixed=True, lemma=term),
        Entry(f"{term} (verb)", pos="verb", fixed=True, lemma=term),
    )


def _keys(given: tuple[str, ...], lexicon: Lexicon, call: str) -> Search:
    """The whole lexicon, so that it finds what it always finds, and the terms of its entries."""
    keys = {entry.entry for entry in lexicon.entries} | {e.class_ for e in lexicon.entries} - {""}
    for key in given:
        if key not in keys:
            near = get_close_matches(key, sorted(keys), n=3)
            known = f"near it: {', '.join(near)}" if near else "give a headword or a class of it"
            raise InputError(f"{call}: lexicon {lexicon.name!r} has no key {key!r}; {known}")
    terms = given or tuple(entry.entry for entry in lexicon.entries)
    term_of = tuple(
        next((key for key in (entry.entry, entry.class_) if key in terms), None)
        for entry in lexicon.entries
    )
    return Search(terms, compile_lexicons([lexicon]), term_of)
