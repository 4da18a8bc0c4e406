"""The ``toolkit`` command: thin, every line of work is done elsewhere.

What is wrong with the input is one line on standard error and exit status 2; Ctrl-C leaves what
was there before.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from toolkit.cli import coding, fetching, studies
from toolkit.cli.figures import app as figures_app
from toolkit.errors import InputError
from toolkit.output.progress import terminal_bar
from toolkit.version import __version__

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


studies.register(app)
fetching.register(app, terminal_bar)
coding.register(app)


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
    # What was read, and what was left out, is said in any case.
    logging.getLogger("toolkit.articles.readers").setLevel(logging.INFO)
    # A page without an article gets its line in the report, in the user's words.
    logging.getLogger("trafilatura").setLevel(logging.DEBUG if verbose else logging.CRITICAL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status; the entry point of ``toolkit``."""
    command = typer.main.get_command(app)
    stopped = "nothing was written"
    try:
        _refuse_empty(sys.argv[1:] if arguments is None else arguments)
        status = command.main(args=arguments, prog_name="toolkit", standalone_mode=False)
    except InputError as error:
        return _refuse(str(error))
    except fetching.Stopped as stop:
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


def _refuse_empty(arguments: Sequence[str]) -> None:
    """An empty argument, as of a variable that is not set, would be taken for the folder one is in."""
    for before, argument in zip(("", *arguments), arguments, strict=False):
        if argument == "" or (argument.startswith("--") and argument.endswith("=")):
            option = argument[:-1] or (before if before.startswith("--") else "")
            what = option or "an argument"
            raise InputError(f"{what}{':' if option else ''} is empty; give what it is to hold")


def _refuse(message: str) -> int:
    typer.echo(f"error: {' '.join(message.split())}", err=True)
    return BAD_INPUT
