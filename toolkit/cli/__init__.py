"""The ``toolkit`` command."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status; the entry point of ``toolkit``.

    Whatever goes wrong is one line on standard error. A traceback, which is for those who mend the
    toolkit, is shown with ``--debug`` alone.
    """
    try:
        # Here, since Ctrl-C while the libraries are read is no reason for a traceback either.
        from toolkit.cli.app import main as run
    except KeyboardInterrupt:
        sys.stderr.write("stopped: nothing was written\n")
        return 130
    return run(arguments)
