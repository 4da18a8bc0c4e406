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
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from toolkit.articles.account import Account
from toolkit.articles.cut import cut_texts
from toolkit.articles.door import sound_articles
from toolkit.articles.given import NO_OUTLET, Given, given_articles
from toolkit.articles.languages import is_arabic
from toolkit.articles.sentence_table import Repeated, cut_documents, sentence_table
from toolkit.errors import InputError
from toolkit.measures.declaration import Batch, declared, in_order
from toolkit.measures.tables import typed_table, with_printed
from toolkit.output.manners import as_before
from toolkit.output.progress import notebook_bar
from toolkit.study.cluster import gathered, sharing
from toolkit.study.grouping import carry_groups
from toolkit.study.study import Study
from toolkit.study.workers import Chunks, join_scored

if TYPE_CHECKING:
    from toolkit.lexicons import Lexicon
    from toolkit.measures.actors.find import Named
    from toolkit.measures.reuse.index import ReuseIndex

    Lexicons = Sequence[Lexicon | str | Path] | Lexicon | str | Path

LOG = logging.getLogger(__name__)

# The tables that scores are counted from.
COUNTED = ("sentences", "attributions", "praise", "formulas", "credits")

# A hundred cost no more time than five hundred, and the bar moves.
CHUNK = 100
Progress = Callable[[int, int], None]


