"""Write a page whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from toolkit.errors import InputError


def write_whole(path: str | Path, text: str) -> Path:
    """Write a text as UTF-8 beside its place and move it there.

    Raises
    ------
    InputError
        Where the place cannot be written to.

    Examples
    --------
    >>> place = Path(tempfile.mkdtemp()) / "صفحة.html"
    >>> write_whole(place, "<p>خبر</p>").read_text("utf-8")
    '<p>خبر</p>'
    """
    place = Path(path)
    # A lone surrogate, which JSON can bring in, has no UTF-8 form; it becomes a question mark.
    data = text.encode("utf-8", "replace")
    try:
        handle, made = tempfile.mkstemp(prefix=f".{place.name}-", dir=place.parent)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from None
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(made).chmod(0o644)
        Path(made).replace(place)
    except OSError as error:
        raise InputError(f"{path}: cannot be written ({error.strerror})") from None
    finally:
        Path(made).unlink(missing_ok=True)
    return place
