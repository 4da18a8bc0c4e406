"""Accuracy on pairs of quotations that were read: same or not, relation, kind of difference.

    python benchmarks/quotation_pairs.py ../shared/corpora ATTRIBUTIONS [--fit] [--wrong]

ATTRIBUTIONS is a folder with ant.parquet and saudi.parquet. The codes are in data/quotations (its
README says who coded). `same` is decided by a logistic regression fitted on these very pairs, so
what is printed for it is out of sample: ten folds, no article in two of them. `--fit` writes the
regression of all pairs to the package.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components
from scipy.stats import binomtest
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from toolkit.measures.quotations.alignment import version_words
from toolkit.measures.quotations.contents import collect_contents
from toolkit.measures.quotations.differences import compare_versions
from toolkit.measures.quotations.relation import relation, tongue_of
from toolkit.measures.quotations.similarity import (
    FEATURES,
    features,
    index_contents,
    same_score,
    weigh,
)
from toolkit.measures.quotations.speakers import reconcile

ROOT = Path(__file__).parents[1]
SETS = ("pairs", "fresh")
FITTED = ROOT / "toolkit" / "measures" / "quotations" / "data" / "same.json"
THRESHOLD = 0.0


def answers(corpus: Path, acts: Path, coded: list[dict]) -> pd.DataFrame:
    """What the toolkit says of each coded pair of one corpus, and what it weighs.

    The contents compared with are those of the days that the pairs are of.
    """
    articles = pd.read_json(corpus, lines=True, dtype={"article_id": str})
    articles = articles.fillna({"title": "", "text": ""})
    attributions = pd.read_parquet(acts)
    used = {p[side]["article_id"] for p in coded for side in "ab"}
    day = articles["published"].astype(str).str[:10]
    kept = day.isin(set(day[articles["article_id"].isin(used)]))
    kept &= articles["article_id"].isin(set(attributions["article_id"]) | used)
    articles = articles[kept].reset_index(drop=True)
    own = attributions["article_id"].isin(set(articles["article_id"]))
    contents = collect_contents(articles, attributions[own])
    keys = zip(*(contents.table[c] for c in ("article_id", "start", "end")), strict=True)
    row = {key: k for k, key in enumerate(keys)}
    coded = [p for p in coded if all(place(p[side]) in row for side in "ab")]
    pairs = np.array([[row[place(p[side])] for side in "ab"] for p in coded], dtype=np.int64)
    pairs.sort(axis=1)
    index = index_contents(contents, reconcile(contents.table["speaker"].tolist(), contents.days))
    evidence = weigh(index, pairs)
    texts = articles.set_index("article_id")
    rows = []
    for p, both in zip(coded, pairs.tolist(), strict=True):
        found = compare_versions(*(words(texts, p[side]) for side in "ab"))
        tongue = tongue_of(contents.table["speaker"].iloc[both])
        rows.append({
            **{name: p[name] for name in ("set", "corpus", "pair", "stratum", "relation", "kind")},
            "same": bool(p["same"]), "says_relation": relation(found, tongue),
            "says_kind": found.kind, "a": p["a"]["article_id"], "b": p["b"]["article_id"],
        })  # fmt: skip
    measured = pd.DataFrame(features(evidence), columns=list(FEATURES))
    table = pd.concat([pd.DataFrame(rows), measured], axis=1)
    return table.assign(shipped=same_score(evidence) >= 0) if FITTED.exists() else table


def place(version: dict) -> tuple[str, int, int]:
    """The key of a version."""
    return version["article_id"], version["start"], version["end"]


def words(texts: pd.DataFrame, version: dict) -> list:
    """The words of a version."""
    article = texts.loc[version["article_id"]]
    return version_words(f"{article['title']}\n{article['text']}", version["start"], version["end"])


def regression() -> object:
    """The regression, on features brought to one scale."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=3.0, max_iter=5000))


