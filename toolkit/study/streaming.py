"""Score a corpus that does not fit into memory: the tables of `score`, each a folder of parts.

``NAME.parquet`` is then a folder of Parquet files, which pandas, Arrow, DuckDB and Spark read as one
table, as `toolkit.read_study` does. What grows with the corpus is a few bytes a word, for shared
words, and a row a mention, for actors.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.articles.batches import ArticleBatches
from toolkit.errors import InputError
from toolkit.measures.tables import table_columns, typed_table, with_printed
from toolkit.output.cells import csv_table
from toolkit.study.cluster import sharing
from toolkit.study.mark import STAMP, check_place, stamped, study_folder
from toolkit.study.parts import (
    Progress,
    Work,
    faults_of,
    finished_parts,
    score_parts,
    spool,
    words_of,
)
from toolkit.version import __version__

LOG = logging.getLogger(__name__)

CSV: dict[str, Any] = {"float_format": "%.6g", "encoding": "utf-8-sig"}
"""How scores are written as CSV: six digits, and a mark by which spreadsheets know UTF-8."""


@dataclass(frozen=True)
class Streamed:
    """What was written: how many articles, in how many parts, and their scores."""

    articles: int
    parts: int
    scores: pd.DataFrame


def work_place(out: str | Path) -> Path:
    """Where the parts of an unfinished run lie: beside the folder to write.

    Examples
    --------
    >>> work_place("scored").name
    'scored.unfinished'
    """
    place = Path(out)
    return place.with_name(f"{place.name}.unfinished")


def score_into(
    data: str | Path,
    out: str | Path,
    *,
    size: int,
    reading: Mapping[str, Any] | None = None,
    lexicons: Any = None,
    agencies: Sequence[str] | None = None,
    actors: pd.DataFrame | str | Path | None = None,
    processes: int | None = None,
    dask: Any = None,
    progress: Progress | None = None,
    force: bool = False,
) -> Streamed:
    """Score articles part by part into a folder; a run that was stopped goes on.

    Parameters
    ----------
    data : path
        A file or folder as `toolkit.read_articles` takes it; JSON Lines and Parquet are read in
        parts, too.
    out : path
        A new folder, or a study's. Until all is done, ``OUT.unfinished`` beside it holds what is.
    size : int
        Articles of a part.
    reading : mapping, optional
        Further options of `toolkit.read_articles`.
    lexicons, agencies, actors, processes, dask, progress
        As `toolkit.score` takes them.
    force : bool
        Write among files that no study has written, too.

    Raises
    ------
    InputError
        As `toolkit.read_articles` and `toolkit.score`.
    """
    from toolkit.measures.actors import read_corrections
    from toolkit.measures.constructs import read_lexicons
    from toolkit.study.scoring import CHUNK, score_chunk

    check_place(out, data=data, force=force)
    own = read_lexicons(lexicons)
    corrections = None if actors is None else read_corrections(actors)
    batches = ArticleBatches(data, size=size, **(reading or {}))
    made_of = {"toolkit": __version__, "data": _files(Path(data)), "size": size,
               "reading": repr(sorted((reading or {}).items())), "lexicons": _digest(own)}  # fmt: skip
    work = Work(work_place(out), made_of)
    work.open()
    told = spool(work, batches, progress=progress)
    if not told["sizes"]:
        raise InputError(f"{data}: no articles in it")
    call = partial(score_chunk, lexicons=own)
    with sharing(max(told["sizes"]), processes, dask) as share:
        score_parts(work, told["sizes"], call, share, chunk=CHUNK, progress=progress)
    streamed = _join(work, Path(out), told, agencies, corrections)
    shutil.rmtree(work.folder)
    return streamed


def _files(data: Path) -> list[list[Any]]:
    """Name, size and time of every file that is read: whether they are those of the last run."""
    if not data.exists():
        raise InputError(f"{data}: no such file or folder")
    paths = sorted(p for p in data.rglob("*") if p.is_file()) if data.is_dir() else [data]
    stats = ((path, path.stat()) for path in paths)
    return [[str(path.resolve()), s.st_size, s.st_mtime_ns] for path, s in stats]


def _digest(data: Any) -> str:
    whole = repr(
        [asdict(one) if is_dataclass(one) and not isinstance(one, type) else one for one in data]
    )
    return hashlib.blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _join(
    work: Work,
    out: Path,
    told: Mapping[str, Any],
    agencies: Sequence[str] | None,
    corrections: pd.DataFrame | None,
) -> Streamed:
    """What only all parts together tell, and every part's tables with it: the third pass."""
    from toolkit.measures.actors import name_actors
    from toolkit.measures.reuse.index import index_reuse
    from toolkit.study.scoring import (
        shared_words,
        with_actors,
        with_shared_words,
        without_faults,
    )

    count = len(told["sizes"])
    faults = faults_of(work, count)
    for name, reason in faults:
        LOG.warning("article %s cannot be scored and is left out (%s)", name, reason)
    heads, mentions = [], []
    for part in finished_parts(work, count, only=["mentions"]):
        heads.append(part.articles.drop(columns=["title", "text"]))
        mentions.append(part.tables["mentions"])
    articles = pd.concat(heads, ignore_index=True)
    named = name_actors(pd.concat(mentions, ignore_index=True), corrections=corrections)
    index = index_reuse(articles, agencies=agencies, words=words_of(work, count))
    reuse, shares = shared_words(index)
    account = without_faults(told["account"], faults, len(articles))
    stamp = _digest([work.made_of, agencies, account, named.actors.to_csv(), reuse.to_csv()])
    scores = []
    with study_folder(out, steps=("fetch",)) as (folder, mark):
        mark[STAMP] = stamp
        whole = {"actors": typed_table("actors", named.actors)}
        for part in finished_parts(work, count):
            tables = with_actors(part.articles, part.tables, named)
            tables["scores"] = with_shared_words(tables["scores"], shares)
            own = reuse["article_id"].isin(part.articles["article_id"])
            tables["reuse"] = reuse[own].reset_index(drop=True)
            part.articles.attrs["account"] = account
            tables = {"articles": part.articles, **with_printed(part.articles, tables)}
            _write(tables, folder, part.number, stamp)
            scores.append(tables["scores"])
        for name in table_columns():
            if not (folder / f"{name}.parquet").exists():
                table = stamped(whole.get(name, typed_table(name)), stamp)
                table.to_parquet(folder / f"{name}.parquet", index=False)
    return Streamed(len(articles), count, pd.concat(scores, ignore_index=True))


def _write(tables: Mapping[str, pd.DataFrame], folder: Path, number: int, stamp: str) -> None:
    for name, table in tables.items():
        place = folder / f"{name}.parquet"
        place.mkdir(exist_ok=True)
        stamped(table, stamp).to_parquet(place / f"part-{number:05}.parquet", index=False)
    csv_table(tables["scores"]).to_csv(
        folder / "scores.csv", mode="a", header=number == 0, index=False, **CSV
    )
