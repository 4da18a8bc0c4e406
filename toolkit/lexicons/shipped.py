"""The lexicons that ship, compiled: entries read and checked, forms spelled out, phrases cut.

Tables are packed as plain lists for `toolkit.knowledge`; the sets of joins, which thousands of forms
share, are numbered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from toolkit.knowledge import Compiled
from toolkit.lexicons.compiling import Allowed, Ending, Node, Single, Tables, Target, compile_tables
from toolkit.lexicons.entries import Lexicon
from toolkit.lexicons.licences import Joins
from toolkit.lexicons.matcher import Matcher, matcher_of

SPELLING = ("arabic/folding.py", "arabic/data/folding.tsv", "lexicons/*.py", "lexicons/data/paradigms.yaml")  # fmt: skip
"""What the forms of any lexicon depend on, beside its own file."""


def compiled_matcher(name: str, lexicon: Callable[[], Lexicon], sources: Iterable[str]) -> Compiled:
    """The look-up tables of a lexicon that ships, to be worked out once.

    Parameters
    ----------
    name : str
        Of the compiled file, behind ``matcher-``.
    lexicon : callable
        Gives the lexicon.
    sources : iterable of str
        The files that it is read from, from the package's folder on.
    """
    return Compiled(
        f"matcher-{name}", (*SPELLING, *sources), lambda: pack_tables(compile_tables([lexicon()]))
    )


def shipped_matcher(compiled: Compiled, lexicon: Lexicon) -> Matcher:
    """The matcher of a lexicon from its compiled tables.

    Examples
    --------
    >>> from toolkit.measures.praise.find import praise_matcher
    >>> [entry.entry for entry in praise_matcher().lookup("واشادت")]
    ['أشاد']
    """
    return matcher_of((lexicon,), unpack_tables(compiled.read()))


def pack_tables(tables: Tables) -> dict[str, Any]:
    """Tables as strings, numbers, lists and mappings."""
    numbers: dict[Joins, int] = {}

    def target(joins: Joins, what: Target) -> list[int]:
        number = numbers.setdefault(joins, len(numbers))
        return [number, what] if isinstance(what, int) else [number, *what]

    def forms(found: dict[str, list[Allowed]]) -> dict[str, list[list[int]]]:
        return {text: [target(*one) for one in allowed] for text, allowed in found.items()}

    packed = {
        "middles": forms(tables.middles),
        "beginnings": forms(tables.beginnings),
        "patterns": [[pattern.pattern, target(j, what)] for pattern, j, what in tables.patterns],
        "phrases": _pack_node(tables.phrases),
        "kinds": tables.kinds,
    }
    return packed | {"joins": [sorted(map(list, joins)) for joins in numbers]}


def unpack_tables(packed: dict[str, Any]) -> Tables:
    """The tables that were packed, but for the names of atoms, which only the compiler needs."""
    joins: list[Joins] = [frozenset(map(tuple, pairs)) for pairs in packed["joins"]]

    def allowed(given: list[int]) -> Allowed:
        number, first, *kind = given
        return joins[number], Single(first, *kind) if kind else first

    def forms(found: dict[str, list[list[int]]]) -> dict[str, list[Allowed]]:
        return {text: list(map(allowed, given)) for text, given in found.items()}

    return Tables(
        middles=forms(packed["middles"]),
        beginnings=forms(packed["beginnings"]),
        patterns=[(re.compile(pattern), *allowed(given)) for pattern, given in packed["patterns"]],
        phrases=_unpack_node(packed["phrases"]),
        kinds=packed["kinds"],
    )


def _pack_node(node: Node) -> list[Any]:
    """Endings, children by atom, and children by what is written between and atom."""
    return [
        [[e.entry, e.kind, int(e.avoid)] for e in node.endings],
        [[atom, _pack_node(child)] for atom, child in node.children.items()],
        [[*key, _pack_node(child)] for key, child in node.written.items()],
    ]


def _unpack_node(packed: list[Any]) -> Node:
    endings, children, written = packed
    return Node(
        {atom: _unpack_node(child) for atom, child in children},
        {(between, atom): _unpack_node(child) for between, atom, child in written},
        [Ending(entry, kind, bool(avoid)) for entry, kind, avoid in endings],
    )
