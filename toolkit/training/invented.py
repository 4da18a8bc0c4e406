"""Invented articles that are coded for the voice of their sentences alone (data/voices).

Their acts are found by the shipped scorer, which has never seen them, so that a model of voices
learns from what it will see.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from toolkit.errors import InputError
from toolkit.knowledge import read_yaml
from toolkit.measures.attribution import find_attributions
from toolkit.measures.voice.model import VOICES
from toolkit.training.gold import Gold

_CODES = dict(zip("osnx", VOICES, strict=True))


def read_invented(path: Path) -> Gold:
    """Articles with the voice of every sentence, and their acts as found.

    Raises
    ------
    InputError
        Where the file is missing or a line has another code than ``o``, ``s``, ``n`` or ``x``.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file; give YAML with `articles`")
    rows, sentences = [], []
    for number, lines in enumerate(read_yaml(path.read_text("utf-8"))["articles"]):
        name = f"V-{number:02}"
        title, *text = (sentence for _, sentence in lines)
        rows.append({"article_id": name, "outlet": "-", "title": title, "text": "\n".join(text)})
        start = 0
        for place, (code, sentence) in enumerate(lines):
            if code not in _CODES:
                raise InputError(
                    f"{path}: article {number}, line {place}: code {code!r}, not o s n x"
                )
            sentences.append(
                {
                    "article_id": name,
                    "sentence": place,
                    "start": start,
                    "end": start + len(sentence),
                    "voice": _CODES[code],
                    "boilerplate": False,
                }
            )
            start += len(sentence) + 1
    articles, table = pd.DataFrame(rows), pd.DataFrame(sentences)
    return Gold(articles, table, find_attributions(articles, table))
