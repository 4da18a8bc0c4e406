"""The commands that score articles and show what was found: run, score, actors, show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.options import (
    AllLanguages,
    By,
    Columns,
    Data,
    Dates,
    Force,
    Languages,
    Least,
    Mend,
    Out,
    Outlet,
    Pattern,
    Sample,
    Seed,
    Sheet,
    Within,
    check_new_file,
    codes_of,
    read_data,
)
from toolkit.cli.saying import say
from toolkit.output.progress import terminal_bar

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.study.study import Study

# Of more articles they take longer than all else, and are no event's statements.
MOST_QUOTED = 1000

Agencies = Annotated[
    list[str] | None, typer.Option("--agency", help="An outlet that is a news agency.")
]


Lexicons = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", help="A lexicon of your own (YAML), scored too; may be repeated."),
]


Corrected = Annotated[
    Path | None,
    typer.Option("--actors", help="Actors that you have corrected (see `toolkit actors`)."),
]


Processes = Annotated[
    int | None,
    typer.Option(
        "--processes",
        min=1,
        help="Share the scoring among so many; if not given, among all from 1000 articles on.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    for command in (run, score, actors, show):
        app.command()(command)


def _languages() -> list[str]:
    from toolkit.figures.labels import LANGUAGES

    return list(LANGUAGES)


def run(
    data: Annotated[
        Path | None, typer.Argument(help="What to read; the sample corpus if nothing is named.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="The folder to write: figures, or the study's own.")
    ] = None,
    sample: Sample = None,
    seed: Annotated[
        int | None, typer.Option("--seed", min=0, help="Of every draw; 0 if not given.")
    ] = None,
    language: Annotated[
        str | None,
        typer.Option("--language", help="Of the labels: en or ar.", autocompletion=_languages),
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="Of the report.")] = None,
    query: Annotated[
        str | None,
        typer.Option("--query", help="How the articles were found; stands in the report."),
    ] = None,
    column: Columns = None,
    outlet: Outlet = None,
    agency: Agencies = None,
    lexicon: Lexicons = None,
    actors: Corrected = None,
    processes: Processes = None,
    by: By = None,
    within: Within = None,
    least: Least = None,
    all_languages: AllLanguages = False,
    languages: Languages = None,
    sheet: Sheet = None,
    pattern: Pattern = None,
    dates: Dates = None,
    mend: Mend = False,
    force: Force = False,
) -> None:
    """Read, score, compare, draw and report: the main job.

    A study folder has its choices kept; a folder that `score` has written is gone on from. Of up to
    1,000 articles quotations are gathered, too: the report shows which outlet prints what.
    """
    from toolkit.cli.run import grouping_lines, language_lines, matched_within, run_study
    from toolkit.cli.run_source import ask_before_replacing, run_lexicons, run_source
    from toolkit.examples import sample_data
    from toolkit.study.choices import LEAST
    from toolkit.study.folder import keep_choices
    from toolkit.study.mark import check_place

    given: dict[str, object] = {
        "language": language,
        "title": title,
        "query": query,
        "seed": seed,
        "sample": sample,
        "outlet": outlet,
    }
    given |= {"agencies": agency or None, "columns": column or None}
    given |= {"all_languages": all_languages or None, "mend": mend or None}
    given |= {"languages": codes_of(languages)}
    given |= {"by": by, "within": within, "least": least}
    given |= {"sheet": sheet, "pattern": pattern, "dates": dates}
    late: dict[str, object] = {"lexicons": lexicon or None, "actors": actors}
    late["processes"] = processes
    study_at = data or sample_data()
    choices, articles, scored = run_source(study_at, given, late)
    at_home = choices.is_kept or scored is not None
    out = out or (study_at if at_home else Path("figures"))
    check_place(out, data=study_at, force=force)
    groups_by = choices.by or "outlet"
    fewest = LEAST if choices.least is None else choices.least
    matched = matched_within(articles, groups_by, choices.within)
    told = grouping_lines(articles, groups_by, matched, fewest)
    ask_before_replacing(out, study_at, choices)
    lexicons = run_lexicons(study_at, lexicon, choices.lexicons)
    if actors is None and choices.actors:
        actors = study_at / choices.actors
    with terminal_bar(len(articles)) as (advance, tell):

        def study(table: pd.DataFrame) -> Study:
            if scored is not None:
                return scored
            tell("scoring")
            return _score(table, choices.agencies, processes, advance, lexicons, actors=actors)

        done = run_study(
            articles, out, study=study, language=choices.language, title=choices.title,
            query=choices.query, seed=choices.seed, by=groups_by, within=matched, least=fewest, say=tell,
        )  # fmt: skip
    keep_choices(out, choices, data=study_at, actors=actors, lexicons=lexicons)
    first = f"{len(done.scores)} articles: {out / 'report.html'}"
    say("\n".join([first, *language_lines(done.scores), *told, *_unquoted(len(done.scores))]))
    copies = int(articles["duplicate_of"].notna().sum())
    if copies:
        which = out / "articles.parquet"
        say(f"{copies} of them repeat an earlier one, wholly or nearly: duplicate_of in {which}")


def score(
    data: Data,
    out: Out,
    sample: Sample = None,
    seed: Seed = 0,
    column: Columns = None,
    outlet: Outlet = None,
    agency: Agencies = None,
    lexicon: Lexicons = None,
    actors: Corrected = None,
    processes: Processes = None,
    all_languages: AllLanguages = False,
    languages: Languages = None,
    sheet: Sheet = None,
    pattern: Pattern = None,
    dates: Dates = None,
    mend: Mend = False,
    parts: Annotated[
        int | None,
        typer.Option(
            "--parts",
            min=1,
            help="Read, score and write so many articles at a time, for what does not fit into "
            "memory; the same command goes on where it was stopped.",
        ),
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option(
            "--dask",
            help="Score on a Dask cluster: the address of its scheduler, or local.",
        ),
    ] = None,
    force: Force = False,
) -> None:
    """Score articles and write every table as Parquet."""
    from toolkit.cli.run import language_lines, write_study_tables
    from toolkit.study.choices import column_mapping
    from toolkit.study.mark import STAMP, check_place, study_folder

    if parts is not None:
        if sample is not None:
            raise typer.BadParameter("--parts scores all articles: leave --sample out, or --parts")
        reading = {
            "columns": column_mapping(column),
            "outlet": outlet,
            "all_languages": all_languages,
            "languages": codes_of(languages),
            "sheet": sheet,
            "pattern": pattern,
            "dates": dates or "refuse",
            "mend": mend,
        }
        _score_in_parts(
            data, out, parts, reading, agency, lexicon, actors=actors, processes=processes,
            dask=dask, force=force,
        )  # fmt: skip
        return
    check_place(out, data=data, force=force)
    articles = read_data(
        data,
        sample=sample,
        seed=seed,
        columns=column,
        outlet=outlet,
        all_languages=all_languages,
        languages=codes_of(languages),
        sheet=sheet,
        pattern=pattern,
        dates=dates,
        mend=mend,
    )
    bar = terminal_bar(len(articles))
    with study_folder(out, steps=("fetch",)) as (folder, mark), bar as (advance, _):
        study = _score(
            articles, agency, processes, advance, lexicon or (), actors=actors, dask=dask
        )
        mark[STAMP] = write_study_tables(study, folder)
    first = f"{len(articles)} articles: {out}"
    say("\n".join([first, *language_lines(study.scores), *_unquoted(len(articles))]))


def _score_in_parts(
    data: Path,
    out: Path,
    size: int,
    reading: Mapping[str, object],
    agencies: Sequence[str] | None,
    lexicons: Sequence[Path] | None,
    *,
    actors: Path | None,
    processes: int | None,
    dask: str | None,
    force: bool,
) -> None:
    from toolkit.cli.run import language_lines
    from toolkit.study.streaming import score_into, work_place

    with terminal_bar(0) as (advance, _):
        try:
            done = score_into(
                data, out, size=size, reading=reading, lexicons=lexicons or None,
                agencies=agencies or None, actors=actors, processes=processes, dask=dask,
                progress=advance, force=force,
            )  # fmt: skip
        except KeyboardInterrupt:
            left = work_place(out)
            say(f"what is scored stays in {left}; the same command goes on from there", err=True)
            raise
    first = f"{done.articles} articles in {done.parts} parts: {out}"
    unquoted = "in parts: no quotations gathered, no statements shown"
    say("\n".join([first, *language_lines(done.scores), unquoted]))


def _unquoted(articles: int) -> list[str]:
    """What is said of quotations that too many articles leave out."""
    if articles <= MOST_QUOTED:
        return []
    return [f"more than {MOST_QUOTED} articles: no quotations gathered, no statements shown"]


def actors(
    directory: Annotated[Path, typer.Argument(help="A folder that `run` or `score` has written.")],
    out: Annotated[Path, typer.Option("--out", help="The file to write.")] = Path("actors.csv"),
    force: Force = False,
) -> None:
    """Write who speaks, for which state, to be corrected by hand and given back with --actors.

    Change names, kinds, types and states; give two rows one name to make them one actor.
    """
    from toolkit.measures.actors import actors_sheet
    from toolkit.output.cells import csv_table
    from toolkit.output.whole import write_whole
    from toolkit.study.study import read_study

    check_new_file(out, force=force)
    study = read_study(directory)
    sheet = actors_sheet(study.actors, study.articles, study.attributions, study.praise)
    # The mark in front lets spreadsheets know that the letters are UTF-8.
    write_whole(out, "\ufeff" + csv_table(sheet).to_csv(index=False))
    say(f"{len(sheet)} actors: {out}")


def show(
    directory: Annotated[Path, typer.Argument(help="A folder that `run` or `score` has written.")],
    article_id: Annotated[str, typer.Argument(help="Which article.")],
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the marked article here.")
    ] = None,
    language: Annotated[
        str,
        typer.Option("--language", help="Of its labels: en or ar.", autocompletion=_languages),
    ] = "en",
    beside: Annotated[
        str | None,
        typer.Option("--beside", help="Show its shared words beside this article's; with --html."),
    ] = None,
    force: Force = False,
) -> None:
    """Show an article's evidence: as lines, or marked, as a page."""
    from toolkit.report.lines import evidence_lines
    from toolkit.study.study import read_study

    check_new_file(html, force=force)
    study = read_study(directory)
    if html is None:
        if beside is not None:
            raise typer.BadParameter("--beside makes a page: name it by --html")
        say("\n".join(evidence_lines(study, article_id)))
        return
    from toolkit.output.whole import write_whole
    from toolkit.report import article_page, shared_copy_page

    if beside is None:
        page = article_page(study, article_id, language=language)
    else:
        page = shared_copy_page(study.articles, article_id, beside, language=language)
    say(str(write_whole(html, page)))


def _score(
    articles: pd.DataFrame,
    agencies: Sequence[str] | None,
    processes: int | None,
    progress: Callable[[int, int], None],
    lexicons: Sequence[Path] = (),
    *,
    actors: Path | None = None,
    dask: str | None = None,
) -> Study:
    from toolkit.study.scoring import score as score_articles

    return score_articles(
        articles, agencies=agencies or None, lexicons=lexicons or None, reuse=True, actors=actors,
        quotations=len(articles) <= MOST_QUOTED, processes=processes, dask=dask, progress=progress,
    )  # fmt: skip
