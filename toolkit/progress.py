"""The bar that long work shows in a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(
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
