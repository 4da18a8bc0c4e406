"""Accuracy of actors, states and gender against coded ones, with intervals by article.

    python benchmarks/actors_accuracy.py [pages|sample|dev|fresh] [--split dev|test] [--acts found|coded]

The set is ``data/pages``, ``data/sample`` (its ``actors.jsonl``), the development articles of
``data/gold/actors.jsonl``, whose texts and acts lie in ``../shared/gold`` (`--shared`), or the fresh
ones of ``data/gold/actors_fresh.jsonl``, whose texts `make train` leaves in ``build/further``
(`--further`); nobody who works on the toolkit reads those. Acts carry `actor` and `state`,
praise `target_actor` and `target_state` (codebook, sections 6 and 7). Acts and praise are found anew
(`--acts found`: those that share a character with a coded cue or span count) or taken as coded,
which measures the actors alone; the models that find acts were fitted on the sample and on the
development articles, among others. All articles of the set are read, so that actors are joined
across them; `--split` says which are measured. Single items are printed (`--errors N`) of the split
``dev`` alone.

Figures: B³ F1 (Bagga and Baldwin 1998) of acts by speaker; state of the source; target's actor and
state; gender of the persons of the set's table of genders (all articles), where it has one. A target's actor is right where
both names are one entry of the gazetteer, or one name by the codebook: the same words once titles,
kinds of body and the state's name are out; of a person, all words of the shorter name, two or more,
standing in the longer one. Intervals: percentile bootstrap over articles, 2,000 resamples.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from toolkit.measures.actors import Actors, find_actors
from toolkit.measures.actors.gazetteer.lands import state_of_word
from toolkit.measures.actors.keys import key_of
from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.reading.mentions import read_mention
from toolkit.measures.actors.reading.targets import read_target
from toolkit.measures.actors.tokens import bare_words
from toolkit.training.standoff import join

DATA = Path("data")
RESAMPLES = 2000
Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "set", choices=("pages", "sample", "dev", "fresh"), nargs="?", default="pages"
    )
    parser.add_argument("--shared", type=Path, default=Path("../shared/gold"))
    parser.add_argument("--further", type=Path, default=Path("build/further"))
    parser.add_argument("--split", choices=("dev", "test", "both"), default="both")
    parser.add_argument("--acts", choices=("found", "coded"), default="found")
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of each kind")
    options = parser.parse_args()
    if options.set == "fresh" and options.split == "dev":
        parser.error("the fresh articles are a kept set; they have no half that may be read")
    if options.errors and options.split != "dev":
        parser.error("--errors reads single items, which only --split dev may")
    folder, genders = DATA / options.set, DATA / options.set / "genders.tsv"
    if options.set == "pages":
        gold = _lines(folder / "gold.jsonl")
        texts = {row["article_id"]: row for row in _lines(folder / "articles.jsonl")}
    elif options.set == "sample":
        gold, texts = _joined(
            folder / "actors.jsonl", folder / "gold.jsonl", folder / "articles.jsonl"
        )
    elif options.set == "fresh":
        further, genders = options.further, DATA / "gold" / "genders_fresh.tsv"
        gold, texts = _joined(
            DATA / "gold" / "actors_fresh.jsonl", further / "gold.jsonl", further / "articles.jsonl"
        )
    else:
        shared = options.shared
        gold, texts = _joined(
            DATA / "gold" / "actors.jsonl", shared / "dev.jsonl", shared / "dev_articles.jsonl"
        )
    wanted = [row for row in gold if options.split in ("both", row["split"])]
    articles = pd.DataFrame([texts[row["article_id"]] for row in gold])
    acts, praise = _found(articles) if options.acts == "found" else _coded(articles, gold)
    found = find_actors(articles, acts, praise)
    rows = [row for coded in wanted for row in _pairs(coded, found, texts)]
    _report(rows, options.errors)
    if genders.exists():
        _genders(genders, found.actors)


def _joined(actors: Path, acts: Path, articles: Path) -> tuple[list[Row], dict[str, Row]]:
    """Coded articles with the actors that are coded in a file of their own."""
    coded = {row["article_id"]: row for row in _lines(acts)}
    pairs = join(_lines(actors), _lines(articles))
    gold = []
    for row, _ in pairs:
        own = coded[row["article_id"]]
        gold.append({**own, "split": row["split"],
                     "attributions": _onto(own["attributions"], row["attributions"], "cue"),
                     "praise": _onto(own["praise"], row["praise"], "span")})  # fmt: skip
    return gold, {article["article_id"]: article for _, article in pairs}


def _onto(records: Sequence[Row], actors: Sequence[Row], key: str) -> list[Row]:
    if [r[key] for r in records] != [a[key] for a in actors]:
        raise SystemExit("the actors do not follow the coded acts and praise; code them anew")
    return [r | a for r, a in zip(records, actors, strict=True)]


def _lines(path: Path) -> list[Row]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def _found(articles: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    import toolkit
    from toolkit.articles import check_articles

    study = toolkit.score(check_articles(articles))
    return study.attributions, study.praise


def _coded(articles: pd.DataFrame, coded: Sequence[Row]) -> tuple[pd.DataFrame, pd.DataFrame]:
    acts, praise = [], []
    documents = {
        i: f"{t}\n{x}"
        for i, t, x in zip(articles["article_id"], articles["title"], articles["text"], strict=True)
    }
    for row in coded:
        own = row["article_id"]
        for number, act in enumerate(row["attributions"]):
            edges = {
                f"{name}_{edge}": act[name][side] if act[name] else pd.NA
                for name in ("cue", "source", "source_resolved")
                for side, edge in enumerate(("start", "end"))
            }
            span = act["source"] or act["source_resolved"]
            speaker = documents[own][span[0] : span[1]] if span else None
            acts.append({"article_id": own, "attribution": number, "speaker": speaker,
                         "source_type": act["source_type"], "named": act["named"], **edges})  # fmt: skip
        for number, each in enumerate(row["praise"]):
            holder = next(
                (
                    n
                    for n, a in enumerate(row["attributions"])
                    if a["content"] and a["content"][0] <= each["span"][0] < a["content"][1]
                ),
                pd.NA,
            )
            praise.append({"article_id": own, "praise": number, "start": each["span"][0],
                           "end": each["span"][1], "target": _words(documents[own], each["target"]),
                           "holder": _words(documents[own], each["holder"]), "attribution": holder})  # fmt: skip
    return pd.DataFrame(acts), pd.DataFrame(praise)


def _words(document: str, told: Any) -> Any:
    """What is told as words, or as the span of them."""
    return document[told[0] : told[1]] if isinstance(told, list) else told


def _pairs(coded: Row, found: Actors, texts: dict[str, Row]) -> list[Row]:
    """Every coded act and praise that was found, with what both say of its actor."""
    own = coded["article_id"]
    document = f"{texts[own]['title']}\n{texts[own]['text']}"
    acts = found.attributions[found.attributions["article_id"] == own].to_dict("records")
    praise = found.praise[found.praise["article_id"] == own].to_dict("records")
    names = found.actors.set_index("actor")["name"]
    rows = []
    spans = [(a["cue_start"], a["cue_end"]) for a in acts]
    for act in coded["attributions"]:
        place = _match(act["cue"], spans)
        if place is None:
            continue
        hit = acts[place]
        source = act["source"] or act["source_resolved"]
        rows.append({
            "what": "act", "article": own, "gold": act["actor"], "kind": act["actor_kind"],
            "state": act["state"], "found": _text(hit["actor"]),
            "found_state": _text(hit["state"]), "speaker": hit["speaker"],
            "phrase": document[source[0] : source[1]] if source else "",
        })  # fmt: skip
    spans = [(p["start"], p["end"]) for p in praise]
    for each in coded["praise"]:
        place = _match(each["span"], spans)
        if place is None:
            continue
        hit = praise[place]
        actor = _text(hit["target_actor"])
        name = str(names[actor]) if actor else None
        rows.append({
            "what": "target", "article": own, "gold": each["target_actor"],
            "state": each["target_state"], "found": actor,
            "found_state": _text(hit["target_state"]), "phrase": _words(document, each["target"]),
            "speaker": hit["target"],
            "same": _same(each["target_actor"], name, person=each["target_kind"] == "person"),
        })  # fmt: skip
    return rows


def _match(span: Sequence[int], spans: Sequence[tuple[int, int]]) -> int | None:
    shared = [min(span[1], e) - max(span[0], s) for s, e in spans]
    best = max(range(len(shared)), key=shared.__getitem__, default=None)
    return best if best is not None and shared[best] > 0 else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _same(gold: str | None, name: str | None, *, person: bool = False) -> bool:
    """Whether a coded and a found name are one actor's, by the codebook."""
    if gold is None or name is None:
        return gold == name
    for read in (read_mention, read_target):
        one, two = read(gold), read(name)
        key = key_of(one, "", float("nan"))
        if key and not one.is_open and key == key_of(two, "", float("nan")):
            return True
    mine, other = _content(gold), _content(name)
    if person:
        less, more = sorted((mine, other), key=len)
        return len(less) > 1 and less <= more
    return bool(mine) and mine == other and _states(gold) in (_states(name), frozenset())


