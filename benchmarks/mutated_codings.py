"""Coded articles with one fault each: does the door refuse them, by line and field?

    python benchmarks/mutated_codings.py GOLD.jsonl [ARTICLES.jsonl] [--lines N]

For each line of the gold every mutation is tried. A fault is `refused` where one message names the
file, the line and the field; `said` where a layer is left out and the account names it; `failed`
where there is a traceback, or figures come out as if nothing were wrong.
"""

from __future__ import annotations

import argparse
import copy
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from toolkit.errors import InputError
from toolkit.validation.coding import read_texts
from toolkit.validation.reading import read_codings

Row = dict[str, Any]
LAYERS = ("sentences", "attributions", "praise")
WRONG = (17, "نص", True, 2.5, {}, [[]], -1, 10**30, "", [None], "12", float("nan"))


def _set(*path: Any, value: Any) -> Callable[[Row], None]:
    def change(row: Row) -> None:
        place: Any = row
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return change


def _drop(*path: Any) -> Callable[[Row], None]:
    def change(row: Row) -> None:
        place: Any = row
        for step in path[:-1]:
            place = place[step]
        del place[path[-1]]

    return change


def _rename(old: str, new: str) -> Callable[[Row], None]:
    def change(row: Row) -> None:
        row[new] = row.pop(old)

    return change


def _again(layer: str) -> Callable[[Row], None]:
    return lambda row: row[layer].append(copy.deepcopy(row[layer][0]))


def _shift(by: int) -> Callable[[Row], None]:
    def change(row: Row) -> None:
        for s in row["sentences"]:
            s["start"] += by
            s["end"] += by
        for act in row["attributions"]:
            act["cue"] = act["cue"] and [edge + by for edge in act["cue"]]

    return change


def mutations(row: Row) -> Iterator[tuple[str, Callable[[Row], None]]]:
    """Each fault that a line can be given, with the name of its family."""
    yield from _of_article(row)
    yield from _of_sentences(row)
    yield from _of_spans(row)
    yield from _of_codes(row)


def _of_article(row: Row) -> Iterator[tuple[str, Callable[[Row], None]]]:
    yield "offsets moved by 400,000", _shift(400_000)
    yield "offsets moved by 3", _shift(3)
    yield "offsets moved below zero", _shift(-400_000)
    for layer, wrong in (("sentences", "sentnces"), ("attributions", "atributions"),
                         ("praise", "prase"), ("official_framing", "official_frame")):  # fmt: skip
        if row.get(layer) is not None:
            yield "layer misspelt", _rename(layer, wrong)
    for layer in LAYERS:
        yield "layer left out", _drop(layer)
        yield "layer null", _set(layer, value=None)
        for value in WRONG:
            if value != {} or layer != "sentences":
                yield "layer of another type", _set(layer, value=value)
    yield "sentences emptied", _set("sentences", value=[])
    yield "article_id of another type", _set("article_id", value=["a"])
    yield "article_id left out", _drop("article_id")
    yield "article_id empty", _set("article_id", value="")
    for value in (4, -1, "2", 2.5, True, [2], "عال", float("nan")):
        yield "grade not of the scale", _set("official_framing", value=value)
    for value in (0, -0.1, 1.5, "half", float("nan"), True, []):
        yield "probability that is none", _set("sampling_probability", value=value)


