"""Accuracy of the shipped scorer on coded pages as they are, with intervals by article.

    python benchmarks/pages_accuracy.py ../shared/gold/evaluate.py [--half dev|test] [--errors WHAT]

The pages are data/pages: the half `dev` is trained on and read, the half `test` is kept for
measuring. EVALUATE is the gold's own `evaluate.py`. Furniture: of the coded boilerplate sentences
those that mostly lie in found ones (recall), of the found ones those that mostly lie in coded ones
(precision). Intervals: percentile bootstrap over articles. `--errors` lists what was missed and what
was wrong, of the half `dev` alone.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from judging import judge_of

import toolkit
from toolkit.arabic.document import join_document
from toolkit.training.folds import interval
from toolkit.training.gold import read_lines
from toolkit.validation.coding import coded_from_tables

PAGES = Path(__file__).parents[1] / "data" / "pages"
_RESAMPLES = 500


def covered(inner: dict, outer: list[dict]) -> bool:
    """Whether most of a sentence lies in boilerplate of another coding."""
    size = sum(
        max(0, min(inner["end"], s["end"]) - max(inner["start"], s["start"]))
        for s in outer
        if s["voice"] == "boilerplate"
    )
    return 2 * size > inner["end"] - inner["start"]


def furniture(gold: dict, found: dict) -> list[int]:
    """Coded, of these found; found, of these coded."""
    coded, own = (
        [s for s in part["sentences"] if s["voice"] == "boilerplate" and s["end"] - s["start"] > 1]
        for part in (gold, found)
    )
    return [
        len(coded),
        sum(covered(s, found["sentences"]) for s in coded),
        len(own),
        sum(covered(s, gold["sentences"]) for s in own),
    ]


def figures(result: dict, counts: np.ndarray) -> dict[str, float]:
    """The figures by name."""
    acts, praise, voice = result["attribution"], result["praise"], result["voice"]
    coded, recalled, found, right = counts.sum(axis=0)
    own = {n: acts[n]["f1"] if isinstance(acts[n], dict) else acts[n] for n in acts}
    return own | {
        "praise F1": praise["f1"],
        "praise precision": praise["precision"],
        "praise recall": praise["recall"],
        "voice macro F1": voice["macro_f1"],
        "narrator_official F1": voice["narrator_official"]["f1"],
        "framing alpha": np.nan
        if result["framing"]["alpha"] is None
        else result["framing"]["alpha"],
        "furniture recall": recalled / coded if coded else np.nan,
        "furniture precision": right / found if found else np.nan,
    }


def furniture_errors(row: dict, own: dict, text: str) -> Iterator[str]:
    """Boilerplate missed, and found where there is none."""
    for sign, some, others in (("MISS ", row, own), ("FALSE", own, row)):
        for s in some["sentences"]:
            if s["voice"] == "boilerplate" and not covered(s, others["sentences"]):
                yield f"{sign} {text[s['start'] : s['end']]}"


def praise_errors(row: dict, own: dict, text: str) -> Iterator[str]:
    """Praise missed, and found where there is none."""
    for sign, some, others in (("MISS ", row, own), ("FALSE", own, row)):
        for r in some["praise"]:
            a, b = r["span"]
            if not any(a < o["span"][1] and o["span"][0] < b for o in others["praise"]):
                around = f"{text[max(0, a - 60) : a]}[[{text[a:b]}]]{text[b : b + 60]}"
                yield f"{sign} {around} | T: {r['target']} | H: {r['holder']}"


def voice_errors(row: dict, own: dict, text: str) -> Iterator[str]:
    """Sentences in another voice than the coded one."""
    for s in row["sentences"]:
        a, b = s["start"], s["end"]
        best = max(own["sentences"], key=lambda o: min(o["end"], b) - max(o["start"], a))
        if s["voice"] not in ("boilerplate", best["voice"]):
            yield f"{s['voice']} -> {best['voice']} | {text[a:b]}"


def framing_errors(row: dict, own: dict, text: str) -> Iterator[str]:
    """Grades that differ."""
    if row["official_framing"] != own["official_framing"]:
        yield f"coded {row['official_framing']}, found {own['official_framing']} | {text[:80]}"


ERRORS = {
    "furniture": furniture_errors,
    "praise": praise_errors,
    "voice": voice_errors,
    "framing": framing_errors,
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("evaluate", type=Path)
    parser.add_argument("--half", choices=("dev", "test"), default="test")
    parser.add_argument("--errors", choices=ERRORS)
    options = parser.parse_args()
    if options.errors and options.half != "dev":
        parser.error("the half `test` is measured and not read: --errors needs --half dev")
    judge = judge_of(options.evaluate)
    gold = [r for r in read_lines(PAGES / "gold.jsonl") if r["split"] == options.half]
    own = {r["article_id"] for r in gold}
    articles = toolkit.read_articles(PAGES / "articles.jsonl")
    articles = articles[articles["article_id"].isin(own)].reset_index(drop=True)
    study = toolkit.score(articles)
    tables = {n: getattr(study, n) for n in ("attributions", "praise", "sentences", "scores")}
    found = coded_from_tables(tables, [r["article_id"] for r in gold])
    texts = {
        row.article_id: join_document(row.title, row.text)
        for row in articles.itertuples(index=False)
    }
    if options.errors:
        for row in gold:
            name = row["article_id"]
            for line in ERRORS[options.errors](row, found[name], texts[name]):
                print(name, line.replace("\n", " / "))
        return
    counts = np.array([furniture(r, found[r["article_id"]]) for r in gold])
    whole = figures(judge.evaluate(gold, found, texts), counts)

    def drawn(places: np.ndarray) -> list[float]:
        part = [gold[i] for i in places]
        return list(figures(judge.evaluate(part, found, texts), counts[places]).values())

    low, high = interval(len(gold), drawn, resamples=_RESAMPLES)
    print(f"| {options.half}, {len(gold)} pages | figure | 95 % interval |\n|---|---|---|")
    for (name, value), a, b in zip(whole.items(), low, high, strict=True):
        print(f"| {name} | {value:.3f} | {a:.3f}–{b:.3f} |")


if __name__ == "__main__":
    main()
