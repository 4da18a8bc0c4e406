"""Pictures of quotations that teach something: versions of one statement set side by side.

    python benchmarks/quotation_clusters.py CORPUS.jsonl.gz ATTRIBUTIONS.parquet --list [--days FROM TO]
    python benchmarks/quotation_clusters.py CORPUS.jsonl.gz ATTRIBUTIONS.parquet ARTICLE:START …

`--list` prints the clusters of three outlets or more by what differs in them, each with the place
(article and offset) by which it is named; the other call draws the clusters of those places to
build/quotations/. The pictures hold words of the articles and are not kept with the project.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from toolkit.figures import quotation_rows
from toolkit.measures.quotations import find_quotations, read_clusters
from toolkit.measures.quotations.versions.records import Cluster

OUT = Path(__file__).parents[1] / "build" / "quotations"


def clusters_of(corpus: Path, acts: Path, days: list[str] | None) -> list[Cluster]:
    """The clusters of a corpus, or of some days of it."""
    articles = pd.read_json(corpus, lines=True, dtype={"article_id": str})
    articles = articles.fillna({"title": "", "text": ""})
    if days:
        day = articles["published"].astype(str).str[:10]
        articles = articles[day.between(*days)].reset_index(drop=True)
    attributions = pd.read_parquet(acts)
    attributions = attributions[attributions["article_id"].isin(set(articles["article_id"]))]
    found = find_quotations(articles, attributions)
    return read_clusters(articles, attributions, found)


def show(cluster: Cluster) -> None:
    """Print one cluster: place, speaker, and each version by outlet, relation and kind."""
    head = cluster.versions[cluster.common]
    print(f"{head.article_id}:{head.start} {cluster.tongue} {cluster.speaker}")
    for version in cluster.versions:
        words = " ".join(word.text for word in version.words)
        kind = version.comparison.kind
        print(
            f"  {version.outlet} {version.published:%m-%d} {version.relation} {kind} | {words[:400]}"
        )


def main() -> None:
    """List or draw."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("attributions", type=Path)
    parser.add_argument("places", nargs="*")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--days", nargs=2)
    options = parser.parse_args()
    clusters = clusters_of(options.corpus, options.attributions, options.days)
    if options.list:
        for cluster in clusters:
            kinds = {v.comparison.kind for v in cluster.versions} - {"none"}
            if len(cluster.outlets) >= 3 and kinds:
                show(cluster)
        return
    OUT.mkdir(parents=True, exist_ok=True)
    for place in options.places:
        article, start = place.rsplit(":", 1)
        for cluster in clusters:
            if any(v.article_id == article and v.start == int(start) for v in cluster.versions):
                quotation_rows(cluster).savefig(OUT / f"{article}-{start}.png")
                show(cluster)


if __name__ == "__main__":
    main()
