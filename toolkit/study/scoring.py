"""Score articles: run every measure, left to right, and keep what each has found.

Articles → sentences → attributions → praise, formulas, credits → voices → framing → scores. Each
step reads the tables before it and never an article's neighbour, so a chunk of articles gives the
same rows as the whole, and chunks run in as many processes as are asked for. Three steps look at the
whole table: the lines that each outlet repeats under its articles are gathered first and handed to
every chunk; actors, whose mentions each chunk reads, are joined across articles when all are read;
reuse between articles comes last.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.articles.cut import cut_texts
from toolkit.articles.sentence_table import Repeated, cut_documents, sentence_table
from toolkit.errors import InputError
from toolkit.measures.declaration import Batch, declared, in_order
from toolkit.measures.tables import typed_table
from toolkit.output.progress import notebook_bar
from toolkit.study.study import Study

if TYPE_CHECKING:
    from toolkit.lexicons import Lexicon

    Lexicons = Sequence[Lexicon | str | Path] | Lexicon | str | Path

LOG = logging.getLogger(__name__)

# The tables that scores are counted from.
COUNTED = ("sentences", "attributions", "praise", "formulas", "credits")

# A hundred cost no more time than five hundred, and the bar moves.
CHUNK = 100
Progress = Callable[[int, int], None]


def score(
    articles: pd.DataFrame,
    *,
    lexicons: Lexicons | None = None,
    agencies: Sequence[str] | None = None,
    reuse: bool = False,
    quotations: bool = False,
    repetition: bool = True,
    actors: pd.DataFrame | str | Path | None = None,
    processes: int = 1,
    progress: Progress | None = None,
) -> Study:
    """Measure attribution, praise and official voice in every article.

    Parameters
    ----------
    articles : DataFrame
        As `toolkit.read_articles` returns it.
    lexicons : sequence of Lexicon or path, optional
        Constructs of your own beside those of the toolkit: each gives the table ``constructs`` its
        hits and the scores ``NAME_per_1000`` and ``narrator_NAME_share``.
    agencies : sequence of str, optional
        Outlets that are news agencies, beside those whose ``outlet_kind`` says so.
    reuse : bool
        Look for words shared between articles, too.
    quotations : bool
        Gather the quotations that several articles print.
    repetition : bool
        Count as boilerplate, too, what an outlet prints at the end of three articles or more
        (`toolkit.articles.boilerplate.repetition`). Without it an article's rows depend on it alone.
    actors : DataFrame or path, optional
        Actors as you have corrected them (`toolkit actors`): their names, states and types stand.
    processes : int
        Share the work among so many processes.
    progress : callable, optional
        Called with the number of articles done and of all; a notebook shows a bar if none is given.

    Returns
    -------
    Study
        The tables and the scores.

    Raises
    ------
    InputError
        Where the table has no article or lacks a column, or the corrected actors are no such table.

    Examples
    --------
    >>> from toolkit.articles import check_articles
    >>> table = check_articles(pd.DataFrame({"outlet": ["هسبريس"], "title": [""],
    ...     "text": ["قال وزير الخارجية المغربي ناصر بوريطة إن الاجتماع ناجح."]}))
    >>> score(table).scores[["words", "attributions"]].values.tolist()
    [[9, 1]]
    """
    from toolkit.measures.actors import read_corrections
    from toolkit.measures.constructs import read_lexicons

    articles, lexicons = _checked(articles), read_lexicons(lexicons)
    corrections = None if actors is None else read_corrections(actors)
    if processes < 1:
        raise InputError(f"processes is {processes}; give 1 or more")
    parts = []
    done = 0
    repeated = _repeated(articles) if repetition else frozenset()
    with notebook_bar(len(articles), "scoring") as advance:
        for tables in _run(list(_chunks(articles)), lexicons, repeated, processes):
            parts.append(tables)
            done += len(tables["scores"])
            (progress or advance)(done, len(articles))
    tables = {
        name: pd.concat([part[name] for part in parts], ignore_index=True) for name in parts[0]
    }
    tables = join_actors(articles, tables, corrections)
    if reuse:
        tables |= _reuse(articles, tables["scores"], tables["sentences"], agencies)
    if quotations:
        from toolkit.measures.quotations import find_quotations

        tables["quotations"] = find_quotations(articles, tables["attributions"])
    return Study.of({"articles": articles, **tables})


def score_chunk(
    articles: pd.DataFrame, lexicons: Sequence[Lexicon] = (), repeated: Repeated = ()
) -> dict[str, pd.DataFrame]:
    """Score some articles by themselves: every table save those across articles.

    ``mentions`` is what `join_actors` makes actors of when all articles are there.
    `repeated` holds what their outlets repeat, as `toolkit.articles.repeated_lines` returns it.
    """
    from toolkit.measures.actors import mentions_of
    from toolkit.measures.constructs import score_constructs
    from toolkit.study.scores import score_articles

    documents = cut_documents(articles, repeated=repeated)
    batch = Batch(
        articles, documents, {"sentences": sentence_table(articles, documents)}, tuple(lexicons)
    )
    for measure in in_order([measure for measure in declared() if measure.find]):
        found = measure.find(batch) if measure.find else None
        batch.tables[measure.table] = typed_table(measure.table, found)
    counted = [measure.score(batch) for measure in declared() if measure.score]
    scores = score_articles(
        articles,
        **{name: batch.tables[name] for name in COUNTED},
        further=pd.concat(counted, axis=1) if counted else None,
    )
    scores = score_constructs(scores, batch.tables["constructs"], lexicons)
    scores = scores.assign(cut=cut_texts(articles, documents=documents))
    mentions = mentions_of(
        articles, batch.tables["attributions"], batch.tables["praise"], documents=documents
    )
    return {**batch.tables, "scores": scores, "mentions": mentions}


def join_actors(
    articles: pd.DataFrame,
    tables: dict[str, pd.DataFrame],
    corrections: pd.DataFrame | None = None,
) -> dict[str, pd.DataFrame]:
    """Join the mentions of all chunks into actors: the reduce behind `score_chunk`.

    Parameters
    ----------
    articles : DataFrame
        All articles.
    tables : dict of DataFrame
        The chunks' tables, each put together.
    corrections : DataFrame, optional
        As `toolkit.measures.actors.read_corrections` gives them.

    Returns
    -------
    dict of DataFrame
        The tables without ``mentions``, with ``actors``, the columns that name them, and the scores
        that rest on these.
    """
    from toolkit.measures.actors import gather_actors, outlet_states
    from toolkit.study.actor_scores import score_actors

    found = gather_actors(
        tables["mentions"], tables["attributions"], tables["praise"], corrections=corrections
    )
    shares = score_actors(articles, found.attributions, outlet_states(articles))
    added = {
        "attributions": typed_table("attributions", found.attributions),
        "praise": typed_table("praise", found.praise),
        "actors": typed_table("actors", found.actors),
        "scores": tables["scores"].assign(**{str(n): shares[n].array for n in shares}),
    }
    return {name: table for name, table in tables.items() if name != "mentions"} | added


def _checked(articles: pd.DataFrame) -> pd.DataFrame:
    from toolkit.articles.schema import REQUIRED, check_articles

    if all(name in articles for name in REQUIRED) and articles["article_id"].is_unique:
        if articles.empty:
            raise InputError("articles: the table has no rows, so there is nothing to score")
        texts = articles[["title", "text"]]
        if not texts.isna().to_numpy().any():
            return articles.reset_index(drop=True)
    return check_articles(articles)


def _chunks(articles: pd.DataFrame) -> Iterator[pd.DataFrame]:
    for start in range(0, len(articles), CHUNK):
        yield articles.iloc[start : start + CHUNK].reset_index(drop=True)


def _repeated(articles: pd.DataFrame) -> Repeated:
    """What outlets repeat at the end of few articles of many is boilerplate no less: no share."""
    from toolkit.articles import repeated_lines

    return repeated_lines(articles, share=0.0)


def _run(
    chunks: list[pd.DataFrame], lexicons: Sequence[Lexicon], repeated: Repeated, processes: int
) -> Iterator[dict[str, pd.DataFrame]]:
    if processes == 1 or len(chunks) == 1:
        for chunk in chunks:
            yield score_chunk(chunk, lexicons, repeated)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        try:
            yield from pool.map(score_chunk, chunks, repeat(lexicons), repeat(repeated))
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _reuse(
    articles: pd.DataFrame,
    scores: pd.DataFrame,
    sentences: pd.DataFrame,
    agencies: Sequence[str] | None,
) -> dict[str, pd.DataFrame]:
    """Words shared between articles, and the scores with their shares."""
    from toolkit.measures.reuse.find import copy_sources, find_reuse, index_reuse, reuse_scores

    index = index_reuse(articles, agencies=agencies, sentences=sentences)
    shares = reuse_scores(index).set_index("article_id").reindex(scores["article_id"])
    columns: dict[str, Any] = {
        name: shares[name].to_numpy(dtype=float)
        for name in ("agency_reuse_share", "shared_copy_share")
    }
    found = typed_table("reuse", find_reuse(index))
    copies = copy_sources(found, index).reindex(scores["article_id"]).to_numpy(dtype=object)
    # Whose copy an article is stands beside its scores: comparisons take copies together.
    columns["copy_of"] = pd.array(copies, dtype="str")
    return {"reuse": found, "scores": scores.assign(**columns)}
