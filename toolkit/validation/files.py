"""Files written whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def written(file: str | Path) -> Iterator[Path]:
    """Give a place beside the file to write to; the file is put there when all went well.

    The place has the file's own ending.
    """
    file = Path(file)
    part = file.with_name(f".part-{file.name}")
    try:
        yield part
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)