def score(
    articles: Given,
    *,
    lexicons: Lexicons | None = None,
    agencies: Sequence[str] | None = None,
    reuse: bool = False,
    quotations: bool = False,
    repetition: bool = True,
    repeated: Repeated | None = None,
    actors: pd.DataFrame | str | Path | None = None,
    processes: int | None = None,
    dask: Any = None,
    progress: Progress | None = None,
) -> Study:
    """Measure attribution, praise and official voice in every article.

    Parameters
    ----------
    articles : DataFrame, str, list of str or Series of str
        As `toolkit.read_articles` returns it; or a text, or texts, which then have neither title
        nor outlet (a table without ``outlet`` has none either). A Dask table is gathered, and
        scored on its cluster.
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
    processes : int, optional
        Share the work among so many processes; one if there are fewer than a thousand articles,
        else one a processor.
    dask : str or distributed.Client, optional
        Share it among the workers of a Dask cluster in place of processes: ``local``, the address
        of a scheduler, or its client (extra ``dask``).
    progress : callable, optional
        Called with the number of articles done and of all; a notebook shows a bar if none is given.

    Returns
    -------
    Study
        The tables and the scores. An article that cannot be scored is in none of them: it is
        logged with the reason, and counted in ``articles.attrs["account"]``.

    Raises
    ------
    InputError
        Where there is no article in it, a column is missing, it is no table and no text, or the
        corrected actors are no such table.

    Examples
    --------
    >>> score("قال الوزير إن الاجتماع ناجح.").attributions["cue"].tolist()
    ['قال']
    >>> from toolkit.articles import check_articles
    >>> table = check_articles(pd.DataFrame({"outlet": ["هسبريس"], "title": [""],
    ...     "text": ["قال وزير الخارجية المغربي ناصر بوريطة إن الاجتماع ناجح."]}))
    >>> score(table).scores[["words", "attributions"]].values.tolist()
    [[9, 1]]
    """
    with as_before():  # all that scoring imports
        from toolkit.measures.actors import read_corrections
        from toolkit.measures.constructs import read_lexicons
        from toolkit.study import actor_scores, scores  # noqa: F401

        declared()
    articles, dask = gathered(articles, dask)
    articles, lexicons = sound_articles(given_articles(articles)), read_lexicons(lexicons)
    corrections = None if actors is None else read_corrections(actors)
    parts = []
    done = 0
    if repeated is not None and not repetition:
        raise InputError("repeated: would change nothing with repetition=False; leave one out")
    if repeated is None:
        repeated = _repeated(articles) if repetition else frozenset()
    call = partial(score_chunk, lexicons=lexicons, repeated=repeated)
    chunks = Chunks(articles, CHUNK)
    with (
        sharing(len(articles), processes, dask) as share,
        notebook_bar(len(articles), "scoring") as advance,
    ):
        for part in share(chunks, call):
            parts.append(part)
            done = min(done + CHUNK, len(articles))
            (progress or advance)(done, len(articles))
    scored = join_scored(parts)
    if scored.tables is None:
        call(articles.head(1))  # raises what each of them raised
    tables = scored.tables or {}
    articles = _without(articles, scored.faults)
    tables = join_actors(articles, tables, corrections)
    if reuse:
        tables |= _reuse(articles, tables["scores"], tables["sentences"], agencies)
    if quotations:
        from toolkit.measures.quotations import find_quotations

        tables["quotations"] = find_quotations(articles, tables["attributions"])
    tables["scores"] = carry_groups(articles, tables["scores"])
    return Study.of({"articles": articles, **with_printed(articles, tables)})


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
    batch.tables["sentences"] = _told_sentences(batch.tables["sentences"], articles)
    counted = [measure.score(batch) for measure in declared() if measure.score]
    scores = score_articles(
        articles,
        **{name: batch.tables[name] for name in COUNTED},
        further=pd.concat(counted, axis=1) if counted else None,
        documents=documents,
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
    from toolkit.measures.actors import name_actors

    named = name_actors(tables["mentions"], corrections=corrections)
    actors = typed_table("actors", named.actors)
    return {**with_actors(articles, tables, named), "actors": actors}


def with_actors(
    articles: pd.DataFrame, tables: dict[str, pd.DataFrame], named: Named
) -> dict[str, pd.DataFrame]:
    """The tables of all articles, or of a part, with what `named` tells of their actors."""
    from toolkit.measures.actors import outlet_states
    from toolkit.study.actor_scores import score_actors

    attributions, praise = named.into(tables["attributions"], tables["praise"])
    shares = score_actors(articles, attributions, outlet_states(articles))
    added = {
        "attributions": typed_table("attributions", attributions),
        "praise": typed_table("praise", praise),
        "scores": tables["scores"].assign(**{str(n): shares[n].array for n in shares}),
    }
    return {name: table for name, table in tables.items() if name != "mentions"} | added


def _told_sentences(sentences: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """The sentences without empty titles, nor voices of another language, which nobody measured."""
    sentences = sentences[sentences["end"] > sentences["start"]].reset_index(drop=True)
    both = articles["title"].astype(str) + "\n" + articles["text"].astype(str)
    foreign = articles["article_id"][[bool(t.strip()) and not is_arabic(t) for t in both]]
    unread = sentences["article_id"].isin(foreign) & (sentences["voice"] != "boilerplate")
    if not unread.any():
        return sentences
    return sentences.assign(
        voice=sentences["voice"].mask(unread),
        voice_confidence=sentences["voice_confidence"].mask(unread),
    )


def _repeated(articles: pd.DataFrame) -> Repeated:
    """What outlets repeat at the end of few articles of many is boilerplate no less: no share."""
    from toolkit.articles import repeated_lines

    # Texts that came without an outlet are not one outlet's.
    return repeated_lines(articles[articles["outlet"] != NO_OUTLET], share=0.0)


def _without(articles: pd.DataFrame, faults: list[tuple[str, str]]) -> pd.DataFrame:
    """The articles that were scored; the others are told, and counted in the account."""
    if not faults:
        return articles
    for name, reason in faults:
        LOG.warning("article %s cannot be scored and is left out (%s)", name, reason)
    named = [name for name, _ in faults]
    kept = articles[~articles["article_id"].isin(named)].reset_index(drop=True)
    account = dict(articles.attrs.get("account") or Account("articles").to_dict(articles=0))
    kept.attrs = {**articles.attrs, "account": without_faults(account, faults, len(kept))}
    return kept


def without_faults(
    account: dict[str, Any], faults: list[tuple[str, str]], articles: int
) -> dict[str, Any]:
    """The account of a reading with the articles that could not be scored counted in it."""
    if not faults:
        return {**account, "articles": articles}
    first = ": ".join(faults[0])
    left_out = {**account["left_out"], "unscored_article": [len(faults), first]}
    return {**account, "articles": articles, "left_out": left_out}


def _reuse(
    articles: pd.DataFrame,
    scores: pd.DataFrame,
    sentences: pd.DataFrame,
    agencies: Sequence[str] | None,
) -> dict[str, pd.DataFrame]:
    """Words shared between articles, and the scores with their shares."""
    from toolkit.measures.reuse.index import index_reuse

    found, columns = shared_words(index_reuse(articles, agencies=agencies, sentences=sentences))
    return {"reuse": found, "scores": with_shared_words(scores, columns)}


def shared_words(index: ReuseIndex) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The table of words shared between articles, and each article's shares by its identifier."""
    from toolkit.measures.reuse.find import copy_sources, find_reuse, reuse_scores

    shares = reuse_scores(index).set_index("article_id")
    found = typed_table("reuse", find_reuse(index))
    copies = copy_sources(found, index).reindex(shares.index)
    return found, shares[["agency_reuse_share", "shared_copy_share"]].assign(copy_of=copies)


def with_shared_words(scores: pd.DataFrame, columns: pd.DataFrame) -> pd.DataFrame:
    """Scores of all articles, or of a part, with what `shared_words` tells of them."""
    own = columns.reindex(scores["article_id"])
    return scores.assign(
        agency_reuse_share=own["agency_reuse_share"].to_numpy(dtype=float),
        shared_copy_share=own["shared_copy_share"].to_numpy(dtype=float),
        # Whose copy an article is stands beside its scores: comparisons take copies together.
        copy_of=pd.array(own["copy_of"].to_numpy(dtype=object), dtype="str"),
    )
