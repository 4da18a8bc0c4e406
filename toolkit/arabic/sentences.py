"""Sentences as the codebook counts them: the title, then paragraphs cut at `. ؟ ! …`.

Real pages miss the space after a stop, close quotation marks behind it, write two points for a
pause and points inside abbreviations and numbers, and behind titles; the rules here reproduce 99 % of the sentence
spans that the hand coders were given.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from toolkit.knowledge import read_yaml

# A mirrored mark («, “) closes, too, where a blank stands behind it.
_STOP = re.compile(r"(?:[؟?!…]+|\.+)[\"»”″’')\]>]*(?:[«“<]+(?=\s|\Z))?")
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_NEVER_BEFORE = "،,؛;)]»"
_LAST_WORD = re.compile(r"\w+\Z")
_LAST_PIECE = re.compile(r"(?:(?<=\s)|(?<=[(،«\"“])|\A)[\w.]+\Z")
_LONGEST_TITLE = 12
# More words and marks than the longest of 320,000 sentences of news has, which are 787.
_LONGEST = 800
_LONGEST_CHARACTERS = 8192
# Marks and symbols by themselves count, too: what reads a sentence cuts it at them.
_WORD = re.compile(r"\w{1,512}|[^\w\s]")
_PAUSES = "،؛,;:"


def sentence_spans(document: str, title_end: int) -> list[tuple[int, int]]:
    """Offsets of the sentences of a document; sentence 0 is the title, even where it is empty.

    Parameters
    ----------
    document : str
        Title, a line break, and the text.
    title_end : int
        Where the title ends.

    Examples
    --------
    >>> document = "عنوان\\nقال نعم.وأضاف: لا! ثم مضى"
    >>> [document[start:end] for start, end in sentence_spans(document, 5)]
    ['عنوان', 'قال نعم.', 'وأضاف: لا!', 'ثم مضى']
    """
    spans = [_trim(document, 0, title_end)]
    for line in _LINE.finditer(document, min(title_end + 1, len(document))):
        for start, end in _cut(document, *line.span()):
            start, end = _trim(document, start, end)
            if start < end:
                spans += _bounded(document, start, end)
    return spans


def _bounded(document: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence, in pieces where it is longer than any that a person has written.

    A transcript without stops, or a page that a program has filled, is one sentence else, and what
    compares words of a sentence with each other would take for ever.
    """
    if end - start <= _LONGEST:
        return [(start, end)]
    pieces, words, pause = [], 0, start
    for word in _WORD.finditer(document, start, end):
        if words == _LONGEST or word.end() - start > _LONGEST_CHARACTERS:
            cut = pause if pause > start else max(word.start(), start)
            pieces.append(_trim(document, start, cut))
            words = len(_WORD.findall(document, cut, word.start()))
            start = pause = cut
        words += 1
        if word.group()[-1] in _PAUSES and words > _LONGEST // 2:
            pause = word.end()
    return [(a, b) for a, b in (*pieces, _trim(document, start, end)) if a < b]


def _cut(document: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    for stop in _STOP.finditer(document, start, end):
        if _ends_sentence(document, stop, end):
            pieces.append((start, stop.end()))
            start = stop.end()
    pieces.append((start, end))
    return pieces


def _ends_sentence(document: str, stop: re.Match[str], line_end: int) -> bool:
    after = document[stop.end() : stop.end() + 1] if stop.end() < line_end else ""
    if not after or after.isspace():
        return stop.group() != "." or not after or not _is_title(document, stop, line_end)
    if after in _NEVER_BEFORE or after == "." or stop.group()[0] == "…":
        return False
    if stop.group() == ".":
        if after.isdigit() or after.isascii():
            return False
        word = _LAST_WORD.search(document, max(stop.start() - 24, 0), stop.start())
        return not (word and len(word.group()) == 1)
    return True


def _is_title(document: str, stop: re.Match[str], line_end: int) -> bool:
    """Whether a point ends a title before a name (``د. أحمد``), and no sentence.

    Behind a figure the same letters are another word: ``10 م`` is an hour, or a year.
    """
    before = document[max(stop.start() - _LONGEST_TITLE, 0) : stop.start()]
    piece = _LAST_PIECE.search(before)
    if piece is None or piece.group() not in _titles():
        return False
    rest = document[stop.end() : line_end].lstrip()
    return bool(rest) and rest[0].isalpha() and not before[: piece.start()].rstrip()[-1:].isdigit()


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    """Short titles, alone and behind an attached و, ل or ب."""
    source = files("toolkit.arabic") / "data" / "titles.yaml"
    data = read_yaml(source.read_text("utf-8"))
    return frozenset(
        prefix + title for title in data["titles"] for prefix in ("", *data["attached"])
    )


def _trim(document: str, start: int, end: int) -> tuple[int, int]:
    piece = document[start:end]
    return start + len(piece) - len(piece.lstrip()), max(
        start, end - len(piece) + len(piece.rstrip())
    ) if piece.strip() else start
