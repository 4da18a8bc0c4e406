"""Signals that wait until something is whole."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def held_signals() -> Iterator[None]:
    """Hold back the signals that end a process; those that came are sent again at the end.

    What would be raised in the middle of starting a worker would leave one that nobody knows of: it
    finds its parent's locks gone, and prints a traceback. Handlers are exchanged and nothing is
    masked, for a mask would be handed on to the worker. In another thread than the first, which
    hears no signals, nothing is done.

    Examples
    --------
    >>> done = []
    >>> before = signal.signal(signal.SIGINT, signal.default_int_handler)
    >>> try:
    ...     with held_signals():
    ...         signal.raise_signal(signal.SIGINT)
    ...         done.append("whole")
    ... except KeyboardInterrupt:
    ...     done.append("stopped")
    >>> done
    ['whole', 'stopped']
    >>> _ = signal.signal(signal.SIGINT, before)
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    known = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in known}
    # One that is ignored, or left to the system, interrupts nothing in Python.
    before = {number: old for number, old in before.items() if callable(old)}
    came: list[int] = []

    def note(number: int, _: FrameType | None) -> None:
        came.append(number)

    for number in before:
        signal.signal(number, note)
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)
        for number in dict.fromkeys(came):
            signal.raise_signal(number)
