"""The ANT corpus's own files: one XML-like ``<DOC>`` an article, as TREC collections have them.

Form: the corpus's README (``antcorpus/antcorpus.multisource.data``, v2.1; ``antcorpus.data``, v1.1):
``DOCNO`` (source, category, number, date), ``URL``, ``SRC``, ``CAT``, ``TITLE``, ``TIME`` (ISO 8601
or RFC 2822), ``AUTHOR``, ``ABSTRACT``, ``TEXT``; in folders by outlet and category. The files
escape nothing, so that they are no XML, and the texts are kept as they stand. Chouigui, Ben
Khiroun and Elayeb, AJSE 46 (2021).
"""

import re
from pathlib import Path

import pandas as pd

from toolkit.errors import InputError

OUTLETS = {
    "AL": "Al Arabiya",
    "BB": "BBC Arabic",
    "CN": "CNN Arabic",
    "FR": "France 24 Arabic",
    "JA": "Jawhara FM",
    "SK": "Sky News Arabia",
}
"""The outlets' names by the letters that open a ``DOCNO``; ``SRC`` spells them in several ways."""

COLUMNS = {
    "DOCNO": "article_id",
    "SRC": "outlet",
    "TIME": "published",
    "TITLE": "title",
    "TEXT": "text",
    "URL": "url",
    "AUTHOR": "author",
    "CAT": "category",
    "ABSTRACT": "abstract",
}

_OPEN = re.compile(r"\s*<DOC>\s*<DOCNO>")
_DOC = re.compile(r"<DOC>(.*?)</DOC>", re.DOTALL)
_FIELD = {name: re.compile(rf"<{name}>(.*?)</{name}>", re.DOTALL) for name in COLUMNS}
_REQUIRED = ("DOCNO", "TITLE", "TEXT")


def is_ant(text: str) -> bool:
    """Whether a text opens as a file of the ANT corpus does.

    Examples
    --------
    >>> is_ant("<DOC>\\n<DOCNO>JA-economy-32-20170125</DOCNO>"), is_ant("قال الوزير")
    (True, False)
    """
    return _OPEN.match(text) is not None


def read_ant(text: str, path: Path) -> pd.DataFrame:
    """Read the articles of one file of the ANT corpus.

    Raises
    ------
    InputError
        An article without number, title or text, or none that is whole.
    """
    rows = []
    for number, found in enumerate(_DOC.finditer(text), start=1):
        fields = {name: _field(pattern, found[1]) for name, pattern in _FIELD.items()}
        missing = [name for name in _REQUIRED if fields[name] is None]
        if missing:
            raise InputError(f"{path}: article {number} has no <{missing[0]}>; copy the file again")
        rows.append({COLUMNS[name]: value or None for name, value in fields.items()})
        prefix = str(fields["DOCNO"]).partition("-")[0]
        rows[-1]["outlet"] = OUTLETS.get(prefix, fields["SRC"])
    if text.count("<DOC>") > len(rows):
        raise InputError(f"{path}: article {len(rows) + 1} is cut short (no </DOC>)")
    return pd.DataFrame(rows)


def _field(pattern: re.Pattern[str], article: str) -> str | None:
    found = pattern.search(article)
    return found[1].strip() if found else None
