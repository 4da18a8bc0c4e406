"""Who follows whom: the commonest wording of a quotation, and from whom each version has its own.

Versions that share a reading which is not the commonest wording's descend from one another or
from a common text: shared errors, not shared truth, show descent (Maas 1958). An arrow is drawn
from the earliest article with the shared reading, or from the earliest with the same wording
where a run of seven words shows one text; else none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from toolkit.measures.quotations.versions.records import Version
from toolkit.measures.quotations.versions.relation import COMMON_RUN


def common_wording(versions: Sequence[Version]) -> int:
    """Place of the version whose neighbouring words most outlets print; the earliest of such.

    A pair of neighbours counts for a version as far as more than half of the outlets print it, and
    against it as far as fewer do.
    """
    outlets: dict[tuple[str, str], set[str]] = {}
    pairs = []
    for version in versions:
        words = [w.folded for w in version.words]
        pairs.append(list(pairwise(words)))
        for pair in pairs[-1]:
            outlets.setdefault(pair, set()).add(version.outlet)
    half = len({v.outlet for v in versions}) / 2
    support = [sum(len(outlets[pair]) - half for pair in own) for own in pairs]
    return max(range(len(versions)), key=lambda k: (support[k], -k))


def parent_of(version: Version, earlier: Iterable[Version]) -> str | None:
    """The earlier article that shares most readings, or the wording itself over a long run."""
    mine = readings(version)
    ranked = []
    for k, other in enumerate(earlier):
        theirs = readings(other)
        shared = len(mine & theirs)
        one_text = min(version.comparison.run, other.comparison.run) >= COMMON_RUN
        if shared or (one_text and not theirs):
            ranked.append((-shared, len(mine ^ theirs), k, other.article_id))
    return min(ranked)[3] if ranked else None


def readings(version: Version) -> frozenset[tuple[int, int, tuple[str, ...]]]:
    """What a version has where the commonest wording has something else.

    Returns
    -------
    frozenset of (int, int, tuple of str)
        Words of the commonest wording, and the folded words that stand for them.
    """
    words = [w.folded for w in version.words]
    return frozenset(
        (*d.base, tuple(words[slice(*d.other)]))
        for d in version.comparison.differences
        if d.kind not in ("extent", "spelling")
    )
