"""Teasers for other stories and lists of links, which no word gives away.

Many pages end in the openings of other stories (CNN Arabic's in five, cut off in mid-sentence) or
break the text with bare headlines (BBC Arabic). What sets such paragraphs apart is their form: they
do not open with a connective, as nearly every later paragraph of Arabic news does, they often lack
a final stop, name a weekday afresh and share few words with the title and lead. A logistic
regression weighs these signs (coefficients in data/teasers.json, trained by
``python -m toolkit.training.boilerplate``); teasers of the first kind are then the run of
paragraphs to the end of the page whose summed log-odds are highest, if high enough.
"""

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from toolkit.articles.boilerplate.rules import rules

FEATURES = (
    "unstopped",
    "truncated",
    "headline",
    "headline_run",
    "connective",
    "opening_verb",
    "weekday",
    "novelty",
    "single_sentence",
    "trailing_run",
    "long_trailing_run",
    "short",
)
"""What each column of `paragraph_features` holds; the functions below say how."""

_STOPPED = re.compile(r"[.؟?!…:؛][\s\"”»’')\]]*\Z")
_BULLET = re.compile(r"\s*(?:[-–—•*●▪]|\d+ ?[-.)])")
_LISTED = re.compile(r"\s*(?:[–•*●▪]|(?:\d+|[ا-ي]) ?[-–.)/])")
_WORD = re.compile(r"[^\W\d_]{4,}")
_PREFIX = re.compile(r"\A(?:و|ف)?(?:ال|لل|بال|وال|كال)?")
_TRUNCATED_LENGTH = 180
_HEADLINE_WORDS = range(5, 17)
_LINK_RUN = range(2, 5)
_SHORTEST_BLOCK = 3
_LONGEST_BLOCK = 7
_SHORT_SHARE = 0.5
_SINGLE_SHARE = 0.5
_LONGEST_RUN = 6
_LONG_RUN = 4
_SHORT_WORDS = 12
_LEAD = 2


def paragraph_features(
    title: str, paragraphs: Sequence[str], sentences: Sequence[int]
) -> NDArray[np.float64]:
    """Describe the form of each paragraph of one article.

    Parameters
    ----------
    title, paragraphs
        Folded; the title and the paragraphs that no word rule took.
    sentences
        How many sentences each paragraph has.

    Returns
    -------
    ndarray, shape (len(paragraphs), len(FEATURES))

    Examples
    --------
    >>> lead = "افتتح الوزير الاجتماع بمراكش."
    >>> rows = paragraph_features("اجتماع مراكش", [lead, "وقال الوزير ان الاجتماع مهم."], [1, 1])
    >>> rows[:, FEATURES.index("connective")].tolist()
    [0.0, 1.0]
    """
    unstopped = [not _STOPPED.search(paragraph) for paragraph in paragraphs]
    widths = [len(paragraph.split()) for paragraph in paragraphs]
    headline = [
        bare and width in _HEADLINE_WORDS and not _BULLET.match(paragraph)
        for bare, width, paragraph in zip(unstopped, widths, paragraphs, strict=True)
    ]
    lead = unstopped.index(False) if False in unstopped else len(paragraphs)
    headline = [mark and i > lead for i, mark in enumerate(headline)]  # above it: subtitles
    linked = [continues(paragraph) for paragraph in paragraphs]
    announced = [False, *(text.rstrip().endswith(":") for text in paragraphs)]
    headline_runs = _run_lengths(headline, announced)
    known = _stems(" ".join([title, *paragraphs[:_LEAD]]))
    trailing = _trailing_run(linked)
    rows = np.zeros((len(paragraphs), len(FEATURES)))
    for i, paragraph in enumerate(paragraphs):
        in_run = i >= len(paragraphs) - trailing
        rows[i] = (
            unstopped[i],
            unstopped[i] and len(paragraph) >= _TRUNCATED_LENGTH,
            headline[i],
            headline_runs[i] in _LINK_RUN,
            linked[i],
            paragraph.partition(" ")[0] in rules().opening_verbs,
            rules().weekday.search(paragraph) is not None,
            _novelty(paragraph, known),
            sentences[i] == 1,
            in_run * min(trailing, _LONGEST_RUN) / _LONGEST_RUN,
            in_run and trailing >= _LONG_RUN,
            widths[i] <= _SHORT_WORDS,
        )
    return rows