_NO_NAME = ("honorifics", "body_kinds", "stop")


def _content(name: str) -> frozenset[str]:
    """The words of a name that are no title, kind of body or state."""
    words = [w for w in bare_words(name) if not any(w in word_list(part) for part in _NO_NAME)]
    return frozenset(w for w in words if not state_of_word(w)[0])


def _states(name: str) -> frozenset[str]:
    return frozenset(filter(None, (state_of_word(w)[0] for w in bare_words(name))))


def b_cubed(gold: Sequence[str], found: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Precision and recall of every item."""
    both = Counter(zip(gold, found, strict=True))
    of_gold, of_found = Counter(gold), Counter(found)
    shared = np.array([both[pair] for pair in zip(gold, found, strict=True)], dtype=float)
    return (
        shared / np.array([of_found[f] for f in found]),
        shared / np.array([of_gold[g] for g in gold]),
    )


def _genders(path: Path, actors: pd.DataFrame) -> None:
    """Gender of the coded persons who were found as actors: right, wrong and not told."""
    coded = pd.read_csv(path, sep="\t", comment="#", dtype="str")
    persons = actors[actors["kind"] == "person"]
    found = list(zip(persons["name"].tolist(), persons["gender"].tolist(), strict=True))
    pairs = [
        (
            own,
            next((_text(gender) for other, gender in found if _same(name, other, person=True)), ""),
        )
        for name, own in zip(coded["name"].tolist(), coded["gender"].tolist(), strict=True)
    ]
    named = [(own, gender) for own, gender in pairs if gender != ""]
    told = [own == gender for own, gender in named if gender]
    women = [gender == "f" for own, gender in named if own == "f"]
    print(f"gender                    {np.mean(told):.3f} of {len(told)} persons with one, "
          f"{len(named) - len(told)} of {len(named)} not told; {sum(women)} of {len(women)} women told")  # fmt: skip


def _report(rows: Sequence[Row], errors: int) -> None:
    acts = [r for r in rows if r["what"] == "act"]
    named = [r for r in acts if r["gold"]]
    found = [r["found"] or f"none {n}" for n, r in enumerate(named)]
    precision, recall = b_cubed([r["gold"] for r in named], found)
    where = np.array([r["article"] for r in named])
    low, high = _interval(where, lambda w: _f1(precision, recall, w))
    print(f"acts found                {len(acts)} in {len({r['article'] for r in acts})} articles")
    print(f"B3 F1 by speaker          {_f1(precision, recall, np.ones(len(named))):.3f} "
          f"({low:.3f}-{high:.3f}), precision {precision.mean():.3f}, recall {recall.mean():.3f}")  # fmt: skip
    targets = [r for r in rows if r["what"] == "target"]
    _share("state of source", acts, lambda r: (r["state"] or None) == r["found_state"])
    _share("target actor", targets, lambda r: r["same"])
    _share("target state", targets, lambda r: (r["state"] or None) == r["found_state"])
    if errors:
        _errors(named, targets, acts, precision * recall, errors)


def _f1(precision: np.ndarray, recall: np.ndarray, weights: np.ndarray) -> float:
    if not weights.sum():
        return float("nan")
    p, r = np.average(precision, weights=weights), np.average(recall, weights=weights)
    return float(2 * p * r / (p + r)) if p + r else 0.0


def _interval(articles: np.ndarray, figure: Any) -> tuple[float, float]:
    names, number = np.unique(articles, return_inverse=True)
    random = np.random.default_rng(20)
    values = []
    for _ in range(RESAMPLES):
        counts = np.bincount(random.integers(len(names), size=len(names)), minlength=len(names))
        values.append(figure(counts[number].astype(float)))
    return tuple(np.nanpercentile(values, [2.5, 97.5]))


def _share(label: str, rows: Sequence[Row], right: Any) -> None:
    hits = np.array([bool(right(r)) for r in rows], dtype=float)
    where = np.array([r["article"] for r in rows])
    if not len(hits):
        print(f"{label:26}none")
        return
    low, high = _interval(
        where, lambda w: float(np.average(hits, weights=w)) if w.sum() else float("nan")
    )
    print(f"{label:26}{hits.mean():.3f} ({low:.3f}-{high:.3f}), n {len(hits)}")


def _errors(
    named: Sequence[Row], targets: Sequence[Row], acts: Sequence[Row], good: np.ndarray, most: int
) -> None:
    print("\n# speakers least well clustered")
    for place in np.argsort(good, kind="stable")[:most].tolist():
        if good[place] < 1:
            r = named[place]
            print(f"{good[place]:.2f} {r['article']} | {r['phrase']} | {r['speaker']} "
                  f"| gold {r['gold']} | found {r['found']}")  # fmt: skip
    print("\n# states")
    for r in [r for r in acts if (r["state"] or None) != r["found_state"]][:most]:
        print(f"{r['article']} | {r['phrase']} | gold {r['gold']} {r['state']} "
              f"| found {r['found']} {r['found_state']}")  # fmt: skip
    print("\n# targets")
    wrong = [r for r in targets if not r["same"] or (r["state"] or None) != r["found_state"]]
    for r in wrong[:most]:
        print(f"{r['article']} | {r['phrase']} | {r['speaker']} | gold {r['gold']} {r['state']} "
              f"| found {r['found']} {r['found_state']}")  # fmt: skip


if __name__ == "__main__":
    main()
