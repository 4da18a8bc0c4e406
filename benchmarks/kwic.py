"""Counts of `toolkit.kwic` beside those of a plain search that tries every word of every article.

The plain search knows nothing of the compiled matcher: it spells out what a term may be joined to,
from the inventory of clitics alone, and compares each word of the folded text with every spelling.
Terms are drawn from the articles themselves: frequent words and rarer ones, pairs of words, globs.

    python benchmarks/kwic.py ../shared/corpora/ant.jsonl.gz --n 2000
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import product

import numpy as np
import pandas as pd

import toolkit
from toolkit.arabic import fold
from toolkit.arabic.document import read_document
from toolkit.lexicons.paradigms import paradigm_table
from toolkit.lexicons.scanning import _BETWEEN, _MAX_BETWEEN

WORD = re.compile(r"[^\W_]+")
SHORTEST = 3


def clitics(name: str) -> list[str]:
    """A list of the inventory."""
    return list(paradigm_table()["clitics"][name])


def spellings(word: str, *, first: bool = True, phrase: bool = False) -> set[str]:
    """Every string, folded, that a word as written may be with what is joined to it."""
    base = fold(word).text
    if len(base) == 1:  # a letter by itself takes one letter before it and none behind
        single = {*clitics("conjunction"), *clitics("preposition"), *clitics("future")}
        return {base, *(letter + base for letter in single)}
    conjunctions = ["", *clitics("conjunction")] if first else [""]
    pronouns = clitics("possessive")
    before, articles = [""], ["ال"]
    if first:
        before += clitics("preposition") + clitics("future")
        articles += [p + "ال" for p in clitics("preposition") if p != "ل"] + ["لل"]
    found = set()
    for conjunction, prefix in product(conjunctions, before):
        found |= {conjunction + prefix + base}
        found |= {conjunction + prefix + end for end in bound(word, base, pronouns)}
        if not phrase and prefix in ("", *clitics("future")):
            found |= {conjunction + prefix + end for end in as_verb(word, base)}
    found |= {c + a + base for c, a in product(conjunctions, articles)}
    if first and base.startswith("ال") and len(base) > SHORTEST:
        rest = base[2:]
        found |= {c + "لل" + (rest[1:] if rest[0] == "ل" else rest) for c in conjunctions}
    return found


def bound(word: str, base: str, pronouns: list[str]) -> set[str]:
    """A noun before pronouns."""
    ends = {base + pronoun for pronoun in pronouns}
    if word.endswith("ة"):
        ends |= {base[:-1] + "ت" + p for p in clitics("possessive_of_feminine")}
    elif word.endswith("ى"):
        ends |= {base[:-1] + "ا" + p for p in pronouns}
    elif base.endswith("اء"):
        ends |= {base[:-1] + seat + p for seat in "وي" for p in pronouns}
    return ends


def as_verb(word: str, base: str) -> set[str]:
    """A verb before pronouns."""
    pronouns = clitics("object")
    ends = {base + pronoun for pronoun in pronouns}
    if word.endswith("ى"):
        ends |= {base[:-1] + "ا" + p for p in pronouns}
    elif base.endswith("وا"):
        ends |= {base[:-1] + p for p in pronouns}
    return ends


def cut(text: str) -> list[tuple[str, int, int]]:
    """Words of a folded text with their places."""
    return [(match.group(), *match.span()) for match in WORD.finditer(text)]


def joined(text: str, words: list[tuple[str, int, int]], place: int) -> bool:
    """Whether a word follows the one before it within a phrase."""
    between = text[words[place - 1][2] : words[place][1]]
    return len(between) <= _MAX_BETWEEN and set(between) <= _BETWEEN


def count_term(term: str, cut_texts: Iterable[tuple[str, list[tuple[str, int, int]]]]) -> int:
    """How often a term stands in texts."""
    parts = term.split()
    if len(parts) == 1 and term.endswith("*"):
        beginnings = tuple(p + fold(term[:-1]).text for p in prefixes())
        return sum(word.startswith(beginnings) for _, words in cut_texts for word, *_ in words)
    if len(parts) == 1:
        may_be = spellings(term)
        return sum(word in may_be for _, words in cut_texts for word, *_ in words)
    wanted = [in_phrase(part, place) for place, part in enumerate(parts)]
    return sum(count_phrase(wanted, text, words) for text, words in cut_texts)


def in_phrase(word: str, place: int) -> set[str]:
    """What a word of a phrase may be: as `spellings`, and the accusative's alef."""
    found = spellings(word, first=place == 0, phrase=True)
    base = fold(word).text
    nisba = base.endswith("ي") and len(base) > SHORTEST
    if len(base) >= SHORTEST and (nisba or not base.endswith(("ا", "ي", "ه", "ء"))):
        found |= {c + base + "ا" for c in (["", *clitics("conjunction")] if place == 0 else [""])}
    return found


