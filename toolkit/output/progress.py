"""Bars for long work: rich on a terminal, tqdm in a notebook, lines in a log.

A bar is a context that gives a function to be told how much is done, and of how much. The library
shows one by itself only in a notebook, where the one who waits has called the function; the command
shows its own on standard error, and where that is a file, a line for each step and now and then one
of how far it has come.
"""

from __future__ import annotations

import logging
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Advance = Callable[[int, int], None]
Say = Callable[[str], None]

LOG = logging.getLogger(__name__)

# Work that is done sooner needs no bar.
DELAY = 1.0
# Seconds between two lines of a log.
EVERY = 10.0


@contextmanager
def terminal_bar(total: int, what: str = "scoring") -> Iterator[tuple[Advance, Say]]:
    """Show a bar on standard error where that is a terminal, else give the log its lines.

    Parameters
    ----------
    total : int
        How much there is to do; 0 where that is not known yet.
    what : str
        What is being done.

    Yields
    ------
    tuple of callables
        The first is told how much is done, and of how much; the second what is being done now, of
        which the amount is not known.
    """
    if not sys.stderr.isatty():
        yield _log_lines(what)
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[counted]}"),
        TimeRemainingColumn(compact=True),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        bar.add_task(what, total=total or None, counted=f"0/{total}" if total else "")

        def advance(done: int, of: int) -> None:
            bar.update(bar.task_ids[0], completed=done, total=of, counted=f"{done}/{of}")

        def say(text: str) -> None:
            if bar.tasks[0].description == text:
                return
            # A task of its own, whose bar pulses: the old one would stand there as done.
            bar.remove_task(bar.task_ids[0])
            bar.add_task(text, total=None, counted="")

        yield advance, say


@contextmanager
def notebook_bar(total: int, what: str) -> Iterator[Advance]:
    """Show a bar below the cell that runs, if this is a notebook and the work takes its time.

    Examples
    --------
    >>> with notebook_bar(2, "قياس") as advance:
    ...     advance(1, 2)
    """
    if not in_notebook():
        yield _nothing
        return
    with warnings.catch_warnings():
        # Without ipywidgets the bar is of letters, which is no matter to warn of.
        warnings.simplefilter("ignore")
        from tqdm.auto import tqdm

        shown = tqdm(total=total or None, desc=what, leave=False, delay=DELAY, file=sys.stdout)
    with shown as bar:

        def advance(done: int, of: int) -> None:
            bar.total = of
            bar.update(done - bar.n)

        yield advance


def in_notebook() -> bool:
    """Tell whether a notebook's kernel runs this.

    Examples
    --------
    >>> in_notebook()
    False
    """
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return type(shell).__name__ == "ZMQInteractiveShell"


def _log_lines(what: str) -> tuple[Advance, Say]:
    """Lines for a log: each step as it begins, how far it has come every `EVERY` seconds."""
    last = time.monotonic()
    step = what

    def advance(done: int, of: int) -> None:
        nonlocal last
        if time.monotonic() - last >= EVERY:
            last = time.monotonic()
            share = f" ({done / of:.0%})" if of else ""
            LOG.info("%s: %d of %d%s", step, done, of, share)

    def say(text: str) -> None:
        nonlocal step
        step = text
        LOG.info("%s", text)

    return advance, say


def _nothing(done: int, of: int) -> None:
    return None
