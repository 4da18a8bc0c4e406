"""The commands around a study folder: fetch, dehydrate, rehydrate. Thin, as `toolkit.cli` is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated

import typer

from toolkit.errors import InputError

Progress = Callable[..., AbstractContextManager[tuple[Callable[[int, int], None], object]]]

NONE_CAME = 1


class Stopped(Exception):
    """Ctrl-C where something was kept; says what."""


def register(app: typer.Typer, progress: Progress) -> None:
    """Add the commands to the application; `progress` makes their bar."""

    @app.command()
    def fetch(
        manifest: Annotated[
            Path, typer.Argument(help="A table with a column url: CSV, Excel, an export, a feed.")
        ],
        out: Annotated[Path, typer.Option("--out", help="The study folder to write.")],
        delay: Annotated[
            float, typer.Option("--delay", help="Seconds between two requests to one host.")
        ] = 1.0,
        no_archive: Annotated[
            bool, typer.Option("--no-archive", help="Leave what is gone; ask no archive.")
        ] = False,
        allow_private: Annotated[
            bool, typer.Option("--allow-private", help="Ask this machine and the intranet, too.")
        ] = False,
        all_languages: Annotated[
            bool, typer.Option("--all-languages", help="Keep what is not in Arabic, too.")
        ] = False,
        archive: Annotated[
            str | None, typer.Option("--archive", help="Address of another Wayback-like archive.")
        ] = None,
        sites: Annotated[
            Path | None, typer.Option("--sites", help="Your own rules for sites, YAML.")
        ] = None,
        column: Annotated[
            list[str] | None, typer.Option("--column", help="A column of yours and ours: link=url.")
        ] = None,
    ) -> None:
        """Fetch the pages of a manifest into a study folder; run again to go on."""
        from toolkit.articles.fetching import FetchOptions
        from toolkit.articles.fetching import fetch as fetch_articles
        from toolkit.articles.fetching.archive import BASE
        from toolkit.articles.fetching.study_file import column_mapping

        if not 0 <= delay <= 3600:
            raise InputError(f"--delay is {delay:g}; give seconds between 0 and 3600")
        options = FetchOptions(
            delay=delay,
            archive=None if no_archive else (archive or BASE).rstrip("/"),
            allow_private=allow_private,
            all_languages=all_languages,
            sites=sites,
        )
        try:
            with progress(0, "fetching") as (advance, _):
                done = fetch_articles(
                    manifest, out, options=options, columns=column_mapping(column), progress=advance
                )
        except KeyboardInterrupt:
            raise Stopped("the pages that came are kept; the same command goes on") from None
        typer.echo(f"{len(done.articles)} articles: {out}")
        counts = ", ".join(f"{n} {status}" for status, n in done.counts().items())
        typer.echo(f"{counts}; each address in {out / 'fetch-report.csv'}")
        if done.articles.empty:
            raise typer.Exit(NONE_CAME)

    @app.command()
    def dehydrate(
        data: Annotated[Path, typer.Argument(help="A folder that `run` wrote, or articles.")],
        out: Annotated[Path, typer.Option("--out", help="The folder to write, to be shared.")],
        codes: Annotated[
            list[Path] | None, typer.Option("--codes", help="Coded articles, JSON Lines.")
        ] = None,
    ) -> None:
        """Write a study without its texts: addresses, hashes, offsets, codes, scores."""
        from toolkit.articles.dehydration import dehydrate as dry

        written = dry(data, out, codes=codes or ())
        typer.echo(f"{', '.join(written)}: {out}")

    @app.command()
    def rehydrate(
        shared: Annotated[Path, typer.Argument(help="What `dehydrate` wrote.")],
        copies: Annotated[Path, typer.Argument(help="Your own articles: what `fetch` wrote.")],
        out: Annotated[Path, typer.Option("--out", help="The folder to write.")],
    ) -> None:
        """Restore a shared study from your own copies, and say which articles changed."""
        from toolkit.articles.rehydration import REPORT
        from toolkit.articles.rehydration import rehydrate as wet

        done = wet(shared, copies, out)
        counts = ", ".join(f"{done.count(s)} {s}" for s in ("same", "changed", "missing"))
        typer.echo(f"{counts}; each article in {out / REPORT}")
        if not done.count("same"):
            raise typer.Exit(NONE_CAME)
