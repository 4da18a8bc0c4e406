"""What several coders coded of one article, laid side by side unit by unit.

A unit is the whole article, a sentence, an act or a praising expression. Acts of different coders
are one where their cues share a character, praise where the spans do, best overlap first, one to
one; a coder who has nothing there is missing from the unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from toolkit.validation.coding import Coded
from toolkit.validation.schema import ACT_SPANS
from toolkit.validation.spans import iou, match, overlap

FIELDS = {
    "article": ("official_framing", "agencies"),
    "sentence": ("voice",),
    "act": (*ACT_SPANS, "kind", "source_type", "named"),
    "praise": ("span", "target", "holder"),
}
LAYER_OF = {"sentence": "sentences", "act": "attributions", "praise": "praise"}


@dataclass
class Unit:
    """One thing coded, with each coder's record of it.

    Attributes
    ----------
    article_id, kind : str
        `article`, `sentence`, `act` or `praise`.
    coders : tuple of str
        Those who coded this layer of the article.
    records : dict
        Records by coder; a coder who has none is not in it.
    number : int
        Of its kind in the article, from 1 in the order of the text.
    """

    article_id: str
    kind: str
    coders: tuple[str, ...]
    records: dict[str, Coded] = field(default_factory=dict)
    number: int = 0

    @property
    def name(self) -> str:
        """What the unit is called in files."""
        return f"{self.article_id} | {self.kind} {self.number}"

    @property
    def place(self) -> tuple[int, int]:
        """Where in the document it is: of the first coder who has it."""
        record = next(iter(self.records.values()))
        if self.kind == "sentence":
            return record["start"], record["end"]
        if self.kind == "article":
            return 0, 0
        spans = [record["span"]] if self.kind == "praise" else [record["cue"], record["content"]]
        start, end = next(span for span in spans if span)
        return start, end


def units_of(article_id: str, codings: Mapping[str, Coded]) -> Iterator[Unit]:
    """Lay the codings of one article side by side.

    Examples
    --------
    >>> a = {"official_framing": 2, "agencies": None, "sentences": None, "attributions": None,
    ...      "praise": [{"span": (0, 4)}]}
    >>> b = {**a, "praise": [{"span": (2, 9)}, {"span": (30, 34)}]}
    >>> [(u.kind, list(u.records)) for u in units_of("م", {"سلمى": a, "هدى": b})]
    [('article', ['سلمى', 'هدى']), ('praise', ['سلمى', 'هدى']), ('praise', ['هدى'])]
    """
    kinds = (
        [Unit(article_id, "article", tuple(codings), dict(codings))],
        _sentences(article_id, codings),
        _matched(article_id, "act", codings, _met),
        _matched(article_id, "praise", codings, lambda a, b: overlap(a["span"], b["span"])),
    )
    for units in kinds:
        for number, unit in enumerate(units, start=1):
            unit.number = number
            yield unit


def _met(a: Coded, b: Coded) -> float:
    if a["cue"] and b["cue"]:
        return 1 + iou(a["content"], b["content"]) if overlap(a["cue"], b["cue"]) else 0
    return iou(a["content"], b["content"])  # an act without a cue is known by what is said


def _of_layer(kind: str, codings: Mapping[str, Coded]) -> dict[str, Sequence[Coded]]:
    layers = {coder: coding[LAYER_OF[kind]] for coder, coding in codings.items()}
    return {coder: records for coder, records in layers.items() if records is not None}


def _sentences(article_id: str, codings: Mapping[str, Coded]) -> Iterator[Unit]:
    layers = _of_layer("sentence", codings)
    places: dict[tuple[int, int], Unit] = {}
    for coder, sentences in layers.items():
        for s in sentences:
            key = (s["start"], s["end"])
            if key[0] < key[1]:
                unit = places.setdefault(key, Unit(article_id, "sentence", tuple(layers)))
                unit.records[coder] = s
    yield from (places[key] for key in sorted(places))


def _matched(
    article_id: str, kind: str, codings: Mapping[str, Coded],
    score: Callable[[Coded, Coded], float],
) -> Iterator[Unit]:  # fmt: skip
    layers = _of_layer(kind, codings)
    units: list[Unit] = []
    for coder, records in layers.items():
        firsts = [next(iter(unit.records.values())) for unit in units]
        pairs = {j: i for i, j in match(firsts, records, score)}
        for j, record in enumerate(records):
            if j in pairs:
                units[pairs[j]].records[coder] = record
            else:
                units.append(Unit(article_id, kind, tuple(layers), {coder: record}))
    yield from sorted(units, key=lambda unit: unit.place)
