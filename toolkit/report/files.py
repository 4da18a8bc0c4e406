"""Write a page whole or not at all."""

from __future__ import annotations

from pathlib import Path

from toolkit.writing import whole_file


def write_whole(path: str | Path, text: str) -> Path:
    """Write a text as UTF-8 beside its place and move it there.

    Raises
    ------
    InputError
        Where the place cannot be written to.

    Examples
    --------
    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp()) / "صفحة.html"
    >>> write_whole(place, "<p>خبر</p>").read_text("utf-8")
    '<p>خبر</p>'
    """
    with whole_file(path) as part:
        # A lone surrogate, which JSON can bring in, has no UTF-8 form: it becomes a question mark.
        part.write_bytes(text.encode("utf-8", "replace"))
    return Path(path)
