"""What the interfaces of press databases write around an article (data/press_interfaces.yaml)."""

import re
from functools import lru_cache
from importlib.resources import files

import yaml


@lru_cache(maxsize=16)
def interface_words(database: str, name: str) -> tuple[str, ...]:
    """The words of one kind that a database's interface writes, in the file's order.

    Examples
    --------
    >>> interface_words("nexis_uni", "author")[0]
    'Byline'
    """
    source = files("toolkit.articles.formats") / "data" / "press_interfaces.yaml"
    return tuple(yaml.safe_load(source.read_text("utf-8"))[database][name])


def one_of(database: str, name: str) -> str:
    """These words as alternatives of a pattern.

    Examples
    --------
    >>> one_of("nexis_uni", "copyright")
    '(?:copyright|©|\\\\(c\\\\)|حقوق)'
    """
    return f"(?:{'|'.join(map(re.escape, interface_words(database, name)))})"
