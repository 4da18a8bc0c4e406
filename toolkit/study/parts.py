"""A corpus scored part by part: memory holds one part, and what is done stays done.

Three passes over a folder of work: articles are read in batches and laid down; each part is scored
and laid down whole; then what only all parts together tell (actors, shared words) is joined and each
part's tables are written. A run that was stopped goes on where it was; the tables are those that
`toolkit.study.scoring.score` gives of all articles at once.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pandas as pd

from toolkit.articles.batches import ArticleBatches
from toolkit.articles.boilerplate.repetition import LineCounts, lines_among
from toolkit.articles.schema import KNOWN, STRING
from toolkit.articles.sentence_table import Repeated
from toolkit.errors import InputError
from toolkit.measures.declaration import declared
from toolkit.measures.reuse.corpus import CorpusWords, join_words
from toolkit.measures.reuse.index import article_words
from toolkit.output.whole import whole_file
from toolkit.study.workers import Chunks, Scored, Share, Tables, join_scored

SPOOLED, SCORED, MADE_OF = "articles", "scored", "made-of.json"
_TOLD, _LINES = "spooled.json", "lines.npy"
_WORDS, _VOCABULARY, _FAULTS = "words.npz", "vocabulary.txt", "faults.json"
Progress = Callable[[int, int], None]


class Score(Protocol):
    """What scores some articles, given what their outlets repeat."""

    def __call__(self, articles: pd.DataFrame, *, repeated: Repeated) -> Tables:
        """The tables of some articles."""


@dataclass(frozen=True)
class Work:
    """The folder in which a corpus is scored part by part.

    Attributes
    ----------
    folder : Path
        ``articles/`` with a file a part, ``scored/`` with a folder a part that is done.
    made_of : dict
        What the parts depend on: another run goes on with them if it is of the same.
    """

    folder: Path
    made_of: dict[str, Any]

    def open(self) -> None:
        """Keep what a run of the same has left; take away what another one has.

        Raises
        ------
        InputError
            The folder holds files that no such run has written.
        """
        told = self.folder / MADE_OF
        if self.folder.exists() and not told.is_file() and any(self.folder.iterdir()):
            raise InputError(
                f"{self.folder}: is where parts would be laid down, and holds files of somebody's "
                "own; move it, or name another folder to write"
            )
        if told.is_file() and json.loads(told.read_text("utf-8")) != self.made_of:
            shutil.rmtree(self.folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        _write_json(told, self.made_of)
        for below in (SPOOLED, SCORED):
            (self.folder / below).mkdir(exist_ok=True)

    def spooled(self) -> dict[str, Any] | None:
        """What the first pass has told, if it came to its end."""
        told = self.folder / _TOLD
        return json.loads(told.read_text("utf-8")) if told.is_file() else None

    def articles(self, number: int) -> Path:
        """The file of a part's articles."""
        return self.folder / SPOOLED / f"{number:05}.parquet"

    def scored(self, number: int) -> Path:
        """The folder of a part's tables; it is there when the part is done."""
        return self.folder / SCORED / f"{number:05}"


def spool(
    work: Work, batches: ArticleBatches, *, progress: Progress | None = None
) -> dict[str, Any]:
    """Lay the articles down, a file a part, and count their lines: the first pass."""
    told = work.spooled()
    if told is not None:
        return told
    sizes: list[int] = []
    kinds: dict[str, list[str]] = {}
    for number, batch in enumerate(batches):
        _write(batch, work.articles(number))
        sizes.append(len(batch))
        for name, column in batch.items():
            own = kinds.setdefault(str(name), [])
            # A column without a value says nothing of its type.
            own += [str(column.dtype)] if name in KNOWN or column.notna().any() else []
        if progress:
            progress(sum(sizes), sum(sizes))
    columns = {name: _one_kind(own, len(sizes)) for name, own in kinds.items()}
    lines, speller = LineCounts(), batches.speller()
    for number in range(len(sizes)):
        batch = _alike(pd.read_parquet(work.articles(number)), columns)
        batch["outlet"] = batch["outlet"].map(speller).astype(STRING)
        batch.attrs = {"account": batches.account}
        _write(batch, work.articles(number))
        lines.add(batch)
    np.save(work.folder / _LINES, np.array(sorted(lines.repeated(share=0.0)), np.uint64))
    told = {"sizes": sizes, "account": batches.account}
    _write_json(work.folder / _TOLD, told)
    return told


def _one_kind(kinds: Sequence[str], parts: int) -> str | None:
    """The type that a column has in all parts; None where it has one in each already."""
    found = set(kinds) or {"str"}
    if len(found) == 1 and len(kinds) == parts:
        return None
    bare = {kind.lower() for kind in found}
    for one, wide in (("int64", "Int64"), ("bool", "boolean"), ("boolean", "boolean")):
        if bare == {one}:
            return wide
    if bare <= {"int64", "float64"}:
        return "float64"
    return found.pop() if len(found) == 1 else "str"


