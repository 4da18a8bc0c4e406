"""How two versions are related: the same words, a changed wording, or two translations.

An Arabic wording can be said to be changed only where there was one Arabic wording. That is so
where the speaker speaks Arabic, and where two outlets share so long a run that one text lies
behind both (seven words, as in toolkit.measures.reuse.find), or nearly all their words. Elsewhere two outlets have translated, or
the evidence ends: then nothing is called altered.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from toolkit.measures.quotations.speakers import read_speaker
from toolkit.measures.quotations.versions.differences import Comparison

RELATIONS = ("verbatim", "variant", "translation", "unknown")
COMMON_RUN = 7
_COMMON_SHARE = 0.85


def relation(found: Comparison, tongue: str) -> str:
    """Name the relation of two versions.

    Parameters
    ----------
    found
        The versions compared.
    tongue : str
        What the speaker speaks in public: ``arabic``, ``other`` or ``unknown``.

    Returns
    -------
    str
        ``verbatim``: as far as both go, the same words but for spelling; ``variant``: one Arabic
        wording, changed; ``translation``: no common Arabic wording; ``unknown``: the evidence does
        not tell.

    Examples
    --------
    >>> from toolkit.measures.quotations.alignment import version_words
    >>> from toolkit.measures.quotations.versions.differences import compare_versions
    >>> def words(text): return version_words(text, 0, len(text))
    >>> found = compare_versions(words("ما رأيناه في مراكش يثبت أن المغرب شريك"),
    ...                          words("ما شاهدناه في مراكش دليل على أن المغرب شريك"))
    >>> relation(found, "other"), relation(found, "arabic"), relation(found, "unknown")
    ('translation', 'variant', 'unknown')
    """
    if found.kind == "none":
        return "verbatim"
    if tongue == "arabic" or found.run >= COMMON_RUN:
        return "variant"
    if found.kept >= _COMMON_SHARE and found.words >= COMMON_RUN:
        return "variant"
    return "translation" if tongue == "other" else "unknown"


def tongue_of(mentions: Iterable[object]) -> str:
    """What the mentions of one speaker tell of the tongue; unknown where they disagree.

    Examples
    --------
    >>> tongue_of(["ترامب", "الرئيس الأمريكي", None]), tongue_of(["مصدر"])
    ('other', 'unknown')
    """
    seen = Counter(read_speaker(m).tongue for m in mentions if isinstance(m, str) and m)
    del seen["unknown"]
    if not seen:
        return "unknown"
    tongue, most = seen.most_common(1)[0]
    return tongue if most >= 0.7 * seen.total() else "unknown"
