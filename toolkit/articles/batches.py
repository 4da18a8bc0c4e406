"""Articles a few thousand at a time, for corpora that do not fit into memory.

JSON Lines and Parquet are read so; whatever else is read whole and handed over in parts. Each batch
is checked as `read_articles` checks the whole; what only all articles together can tell (an
identifier that stands twice, how an outlet is spelled) is looked at across batches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.articles.account import count_read, open_account
from toolkit.articles.files import Batches, Choices, batches_of, prepared
from toolkit.articles.formats.records import join_batches
from toolkit.articles.languages import check_languages
from toolkit.articles.outlets import spellings
from toolkit.articles.readers import Kept, read_articles
from toolkit.articles.schema import blank_to_missing, check_articles, text_column
from toolkit.errors import InputError


class ArticleBatches:
    """The articles of a file or a folder, batch by batch; to be gone through once.

    Parameters
    ----------
    path : path
        As `read_articles` takes it.
    size : int
        The most articles of a batch.
    reading
        The further options of `read_articles`, but for a sample.

    Attributes
    ----------
    account : dict
        What was read and what was left out, when all batches have been.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.jsonl"
    >>> line = '{"outlet": "هسبريس", "text": "أشاد الوزير بالمغرب."}\\n'
    >>> _ = file.write_text(line * 3, "utf-8")
    >>> [batch["article_id"].tolist() for batch in ArticleBatches(file, size=2)]
    [['a-1', 'a-2'], ['a-3']]
    """

    def __init__(self, path: str | Path, *, size: int, **reading: Any) -> None:
        if size < 1:
            raise InputError(f"size: {size} is no number of articles; give 1 or more")
        self.path = Path(path)
        self.size = size
        self.account: dict[str, Any] = {}
        self._reading = reading
        self._outlets: Counter[str] = Counter()

    def __iter__(self) -> Iterator[pd.DataFrame]:
        batched = batches_of(self.path) if self.path.exists() else None
        if batched is None:
            yield from self._whole()
            return
        begun = False
        try:
            for batch in self._batches(batched):
                begun = True
                yield batch
        except UnicodeDecodeError:
            if begun:
                raise InputError(
                    f"{self.path}: not UTF-8 throughout, so it cannot be read in parts; save it as "
                    "UTF-8, or score it as a whole"
                ) from None
            yield from self._whole()

    def speller(self) -> Callable[[str], str]:
        """What gives an outlet of any batch the spelling that most rows of all batches have."""
        chosen = spellings(self._outlets)
        # A batch has chosen among its own spellings already.
        return lambda name: chosen.get(name, name)

    def _whole(self) -> Iterator[pd.DataFrame]:
        articles = read_articles(self.path, **self._reading)
        self.account = articles.attrs["account"]
        for start in range(0, len(articles), self.size):
            yield articles.iloc[start : start + self.size].reset_index(drop=True)

    def _batches(self, batched: Batches) -> Iterator[pd.DataFrame]:
        given = dict(self._reading)
        languages = check_languages(given.pop("languages", None))
        kept = Kept(given.pop("all_languages", False), languages)
        dates = given.pop("dates", "refuse")
        choices = Choices(columns=dict(given.pop("columns", None) or {}), **given)
        rows: list[bool] = []
        seen: dict[str, int] = {}
        with open_account(self.path.resolve().name) as account:
            for raw in batched.read(None):
                for start in range(0, len(raw), self.size):
                    cut = join_batches([raw.iloc[start : start + self.size]])
                    table = prepared(cut, self.path, choices)
                    if not kept.all:
                        own = kept.rows(table)
                        rows += own
                        table = kept.told(table[own])
                    if len(table):
                        self._count_outlets(table, choices.outlet)
                        checked = check_articles(
                            table, file=self.path, outlet=choices.outlet, dates=dates
                        )
                        self._refuse_twice(checked, seen)
                        yield checked
            if rows and not all(rows):
                kept.count(self.path, rows)
            count_read(batched.form)
            self.account = account.to_dict(articles=len(seen))

    def _count_outlets(self, table: pd.DataFrame, outlet: str | None) -> None:
        if "outlet" in table:
            names = blank_to_missing(text_column(table["outlet"], self.path))
            self._outlets.update((names if outlet is None else names.fillna(outlet)).dropna())

    def _refuse_twice(self, table: pd.DataFrame, seen: dict[str, int]) -> None:
        for name in table["article_id"].tolist():
            if name in seen:
                raise InputError(
                    f"{self.path}: column article_id: {name!r} stands there twice, in articles "
                    f"{seen[name]} and {len(seen) + 1}; every article needs its own"
                )
            seen[name] = len(seen) + 1
