"""TERM and HUP end a command as Ctrl-C does: what was there before stays, and nothing is left behind."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

NAMES = ("SIGTERM", "SIGHUP")


@contextmanager
def stopped_by_signals() -> Iterator[list[str]]:
    """Turn the signals that end a process into an interrupt, as long as the command runs.

    Yields the names of those heard: the command parser swallows what an exception would say.

    One that is ignored, as under ``nohup``, stays so; in another thread than the first nothing is
    changed, since only that one hears signals.
    """
    known = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
    before = {}
    if threading.current_thread() is threading.main_thread():
        before = {number: signal.getsignal(number) for number in known}
        before = {number: old for number, old in before.items() if old != signal.SIG_IGN}
    heard: list[str] = []

    def stop(number: int, _: FrameType | None) -> None:
        signal.signal(number, signal.SIG_IGN)  # once: a second must not break the tidying up
        heard.append(signal.Signals(number).name)
        raise KeyboardInterrupt

    for number in before:
        signal.signal(number, stop)
    try:
        yield heard
    finally:
        for number, old in before.items():
            signal.signal(number, signal.SIG_DFL if old is None else old)
