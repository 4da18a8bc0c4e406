"""What an attribution extractor gets wrong, act by act, grouped by cause.

An act of the gold that nothing was found for is missed, one that the gold has not is invented;
where the two meet, their content, source, type and kind are compared. Every error keeps both
codings, so that a sentence can be read with both marked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from toolkit.arabic import fold
from toolkit.measures.attribution.words.cues import read_cue
from toolkit.validation.coding import Coded
from toolkit.validation.spans import iou, match, overlap, same_source

_EDGE = 2
_FORMS = ("no cue", "perfect", "imperfect", "participle", "noun", "according-to", "relative")
COLUMNS = ("cause", "detail", "article_id", "gold", "found")


def attribution_errors(
    gold: Iterable[Coded], found: Mapping[str, Coded], texts: Mapping[str, str]
) -> pd.DataFrame:
    """Every disagreement of two codings of acts.

    Parameters
    ----------
    gold : iterable of coded articles
    found : mapping of article_id to coded article
    texts : mapping of article_id to str
        The documents.

    Returns
    -------
    DataFrame
        ``cause`` (``missed``, ``invented``, ``content``, ``source``, ``type``, ``kind``),
        ``detail`` within it, ``article_id``, and the two acts, ``gold`` and ``found`` (mappings, or
        None); the most frequent causes first.

    Examples
    --------
    >>> act = {"cue": (0, 3), "source": (4, 10), "source_resolved": None, "content": (14, 20),
    ...        "kind": "indirect", "source_type": "government", "named": False}
    >>> coded = {"article_id": "a", "attributions": [act]}
    >>> nothing = {"a": {"article_id": "a", "attributions": []}}
    >>> attribution_errors([coded], nothing, {"a": "قال الوزير إن البلد آمن."})[["cause", "detail"]]
        cause   detail
    0  missed  perfect
    """
    rows: list[tuple[Any, ...]] = []
    for coded in gold:
        name = coded["article_id"]
        theirs = found.get(name, {"attributions": []})["attributions"]
        ours, text = coded["attributions"], texts[name]
        pairs = match(ours, theirs, _met)
        met, used = {i for i, _ in pairs}, {j for _, j in pairs}
        rows += [
            ("missed", _form(text, act), name, act, None)
            for i, act in enumerate(ours)
            if i not in met
        ]
        rows += [
            ("invented", _form(text, act), name, None, act)
            for j, act in enumerate(theirs)
            if j not in used
        ]
        for i, j in pairs:
            for cause, detail in _differences(text, ours[i], theirs[j]):
                rows.append((cause, detail, name, ours[i], theirs[j]))
    frequency = Counter(row[:2] for row in rows)
    rows.sort(key=lambda row: (-frequency[row[:2]], row[:2]))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _met(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> float:
    both = overlap(ours["cue"], theirs["cue"])
    return 1 + iou(ours["content"], theirs["content"]) if both else 0


def _form(text: str, act: Mapping[str, Any]) -> str:
    if not act["cue"]:
        return _FORMS[0]
    cue = text[slice(*act["cue"])]
    words = fold(cue).text.split()
    reading = read_cue(words[0]) if words else None
    return _FORMS[reading.kind] if reading else "sign" if len(cue) < 3 else "unknown word"


def _differences(
    text: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> list[tuple[str, str]]:
    out = []
    a, b = ours["content"], theirs["content"]
    start, end = (abs(a[k] - b[k]) > _EDGE for k in (0, 1)) if b else (True, True)
    if start and end:
        out.append(("content", "both edges"))
    elif start:
        out.append(("content", "begins too late" if b[0] > a[0] else "begins too early"))
    elif end:
        out.append(("content", "too long" if b[1] > a[1] else "too short"))
    if (ours["source"] or ours["source_resolved"]) and not any(
        same_source(text, theirs[name], ours) for name in ("source", "source_resolved")
    ):
        if ours["source"]:
            out.append(
                ("source", "another phrase" if theirs["source"] else "not found in the text")
            )
        else:
            out.append(("source", "phrase invented" if theirs["source"] else "wrong antecedent"))
    if ours["source_type"] != theirs["source_type"]:
        out.append(("type", f"{ours['source_type']} taken for {theirs['source_type']}"))
    if ours["kind"] != theirs["kind"]:
        out.append(("kind", f"{ours['kind']} taken for {theirs['kind']}"))
    return out


def error_report(errors: pd.DataFrame, texts: Mapping[str, str], *, each: int = 20) -> str:
    """The errors as Markdown: a table of causes, then the sentences with both codings marked.

    The gold's cue, source and content stand in ``⟦c …⟧``, ``⟦s …⟧`` and ``⟦q …⟧`` on one line, the
    other coding's on the next.

    Parameters
    ----------
    each : int
        At most so many examples of a cause.
    """
    rows: list[dict[str, Any]] = errors.to_dict("records")  # type: ignore[assignment]
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["cause"], row["detail"]), []).append(row)
    lines = ["| cause | detail | errors |", "|---|---|---|"]
    lines += [f"| {cause} | {detail} | {len(own)} |" for (cause, detail), own in groups.items()]
    for (cause, detail), own in groups.items():
        lines.append(f"\n## {cause}: {detail} ({len(own)})\n")
        for row in own[:each]:
            text = texts[row["article_id"]]
            lines.append(f"- `{row['article_id']}`")
            acts = {label: row[label] for label in ("gold", "found") if row[label]}
            window = _window(text, list(acts.values()))
            lines += [f"  - {label}: {_marked(text, act, window)}" for label, act in acts.items()]
    return "\n".join(lines) + "\n"


def _window(text: str, acts: Sequence[Mapping[str, Any]]) -> tuple[int, int]:
    spans = [a[n] for a in acts for n in ("cue", "source", "content") if a[n]]
    low, high = min(s[0] for s in spans), max(s[1] for s in spans)
    return max(0, low - 30), min(len(text), high + 30)


def _marked(text: str, act: Mapping[str, Any], window: tuple[int, int]) -> str:
    signs: list[tuple[int, int, str]] = []
    for mark, name in (("q", "content"), ("s", "source"), ("c", "cue")):
        if act[name]:
            start, end = act[name]
            signs += [(start, 1, f"⟦{mark} "), (end, 0, "⟧")]
    pieces, at = [], window[0]
    for position, _, sign in sorted(signs, key=lambda s: s[:2]):
        pieces += [text[at:position], sign]
        at = position
    pieces.append(text[at : window[1]])
    resolved = act.get("source_resolved")
    behind = f" — {text[slice(*resolved)]}" if resolved else ""
    return " ".join("".join(pieces).split()) + behind + f" ({act['kind']}, {act['source_type']})"
