"""The ``toolkit`` command: thin, every line of work is done elsewhere.

What is wrong with the input is one line on standard error and exit status 2, a fault of the toolkit
one line and status 3; Ctrl-C leaves what was there before.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import traceback
import warnings
from collections.abc import Sequence
from typing import Annotated

import typer

from toolkit.cli import coding, fetching, studies
from toolkit.cli.figures import app as figures_app
from toolkit.cli.saying import say
from toolkit.cli.signals import stopped_by_signals
from toolkit.errors import InputError
from toolkit.output.progress import terminal_bar
from toolkit.version import __version__

BAD_INPUT = 2
FAULT = 3
STOPPED = 130
LONGEST_REASON = 300

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
        say(f"media-framing-toolkit {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")
    ] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Say what is being done.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a fault.")] = False,
) -> None:
    level = logging.INFO if verbose else logging.WARNING
    logging.basicConfig(level=level, format="%(levelname)s: %(message)s", stream=sys.stderr)
    # What was read, and what was left out, is said in any case.
    logging.getLogger("toolkit.articles.readers").setLevel(logging.INFO)
    # So that a log file tells how far a long run has come.
    logging.getLogger("toolkit.output.progress").setLevel(logging.INFO)
    # A page without an article gets its line in the report, in the user's words.
    logging.getLogger("trafilatura").setLevel(logging.DEBUG if verbose else logging.CRITICAL)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status; see `toolkit.cli.main`."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _show_any_letter()
    with warnings.catch_warnings(), stopped_by_signals() as heard:
        warnings.showwarning = _warn
        try:
            return _run(given, heard)
        except Exception as error:
            if "--debug" in given:
                raise
            return _told(error)


def _run(arguments: Sequence[str], heard: Sequence[str]) -> int:
    command = typer.main.get_command(app)
    stopped = "nothing was written"
    try:
        _refuse_empty(arguments)
        status = command.main(args=list(arguments), prog_name="toolkit", standalone_mode=False)
    except fetching.Stopped as stop:
        status, stopped = STOPPED, str(stop)
    except (KeyboardInterrupt, typer.Abort):
        status = STOPPED
    if status == STOPPED:
        # An interrupt that passes through an `exec` (a dataclass being made) leaves CPython a flag
        # by which it dies of the signal at exit, whatever the status; the next `exec` clears it.
        exec("")
        say(f"stopped: {stopped}{f' ({heard[0]})' if heard else ''}", err=True)
    return int(status or 0)


def _told(error: Exception) -> int:
    """An exception in one line, and its exit status."""
    if isinstance(error, InputError):
        return _refuse(str(error))
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return _refuse(f"{place}{error.strerror or error}")
    if isinstance(error, MemoryError):
        return _refuse("there is not enough memory; score fewer articles (--sample), or in parts")
    if type(error).__name__ == "NoArgsIsHelpError":
        # The command by itself is a question, which the parser takes for an error.
        say(error.ctx.get_help())  # type: ignore[attr-defined]
        return 0
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):
        # Wrong options are the command parser's own errors.
        command_path = getattr(getattr(error, "ctx", None), "command_path", "toolkit")
        said = error.format_message().rstrip(".")
        return _refuse(f"{said}; `{command_path} --help` tells what there is")
    said = " ".join(str(error).split())[:LONGEST_REASON]
    _refuse(
        f"a fault of the toolkit ({type(error).__name__}: {said}; {_where(error)}). Please report "
        "this line and what you did, as CONTRIBUTING.md tells; --debug in front of the command "
        "shows all"
    )
    return FAULT


def _where(error: Exception) -> str:
    """The innermost place in the toolkit that the exception came through."""
    own = [f for f in traceback.extract_tb(error.__traceback__) if f"{os.sep}toolkit{os.sep}" in f.filename]  # fmt: skip
    if not own:
        return "outside the toolkit"
    return f"{own[-1].filename.rpartition(f'{os.sep}toolkit{os.sep}')[2]}, line {own[-1].lineno}"


def _refuse_empty(arguments: Sequence[str]) -> None:
    """An empty argument, as of a variable that is not set, would be taken for the folder one is in."""
    for before, argument in zip(("", *arguments), arguments, strict=False):
        if argument == "" or (argument.startswith("--") and argument.endswith("=")):
            option = argument[:-1] or (before if before.startswith("--") else "")
            what = option or "an argument"
            raise InputError(f"{what}{':' if option else ''} is empty; give what it is to hold")


def _refuse(message: str) -> int:
    say(f"error: {' '.join(message.split())}", err=True)
    return BAD_INPUT


def _warn(message: Warning | str, *_: object, **__: object) -> None:
    """One plain line; the line of code that Python adds helps nobody who types commands."""
    say(f"warning: {' '.join(str(message).split())}", err=True)


def _show_any_letter() -> None:
    """Where the terminal or a pipe has no Arabic, show its letters by number and do not fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
