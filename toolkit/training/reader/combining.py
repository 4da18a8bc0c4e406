"""Two readers of one article made one: the trees that ship, and the second reader.

An act that both find stands where they are sure enough together; one that a single reader finds
needs its own confidence. Where the two differ in what they say of an act (where its content starts
or ends, its source, its type or kind), the second reader is followed where its probability reaches
what paid on articles whose coding is known. All of it is seven numbers, `Rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

Act = Mapping[str, Any]
Pair = tuple[Act | None, Act | None]
"""What the trees and the second reader found at one cue."""

NEAR = 2  # characters that an edge may be off and still count as the same
_NEVER = 1.01
_STEPS = tuple(round(step, 2) for step in np.arange(0.05, 1.0, 0.025))
_GROUPS = ("trees", "second", "both")


@dataclass(frozen=True)
class Rules:
    """What is kept, and whom to follow.

    Attributes
    ----------
    trees, second, both : float
        Least confidence of an act that only the trees find, only the second reader, or both
        (their mean).
    start, end, source, source_type, kind : float
        Least probability at which the second reader is followed where the two differ.
    """

    trees: float = 0.0
    second: float = _NEVER
    both: float = 0.0
    start: float = _NEVER
    end: float = _NEVER
    source: float = _NEVER
    source_type: float = _NEVER
    kind: float = _NEVER


def paired(trees: Sequence[Act], second: Sequence[Act]) -> list[Pair]:
    """Acts of both readers whose cues overlap, most first; then those of one reader alone."""
    ways = sorted(
        ((_overlap(one["cue"], two["cue"]), i, j)
         for i, one in enumerate(trees) for j, two in enumerate(second)),
        key=lambda way: (-way[0], way[1:]),
    )  # fmt: skip
    met: dict[int, int] = {}
    for shared, i, j in ways:
        if shared > 0 and i not in met and j not in met.values():
            met[i] = j
    pairs: list[Pair] = [(act, second[met[i]] if i in met else None) for i, act in enumerate(trees)]
    pairs += [(None, act) for j, act in enumerate(second) if j not in met.values()]
    return pairs


def combine(trees: Sequence[Act], second: Sequence[Act], rules: Rules) -> list[dict[str, Any]]:
    """The acts of one article by both readers, in the order of their cues.

    Parameters
    ----------
    trees, second : sequence of mapping
        Acts in the gold's form with ``confidence``; those of the second reader with ``chances``.
    rules : Rules

    Examples
    --------
    >>> one = {"cue": [0, 4], "content": [8, 20], "source": None, "source_resolved": None,
    ...        "source_type": "unknown", "kind": "indirect", "named": False, "confidence": 0.9}
    >>> sure = dict.fromkeys(("start", "end", "source", "antecedent", "source_type", "kind"), 0.9)
    >>> two = one | {"content": [8, 31], "confidence": 0.7, "chances": sure}
    >>> combine([one], [two], Rules(end=0.8))[0]["content"]
    [8, 31]
    """
    kept = [_merged(pair, rules) for pair in paired(trees, second) if _stands(pair, rules)]
    return sorted(kept, key=lambda act: act["cue"])


def fit_rules(trees: Iterable[Sequence[Act]], second: Iterable[Sequence[Act]],
              gold: Iterable[Sequence[Act]]) -> Rules:  # fmt: skip
    """The rules that pay most on coded articles, given one sequence of acts an article.

    Edges, sources and codes first, each by itself; then what is kept, so that F1 of cues and of
    contents are highest together.
    """
    cases: list[tuple[Pair, Act | None]] = []
    coded = 0
    for ours, theirs, own in zip(trees, second, gold, strict=True):
        coded += len(own)
        cases += _with_gold(paired(ours, theirs), own)
    rules = Rules()
    for name, right in _RIGHT.items():
        rules = replace(rules, **{name: _threshold(cases, name, right)})
    return _kept(cases, coded, rules)


def _overlap(one: Sequence[int] | None, two: Sequence[int] | None) -> int:
    if not one or not two:
        return 0
    return max(0, min(one[1], two[1]) - max(one[0], two[0]))


def _group(pair: Pair) -> tuple[str, float]:
    """Who found an act, and how sure."""
    one, two = pair
    if one is None:
        return "second", two["confidence"] if two else 0.0
    if two is None:
        return "trees", one["confidence"]
    return "both", (one["confidence"] + two["confidence"]) / 2


def _stands(pair: Pair, rules: Rules) -> bool:
    group, sure = _group(pair)
    return sure >= getattr(rules, group)


def _merged(pair: Pair, rules: Rules) -> dict[str, Any]:
    one, two = pair
    if one is None or two is None:
        return {name: told for name, told in (one or two or {}).items() if name != "chances"}
    act = {name: told for name, told in one.items() if name != "chances"}
    chances = two["chances"]
    start = two["content"][0] if chances["start"] >= rules.start else one["content"][0]
    end = two["content"][1] if chances["end"] >= rules.end else one["content"][1]
    if start < end:
        act["content"] = [start, end]
    if _source_chance(two) >= rules.source:
        act |= {name: two[name] for name in ("source", "source_resolved", "named")}
    for name in ("source_type", "kind"):
        if chances[name] >= getattr(rules, name):
            act[name] = two[name]
    act["confidence"] = round(_group(pair)[1], 4)
    return act


def _source_chance(act: Act) -> float:
    chances: Mapping[str, float] = act["chances"]
    return chances["source"] if act["source"] else chances["source"] * chances["antecedent"]


def _with_gold(pairs: Sequence[Pair], gold: Sequence[Act]) -> Iterator[tuple[Pair, Act | None]]:
    """Each pair with the coded act that it is, by the overlap of cues."""
    left = list(gold)
    for pair in pairs:
        cue = (pair[0] or pair[1] or {})["cue"]
        own = max(left, key=lambda act: _overlap(act["cue"], cue), default=None)
        if own is not None and _overlap(own["cue"], cue):
            left.remove(own)
            yield pair, own
        else:
            yield pair, None


def _near(side: int) -> Callable[[Act, Act], bool]:
    return lambda act, gold: abs(act["content"][side] - gold["content"][side]) <= NEAR


def _right_source(act: Act, gold: Act) -> bool:
    told = act["source"] or act["source_resolved"]
    known = [gold["source"], gold["source_resolved"]]
    return any(_overlap(told, span) for span in known) or not (told or any(known))


_RIGHT: dict[str, Callable[[Act, Act], bool]] = {
    "start": _near(0),
    "end": _near(1),
    "source": _right_source,
    "source_type": lambda act, gold: act["source_type"] == gold["source_type"],
    "kind": lambda act, gold: act["kind"] == gold["kind"],
}


def _threshold(
    cases: Sequence[tuple[Pair, Act | None]], name: str, right: Callable[[Act, Act], bool]
) -> float:
    """From which probability on the second reader is more often right than the trees."""
    gains = []
    for (one, two), gold in cases:
        if one is None or two is None or gold is None:
            continue
        gain = int(right(two, gold)) - int(right(one, gold))
        if gain:
            gains.append((_source_chance(two) if name == "source" else two["chances"][name], gain))
    above = [[gain for chance, gain in gains if chance >= step] for step in _STEPS]
    # The gain less its own uncertainty: a few cases are no reason to follow.
    worth = [sum(own) - len(own) ** 0.5 for own in above]
    return _STEPS[int(np.argmax(worth))] if max(worth) > 0 else _NEVER


def _kept(cases: Sequence[tuple[Pair, Act | None]], coded: int, rules: Rules) -> Rules:
    """The least confidences, one after the other, until none moves."""
    groups, confidences, cues, contents = [], [], [], []
    for pair, gold in cases:
        name, confidence = _group(pair)
        groups.append(_GROUPS.index(name))
        confidences.append(confidence)
        cues.append(gold is not None)
        merged = _merged(pair, rules)["content"]
        contents.append(gold is not None and _iou(merged, gold["content"]) >= 0.5)
    group, sure = np.array(groups), np.array(confidences)
    hits = np.array(cues, dtype=int) + np.array(contents, dtype=int)

    def worth(least: Sequence[float]) -> float:
        keep = sure >= np.asarray(least)[group]
        return float(hits[keep].sum()) / (int(keep.sum()) + coded)

    least = [0.0, 0.5, 0.0]
    for _ in range(3):
        for number in range(len(_GROUPS)):
            tries = [
                [*least[:number], step, *least[number + 1 :]] for step in (0.0, *_STEPS, _NEVER)
            ]
            least = max(tries, key=worth)
    return replace(rules, **dict(zip(_GROUPS, least, strict=True)))


def _iou(one: Sequence[int], two: Sequence[int]) -> float:
    shared = _overlap(one, two)
    return shared / (one[1] - one[0] + two[1] - two[0] - shared)


def told(rules: Rules) -> str:
    """The rules on one line."""
    return " ".join(f"{field.name} {getattr(rules, field.name):.2f}" for field in fields(rules))
