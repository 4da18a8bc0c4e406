"""Fresh articles whose actors and states are coded by somebody who has not seen the toolkit.

    python benchmarks/code_actors.py draw build/further REQUEST.jsonl
    python benchmarks/code_actors.py check REQUEST.jsonl CODED.jsonl [GENDERS.tsv]
    python benchmarks/code_actors.py store REQUEST.jsonl CODED.jsonl GENDERS.tsv data/gold

`draw` takes 20 articles of international politics (the categories of the ANT corpus) and 20 others
in which something is praised, by a seed, from the further articles with their texts (`make train`
leaves them in ``build/further``), and writes each with its coded acts and praise and empty fields
for sections 6 and 7 of the codebook. `check` says of what a coder gives back what is missing or
wrong, line by line, and lists the names once more, so that one actor gets one name; it needs no
other module. `store` writes ``actors_fresh.jsonl`` (offsets and codes, no text) and
``genders_fresh.tsv``, which ``actors_accuracy.py fresh`` measures against.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
POLITICS = ("internationalNews", "middleEast")
EACH = 20
KINDS = ("person", "office", "body", "state", "group", "document", "unnamed")
OF_ACTS = ("actor", "actor_kind", "state")
OF_PRAISE = ("holder_actor", "holder_state", "target_actor", "target_kind", "target_state")
NO_STATES = ("EU", "UN", "UK", "EZ", "QO", "XX", "ZZ")
_SHOWN = ("article_id", "outlet", "published", "title", "text", "sha256")


def draw(further: Path, out: Path, seed: int) -> None:
    """Write the request: texts, coded acts and praise, and fields to be filled."""
    texts = {row["article_id"]: row for row in _lines(further / "articles.jsonl")}
    coded = {row["article_id"]: row for row in _lines(further / "gold.jsonl")}
    politics, others = [], []
    for own in sorted(coded):
        if texts[own].get("category") in POLITICS and coded[own]["attributions"]:
            politics.append(own)
        elif texts[own].get("category") not in POLITICS and coded[own]["praise"]:
            others.append(own)
    rng = random.Random(seed)
    drawn = sorted(rng.sample(politics, EACH) + rng.sample(others, EACH))
    _write(out, [_request(texts[own] | coded[own]) for own in drawn])


def _request(row: Row) -> Row:
    document = f"{row['title']}\n{row['text']}"
    acts, praise = [], []
    for act in row["attributions"]:
        told = {f"{k}_text": _cut(document, act[k]) for k in ("cue", "source", "source_resolved", "content")}  # fmt: skip
        acts.append({"cue": act["cue"]} | told | dict.fromkeys(OF_ACTS))
    for each in row["praise"]:
        told = {"span_text": _cut(document, each["span"]), "holder": each["holder"], "target": each["target"]}  # fmt: skip
        praise.append({"span": each["span"]} | told | dict.fromkeys(OF_PRAISE))
    return {k: row.get(k) for k in _SHOWN} | {"attributions": acts, "praise": praise}


def _cut(document: str, span: list[int] | None) -> str | None:
    return document[span[0] : span[1]] if span else None


def check(request: Path, coded: Path, genders: Path | None) -> list[str]:
    """What is wrong with a coding, a sentence each; empty where all is well."""
    wanted, wrong = _lines(request), []
    given = {row.get("article_id"): row for row in _lines(coded)}
    kinds: dict[str, Counter] = defaultdict(Counter)
    for own in sorted(set(given) - {row["article_id"] for row in wanted}, key=str):
        wrong.append(f"{own}: not asked for")
    for row in wanted:
        if row["article_id"] in given:
            wrong += _article(row, given[row["article_id"]], kinds)
        else:
            wrong.append(f"{row['article_id']}: not coded yet")
    for name, told in kinds.items():
        if len(told) > 1:
            wrong.append(f"{name}: one actor has one kind and one state, but is {sorted(told, key=str)}")  # fmt: skip
    if genders:
        persons = {
            name for name, told in kinds.items() if any(kind == "person" for kind, _ in told)
        }
        wrong += _told_genders(genders, persons)
    return wrong


def _article(row: Row, given: Row, kinds: dict[str, Counter]) -> Iterator[str]:
    own = row["article_id"]
    for part, key, fields in (("attributions", "cue", OF_ACTS), ("praise", "span", OF_PRAISE)):
        mine = given.get(part) or []
        if [r.get(key) for r in mine] != [r[key] for r in row[part]]:
            yield f"{own}: its {part} must be those of the request, in their order, with their '{key}'"
            return
        for number, record in enumerate(mine):
            lacking = [field for field in fields if field not in record]
            if lacking:
                yield f"{own}: {part} {number}: no {', '.join(lacking)}"
                return
    sources = {(act["actor"], act["state"]) for act in given["attributions"]}
    for number, act in enumerate(given["attributions"]):
        yield from _actor(own, f"act {number}", act["actor"], act["actor_kind"], act["state"], kinds)  # fmt: skip
    for number, each in enumerate(given["praise"]):
        told = (each["target_actor"], each["target_kind"], each["target_state"])
        yield from _actor(own, f"praise {number}, target", *told, kinds)
        holder = (each["holder_actor"], each["holder_state"])
        if holder not in sources | {("narrator", None)}:
            yield (f"{own}: praise {number}: holder_actor and holder_state must be those of one of "
                   f"the article's acts, or 'narrator' and null; found {holder}")  # fmt: skip


def _actor(
    own: str, where: str, name: Any, kind: Any, state: Any, kinds: dict[str, Counter]
) -> Iterator[str]:
    if kind not in KINDS:
        yield f"{own}: {where}: kind {kind!r}; one of {', '.join(KINDS)}"
    if state is not None and (
        not isinstance(state, str) or not re.fullmatch("[A-Z]{2}|INT", state) or state in NO_STATES
    ):
        yield f"{own}: {where}: state {state!r}; two letters of ISO 3166-1, INT or null"
    if name is None:
        if (kind, state) != ("unnamed", None):
            yield f"{own}: {where}: an act without an agent is null, 'unnamed', null"
        return
    if not isinstance(name, str) or not name.strip() or name != name.strip():
        yield f"{own}: {where}: name {name!r}; words without space at the ends, or null"
        return
    marked = name.startswith("unnamed:")
    if (kind == "unnamed") != marked or (
        marked and not re.fullmatch(rf"unnamed:{re.escape(own)}:\d+", name)
    ):
        yield f"{own}: {where}: the unnamed are 'unnamed:{own}:1', 'unnamed:{own}:2' …; found {name}"
    kinds[name][kind, state] += 1


def _told_genders(path: Path, persons: set[str]) -> Iterator[str]:
    told = dict(line.split("\t") for line in _genders(path))
    for name in sorted(persons - set(told)):
        yield f"{path.name}: no line for {name}"
    for name, gender in told.items():
        if gender not in ("m", "f", ""):
            yield f"{path.name}: {name}: {gender!r}; m, f or nothing"


def _genders(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "name\t"))]


def names(coded: Path) -> Iterator[str]:
    """Every name with kind, state and acts, in the order of the alphabet, to be read once more."""
    counts: Counter = Counter()
    for row in _lines(coded):
        counts.update((a["actor"], a["actor_kind"], a["state"]) for a in row["attributions"])
        counts.update((p["target_actor"], p["target_kind"], p["target_state"]) for p in row["praise"])  # fmt: skip
    for (name, kind, state), number in sorted(counts.items(), key=str):
        if kind != "unnamed":
            yield f"{number:4} {name} ({kind}, {state or '-'})"


def store(request: Path, coded: Path, genders: Path, out: Path) -> None:
    """Write codes and offsets, without the texts."""
    given = {row["article_id"]: row for row in _lines(coded)}
    rows = []
    for row in _lines(request):
        parts = {
            part: [{k: r[k] for k in (key, *fields)} for r in given[row["article_id"]][part]]
            for part, key, fields in (
                ("attributions", "cue", OF_ACTS),
                ("praise", "span", OF_PRAISE),
            )
        }
        rows.append({"article_id": row["article_id"], "split": "test", "sha256": row["sha256"]} | parts)  # fmt: skip
    _write(out / "actors_fresh.jsonl", rows)
    lines = ["name\tgender", *sorted(line for line in _genders(genders) if line.split("\t")[1])]
    (out / "genders_fresh.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _write(path: Path, rows: list[Row]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("verb", choices=("draw", "check", "store"))
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--seed", type=int, default=620)
    options = parser.parse_args()
    paths = options.paths
    if options.verb == "draw":
        return draw(paths[0], paths[1], options.seed)
    wrong = check(paths[0], paths[1], paths[2] if len(paths) > 2 else None)
    if wrong:
        sys.exit("\n".join(wrong) + f"\n{len(wrong)} to mend")
    if options.verb == "store":
        return store(*paths)
    print("\n".join(names(paths[1])), "\nnothing is missing", sep="\n")


if __name__ == "__main__":
    main()