def _alike(batch: pd.DataFrame, columns: dict[str, str | None]) -> pd.DataFrame:
    """A part with the columns of all parts, each of one type: known ones first."""
    order = sorted(columns, key=lambda name: KNOWN.index(name) if name in KNOWN else len(KNOWN))
    whole = batch.reindex(columns=order)
    for name, kind in columns.items():
        if kind is not None:
            # What has no value may be of a type that does not turn into the one of all parts.
            values = [None] * len(whole) if whole[name].isna().all() else whole[name]
            whole[name] = pd.Series(values, index=whole.index, dtype=kind)
    return whole


def score_parts(
    work: Work,
    sizes: Sequence[int],
    score: Score,
    share: Share,
    *,
    repetition: bool = True,
    chunk: int,
    progress: Progress | None = None,
) -> None:
    """Score every part that is not done: the second pass.

    `score` takes articles and what their outlets repeat (``repeated=``), as
    `toolkit.study.scoring.score_chunk` does; `share` shares a part's chunks.
    """
    lines = frozenset(np.load(work.folder / _LINES).tolist()) if repetition else frozenset()
    done = 0
    for number, size in enumerate(sizes):
        if not work.scored(number).is_dir():
            articles = pd.read_parquet(work.articles(number))
            call = partial(score, repeated=lines_among(articles, lines))
            parts = []
            for part in share(Chunks(articles, chunk), call):
                parts.append(part)
                if progress:
                    progress(done + min(len(parts) * chunk, size), sum(sizes))
            scored = join_scored(parts)
            if scored.tables is None:
                call(articles.head(1))  # raises what each of them raised
            _keep(work, number, articles, scored)
        done += size
        if progress:
            progress(done, sum(sizes))


def _keep(work: Work, number: int, articles: pd.DataFrame, scored: Scored) -> None:
    """Lay a part's tables down, with its words as shared words are looked for; whole or not at all."""
    made = work.scored(number).with_suffix(".part")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir()
    tables = scored.tables or {}
    for name, table in tables.items():
        table.to_parquet(made / f"{name}.parquet", index=False)
    named = [name for name, _ in scored.faults]
    words = article_words(articles[~articles["article_id"].isin(named)], tables["sentences"])
    np.savez(made / _WORDS, ids=words.ids, starts=words.starts, ends=words.ends, first=words.first)
    (made / _VOCABULARY).write_text("\n".join(words.vocabulary), "utf-8")
    _write_json(made / _FAULTS, scored.faults)
    made.rename(work.scored(number))


@dataclass(frozen=True)
class Part:
    """One part that is done."""

    number: int
    articles: pd.DataFrame
    tables: dict[str, pd.DataFrame]


def finished_parts(work: Work, count: int, *, only: Sequence[str] | None = None) -> Iterator[Part]:
    """The parts in their order, each read when it is asked for; of the tables, all or some."""
    names = [measure.table for measure in declared() if measure.find and measure.table]
    for number in range(count):
        folder = work.scored(number)
        articles = pd.read_parquet(work.articles(number))
        named = [name for name, _ in json.loads((folder / _FAULTS).read_text("utf-8"))]
        kept = articles[~articles["article_id"].isin(named)].reset_index(drop=True)
        kept.attrs = articles.attrs
        wanted = ("sentences", *names, "scores", "mentions") if only is None else only
        tables = {
            name: pd.read_parquet(folder / f"{name}.parquet") for name in dict.fromkeys(wanted)
        }
        yield Part(number, kept, tables)


def faults_of(work: Work, count: int) -> list[tuple[str, str]]:
    """The articles that could not be scored, with the reason of each."""
    found = (json.loads((work.scored(n) / _FAULTS).read_text("utf-8")) for n in range(count))
    return [(name, reason) for faults in found for name, reason in faults]


def words_of(work: Work, count: int) -> CorpusWords:
    """The words of all parts, as `toolkit.measures.reuse.index.article_words` gives of the whole."""
    return join_words(_words(work.scored(number)) for number in range(count))


def _words(folder: Path) -> CorpusWords:
    vocabulary = tuple((folder / _VOCABULARY).read_text("utf-8").split("\n"))
    with np.load(folder / _WORDS, allow_pickle=False) as arrays:
        return CorpusWords(
            arrays["ids"], arrays["starts"], arrays["ends"], arrays["first"], vocabulary
        )


def _write(table: pd.DataFrame, path: Path) -> None:
    with whole_file(path) as part:
        table.to_parquet(part, index=False)


def _write_json(path: Path, data: Any) -> None:
    with whole_file(path) as part:
        part.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
