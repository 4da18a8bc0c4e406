"""Word lists worked out once, when they are changed, and not by every process that scores.

Forms spelled out, phrases cut into words, names indexed: the first score of a process would take
three times as long. What they give ships as JSON in ``data/``, made by
``python benchmarks/compile_knowledge.py``; each file says of what it was made, so a list (or the
code that reads it) that has been changed since is worked out as if nothing had shipped.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any, ClassVar, TypeVar

T = TypeVar("T")


@dataclass(frozen=True)
class Compiled:
    """One thing that is worked out of files of the package.

    Attributes
    ----------
    name : str
        Of its file in ``data/``, without ending.
    sources : tuple of str
        Every file that it depends on, word lists and code, from the package's folder on;
        ``arabic/*.py`` is all of them there.
    make : callable
        Works it out: strings, numbers, lists and mappings, as JSON holds them.

    Examples
    --------
    >>> folding = Compiled("of-an-example", ("arabic/data/folding.tsv",), lambda: {"ة": "ه"})
    >>> folding.read()  # nothing of that name ships, so it is made
    {'ة': 'ه'}
    >>> Compiled.known.remove(folding)
    """

    name: str
    sources: tuple[str, ...]
    make: Callable[[], Any]

    known: ClassVar[list[Compiled]] = []
    """All that there are, of the modules imported so far."""

    def __post_init__(self) -> None:
        """Make itself known to the command that writes the files."""
        self.known.append(self)

    def read(self) -> Any:
        """What ships, if it was made of the files as they are; else it is made now."""
        shipped = self.shipped()
        return self.make() if shipped is None else shipped

    def shipped(self) -> Any | None:
        """What ships, if it was made of the files as they are."""
        try:
            shipped = json.loads(self.path.read_bytes())
        except (FileNotFoundError, ValueError):  # none, or one that two branches have written
            return None
        return shipped["holds"] if shipped["made_of"] == self.digest() else None

    def text(self) -> str:
        """The file's text as it should stand in ``data/``."""
        whole = {"made_of": self.digest(), "holds": self.make()}
        return json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n"

    @property
    def path(self) -> Path:
        """Where the file stands, if it does."""
        return Path(str(files("toolkit.knowledge"))) / "data" / f"{self.name}.json"

    def digest(self) -> str:
        """Of the names and the bytes of all sources."""
        return _digest(self.sources)


def kept(load: Callable[[], T]) -> Callable[[], T]:
    """A function that is called once, and what it gives is kept as long as the process lives.

    The collector of garbage waits meanwhile: a hundred thousand small objects come that will never
    be garbage, and looking through them again and again takes longer than making them.

    Examples
    --------
    >>> @kept
    ... def capitals() -> dict[str, str]:
    ...     return {"المغرب": "الرباط"}
    >>> capitals() is capitals()
    True
    """

    @wraps(load)
    def undisturbed() -> T:
        collects = gc.isenabled()
        gc.disable()
        try:
            return load()
        finally:
            if collects:
                gc.enable()

    return cache(undisturbed)


def _digest(sources: Sequence[str]) -> str:
    root = Path(str(files("toolkit")))
    found = blake2b(digest_size=16)
    for source in sources:
        for path in sorted(root.glob(source)) if "*" in source else [root / source]:
            # As text, since a checkout on Windows may end its lines otherwise.
            data = path.read_bytes().replace(b"\r\n", b"\n")
            found.update(f"{path.relative_to(root).as_posix()} {len(data)}\n".encode() + data)
    return found.hexdigest()