def teaser_paragraphs(features: NDArray[np.float64], weights: dict | None = None) -> list[bool]:
    """Decide which paragraphs are teasers or links, from their features.

    The first paragraph is the lead, and never a teaser. Verse, lists and explainers lack
    connectives too, hence the bounds: a block of teasers is short, unbroken by a connective,
    mostly of full paragraphs, and opens some of them as news opens.
    """
    if not len(features):
        return []
    model = weights or _shipped()
    odds = features @ np.asarray(model["coefficients"]) + model["intercept"]
    chosen = (_column(features, "headline_run") > 0) & (odds > 0)
    start = _block_start(features, odds, model["threshold"])
    chosen[start:] = True
    chosen[0] = False
    return chosen.tolist()


def _block_start(features: NDArray[np.float64], odds: NDArray[np.float64], least: float) -> int:
    """Where the block of teasers at the end starts; the number of paragraphs if there is none."""
    linked, short = _column(features, "connective"), _column(features, "short")
    news = _column(features, "opening_verb") + _column(features, "weekday")
    news += _column(features, "truncated")
    single = _column(features, "single_sentence")
    best, total, start_of_best = least, 0.0, len(features)
    for start in range(len(features) - 1, max(0, len(features) - 1 - _LONGEST_BLOCK), -1):
        if linked[start]:
            break
        total += odds[start]
        block = slice(start, None)
        is_like_news = news[block].any() and short[block].mean() < _SHORT_SHARE
        is_like_cuts = single[block].mean() > _SINGLE_SHARE
        is_long_enough = len(features) - start >= _SHORTEST_BLOCK
        if total > best and is_like_news and is_like_cuts and is_long_enough:
            best, start_of_best = total, start
    return start_of_best


def _column(features: NDArray[np.float64], name: str) -> NDArray[np.float64]:
    return features[:, FEATURES.index(name)]


@lru_cache(maxsize=1)
def _shipped() -> dict:
    return json.loads(
        (files("toolkit.articles.boilerplate") / "data" / "teasers.json").read_text("utf-8")
    )


def continues(paragraph: str) -> bool:
    """Say whether a folded paragraph goes on with the story: a connective opens it, or it lists.

    Examples
    --------
    >>> continues("واضاف الوزير ان الاجتماع مهم."), continues("قال الوزير ان الاجتماع مهم.")
    (True, False)
    """
    if _LISTED.match(paragraph) or paragraph.rstrip().endswith((":", "؛")):
        return True
    words = paragraph.replace("،", " ").split(maxsplit=3)
    if not words:
        return False
    first, pair = words[0].strip('"«“('), " ".join(words[:2])
    if len(first) > 2 and first[0] in "وف" and first not in rules().waw_words:
        return first[0] == "و" or len(first) > 4
    return first in rules().connectives or pair in rules().connectives


def _trailing_run(linked: Sequence[bool]) -> int:
    """How many paragraphs stand behind the last one that continues the story."""
    run = 0
    for is_linked in reversed(linked[1:]):
        if is_linked:
            break
        run += 1
    return run


def _run_lengths(marks: Sequence[bool], announced: Sequence[bool]) -> list[int]:
    """Lengths of the runs of marks; a run that a colon announces is verse or a list, and none."""
    lengths = [0] * len(marks)
    start = 0
    while start < len(marks):
        end = start
        while end < len(marks) and marks[end]:
            end += 1
        if not announced[start]:
            lengths[start:end] = [end - start] * (end - start)
        start = end + 1
    return lengths


def _stems(text: str) -> set[str]:
    return {_PREFIX.sub("", word)[:5] for word in _WORD.findall(text)}


def _novelty(paragraph: str, known: set[str]) -> float:
    stems = _stems(paragraph)
    return len(stems - known) / len(stems) if stems else 1.0