def out_of_sample(table: pd.DataFrame) -> np.ndarray:
    """Log odds of each pair by a regression that saw none of its articles."""
    names = pd.factorize(pd.concat([table["a"], table["b"]]))[0]
    one, two = names[: len(table)], names[len(table) :]
    graph = coo_array((np.ones(len(table)), (one, two)), shape=(names.max() + 1,) * 2)
    group = connected_components(graph, directed=False)[1][one]
    scores = np.zeros(len(table))
    x, y = table[list(FEATURES)].to_numpy(), table["same"].to_numpy()
    for train, test in GroupKFold(10).split(x, y, group):
        scores[test] = regression().fit(x[train], y[train]).decision_function(x[test])
    return scores


def fit(table: pd.DataFrame) -> None:
    """Write the regression of all pairs."""
    model = regression().fit(table[list(FEATURES)].to_numpy(), table["same"].to_numpy())
    scale, line = model[0], model[1]
    weights = line.coef_[0] / scale.scale_
    fitted = {
        "what": "Logistic regression of `same` on the pairs of data/quotations",
        "pairs": len(table), "same": int(table["same"].sum()),
        "weights": {n: round(float(w), 4) for n, w in zip(FEATURES, weights, strict=True)},
        "intercept": round(float(line.intercept_[0] - weights @ scale.mean_), 4),
        "threshold": THRESHOLD,
    }  # fmt: skip
    FITTED.write_text(json.dumps(fitted, indent=2) + "\n", encoding="utf-8")


def share(name: str, hits: int, total: int) -> None:
    """Print a share with its 95 % interval (Wilson)."""
    low, high = binomtest(hits, total).proportion_ci(method="wilson") if total else (0.0, 1.0)
    print(f"  {name:22s} {hits / max(total, 1):.3f} [{low:.3f}, {high:.3f}]  {hits}/{total}")


def report(table: pd.DataFrame, says: pd.Series, name: str) -> None:
    """Print the figures of one set of pairs."""
    both = table[table["same"]]
    print(f"{name}: {len(table)} pairs, {len(both)} the same")
    hits = int((table["same"] & says).sum())
    share("precision of same", hits, int(says.sum()))
    share("recall of same", hits, len(both))
    share("relation right", int((both["relation"] == both["says_relation"]).sum()), len(both))
    share("kind right", int((both["kind"] == both["says_kind"]).sum()), len(both))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("attributions", type=Path)
    parser.add_argument("--fit", action="store_true", help="write the regression of all pairs")
    parser.add_argument("--wrong", action="store_true", help="list the pairs judged otherwise")
    options = parser.parse_args()
    coded = []
    for name in SETS:
        path = ROOT / "data" / "quotations" / f"{name}.jsonl"
        coded += [json.loads(li) | {"set": name} for li in path.read_text("utf-8").splitlines()]
    tables = []
    for name in sorted({p["corpus"] for p in coded}):
        sources = options.corpora / f"{name}.jsonl.gz", options.attributions / f"{name}.parquet"
        tables.append(answers(*sources, [p for p in coded if p["corpus"] == name]))
    table = pd.concat(tables, ignore_index=True)
    if options.fit:
        fit(table)
    table["says_same"] = out_of_sample(table) >= THRESHOLD
    for name in SETS:
        own = table[table["set"] == name]
        report(own, own["says_same"], f"{name}, out of sample")
    report(table, table["says_same"], "all, out of sample")
    if "shipped" in table:
        report(table, table["shipped"], "all, as shipped (in sample)")
    if options.wrong:
        wrong = table["same"] != table["says_same"]
        wrong |= table["same"] & (table["kind"] != table["says_kind"])
        wrong |= table["same"] & (table["relation"] != table["says_relation"])
        columns = ["set", "pair", "corpus", "same", "says_same", "relation", "says_relation"]
        print(table.loc[wrong, [*columns, "kind", "says_kind"]].to_string())


if __name__ == "__main__":
    main()
