"""Work out what ships compiled: the forms, phrases and names of the word lists, as JSON.

    python benchmarks/compile_knowledge.py [--check]

To be run when a word list, or the code that reads it, has been changed (tests/knowledge says so).
Until then what has changed is worked out by each process anew: as right, and slower to begin with.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pkgutil import walk_packages

import toolkit
from toolkit.knowledge import Compiled
from toolkit.output.whole import write_whole

_ROOMS = ("arabic", "articles", "lexicons", "measures")


def everything_compiled() -> list[Compiled]:
    """All that is declared in any module of the rooms that know words."""
    for room in _ROOMS:
        package = import_module(f"toolkit.{room}")
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)
    return sorted(Compiled.known, key=lambda one: one.name)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="Say what is stale; write nothing.")
    options = parser.parse_args()
    stale = []
    for one in everything_compiled():
        text = one.text()
        if not one.path.is_file() or one.path.read_text("utf-8") != text:
            stale.append(one.name)
            if not options.check:
                write_whole(one.path, text)
    print(f"toolkit {toolkit.__version__}: {', '.join(stale) or 'nothing'} to be written anew")
    return int(options.check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
