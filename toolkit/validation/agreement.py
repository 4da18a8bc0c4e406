"""How far two codings of the same articles agree: the toolkit against hand coding, or two coders.

Units are matched one to one, best overlap first (as in quotation attribution, Pareti 2016). An act
is found where the cues share a character; its content where the spans overlap by IoU of a half; its
source where the spans overlap or name the same in the same words. Voices are compared sentence by
sentence (macro F1), grades by Krippendorff's alpha, ordinal (2004), and Spearman's rho.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from toolkit.validation.coding import Coded
from toolkit.validation.reliability import ordinal_alpha, spearman
from toolkit.validation.spans import iou, match, overlap, same_source

VOICES = ("official", "other_source", "narrator", "narrator_official")
OFFICIAL_TYPES = ("government", "intergovernmental")
_IOU = 0.5
_EDGE = 2


class Rates(NamedTuple):
    """Precision, recall and F1, with the sizes that they rest on."""

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
        return plain

    def lines(self) -> list[str]:
        """The figures as lines of text."""
        lines = [f"articles {self.articles}"]
        for name in ("cue", "content", "exact", "praise"):
            lines.append(_line(name, getattr(self, name)))
        shares = "  ".join(f"{name} {value:.3f}" for name, value in self.of_acts.items())
        lines.append(f"{'of acts found':<18} {shares}")
        lines.append(
            f"{'voice':<18} macro F1 {self.voice_macro_f1:.3f}  accuracy {self.voice_accuracy:.3f}"
        )
        lines += [_line(f"  {voice}", rates) for voice, rates in self.voice.items()]
        if self.alpha is not None:
            rho = "" if self.spearman is None else f"  rho {self.spearman:.3f}"
            lines.append(f"{'official framing':<18} alpha {self.alpha:.3f}{rho}  n {self.graded}")
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
    counts: Counter[str] = Counter()
    voices: Counter[tuple[str, str]] = Counter()
    grades: list[tuple[int, int]] = []
    articles = 0
    for coded in gold:
        articles += 1
        other = found.get(coded["article_id"], {})
        _count_acts(coded, other, texts.get(coded["article_id"], ""), counts)
        _count_praise(coded, other, counts)
        voices.update(_voice_pairs(coded, other))
        if other.get("official_framing") is not None:
            grades.append((int(coded["official_framing"]), round(float(other["official_framing"]))))
    return _summary(articles, counts, voices, grades)


def _outside(coded: Coded, records: Iterable[Coded], name: str) -> list[Coded]:
    """Records that do not begin in what gold calls boilerplate."""
    boilerplate = [
        (s["start"], s["end"]) for s in coded["sentences"] if s["voice"] == "boilerplate"
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
    precision = hits / n_pred if n_pred else 0.0
    recall = hits / n_gold if n_gold else 0.0
    both = precision + recall
    return Rates(precision, recall, 2 * precision * recall / both if both else 0.0, n_gold, n_pred)


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
    total = voices.total()
    hits = sum(voices[voice, voice] for voice in VOICES)
    of_acts = {"source": counts["source"] / max(counts["with_source"], 1)} | {
        name: counts[name] / max(counts["cue"], 1)
        for name in ("type", "official_or_not", "kind", "named")
    }
    return Agreement(
        articles=articles,
        **acts,
        praise=_rates(counts["praise"], counts["praise_found"], counts["praise_gold"]),
        of_acts=of_acts,
        voice=by_voice,
        voice_macro_f1=sum(rates.f1 for rates in by_voice.values()) / len(VOICES),
        voice_accuracy=hits / total if total else 0.0,
        alpha=ordinal_alpha(grades) if grades else None,
        spearman=spearman(grades) if len(grades) > 2 else None,
        graded=len(grades),
    )


def _line(name: str, rates: Rates) -> str:
    return (
        f"{name:<18} P {rates.precision:.3f}  R {rates.recall:.3f}  F1 {rates.f1:.3f}"
        f"   gold {rates.n_gold}  found {rates.n_pred}"
    )
