"""How much of real outlets is copy, and how often the agency is credited, in
the text or in the byline.

    python benchmarks/reuse_corpora.py ../shared/corpora

First SaudiNewsNet: by outlet, the share of words that stand in an item of the Saudi Press Agency,
the articles that are at least half agency copy, and how many of those credit the agency (or any).
Then the ANT corpus: pairs of France 24 and Sky News Arabia articles with a common text, and the
share of each one's words that also stand in the other's, by category and by month.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

import pandas as pd
from reuse import SHARED_SEQUENCES, pairs_by_index

from toolkit.measures.credits.find import byline_credits, find_credits
from toolkit.measures.reuse.find import index_reuse, reuse_scores

HALF = 0.5
OWN, OTHER = "France 24 Arabic", "Sky News Arabia"


def read(path: Path) -> pd.DataFrame:
    """Read a JSON-lines file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return pd.DataFrame([json.loads(line) for line in lines])


def saudi(path: Path) -> None:
    """Print the table of the Saudi outlets."""
    articles = read(path)
    index = index_reuse(articles)
    scores = reuse_scores(index).set_index("article_id")
    table = articles.set_index("article_id")[["outlet", "outlet_kind"]].join(scores)
    table["words"] = index.words.lengths
    credits = pd.concat([find_credits(articles), byline_credits(articles)])
    table["credits_any"] = table.index.isin(credits["article_id"])
    spa = credits.loc[credits["agency"] == "SPA", "article_id"]
    table["credits_spa"] = table.index.isin(spa)
    table["copied"] = table["words"] * table["agency_reuse_share"]
    table["half"] = table["agency_reuse_share"] >= HALF
    papers = table[table["outlet_kind"] != "state_agency"]
    rows = []
    for outlet, group in [*papers.groupby("outlet"), ("all", papers)]:
        half = group[group["half"]]
        rows.append(
            {
                "outlet": outlet,
                "articles": len(group),
                "agency words %": round(100 * group["copied"].sum() / group["words"].sum(), 1),
                "shared copy %": round(100 * group["shared_copy_share"].mean(), 1),
                "half copy": len(half),
                "credit SPA": int(half["credits_spa"].sum()),
                "credit any": int(half["credits_any"].sum()),
                "uncredited": int((~half["credits_any"]).sum()),
            }
        )
    print(pd.DataFrame(rows).to_string(index=False))


def france24_and_sky(path: Path) -> None:
    """Print what the two outlets have in common, by category and month."""
    articles = read(path)
    both = articles[articles["outlet"].isin([OWN, OTHER])].reset_index(drop=True)
    index = index_reuse(both)
    both["share"] = reuse_scores(index)["shared_copy_share"]
    both["words"] = index.words.lengths
    both["copied"] = both["share"] * both["words"]
    both["half"] = both["share"] >= HALF
    credits = pd.concat([find_credits(both), byline_credits(both)])
    both["AFP"] = both["article_id"].isin(credits.loc[credits["agency"] == "AFP", "article_id"])
    both["month"] = both["published"].str[:7]
    pairs, _ = pairs_by_index(both)
    print(f"\n{OWN} and {OTHER}: {len(pairs)} pairs share {SHARED_SEQUENCES} sequences or more")
    for by in ("category", "month"):
        grouped = both.groupby([by, "outlet"])
        table = pd.DataFrame(
            {
                "articles": grouped.size(),
                "copy % of words": 100 * grouped["copied"].sum() / grouped["words"].sum(),
                "half copy": grouped["half"].sum(),
            }
        )
        table["of those name AFP"] = both[both["half"]].groupby([by, "outlet"])["AFP"].sum()
        print(table.fillna(0).round(1).astype({"of those name AFP": int}).to_string())


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", type=Path)
    options = parser.parse_args()
    saudi(options.corpora / "saudi.jsonl.gz")
    france24_and_sky(options.corpora / "ant.jsonl.gz")


if __name__ == "__main__":
    main()
