"""Round brackets that stand as quotation marks: `قال الوزير: (…)`, `جاء على لسان الرئيس (…)`.

A bracket is an aside nearly always. It is a quotation where it holds a sentence, nothing of its
sentence follows it, and a colon or a word of `data/before_brackets.txt` announces it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from toolkit.arabic.folding import fold

_LEAST_WORDS = 4
_ANNOUNCED_BY = 10  # words between the announcing one and the bracket
_BRACKETS = re.compile(r"\(([^()\n]{15,})\)(?=[ \t]*(?:[.،,؛…]|\n|\Z))")
_SENTENCE_ENDS = re.compile(r"[.؟!\n()]")


def quoting_brackets(document: str) -> list[tuple[int, int]]:
    """Where brackets that quote begin and end, the signs included.

    Examples
    --------
    >>> document = "وجاء على لسان الرئيس (الانفصال والإرهاب خطران حقيقيان). ووصل الوزير (أمس)."
    >>> [document[a:b] for a, b in quoting_brackets(document)]
    ['(الانفصال والإرهاب خطران حقيقيان)']
    """
    return [
        match.span()
        for match in _BRACKETS.finditer(document)
        if len(match.group(1).split()) >= _LEAST_WORDS and _announced(document, match.start())
    ]


def _announced(document: str, place: int) -> bool:
    before = document[max(0, place - 200) : place].rstrip(" \t\u200f\u200e")
    if before.endswith(":"):
        return True
    sentence = _SENTENCE_ENDS.split(before)[-1]
    words = fold(sentence).text.split()[-_ANNOUNCED_BY - 1 :]
    return any(word in _announcing() for word in words)


@lru_cache(maxsize=1)
def _announcing() -> frozenset[str]:
    path = resources.files("toolkit.arabic") / "data" / "before_brackets.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(fold(w).text for line in lines if line[:1] != "#" for w in line.split())
