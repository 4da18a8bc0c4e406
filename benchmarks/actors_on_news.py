"""Actors on news that nobody coded: who stands first, what is not told, and what it costs.

    python benchmarks/actors_on_news.py CORPUS.jsonl.gz [--articles 300] [--seed 1] [--first 100]

The first actors are printed to be read: each one row, and none a phrase that is no actor. Then the
shares of acts and of praise without actor or state, the share of praise that `figures.praise_flows`
puts into "other", and the processor's seconds and memory of the step beside scoring (reading the
mentions from documents that are cut already, and joining them), as they are and for 31,457 articles.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import time

import pandas as pd

import toolkit
from toolkit.articles.sentence_table import cut_documents
from toolkit.figures import praise_flows
from toolkit.measures.actors import gather_actors, mentions_of

CHUNK = 200
WHOLE = 31_457
_LISTED = ("acts", "name", "kind", "state", "variants")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpus")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=100)
    options = parser.parse_args()
    articles = toolkit.read_articles(options.corpus, sample=options.articles, seed=options.seed)
    study = toolkit.score(articles)
    _list(study.actors.head(options.first))
    _shares(study)
    _cost(study)


def _list(actors: pd.DataFrame) -> None:
    columns = (actors[c].fillna("-").astype(str).tolist() for c in _LISTED)
    for place, (acts, name, kind, state, variants) in enumerate(zip(*columns, strict=True), 1):
        print(f"{place:3} {acts:>4} {name} ({kind}, {state}): {variants[:80]}")


def _shares(study: toolkit.Study) -> None:
    acts, praise = study.attributions, study.praise
    print(f"\n{len(acts)} acts: {acts['actor'].isna().mean():.3f} without actor, "
          f"{acts['state'].isna().mean():.3f} without state")  # fmt: skip
    print(f"{len(praise)} praise: {praise['target_actor'].isna().mean():.3f} without target actor, "
          f"{praise['target_state'].isna().mean():.3f} without its state")  # fmt: skip
    flows = praise_flows(praise, acts, study.articles).table
    cells = flows.assign(target=flows["target"].fillna("other")).groupby("target")["articles"].sum()
    other, untold = (cells.get(row, 0) / cells.sum() for row in ("other", "none"))
    print(f"praise_flows: {other:.3f} in 'other', {untold:.3f} not told")


def _cost(study: toolkit.Study) -> None:
    articles, acts, praise = study.articles, study.attributions, study.praise
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    parts, seconds = [], 0.0
    for start in range(0, len(articles), CHUNK):
        own = articles.iloc[start : start + CHUNK].reset_index(drop=True)
        ids = set(own["article_id"])
        documents = cut_documents(own)
        told = [table[table["article_id"].isin(ids)] for table in (acts, praise)]
        begun = time.process_time()
        parts.append(mentions_of(own, *told, documents=documents))
        seconds += time.process_time() - begun
    begun = time.process_time()
    found = gather_actors(pd.concat(parts, ignore_index=True), acts, praise)
    joining = time.process_time() - begun
    whole = WHOLE / len(articles)
    rows = hashlib.sha256(found.actors.to_csv().encode()).hexdigest()[:12]
    print(f"{len(articles)} articles: mentions {seconds:.2f} s, joining {joining:.2f} s of processor "
          f"(for {WHOLE}: {whole * (seconds + joining):.0f} s)")  # fmt: skip
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    print(f"memory beside scoring: {more / 1024:.0f} MB; actors {rows}")


if __name__ == "__main__":
    main()