def _of_sentences(row: Row) -> Iterator[tuple[str, Callable[[Row], None]]]:
    last = len(row["sentences"]) - 1
    for number in {0, last // 2, last}:
        yield "sentence left out", _drop("sentences", number)
        for value in ("officail", "", None, 3, ["official"], "Official"):
            yield "unknown voice", _set("sentences", number, "voice", value=value)
        yield "voice left out", _drop("sentences", number, "voice")
        for edge in ("start", "end"):
            yield "edge left out", _drop("sentences", number, edge)
            for value in ("3", None, -1, 2.5, 10**9, True, float("inf")):
                yield "edge that is no offset", _set("sentences", number, edge, value=value)
    yield "sentence twice", _again("sentences")


def _of_spans(row: Row) -> Iterator[tuple[str, Callable[[Row], None]]]:
    for layer, spans in (("attributions", ("cue", "source", "content")), ("praise", ("span",))):
        if not row[layer]:
            continue
        yield "record twice", _again(layer)
        yield "record of another type", _set(layer, 0, value="قال")
        for name in spans:
            for value in ([9, 3], [5, 5], [1], [1, 2, 3], "قال", [None, 4], [0, 10**9], [-4, 2],
                          ["1", "2"], {"start": 1, "end": 2}, 7, [1.5, 2.5]):  # fmt: skip
                yield "span that is none", _set(layer, 0, name, value=value)
            yield "span left out", _drop(layer, 0, name)


def _of_codes(row: Row) -> Iterator[tuple[str, Callable[[Row], None]]]:
    if row["attributions"]:
        for code, values in (("kind", ("Direct", "quoted", None, 1)), ("source_type", ("goverment", "", None, [])),
                             ("named", ("true", 1, None, "yes"))):  # fmt: skip
            for value in values:
                yield f"unknown {code}", _set("attributions", 0, code, value=value)
            yield f"{code} left out", _drop("attributions", 0, code)
    if row["praise"]:
        for name in ("target", "holder"):
            yield "words of another type", _set("praise", 0, name, value=5)
            yield "words left out", _drop("praise", 0, name)


TEXTUAL = {
    "line cut short": lambda line, _: line[: len(line) // 2],
    "line with a byte too many": lambda line, _: line + "}",
    "article twice": lambda line, _: line + "\n" + line,
    "a list, not a mapping": lambda line, _: f"[{line}]",
    "a number": lambda line, _: "17",
    "another article's id": lambda line, other: line.replace(
        json.dumps(json.loads(line)["article_id"]), json.dumps(other, ensure_ascii=False), 1
    ),
}


def outcome(line: str, texts: dict[str, str], folder: Path, *, whole: Row) -> str:
    """What the door makes of a line: `refused`, `said` or what failed."""
    file = folder / "coder.jsonl"
    file.write_text(line + "\n", "utf-8")
    try:
        (coding,) = read_codings([file], texts)
    except InputError as error:
        said = str(error)
        return "refused" if "coder.jsonl" in said and "\n" not in said else f"failed: {said}"
    except Exception as error:  # a traceback is what is looked for
        return f"failed: {type(error).__name__}: {error}"
    (row,) = coding.articles.values()
    absent = [layer for layer in LAYERS if row[layer] is None and whole[layer] is not None]
    account = "\n".join(coding.lines())
    if absent and all(layer in account for layer in absent):
        return "said"
    return "failed: taken as sound"


def tried(gold: list[Row], texts: dict[str, str]) -> Counter[tuple[str, str]]:
    """Try every mutation of every line; family and outcome, counted."""
    ids = list(texts)
    counts: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for number, row in enumerate(gold):
            for family, change in mutations(row):
                changed = copy.deepcopy(row)
                change(changed)
                line = json.dumps(changed, ensure_ascii=False)
                counts[family, outcome(line, texts, Path(folder), whole=row)] += 1
            other = ids[(ids.index(row["article_id"]) + 1 + number % 3) % len(ids)]
            for family, spoil in TEXTUAL.items():
                line = spoil(json.dumps(row, ensure_ascii=False), other)
                counts[family, outcome(line, texts, Path(folder), whole=row)] += 1
    return counts


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--lines", type=int, default=10**9)
    options = parser.parse_args()
    lines = options.gold.read_text("utf-8").splitlines()[: options.lines]
    counts = tried([json.loads(line) for line in lines], read_texts(options.gold, options.articles))
    families = sorted({family for family, _ in counts})
    print("| family | tried | refused | said | failed |\n|---|---|---|---|---|")
    for family in families:
        own = {what: n for (name, what), n in counts.items() if name == family}
        failed = {what: n for what, n in own.items() if what.startswith("failed")}
        row = (family, sum(own.values()), own.get("refused", 0), own.get("said", 0))
        print("| " + " | ".join(map(str, (*row, failed or 0))) + " |")
    total = sum(counts.values())
    failed = sum(n for (_, what), n in counts.items() if what.startswith("failed"))
    print(f"\n{total} mutated lines, {failed} failed")


if __name__ == "__main__":
    main()
