"""``toolkit figures``: draw a study's figures again and compare."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.saying import say
from toolkit.output.progress import terminal_bar

DIFFERENT = 1

app = typer.Typer(help="The figures of a study: are they what its data give?", no_args_is_help=True)


@app.callback()
def _figures() -> None:
    """Keep `verify` a command with a name of its own, though it is the only one."""


@app.command()
def verify(
    directory: Annotated[Path, typer.Argument(help="A folder that `run` has written.")],
) -> None:
    """Make the figures of DIRECTORY again from its tables; exit 1 where a byte differs."""
    from toolkit.figures.verify import verify_figures

    checked = []
    with terminal_bar(0, "comparing") as (_, tell):
        for figure in verify_figures(directory):
            checked.append(figure)
            tell(f"drawn again: {figure.name}")
    wrong = [figure for figure in checked if not figure.same]
    for figure in wrong:
        say(f"{figure.name}: {figure.problem}")
    if wrong:
        say(f"{len(wrong)} of {len(checked)} figures are not what the data give", err=True)
        raise typer.Exit(DIFFERENT)
    say(f"{len(checked)} figures: drawn again, the same bytes")
