"""The sample corpus, from the repository and from an installed package alike.

Its articles are written for teaching, by invented outlets: it is no evidence about any outlet.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import InputError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["communique", "marrakesh", "sample_data"]

_PACKAGE = Path(__file__).parent
# The wheel carries the folder of the repository (setup.py).
_PLACES = (_PACKAGE / "sample", _PACKAGE.parent / "data" / "sample")


def sample_data() -> Path:
    """The folder of the sample corpus: articles, their coding by hand, a page about both.

    Raises
    ------
    InputError
        Where the package was copied without it.

    Examples
    --------
    >>> (sample_data() / "articles.jsonl").is_file()
    True
    """
    for place in _PLACES:
        if place.is_dir():
            return place
    raise InputError(
        f"no sample corpus in {' or '.join(map(str, _PLACES))}; install the wheel, or name your own"
    )


def communique() -> str:
    """The communiqué of the sample's meeting, written for it: a reference for `toolkit.statements`.

    Its articles print it whole, cut, changed, or not; one of its sentences stands in none of them.

    Raises
    ------
    InputError
        Where the package was copied without its sample.

    Examples
    --------
    >>> len(communique().splitlines()), "الحركات الانفصالية" in communique()
    (10, True)
    """
    lines = (sample_data() / "communique").with_suffix(".md").read_text("utf-8").splitlines()
    return "\n".join(line for line in lines if line and not line.startswith(">"))


def marrakesh() -> pd.DataFrame:
    """The sample corpus as an article table: 36 articles of six invented outlets, six moments.

    All are about the ministerial meeting of the Global Coalition against Daesh in Marrakesh on
    11 May 2022. The facts are on public record; every quotation is invented.

    Returns
    -------
    DataFrame
        The article table, with ``moment``, ``outlet_kind`` and ``country``.

    Raises
    ------
    InputError
        Where the package was copied without its sample.

    Examples
    --------
    >>> import toolkit
    >>> articles = toolkit.examples.marrakesh()
    >>> len(articles), articles["outlet"].nunique()
    (36, 6)
    >>> "مراكش" in articles["text"][0]
    True
    """
    from toolkit.articles import read_articles

    return read_articles(sample_data())
