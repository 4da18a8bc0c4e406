"""Accuracy of stance against coded articles: found, kind, holder, target, with intervals by article.

    python benchmarks/stance_accuracy.py CODED.jsonl ARTICLES.jsonl [--split dev|test] [--show]

CODED is ``data/pages/gold.jsonl`` or ``data/gold/stance.jsonl`` (texts: ``../shared/gold``); its
``stance`` records are those of the codebook (``span``, ``kind``, ``target_actor``, ``holder``). Acts
are found, as in a study. Spans match where they share a character, one to one. A holder or a target
is right where it shares a word with a name of the coded actor: the name of the coding, what the
article prints for it where it speaks (CODED's ``attributions``), its rival names; or where both are
one entry of the gazetteer of actors. ``--show`` prints records and is for halves that may be read.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import toolkit
from toolkit.arabic.document import join_document
from toolkit.lexicons import load_lexicon
from toolkit.measures.actors.reading.targets import read_target
from toolkit.measures.attribution.acts import NARRATOR
from toolkit.measures.stance.words import KINDS, stance_entries
from toolkit.training.folds import interval
from toolkit.training.gold import read_lines
from toolkit.training.praise.gold import fit, match

Row = dict[str, Any]
MEASURES = ("kind", "holder narrator or not", "holder", "target")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("coded", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--split", choices=("dev", "test"), help="of CODED; all where left out")
    parser.add_argument("--show", action="store_true", help="list what is right, false and missed")
    options = parser.parse_args()
    coded = [r for r in read_lines(options.coded) if options.split in (None, r.get("split"))]
    wanted = {row["article_id"] for row in coded}
    texts = {
        row["article_id"]: join_document(row["title"], row["text"])
        for row in read_lines(options.articles)
        if row["article_id"] in wanted
    }
    frame = toolkit.read_articles(options.articles)
    stance = toolkit.score(frame[frame["article_id"].isin(wanted)].reset_index(drop=True)).stance
    own = {row["article_id"]: [] for row in coded} | {
        name: part.to_dict("records") for name, part in stance.groupby("article_id")
    }
    pairs = {
        row["article_id"]: list(paired(row, own[row["article_id"]], texts[row["article_id"]]))
        for row in coded
    }
    if options.show:
        for name, found in pairs.items():
            show(found, texts[name])
    report(list(pairs.values()))


def paired(row: Row, found: list[Row], document: str) -> Iterator[tuple[Row | None, Row | None]]:
    """Every found record with its coded one, then the coded ones that nothing reached."""
    gold = row["stance"]
    matched = match([(f["start"], f["end"]) for f in found], [g["span"] for g in gold]).tolist()
    for record, number in zip(found, matched, strict=True):
        if number < 0:
            yield record, None
            continue
        told = gold[number]
        target = record["target"] if isinstance(record["target"], str) else ""
        narrated = [each["holder"] == NARRATOR for each in (record, told)]
        right = {
            "kind": record["kind"] == told["kind"],
            "holder narrator or not": narrated[0] == narrated[1],
            "holder": same(record["holder"], told["holder"], row, document),
            "target": same(target, told["target_actor"], row, document),
        }
        yield record | {"right": right}, told
    for number, told in enumerate(gold):
        if number not in matched:
            yield None, told


def same(found: str, actor: str, row: Row, document: str) -> bool:
    """Whether a phrase names the coded actor."""
    if NARRATOR in (found, actor):
        return found == actor
    if any(fit(found, name) > 0 for name in names_of(actor, row, document)):
        return True
    one, two = read_target(found), read_target(actor)
    return one.known and two.known and one.name == two.name


def names_of(actor: str, row: Row, document: str) -> Iterator[str]:
    """The actor's name, its rival names, and what the article prints for it where it speaks."""
    yield actor
    one = rivals().get(actor, actor)
    yield from (name for name, target in rivals().items() if target == one)
    for act in row.get("attributions", ()):
        if act.get("actor") == actor:
            for span in (act["source"], act["source_resolved"]):
                if span:
                    yield document[slice(*span)]


@cache
def rivals() -> dict[str, str]:
    """Every name that always means one actor, hostile or its own, and the actor's neutral name."""
    return {
        name: str(entry.attributes["target"])
        for entry in load_lexicon("rival_names").entries
        for name in (entry.entry, *entry.forms)
    }


def show(pairs: list[tuple[Row | None, Row | None]], document: str) -> None:
    """One line a record."""
    for found, told in pairs:
        if found is None:
            assert told is not None
            words = document[slice(*told["span"])]
            print("MISS", told["kind"], words, "| T", told["target_actor"], "| H", told["holder"])
            continue
        a, b = found["start"], found["end"]
        about = f"{document[a - 30 : a]}[[{found['text']}]]{document[b : b + 30]}"
        about = about.replace("\n", " ")
        if told is None:
            print("FALSE", found["kind"], found["entry"], "|", about, "| T", found["target"])
            continue
        wrong = [name for name, right in found["right"].items() if not right]
        print("RIGHT", found["kind"], told["kind"], "| not", *wrong, "|", about, "| T",
              found["target"], "=", told["target_actor"], "| H", found["holder"], "=", told["holder"])  # fmt: skip


def report(articles: list[list[tuple[Row | None, Row | None]]]) -> None:
    """F1, what the found ones are right in, and counts by kind and strength."""
    sums = np.array([
        [
            sum(f is not None and t is not None for f, t in pairs),
            sum(f is not None for f, _ in pairs),
            sum(t is not None for _, t in pairs),
            *(sum(f["right"][name] for f, t in pairs if f and t) for name in MEASURES),
        ]
        for pairs in articles
    ])  # fmt: skip

    def line(name: str, statistic: Any) -> None:
        low, high = interval(len(sums), lambda drawn: statistic(sums[drawn].sum(axis=0)))
        print(f"{name:38}{statistic(sums.sum(axis=0)):.3f} ({low:.3f}-{high:.3f})")

    print(f"articles {len(sums)}, coded {sums[:, 2].sum()}, found {sums[:, 1].sum()}")
    line("F1", lambda s: 2 * s[0] / max(s[1] + s[2], 1))
    line("precision", lambda s: s[0] / max(s[1], 1))
    line("recall", lambda s: s[0] / max(s[2], 1))
    for place, name in enumerate(MEASURES, start=3):
        line(f"{name}, of those found", lambda s, place=place: s[place] / max(s[0], 1))
    counts: Counter[tuple[Any, ...]] = Counter()
    for found, told in (pair for pairs in articles for pair in pairs):
        if told is not None:
            counts[told["kind"], "coded"] += 1
            counts[told["kind"], "reached"] += found is not None
        if found is not None:
            strength = stance_entries()[found["entry"]].strength
            counts[found["kind"], "found"] += 1
            counts[found["kind"], "right"] += told is not None
            counts[found["kind"], strength, told is not None] += 1
    for kind in KINDS:
        told = " ".join(f"{n} {counts[kind, n]:3}" for n in ("coded", "reached", "found", "right"))
        right = ", ".join(
            f"{n}: {counts[kind, n, True]} of {counts[kind, n, True] + counts[kind, n, False]}"
            for n in (1, 2, 3)
        )
        print(f"{kind:8}{told}; right by strength {right}")


if __name__ == "__main__":
    main()
