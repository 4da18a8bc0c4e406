"""The ``toolkit`` command: thin, every line of work is done elsewhere.

What is wrong with the input is one line on standard error and exit status 2; Ctrl-C leaves what
was there before.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit import __version__, coding_commands, commands
from toolkit.errors import InputError
from toolkit.figures.command import app as figures_app
from toolkit.options import AllLanguages, Columns, Data, Out, Outlet, Sample, Seed, read_data
from toolkit.progress import terminal_bar

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
    # Plain help is half as long as boxes are, and fits a screen.
    rich_markup_mode=None,
)
app.add_typer(figures_app, name="figures")

Agencies = Annotated[
    list[str] | None, typer.Option("--agency", help="An outlet that is a news agency.")
]
Lexicons = Annotated[
    list[Path] | None,
    typer.Option("--lexicon", help="A lexicon of your own (YAML), scored too; may be repeated."),
]
Processes = Annotated[int, typer.Option("--processes", help="Share the scoring among so many.")]


def _languages() -> list[str]:
    from toolkit.figures.labels import LANGUAGES

    return list(LANGUAGES)


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
        str | None,
        typer.Option("--language", help="Of the labels: en or ar.", autocompletion=_languages),
    ] = None,
    column: Columns = None,
    outlet: Outlet = None,
    agency: Agencies = None,
    processes: Processes = 1,
    all_languages: AllLanguages = False,
) -> None:
    """Read, score, compare, draw and report: the main job.

    A study folder has its choices kept.
    """
    from toolkit.articles.fetching.study_folder import keep_choices, open_study
    from toolkit.run import run_study, sample_data

    given: dict[str, object] = {
        "language": language,
        "seed": seed,
        "sample": sample,
        "outlet": outlet,
    }
    given |= {"agencies": agency or None, "columns": column or None}
    given |= {"all_languages": all_languages or None}
    study_at = data or sample_data()
    choices, articles = open_study(study_at, given)
    out = out or (study_at if choices.is_kept else Path("figures"))
    with terminal_bar(len(articles)) as (advance, say):

        def study(table: pd.DataFrame) -> Study:
            return _score(table, choices.agencies, processes, advance)

        done = run_study(
            articles, out, study=study, language=choices.language, seed=choices.seed, say=say
        )
    keep_choices(out, choices, data=study_at)
    typer.echo(f"{len(done.scores)} articles: {out / 'report.html'}")
    copies = int(articles["duplicate_of"].notna().sum())
    if copies:
        which = out / "articles.parquet"
        typer.echo(
            f"{copies} of them repeat an earlier one, wholly or nearly: duplicate_of in {which}"
        )


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
    all_languages: AllLanguages = False,
) -> None:
    """Score articles and write every table as Parquet."""
    from toolkit.run import write_tables
    from toolkit.writing import whole_folder

    articles = read_data(
        data,
        sample=sample,
        seed=seed,
        columns=column,
        outlet=outlet,
        all_languages=all_languages,
    )
    with whole_folder(out) as folder, terminal_bar(len(articles)) as (advance, _):
        write_tables(_score(articles, agency, processes, advance, lexicon or ()), folder)
    typer.echo(f"{len(articles)} articles: {out}")


@app.command()
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
    from toolkit.report.files import write_whole

    if beside is None:
        page = article_page(study, article_id, language=language)
    else:
        page = shared_copy_page(study.articles, article_id, beside, language=language)
    typer.echo(str(write_whole(html, page)))


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


commands.register(app, terminal_bar)
coding_commands.register(app)


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
            command_path = getattr(getattr(error, "ctx", None), "command_path", "toolkit")
            said = error.format_message().rstrip(".")
            return _refuse(f"{said}; `{command_path} --help` tells what there is")
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
