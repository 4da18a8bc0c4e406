"""The commands around a study folder: fetch, dehydrate, rehydrate. Thin, as `toolkit.cli.app` is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.options import AllLanguages, Force
from toolkit.cli.saying import say
from toolkit.errors import InputError

if TYPE_CHECKING:
    from toolkit.articles.fetching import FetchOptions
    from toolkit.study.folder import Fetched

Progress = Callable[..., AbstractContextManager[tuple[Callable[[int, int], None], object]]]

NONE_CAME = 1
LONGEST_DELAY = 3600

Manifest = Annotated[
    Path, typer.Argument(help="A table with a column url: CSV, Excel, an export, a feed.")
]
Study = Annotated[Path, typer.Option("--out", help="The study folder to write.")]
Delay = Annotated[float, typer.Option("--delay", help="Seconds between requests to one host.")]
NoArchive = Annotated[
    bool, typer.Option("--no-archive", help="Leave what is gone; ask no archive.")
]
Archive = Annotated[
    str | None, typer.Option("--archive", help="Address of another Wayback-like archive.")
]
Private = Annotated[
    bool, typer.Option("--allow-private", help="Ask this machine and the intranet, too.")
]
Sites = Annotated[Path | None, typer.Option("--sites", help="Your own rules for sites, YAML.")]
Columns = Annotated[
    list[str] | None, typer.Option("--column", help="A column of yours and ours: link=url.")
]
Codes = Annotated[list[Path] | None, typer.Option("--codes", help="Coded articles, JSON Lines.")]

Keep = Annotated[
    list[str] | None, typer.Option("--keep", help="A column of yours that holds no text.")
]


class Stopped(Exception):
    """Ctrl-C where something was kept; says what."""


def register(app: typer.Typer, progress: Progress) -> None:
    """Add the commands to the application; `progress` makes their bar."""
    app.command()(dehydrate)
    app.command()(rehydrate)

    @app.command()
    def fetch(
        manifest: Manifest,
        out: Study,
        delay: Delay = 1.0,
        no_archive: NoArchive = False,
        allow_private: Private = False,
        all_languages: AllLanguages = False,
        archive: Archive = None,
        sites: Sites = None,
        column: Columns = None,
        force: Force = False,
    ) -> None:
        """Fetch a manifest's pages into a study folder; again goes on."""
        options = _options(delay, no_archive, archive, allow_private, all_languages, sites)
        done = _fetch(manifest, out, options, column, force, progress)
        say(f"{len(done.articles)} articles: {out}")
        counts = ", ".join(f"{n} {status}" for status, n in done.counts().items())
        say(f"{counts}; each address in {out / 'fetch-report.csv'}")
        if done.articles.empty:
            raise typer.Exit(NONE_CAME)


def dehydrate(
    data: Annotated[Path, typer.Argument(help="A folder that `run` wrote, or articles.")],
    out: Annotated[Path, typer.Option("--out", help="The folder to write, to be shared.")],
    codes: Codes = None,
    keep: Keep = None,
) -> None:
    """Write a study without its texts, to be shared.

    What is written: addresses, hashes, offsets, codes, scores.
    """
    from toolkit.study.dehydration import dehydrate as dry

    written = dry(data, out, codes=codes or (), keep=keep or ())
    say(f"{', '.join(written)}: {out}")


def rehydrate(
    shared: Annotated[Path, typer.Argument(help="What `dehydrate` wrote.")],
    copies: Annotated[Path, typer.Argument(help="Your own articles: what `fetch` wrote.")],
    out: Annotated[Path, typer.Option("--out", help="The folder to write.")],
) -> None:
    """Restore a shared study from your own copies.

    Which articles have changed since is said.
    """
    from toolkit.study.rehydration import REPORT
    from toolkit.study.rehydration import rehydrate as wet

    done = wet(shared, copies, out)
    counts = ", ".join(f"{done.count(s)} {s}" for s in ("same", "changed", "missing"))
    say(f"{counts}; each article in {out / REPORT}")
    if not done.count("same"):
        raise typer.Exit(NONE_CAME)


def _options(
    delay: float,
    no_archive: bool,
    archive: str | None,
    allow_private: bool,
    all_languages: bool,
    sites: Path | None,
) -> FetchOptions:
    from toolkit.articles.fetching import FetchOptions
    from toolkit.articles.fetching.archive import BASE

    if not 0 <= delay <= LONGEST_DELAY:
        raise InputError(f"--delay is {delay:g}; give seconds between 0 and {LONGEST_DELAY}")
    return FetchOptions(
        delay=delay,
        archive=None if no_archive else (archive or BASE).rstrip("/"),
        allow_private=allow_private,
        all_languages=all_languages,
        sites=sites,
    )


def _fetch(
    manifest: Path,
    out: Path,
    options: FetchOptions,
    columns: list[str] | None,
    force: bool,
    progress: Progress,
) -> Fetched:
    from toolkit.study.choices import column_mapping
    from toolkit.study.folder import fetch as fetch_articles

    mapping = column_mapping(columns)
    try:
        with progress(0, "fetching") as (advance, _):
            return fetch_articles(
                manifest, out, options=options, columns=mapping, force=force, progress=advance
            )
    except KeyboardInterrupt:
        raise Stopped("the pages that came are kept; the same command goes on") from None
