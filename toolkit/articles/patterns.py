"""What the place of a file says: ``{outlet}/{published}-*.txt``.

A name in braces is a column, ``*`` anything within a name, ``**`` any folders. The pattern is laid
to the end of the path, so that it need not name the folders above.
"""

import re
from functools import lru_cache
from pathlib import Path

from toolkit.errors import InputError

_PIECE = re.compile(r"\{(\w+)\}|\*\*/?|\*|\?|[^{}*?]+|[{}]")

# A day in figures, with or without something between them; else whatever stands there.
_DAY = r"\d{4}[-_.]?\d\d?[-_.]?\d\d?(?!\d)|\d\d?[-_.]\d\d?[-_.]\d{4}|[^/]+?"


def place_of(path: Path, pattern: str) -> dict[str, str] | None:
    """The columns that a path gives by a pattern; None where the pattern does not fit it.

    Underscores in a date stand for what no file name may hold.

    Raises
    ------
    InputError
        A pattern without a column, with one twice, or with a brace left open.

    Examples
    --------
    >>> place_of(Path("data/هسبريس/2022_05_11-01.txt"), "{outlet}/{published}-*.txt")
    {'outlet': 'هسبريس', 'published': '2022-05-11'}
    """
    match = _compiled(pattern).search(path.as_posix())
    if match is None:
        return None
    found = {name: value.strip() for name, value in match.groupdict().items()}
    if "published" in found:
        found["published"] = found["published"].replace("_", "-")
    return found


@lru_cache(maxsize=8)
def _compiled(pattern: str) -> re.Pattern[str]:
    parts, names = [], []
    for piece in _PIECE.finditer(pattern.strip().strip("/")):
        if piece[1]:
            names.append(piece[1])
            parts.append(rf"(?P<{piece[1]}>{_DAY if piece[1] == 'published' else '[^/]+?'})")
        elif piece[0] in ("{", "}"):
            raise InputError(f"pattern {pattern}: a brace that is not closed; write {{outlet}}")
        else:
            wild = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
            parts.append(wild.get(piece[0], re.escape(piece[0])))
    if not names or len(set(names)) < len(names):
        raise InputError(
            f"pattern {pattern}: name each column once, in braces, as in {{outlet}}/{{published}}*.txt"
        )
    try:
        return re.compile(rf"(?:^|/){''.join(parts)}\Z")
    except re.error:
        raise InputError(
            f"pattern {pattern}: a column is called by a word, as in {{outlet}}"
        ) from None
