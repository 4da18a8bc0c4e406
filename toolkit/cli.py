"""The ``toolkit`` command: thin, every line of work is done elsewhere.

What is wrong with the input is one line on standard error and exit status 2; Ctrl-C leaves what
was there before.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit import __version__, commands
from toolkit.errors import InputError
from toolkit.figures.command import app as figures_app

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.measures.study import Study

BAD_INPUT = 2
STOPPED = 130

app = typer.Typer(
    name="toolkit",
    help="Arabic news framing: who is made to speak, who is praised, how far in the official voice.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(figures_app, name="figures")

Data = Annotated[Path, typer.Argument(help="CSV, JSONL, Parquet, a page, or a folder of them.")]
Out = Annotated[Path, typer.Option("--out", help="The folder to write.")]
Sample = Annotated[int | None, typer.Option("--sample", help="So many articles, drawn at random.")]
Seed = Annotated[int, typer.Option("--seed", help="Of every draw.")]
Columns = Annotated[
    list[str] | None, typer.Option("--column", help="A column of yours and ours: body=text.")
]
Outlet = Annotated[str | None, typer.Option("--outlet", help="Of articles that name none.")]
Agencies = Annotated[
    list[str] | None, typer.Option("--agency", help="An outlet that is a news agency.")
]
Lexicons = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", help="A lexicon of your own (YAML), scored too; may be repeated."),
]
Processes = Annotated[int, typer.Option("--processes", help="Share the scoring among so many.")]


@app.command()
def run(
    data: Annotated[
        Path | None, typer.Argument(help="What to read; the sample corpus if nothing is named.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="The folder to write: figures, or the study's own.")
    ] = None,
    sample: Sample = None,
    seed: Annotated[
        int | None, typer.Option("--seed", help="Of every draw; 0 if not given.")
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Of the labels: en or ar.")
    ] = None,
    column: Columns = None,
    outlet: Outlet = None,
    agency: Agencies = None,
    processes: Processes = 1,
) -> None:
    """Read, score, compare, draw and report: the main job.

    A study folder has its choices kept.
    """
    from toolkit.articles.fetching.study_folder import keep_choices, open_study
    from toolkit.run import run_study, sample_data

    given = {"language": language, "seed": seed, "sample": sample, "outlet": outlet}
    lists = {"agencies": agency or None, "columns": column or None}
    study_at = data or sample_data()
    choices, articles = open_study(study_at, {**given, **lists})
    out = out or (study_at if choices.is_kept else Path("figures"))
    with _progress(len(articles)) as (advance, say):

        def study(table: pd.DataFrame) -> Study:
            return _score(table, choices.agencies, processes, advance)

        done = run_study(
            articles, out, study=study, language=choices.language, seed=choices.seed, say=say
        )
    keep_choices(out, choices, data=study_at)
    typer.echo(f"{len(done.scores)} articles: {out / 'report.html'}")


@app.command()
def score(
    data: Data,
    out: Out,
    sample: Sample = None,
    seed: Seed = 0,
    column: Columns = None,
    outlet: Outlet = None,
    agency: Agencies = None,
    lexicon: Lexicons = None,
    processes: Processes = 1,
) -> None:
    """Score articles and write every table as Parquet."""
    from toolkit.measures.study import whole_folder
    from toolkit.run import write_tables

    articles = _read(data, sample, seed, column, outlet)
    with whole_folder(out) as folder, _progress(len(articles)) as (advance, _):
        write_tables(_score(articles, agency, processes, advance, lexicon or ()), folder)
    typer.echo(f"{len(articles)} articles: {out}")


@app.command()
def evaluate(
    directory: Annotated[Path, typer.Argument(help="A folder that `run` or `score` has written.")],
    gold: Annotated[Path, typer.Argument(help="Hand-coded articles, JSON Lines.")],
    articles: Annotated[
        Path | None, typer.Option("--articles", help="Their texts, if not beside them.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the figures here, too.")
    ] = None,
    errors_file: Annotated[
        Path | None,
        typer.Option("--errors", help="Write what is missed, invented or wrong here, as Markdown."),
    ] = None,
) -> None:
    """Measure scored articles against hand-coded ones."""
    import json

    from toolkit.measures.study import read_study
    from toolkit.validation.agreement import agreement
    from toolkit.validation.coding import coded_from_tables, read_coded, read_texts

    study = read_study(directory)
    coded = read_coded(gold)
    ids = [row["article_id"] for row in coded]
    if not study.scores["article_id"].isin(ids).any():
        raise InputError(f"{gold}: none of its articles is in {directory}; score those articles")
    found = coded_from_tables(dict(study.tables()), ids)
    texts = read_texts(gold, articles)
    result = agreement(coded, found, texts)
    typer.echo("\n".join(result.lines()))
    if errors_file is not None:
        from toolkit.validation.errors import attribution_errors, error_report

        report = error_report(attribution_errors(coded, found, texts), texts)
        errors_file.write_text(report, "utf-8")
    if json_file is not None:
        json_file.write_text(json.dumps(result.to_dict(), indent=1) + "\n", "utf-8")


@app.command()
def show(
    directory: Annotated[Path, typer.Argument(help="A folder that `run` or `score` has written.")],
    article_id: Annotated[str, typer.Argument(help="Which article.")],
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the marked article here.")
    ] = None,
    beside: Annotated[
        str | None,
        typer.Option("--beside", help="Show its shared words beside this article's; with --html."),
    ] = None,
) -> None:
    """Show an article's evidence: as lines, or marked, as a page."""
    from toolkit.measures.evidence import evidence_lines
    from toolkit.measures.study import read_study

    study = read_study(directory)
    if html is None:
        if beside is not None:
            raise typer.BadParameter("--beside makes a page: name it by --html")
        typer.echo("\n".join(evidence_lines(study, article_id)))
        return
    from toolkit.report import article_page, shared_copy_page

    if beside is None:
        page = article_page(study, article_id)
    else:
        page = shared_copy_page(study.articles, article_id, beside)
    html.write_text(page, "utf-8")
    typer.echo(str(html))