def prefixes() -> set[str]:
    """All that may stand before a word, noun or verb."""
    before = ["", *clitics("preposition"), *clitics("future"), "ال", "لل"]
    before += [p + "ال" for p in clitics("preposition") if p != "ل"]
    return {c + b for c, b in product(["", *clitics("conjunction")], before)}


def count_phrase(wanted: list[set[str]], text: str, words: list[tuple[str, int, int]]) -> int:
    """Places of a phrase that do not overlap, from left to right."""
    count = place = 0
    while place + len(wanted) <= len(words):
        run = range(place, place + len(wanted))
        fits = all(words[i][0] in may_be for i, may_be in zip(run, wanted, strict=True))
        if fits and all(joined(text, words, i) for i in run[1:]):
            count += 1
            place += len(wanted)
        else:
            place += 1
    return count


def draw_terms(cut_texts: list[tuple[str, list]], texts: list[str], seed: int) -> Iterator[str]:
    """Words as they are printed (frequent, then any), pairs of words, beginnings."""
    rng = np.random.default_rng(seed)
    printed = [match.group() for text in texts for match in re.finditer(r"[\u0621-\u064a]+", text)]
    counts = Counter(printed)
    frequent = [word for word, _ in counts.most_common(60)]
    rare = rng.choice(sorted(counts), 140, replace=False).tolist()
    yield from dict.fromkeys([*frequent, *rare])
    pairs = Counter(
        (text[words[i - 1][1] : words[i - 1][2]], words[i][0])
        for text, words in cut_texts
        for i in range(1, len(words))
        if joined(text, words, i)
    )
    yield from (" ".join(pair) for pair, _ in pairs.most_common(60))
    some = rng.choice(len(pairs), 40, replace=False)
    yield from (" ".join(pair) for n, pair in enumerate(sorted(pairs)) if n in set(some.tolist()))
    yield from dict.fromkeys(word[:4] + "*" for word in rare if len(word) > 4)


def read(path: str, n: int, seed: int) -> pd.DataFrame:
    """Some articles of a corpus."""
    articles = pd.read_json(path, lines=True, dtype=False)
    return articles.sample(min(n, len(articles)), random_state=seed).reset_index(drop=True)


def compared(articles: pd.DataFrame, seed: int = 0) -> pd.DataFrame:
    """Each term with its count by `kwic` and by the plain search."""
    documents = [
        read_document(*pair, spans=())
        for pair in zip(articles["title"], articles["text"], strict=True)
    ]
    cut_texts = [(d.folded.text, cut(d.folded.text)) for d in documents]
    terms = list(dict.fromkeys(draw_terms(cut_texts, [d.text for d in documents], seed)))
    began = time.perf_counter()
    counts = toolkit.kwic(articles, terms).counts()
    print(
        f"kwic: {len(terms)} terms, {len(articles)} articles: {time.perf_counter() - began:.1f} s"
    )
    plain = [count_term(term, cut_texts) for term in terms]
    return pd.DataFrame({"term": terms, "kwic": [counts[term] for term in terms], "plain": plain})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus")
    parser.add_argument("--n", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    table = compared(read(given.corpus, given.n, given.seed), given.seed)
    print(f"places: kwic {table['kwic'].sum():,}, plain search {table['plain'].sum():,}")
    wrong = table[table["kwic"] != table["plain"]]
    print(f"terms whose counts differ: {len(wrong)} of {len(table)}")
    if len(wrong):
        print(wrong.to_string())


if __name__ == "__main__":
    main()
