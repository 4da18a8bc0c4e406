"""How far two codings of the same articles agree: the toolkit against hand coding, or two coders.

Units are matched one to one, best overlap first (as in quotation attribution, Pareti 2016). An act
is found where the cues share a character; its content where the spans overlap by IoU of a half; its
source where the spans overlap or name the same in the same words. Voices are compared sentence by
sentence (macro F1), grades by Krippendorff's alpha, ordinal (2004), and Spearman's rho. A layer that
either coding lacks is not compared, and what is not measured is missing (NaN), never zero.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, NamedTuple

from toolkit.validation.coding import Coded
from toolkit.validation.reliability import ordinal_alpha, spearman
from toolkit.validation.spans import iou, match, overlap, same_source

VOICES = ("official", "other_source", "narrator", "narrator_official")
OFFICIAL_TYPES = ("government", "intergovernmental")
_IOU = 0.5
_EDGE = 2


class Rates(NamedTuple):
    """Precision, recall and F1, NaN where there is nothing to measure, with their sizes."""

    precision: float
    recall: float
    f1: float
    n_gold: int
    n_pred: int


@dataclass(frozen=True)
class Agreement:
    """Agreement of two codings.

    Attributes
    ----------
    articles : int
    cue, content, exact, praise : Rates
    of_acts : dict
        Shares of the acts found: ``source``, ``type``, ``official_or_not``, ``kind``, ``named``.
    voice : dict of str to Rates
        By voice.
    voice_macro_f1, voice_accuracy : float
    alpha, spearman : float, or None where no grade was given
    graded : int
        Articles with a grade.
    """

    articles: int
    cue: Rates
    content: Rates
    exact: Rates
    praise: Rates
    of_acts: dict[str, float]
    voice: dict[str, Rates]
    voice_macro_f1: float
    voice_accuracy: float
    alpha: float | None
    spearman: float | None
    graded: int

    def to_dict(self) -> dict[str, Any]:
        """Everything as plain numbers."""
        plain = asdict(self)
        for name in ("cue", "content", "exact", "praise"):
            plain[name] = getattr(self, name)._asdict()
        plain["voice"] = {voice: rates._asdict() for voice, rates in self.voice.items()}
        return _without_nan(plain)

    def lines(self) -> list[str]:
        """The figures as lines of text."""
        lines = [f"articles {self.articles}"]
        for name in ("cue", "content", "exact", "praise"):
            lines.append(_line(name, getattr(self, name)))
        shares = "  ".join(f"{name} {_shown(value)}" for name, value in self.of_acts.items())
        lines.append(f"{'of acts found':<18} {shares}")
        lines.append(
            f"{'voice':<18} macro F1 {_shown(self.voice_macro_f1)}  "
            f"accuracy {_shown(self.voice_accuracy)}"
        )
        lines += [_line(f"  {voice}", rates) for voice, rates in self.voice.items()]
        if self.alpha is not None:
            rho = "" if self.spearman is None else f"  rho {_shown(self.spearman)}"
            alpha = _shown(self.alpha)
            lines.append(f"{'official framing':<18} alpha {alpha}{rho}  n {self.graded}")
        return lines


def agreement(
    gold: Iterable[Coded], found: Mapping[str, Coded], texts: Mapping[str, str]
) -> Agreement:
    """Compare codings of the same articles; gold says which articles and sentences count.

    Parameters
    ----------
    gold : iterable of coded articles
    found : mapping of article_id to coded article
        An article that is not in it counts as coded empty.
    texts : mapping of article_id to str
        The documents, to see that two spans name the same source.

    Examples
    --------
    >>> act = {"cue": (0, 3), "source": (4, 10), "source_resolved": None, "content": (14, 20),
    ...        "kind": "indirect", "source_type": "government", "named": False}
    >>> coded = {"article_id": "a", "attributions": [act], "praise": [], "official_framing": 3,
    ...          "sentences": [{"start": 0, "end": 21, "voice": "official"}]}
    >>> agreement([coded], {"a": coded}, {"a": "قال الوزير إن البلد آمن."}).content.f1
    1.0
    """
    parts = [
        article_counts(
            coded, found.get(coded["article_id"], {}), texts.get(coded["article_id"], "")
        )
        for coded in gold
    ]
    counts, voices = Counter[str](), Counter[tuple[str, str]]()
    for part in parts:
        counts.update(part.counts)
        voices.update(part.voices)
    return _summary(len(parts), counts, voices, [g for part in parts for g in part.grades])


@dataclass(frozen=True)
class ArticleCounts:
    """What two codings of one article share: hits and sizes, pairs of voices, pairs of grades."""

    counts: Counter[str] = field(default_factory=Counter)
    voices: Counter[tuple[str, str]] = field(default_factory=Counter)
    grades: list[tuple[int, int]] = field(default_factory=list)


def article_counts(coded: Coded, other: Coded, text: str) -> ArticleCounts:
    """Count what two codings of one article share, layer by layer, where both coded it.

    Examples
    --------
    >>> praise = {"attributions": None, "sentences": None, "praise": [{"span": (0, 4)}]}
    >>> article_counts(praise, praise, "أشاد بهم").counts["praise"]
    1
    """
    found = ArticleCounts()
    if _both(coded, other, "attributions"):
        _count_acts(coded, other, text, found.counts)
    if _both(coded, other, "praise"):
        _count_praise(coded, other, found.counts)
    if _both(coded, other, "sentences"):
        found.voices.update(_voice_pairs(coded, other))
    if coded.get("official_framing") is not None and other.get("official_framing") is not None:
        pair = (coded["official_framing"], other["official_framing"])
        found.grades.append((int(pair[0]), round(float(pair[1]))))
    return found


def _both(coded: Coded, other: Coded, layer: str) -> bool:
    """Whether both coded a layer; an article that the other does not have counts as empty."""
    return coded.get(layer) is not None and other.get(layer, ()) is not None


def _outside(coded: Coded, records: Iterable[Coded], name: str) -> list[Coded]:
    """Records that do not begin in what gold calls boilerplate."""
    boilerplate = [
        (s["start"], s["end"]) for s in coded["sentences"] or () if s["voice"] == "boilerplate"
    ]
    return [
        record
        for record in records
        if not (record[name] and any(b <= record[name][0] < e for b, e in boilerplate))
    ]


def _count_acts(coded: Coded, other: Coded, text: str, counts: Counter[str]) -> None:
    gold = coded["attributions"]
    found = _outside(coded, other.get("attributions", ()), "cue")
    counts["gold"] += len(gold)
    counts["found"] += len(found)

    def by_cue(a: Coded, b: Coded) -> float:
        return 1 + iou(a["content"], b["content"]) if overlap(a["cue"], b["cue"]) else 0

    for i, j in match(gold, found, by_cue):
        _count_act(gold[i], found[j], text, counts)

    def by_content(a: Coded, b: Coded) -> float:
        value = iou(a["content"], b["content"])
        return value if value >= _IOU else 0

    counts["content"] += len(match(gold, found, by_content))
    counts["exact"] += len(match(gold, found, _same_edges))


def _count_act(act: Coded, found: Coded, text: str, counts: Counter[str]) -> None:
    counts["cue"] += 1
    for name, key in (("type", "source_type"), ("kind", "kind"), ("named", "named")):
        counts[name] += act[key] == found[key]
    official = (act["source_type"] in OFFICIAL_TYPES) == (found["source_type"] in OFFICIAL_TYPES)
    counts["official_or_not"] += official
    if act["source"] or act["source_resolved"]:
        counts["with_source"] += 1
        named = found["source"] or found["source_resolved"]
        counts["source"] += same_source(text, named, act) or same_source(
            text, found["source_resolved"], act
        )


def _same_edges(a: Coded, b: Coded) -> float:
    x, y = a["content"], b["content"]
    return float(bool(x and y and abs(x[0] - y[0]) <= _EDGE and abs(x[1] - y[1]) <= _EDGE))


def _count_praise(coded: Coded, other: Coded, counts: Counter[str]) -> None:
    found = _outside(coded, other.get("praise", ()), "span")
    counts["praise_gold"] += len(coded["praise"])
    counts["praise_found"] += len(found)
    matched = match(coded["praise"], found, lambda a, b: overlap(a["span"], b["span"]))
    counts["praise"] += len(matched)


def _voice_pairs(coded: Coded, other: Coded) -> list[tuple[str, str]]:
    """For each sentence its voice in gold, and in the sentence found that covers most of it."""
    pairs = []
    for sentence in coded["sentences"]:
        if sentence["voice"] == "boilerplate":
            continue
        span = (sentence["start"], sentence["end"])
        shares = [(overlap((s["start"], s["end"]), span), s) for s in other.get("sentences", ())]
        best = max(shares, key=lambda pair: pair[0], default=(0, None))
        pairs.append((sentence["voice"], best[1]["voice"] if best[0] and best[1] else "none"))
    return pairs


def _rates(hits: int, n_pred: int, n_gold: int) -> Rates:
    both = n_pred + n_gold
    return Rates(_share(hits, n_pred), _share(hits, n_gold), _share(2 * hits, both), n_gold, n_pred)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else math.nan


def _summary(
    articles: int,
    counts: Counter[str],
    voices: Counter[tuple[str, str]],
    grades: list[tuple[int, int]],
) -> Agreement:
    acts = {name: _rates(counts[name], counts["found"], counts["gold"])
            for name in ("cue", "content", "exact")}  # fmt: skip
    by_voice = {
        voice: _rates(
            voices[voice, voice],
            sum(n for (_, got), n in voices.items() if got == voice),
            sum(n for (coded, _), n in voices.items() if coded == voice),
        )
        for voice in VOICES
    }
    hits = sum(voices[voice, voice] for voice in VOICES)
    there = [rates.f1 for rates in by_voice.values() if rates.n_gold or rates.n_pred]
    of_acts = {"source": _share(counts["source"], counts["with_source"])} | {
        name: _share(counts[name], counts["cue"])
        for name in ("type", "official_or_not", "kind", "named")
    }
    return Agreement(
        articles=articles,
        **acts,
        praise=_rates(counts["praise"], counts["praise_found"], counts["praise_gold"]),
        of_acts=of_acts,
        voice=by_voice,
        voice_macro_f1=_share(sum(there), len(there)),
        voice_accuracy=_share(hits, voices.total()),
        alpha=ordinal_alpha(grades) if grades else None,
        spearman=spearman(grades) if len(grades) > 2 else None,
        graded=len(grades),
    )


def _line(name: str, rates: Rates) -> str:
    return (
        f"{name:<18} P {_shown(rates.precision)}  R {_shown(rates.recall)}  F1 {_shown(rates.f1)}"
        f"   gold {rates.n_gold}  found {rates.n_pred}"
    )


def _shown(value: float) -> str:
    return "  –  " if math.isnan(value) else f"{value:.3f}"


def _without_nan(value: Any) -> Any:
    """JSON has no NaN: what was not measured is null."""
    if isinstance(value, dict):
        return {key: _without_nan(part) for key, part in value.items()}
    return None if isinstance(value, float) and math.isnan(value) else value