@app.command()
def sample(
    data: Data,
    n: Annotated[int, typer.Option("--n", help="How many articles.")] = 60,
    out: Annotated[Path, typer.Option("--out", help="The file to write, .csv or .jsonl.")] = Path(
        "sample.jsonl"
    ),
    by: Annotated[str, typer.Option("--by", help="The column that makes the strata.")] = "outlet",
    seed: Seed = 0,
    column: Columns = None,
    outlet: Outlet = None,
) -> None:
    """Draw articles to code by hand, with their probabilities."""
    from toolkit.validation.sampling import draw_sample, write_sample

    drawn = draw_sample(_read(data, None, seed, column, outlet), n=n, by=by, seed=seed)
    write_sample(drawn, out)
    typer.echo(f"{len(drawn)} articles: {out}")


def _read(
    data: Path, sample: int | None, seed: int, columns: Sequence[str] | None, outlet: str | None
) -> pd.DataFrame:
    from toolkit.articles import read_articles
    from toolkit.articles.fetching.study_file import column_mapping

    return read_articles(
        data, columns=column_mapping(columns), outlet=outlet, sample=sample, seed=seed
    )


def _score(
    articles: pd.DataFrame,
    agencies: Sequence[str] | None,
    processes: int,
    progress: Callable[[int, int], None],
    lexicons: Sequence[Path] = (),
) -> Study:
    from toolkit.measures.scoring import score as score_articles

    return score_articles(
        articles, agencies=agencies or None, lexicons=lexicons or None, reuse=True,
        processes=processes, progress=progress,
    )  # fmt: skip


@contextmanager
def _progress(
    total: int,
    what: str = "scoring",
) -> Iterator[tuple[Callable[[int, int], None], Callable[[str], None]]]:
    """A bar on standard error where that is a terminal; silence elsewhere."""
    if not sys.stderr.isatty():
        yield (lambda done, of: None), (lambda text: None)
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task(what, total=total or None)
        yield (
            lambda done, of: bar.update(task, completed=done, total=of),
            lambda text: bar.update(task, description=text),
        )


commands.register(app, _progress)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"media-framing-toolkit {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say what is being done.")] = False,
) -> None:
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(levelname)s: %(message)s", stream=sys.stderr)
    # A page without an article gets its line in the report, in the user's words.
    logging.getLogger("trafilatura").setLevel(logging.DEBUG if verbose else logging.CRITICAL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status; the entry point of ``toolkit``."""
    command = typer.main.get_command(app)
    stopped = "nothing was written"
    try:
        status = command.main(args=arguments, prog_name="toolkit", standalone_mode=False)
    except InputError as error:
        return _refuse(str(error))
    except commands.Stopped as stop:
        status, stopped = STOPPED, str(stop)
    except (KeyboardInterrupt, typer.Abort):
        status = STOPPED
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _refuse(f"{place}{error.strerror or error}")
    except Exception as error:
        # Wrong options are the command parser's own errors; all else is a fault to be seen.
        if hasattr(error, "format_message") and hasattr(error, "exit_code"):
            return _refuse(error.format_message())
        raise
    if status == STOPPED:
        # An interrupt that passes through an `exec` (a dataclass being made) leaves CPython a flag
        # by which it dies of the signal at exit, whatever the status; the next `exec` clears it.
        exec("")
        typer.echo(f"stopped: {stopped}", err=True)
    return int(status or 0)


def _refuse(message: str) -> int:
    typer.echo(f"error: {' '.join(message.split())}", err=True)
    return BAD_INPUT


if __name__ == "__main__":
    sys.exit(main())
