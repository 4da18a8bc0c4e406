"""Sentences in the manner of real pages: which kinds of habit are read rightly.

    python benchmarks/habits.py [--item N] [--wrong]

Reads benchmarks/habits.yaml, whose head says what a case holds; scores every case by itself and
prints right and all by kind, with what was found where it is wrong (`--wrong`). A case is right
where all that is told of it is.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

import toolkit
from toolkit.arabic.document import join_document
from toolkit.articles import check_articles
from toolkit.measures.quotations import find_differences, read_clusters, score_fidelity

HABITS = Path(__file__).with_name("habits.yaml")
_EDGE = 2
_STANCE = ("doubt", "label", "insult")


def table(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Articles of a case."""
    frame = pd.DataFrame(rows)
    for name, value in (("outlet", "موقع"), ("title", ""), ("published", "2022-05-11")):
        frame[name] = frame[name].fillna(value) if name in frame else value
    frame["article_id"] = [f"a{n}" for n in range(len(frame))]
    return check_articles(frame)


def texts(found: pd.DataFrame, document: str, name: str = "") -> list[str]:
    """The spans of a column pair as text, empty where missing."""
    pairs = zip(found[f"{name}start"], found[f"{name}end"], strict=True)
    return ["" if pd.isna(a) else document[int(a) : int(b)] for a, b in pairs]


def touching(wanted: list[str], found: list[str]) -> bool:
    """Whether the lists agree one by one, in order, one text inside the other."""
    return len(wanted) == len(found) and all(
        a in b or (b and b in a) for a, b in zip(wanted, found, strict=True)
    )


def read_one(case: dict[str, Any]) -> dict[str, tuple[bool, Any]]:
    """What is right of a single text: by key whether it is, and what was found."""
    study = toolkit.score(table([{k: case[k] for k in ("text", "title", "outlet") if k in case}]))
    row = study.articles.iloc[0]
    document = join_document(row["title"], row["text"])
    acts, praise, sentences = study.attributions, study.praise, study.sentences
    sources = texts(acts, document, "source_")
    resolved = texts(acts, document, "source_resolved_")
    lines = dict(enumerate(texts(sentences, document)))
    own = {
        "cues": texts(acts, document, "cue_"),
        "sources": [a or b for a, b in zip(sources, resolved, strict=True)],
        "types": acts["source_type"].tolist(),
        "contents": texts(acts, document, "content_"),
        "actors": acts["actor"].nunique(),
        "praise": texts(praise, document),
        "holders": praise["holder"].tolist(),
        "targets": ["" if pd.isna(t) else t for t in praise["target"]],
        "agencies": sorted(set(study.credits["agency"])),
        "origins": sorted(set(study.origins["outlet"])),
    }
    for voice, key in (("boilerplate", "furniture"), ("narrator_official", "narrator_official")):
        told = [lines[n].strip() for n in sentences.index[sentences["voice"] == voice]]
        own[key] = [line for line in told if line]
    stance = study.stance
    for kind in _STANCE:
        own[kind] = texts(stance[stance["kind"] == kind], document)
    if "cut" in study.scores:
        own["cut"] = bool(study.scores["cut"].iloc[0])
    return {
        key: (_agrees(key, case[key], own.get(key)), own.get(key)) for key in case if key in _ONE
    }


_ONE = (
    *("cues", "sources", "types", "contents", "actors", "praise", "holders", "targets"),
    *("agencies", "furniture", "narrator_official", "cut", "origins", *_STANCE),
)


def _agrees(key: str, wanted: Any, found: Any) -> bool:
    if found is None:
        return False
    if key in ("cues", "praise", "holders", *_STANCE):
        return touching(wanted, found)
    if key == "targets":
        return len(wanted) == len(found) and all(
            a in b and len(b) <= len(a) + 25 for a, b in zip(wanted, found, strict=True)
        )
    if key == "contents":
        return len(wanted) == len(found) and all(
            a in b and len(b) - len(a) <= 2 * _EDGE for a, b in zip(wanted, found, strict=True)
        )
    return bool(wanted == found)


def read_versions(case: dict[str, Any]) -> dict[str, tuple[bool, Any]]:
    """What is right of two versions of a quotation."""
    rows = [{"text": t, "outlet": o} for t, o in zip(case["versions"], "أب", strict=True)]
    study = toolkit.score(table(rows), quotations=True)
    clusters = read_clusters(study.articles, study.attributions, study.quotations)
    found = find_differences(clusters)
    kinds = sorted(set(found["kind"]) - {"spelling"})
    shown = [*found["base_words"], *found["words"]]
    fidelity = score_fidelity(clusters)["fidelity"].min()
    judged: dict[str, tuple[bool, Any]] = {"found": (len(clusters) == 1, len(clusters))}
    if "differences" in case:
        judged["differences"] = kinds == sorted(case["differences"]), kinds
    if "words" in case:
        judged["words"] = all(any(w in s for s in shown) for w in case["words"]), shown
    if "faithful" in case:
        judged["faithful"] = (fidelity == 1) == case["faithful"], (fidelity, kinds)
    return judged


def read_copies(case: dict[str, Any]) -> dict[str, tuple[bool, Any]]:
    """How many runs are shared by articles."""
    study = toolkit.score(table(case["articles"]), reuse=True)
    found = len(study.reuse)
    return {"copied": (found == case["copied"], found)}


def judged(item: int | None) -> Iterator[tuple[dict, dict, dict[str, tuple[bool, Any]]]]:
    """Every kind with its cases and what is right of each."""
    for kind in yaml.safe_load(HABITS.read_text("utf-8"))["kinds"]:
        if item in (None, kind["item"]):
            for case in kind["cases"]:
                read = (
                    read_versions if "versions" in case
                    else read_copies if "articles" in case else read_one
                )  # fmt: skip
                yield kind, case, read(case)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--item", type=int)
    parser.add_argument("--wrong", action="store_true")
    options = parser.parse_args()
    counts: dict[tuple[int, str], list[int]] = {}
    for kind, case, result in judged(options.item):
        count = counts.setdefault((kind["item"], kind["kind"]), [0, 0])
        right = all(ok for ok, _ in result.values())
        count[0] += right
        count[1] += 1
        if options.wrong and not right:
            text = case.get("text") or (case.get("versions") or [case["articles"][0]["text"]])[-1]
            print(f"{kind['item']} {kind['kind']} | {text}")
            for key, (ok, found) in result.items():
                if not ok:
                    print(f"    {key}: {case.get(key)} found {found}")
    for (item, name), count in counts.items():
        print(f"{item:3} {name:45} {count[0]} of {count[1]}")
    whole = [sum(count[k] for count in counts.values()) for k in (0, 1)]
    print(f"    {'all':45} {whole[0]} of {whole[1]}")


if __name__ == "__main__":
    main()
