"""One article's version of a quotation, and all versions of it: what is read, as records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.measures.quotations.alignment import Word, version_words
from toolkit.measures.quotations.versions.differences import Comparison


@dataclass(frozen=True)
class Version:
    """One article's version.

    Attributes
    ----------
    article_id, outlet : str
    published : Timestamp or NaT
    url : str
        Empty where unknown.
    speaker : str
        As this article names the speaker; empty where it does not.
    direct : bool
        Whether the words stand as the speaker's own, in quotation marks.
    start, end : int
        Offsets in the document.
    words : tuple of Word
    similarity : float
    comparison : Comparison
        With the commonest wording, or the official one (of itself: nothing differs).
    relation : str
        To that wording: ``verbatim``, ``variant``, ``translation``, ``unknown``.
    parent : str or None
        The article whose wording it follows, where the evidence allows to say so.
    """

    article_id: str
    outlet: str
    published: pd.Timestamp
    url: str
    speaker: str
    direct: bool
    start: int
    end: int
    words: tuple[Word, ...]
    similarity: float
    comparison: Comparison
    relation: str
    parent: str | None


@dataclass(frozen=True)
class Cluster:
    """All versions of one quotation, one an article, in the order of publication.

    Attributes
    ----------
    quotation : int
    speaker : str
        Empty where no article names one.
    tongue : str
        ``arabic``, ``other`` or ``unknown``.
    versions : tuple of Version
    complete : int
        Place of the most complete version among them.
    common : int
        Place of the version with the commonest wording.
    reference : Version or None
        The official wording that decides in its place, where one was given and has these words;
        of a text by itself, its ``article_id`` and outlet are empty.
    """

    quotation: int
    speaker: str
    tongue: str
    versions: tuple[Version, ...]
    complete: int
    common: int
    reference: Version | None = None

    @property
    def outlets(self) -> list[str]:
        """The outlets, in the order of their first version."""
        return list(dict.fromkeys(v.outlet for v in self.versions))


def draft_version(row: dict, article: dict, said: dict, document: str | None = None) -> Version:
    """A version that has been compared with none yet: with itself, as it were."""
    if document is None:
        document = join_document(article["title"], article["text"])
    words = tuple(version_words(document, int(row["start"]), int(row["end"])))
    act = None if pd.isna(row["attribution"]) else int(row["attribution"])
    kind, speaker = said.get((row["article_id"], act), ("direct", None))
    published: Any = pd.to_datetime(str(article.get("published")), utc=True, errors="coerce")
    return Version(
        article_id=str(row["article_id"]),
        outlet=text_of(article["outlet"]),
        published=published,
        url=text_of(article.get("url")),
        speaker=text_of(speaker),
        direct=kind != "indirect",
        start=int(row["start"]),
        end=int(row["end"]),
        words=words,
        similarity=float(row["similarity"]),
        comparison=Comparison([], [], 1.0, 1.0, len(words), len(words)),
        relation="verbatim",
        parent=None,
    )


def text_of(value: object) -> str:
    """A cell as text, empty where it is missing."""
    return value if isinstance(value, str) else ""
