"""Several coders' codings made one: what they agree on, and for the rest what was decided."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.output.whole import whole_file
from toolkit.validation.codebook import codebook
from toolkit.validation.coding import Coded
from toolkit.validation.differences import THERE, Difference, by_article, differences
from toolkit.validation.schema import text_seal
from toolkit.validation.units import FIELDS, LAYER_OF, Unit, units_of

_CARRIED = ("outlet", "stratum", "sampling_probability")


def merge(
    codings: Mapping[str, Mapping[str, Coded]],
    texts: Mapping[str, str],
    *,
    decisions: Mapping[str, str] | None = None,
    prefer: str | None = None,
) -> list[dict[str, Any]]:
    """Make one coding of several.

    Parameters
    ----------
    codings : mapping of coder to coded articles by `article_id`
    texts : mapping of article_id to str
    decisions : mapping, optional
        From `read_decisions`.
    prefer : str, optional
        The coder who is taken where a difference has no decision.

    Returns
    -------
    list of dict
        Coded articles, each with its `coders`, the codebook's version and the seal of its text.

    Raises
    ------
    InputError
        Where a difference has neither a decision nor a coder preferred.

    Examples
    --------
    >>> plain = {"article_id": "م", "official_framing": 2, "agencies": None, "sentences": None,
    ...          "attributions": None, "praise": None}
    >>> two = {"سلمى": {"م": plain}, "هدى": {"م": {**plain, "official_framing": 3}}}
    >>> merge(two, {"م": "خبر\\nنص"}, prefer="هدى")[0]["official_framing"]
    3
    """
    if prefer is not None and prefer not in codings:
        raise InputError(f"coder '{prefer}' has coded nothing here; there are {', '.join(codings)}")
    found = {d.key: d for d in differences(codings, texts)}
    decided = dict(decisions or {})
    open_ = [key for key in found if key not in decided]
    if open_ and prefer is None:
        raise InputError(f"{len(open_)} differences between coders have no decision (first: "
                         f"{open_[0]}); decide them, or say whom to prefer")  # fmt: skip
    merged = []
    for article_id, own in by_article(codings).items():
        verdict = _Verdict(found.values(), decided, prefer, article_id)
        merged.append(_article(article_id, own, texts[article_id], verdict))
    return merged


def write_coded(rows: Iterable[Mapping[str, Any]], file: str | Path) -> None:
    """Write coded articles as JSON Lines."""
    with whole_file(file) as part:
        lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        part.write_text("".join(lines), "utf-8")


class _Verdict:
    """Whose reading of a unit counts, and which value was decided outright."""

    def __init__(
        self, found: Iterable[Difference], decided: Mapping[str, str], prefer: str | None,
        article_id: str,
    ) -> None:  # fmt: skip
        self._of = {
            (d.unit.name, d.code): decided.get(d.key)
            for d in found if d.unit.article_id == article_id
        }  # fmt: skip
        self._prefer = prefer

    def on(self, unit: Unit, code: str) -> str | None:
        """A coder's name, `=value`, or None where the coders agree."""
        key = (unit.name, code)
        if key not in self._of:
            return None
        return self._of[key] or self._preferred(unit, code)

    def _preferred(self, unit: Unit, code: str) -> str:
        able = unit.coders if code == THERE else tuple(unit.records)
        return self._prefer if self._prefer in able else able[0]


def _article(
    article_id: str, own: Mapping[str, Coded], text: str, verdict: _Verdict
) -> dict[str, Any]:
    carried = {n: r[n] for r in own.values() for n in _CARRIED if r.get(n) is not None}
    row: dict[str, Any] = {"article_id": article_id, **carried, "coders": list(own),
                           "codebook": codebook()["version"], "sha256": text_seal(text)}  # fmt: skip
    layers: dict[str, list[Any]] = {layer: [] for layer in LAYER_OF.values()}
    whole: dict[str, Any] = {}
    for unit in units_of(article_id, own):
        record = _record(unit, verdict)
        if record is not None and unit.kind == "article":
            whole = {code: record[code] for code in FIELDS["article"]}
        elif record is not None:
            layers[LAYER_OF[unit.kind]].append(record)
    # What nobody coded stays apart from what was coded and found empty.
    coded = {n: layers[n] if any(c[n] is not None for c in own.values()) else None for n in layers}
    return row | whole | coded


def _record(unit: Unit, verdict: _Verdict) -> dict[str, Any] | None:
    """The unit's record as decided; None where it was decided that there is none."""
    coder = verdict.on(unit, THERE)
    if coder is not None and coder not in unit.records:
        return None
    base = unit.records[coder] if coder is not None else next(iter(unit.records.values()))
    record = dict(base)
    for code in FIELDS[unit.kind]:
        decision = verdict.on(unit, code)
        if decision is None:
            given = [r.get(code) for r in unit.records.values() if r.get(code) is not None]
            record[code] = given[0] if given else None
        elif decision.startswith("="):
            record[code] = _value(code, decision[1:])
        else:
            record[code] = unit.records[decision].get(code)
    return record


def _value(code: str, value: str) -> Any:
    if code == "named":
        return value == "yes"
    return int(value) if value.isdigit() else value
