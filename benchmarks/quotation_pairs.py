"""Accuracy on pairs of quotations that were read: same or not, relation, kind of difference.

    python benchmarks/quotation_pairs.py ../shared/corpora ATTRIBUTIONS [--fit] [--wrong SET]

ATTRIBUTIONS is a folder with ant.parquet and saudi.parquet. The codes are in data/quotations (its
README says who coded). The regression is fitted on the sets of `FITTED_ON`, so what is printed for
these is out of sample: ten folds, no article in two of them. `BLIND` was drawn and read after that
and is judged as the package ships. `--fit` writes the regression of all pairs of `FITTED_ON`.

Where pairs were drawn by strata of the whole population, each counts for as many as it stands for;
intervals are of a bootstrap of the pairs inside their strata.
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
from toolkit.measures.quotations.matching.blocking import propose_pairs
from toolkit.measures.quotations.matching.contents import Contents, collect_contents
from toolkit.measures.quotations.matching.decision import (
    FEATURES,
    features,
    keep_company,
    same_score,
)
from toolkit.measures.quotations.matching.index import index_contents
from toolkit.measures.quotations.matching.similarity import weigh
from toolkit.measures.quotations.speakers import reconcile
from toolkit.measures.quotations.versions.differences import compare_versions
from toolkit.measures.quotations.versions.relation import relation, tongue_of

ROOT = Path(__file__).parents[1]
FITTED_ON = ("pairs", "fresh", "development")
BLIND = "third"
WEIGHTED = ("development", "third")
SHIPPED = ROOT / "toolkit" / "measures" / "quotations" / "data" / "same.json"
PRECISION = 0.95
"""What the threshold is set for, on the development draw out of sample."""

SIDES = ("a", "b")
_ROUNDS = 2000


def answers(corpus: Path, acts: Path, coded: list[dict]) -> pd.DataFrame:
    """What the toolkit says of each coded pair of one corpus, and what it weighs.

    A coded span that is no content any more, since attribution has been fitted anew, is put among
    the contents; it is nobody's company.
    """
    articles = pd.read_json(corpus, lines=True, dtype={"article_id": str})
    articles = articles.fillna({"title": "", "text": ""})
    attributions = pd.read_parquet(acts)
    used = {p[side]["article_id"] for p in coded for side in SIDES}
    own = articles["article_id"].isin(used), attributions["article_id"].isin(used)
    missing = _missing(collect_contents(articles[own[0]], attributions[own[1]]), coded)
    contents = collect_contents(articles, pd.concat([attributions, missing], ignore_index=True))
    keys = zip(*(contents.table[c] for c in ("article_id", "start", "end")), strict=True)
    row = {key: k for k, key in enumerate(keys)}
    coded = [p for p in coded if all(place(p[side]) in row for side in SIDES)]
    pairs = np.array([[row[place(p[side])] for side in SIDES] for p in coded], dtype=np.int64)
    pairs.sort(axis=1)
    index = index_contents(contents, reconcile(contents.table["speaker"].tolist(), contents.days))
    proposed = propose_pairs(contents)
    added = (contents.table["attribution"] < 0).fillna(False).to_numpy(dtype=bool)
    known = proposed[~added[proposed].any(axis=1)]
    company = keep_company(index, known, weigh(index, known))
    evidence = weigh(index, pairs)
    others = company.others(index, pairs, evidence)
    size = len(contents)
    found = np.isin(pairs[:, 0] * size + pairs[:, 1], proposed[:, 0] * size + proposed[:, 1])
    table = pd.DataFrame(_said(articles, contents, coded, pairs.tolist()))
    measured = pd.DataFrame(features(evidence, others), columns=list(FEATURES))
    table = pd.concat([table, measured], axis=1).assign(proposed=found)
    if json.loads(SHIPPED.read_text("utf-8"))["together"]["weights"]:
        table["shipped"] = same_score(evidence, others)
    return table


def _missing(contents: Contents, coded: list[dict]) -> pd.DataFrame:
    """Coded spans that are no content, with kind and speaker of the content that they overlap."""
    table = contents.table
    known = set(zip(table["article_id"], table["start"], table["end"], strict=True))
    wanted = {place(p[side]) for p in coded for side in SIDES} - known
    by_article = dict(
        list(table[table["article_id"].isin({w[0] for w in wanted})].groupby("article_id"))
    )
    rows = []
    for number, (article_id, start, end) in enumerate(sorted(wanted)):
        speaker, kind = None, "direct"
        own = by_article.get(article_id)
        if own is not None:
            overlap = np.minimum(own["end"], end) - np.maximum(own["start"], start)
            if overlap.max() > 0:
                speaker, kind = own.loc[overlap.idxmax(), ["speaker", "kind"]]
        rows.append((article_id, -1 - number, start, end, kind, speaker))
    names = ["article_id", "attribution", "content_start", "content_end", "kind", "speaker"]
    return pd.DataFrame(rows, columns=names)


def _said(
    articles: pd.DataFrame, contents: Contents, coded: list[dict], pairs: list[list[int]]
) -> list[dict]:
    texts = articles.set_index("article_id")
    rows = []
    for p, both in zip(coded, pairs, strict=True):
        found = compare_versions(*(words(texts, p[side]) for side in SIDES))
        tongue = tongue_of(contents.table["speaker"].iloc[both])
        rows.append({
            **{name: p[name] for name in (
                "set", "corpus", "pair", "stratum", "population", "drawn", "relation", "kind",
            )},
            "same": bool(p["same"]), "says_relation": relation(found, tongue),
            "says_kind": found.kind, "a": p["a"]["article_id"], "b": p["b"]["article_id"],
        })  # fmt: skip
    return rows


def place(version: dict) -> tuple[str, int, int]:
    """The key of a version."""
    return version["article_id"], version["start"], version["end"]


def words(texts: pd.DataFrame, version: dict) -> list:
    """The words of a version."""
    article = texts.loc[version["article_id"]]
    return version_words(f"{article['title']}\n{article['text']}", version["start"], version["end"])


def regression() -> object:
    """The regression, on features brought to one scale."""
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=5000))


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


def threshold_of(table: pd.DataFrame, scores: np.ndarray) -> float:
    """The least threshold at which the development draw reaches the precision, weighted."""
    own = (table["set"] == "development").to_numpy() & table["proposed"].to_numpy()
    same, weight = table["same"].to_numpy(), weights(table)
    for threshold in np.arange(0.0, 3.0, 0.05):
        says = own & (scores >= threshold)
        if weight[says & same].sum() >= PRECISION * weight[says].sum():
            break
    return round(float(threshold), 2)


def weights(table: pd.DataFrame) -> np.ndarray:
    """How many pairs each stands for."""
    return (table["population"] / table["drawn"]).to_numpy(dtype=float)


def fit(table: pd.DataFrame, threshold: float) -> None:
    """Write the regression of all pairs beside the first one."""
    model = regression().fit(table[list(FEATURES)].to_numpy(), table["same"].to_numpy())
    scale, line = model[0], model[1]
    own = line.coef_[0] / scale.scale_
    fitted = json.loads(SHIPPED.read_text("utf-8"))
    fitted |= {
        "pairs": len(table), "same": int(table["same"].sum()),
        "together": {
            "weights": {n: round(float(w), 4) for n, w in zip(FEATURES, own, strict=True)},
            "intercept": round(float(line.intercept_[0] - own @ scale.mean_), 4),
        },
        "threshold": threshold,
    }  # fmt: skip
    SHIPPED.write_text(json.dumps(fitted, indent=2) + "\n", encoding="utf-8")


def share(name: str, hits: int, total: int) -> None:
    """Print a share with its 95 % interval (Wilson)."""
    low, high = binomtest(hits, total).proportion_ci(method="wilson") if total else (0.0, 1.0)
    print(f"  {name:30s} {hits / max(total, 1):.3f} [{low:.3f}, {high:.3f}]  {hits}/{total}")


def report(table: pd.DataFrame, says: np.ndarray, name: str) -> None:
    """Print the figures of one set of pairs."""
    both = table[table["same"]]
    print(f"{name}: {len(table)} pairs, {len(both)} the same")
    hits = int((table["same"] & says).sum())
    share("precision of same", hits, int(says.sum()))
    share("recall of same", hits, len(both))
    share("relation right", int((both["relation"] == both["says_relation"]).sum()), len(both))
    share("kind right", int((both["kind"] == both["says_kind"]).sum()), len(both))


def report_population(table: pd.DataFrame, says: np.ndarray, name: str) -> None:
    """Print the figures that the strata stand for."""
    rng = np.random.default_rng(0)
    whole = [np.flatnonzero(rows) for rows in _strata(table)]
    right = (table["kind"] == table["says_kind"]).to_numpy()
    new = ~(table["stratum"] == "identical texts").to_numpy()
    same, weight = table["same"].to_numpy(), weights(table)
    proposed = ~table["stratum"].str.startswith("left out").to_numpy()
    figures = {
        "precision": (says & same, says),
        "recall of what is proposed": (says & same, same & proposed),
        "precision, identical left out": (says & same & new, says & new),
        "recall, identical left out": (says & same & new, same & proposed & new),
        "kind": (right & same, same),
        "kind, identical left out": (right & same & new, same & new),
    }
    print(f"{name}, weighted to the population")
    for label, (part, base) in figures.items():
        drawn = [
            np.concatenate([rng.choice(rows, len(rows)) for rows in whole]) for _ in range(_ROUNDS)
        ]
        values = [weight[d] @ part[d] / max(weight[d] @ base[d], 1e-9) for d in drawn]
        low, high = np.quantile(values, (0.025, 0.975))
        value = weight @ part / max(weight @ base, 1e-9)
        print(f"  {label:30s} {value:.3f} [{low:.3f}, {high:.3f}]")
    for corpus, own in table.assign(says=says, weight=weight).groupby("corpus"):
        hits = own.loc[own["says"] & own["same"], "weight"].sum()
        precision = hits / own.loc[own["says"], "weight"].sum()
        recall = hits / own.loc[own["same"], "weight"].sum()
        print(f"  {corpus}: precision {precision:.3f}, recall {recall:.3f}")


def _strata(table: pd.DataFrame) -> list[np.ndarray]:
    names = table["corpus"] + table["stratum"]
    return [(names == name).to_numpy() for name in names.unique()]


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("corpora", type=Path)
    parser.add_argument("attributions", type=Path)
    parser.add_argument("--fit", action="store_true", help="write the regression of all pairs")
    parser.add_argument("--wrong", help="list the pairs of this set that are judged otherwise")
    parser.add_argument("--table", type=Path, help="write the table of pairs and features here")
    options = parser.parse_args()
    coded = []
    for name in (*FITTED_ON, BLIND):
        path = ROOT / "data" / "quotations" / f"{name}.jsonl"
        if path.exists():
            coded += [json.loads(li) | {"set": name} for li in path.read_text("utf-8").splitlines()]
    coded = [p for p in coded if p["same"] is not None]
    tables = []
    for name in sorted({p["corpus"] for p in coded}):
        sources = options.corpora / f"{name}.jsonl.gz", options.attributions / f"{name}.parquet"
        tables.append(answers(*sources, [p for p in coded if p["corpus"] == name]))
    table = pd.concat(tables, ignore_index=True)
    if options.table:
        table.to_pickle(options.table)
    known = table[table["set"] != BLIND].reset_index(drop=True)
    scores = out_of_sample(known)
    threshold = threshold_of(known, scores)
    if options.fit:
        fit(known, threshold)
    says = scores >= threshold
    print(
        f"threshold {threshold}; of the same ones proposed: {known.loc[known['same'], 'proposed'].mean():.3f}"
    )
    for name in FITTED_ON:
        own = (known["set"] == name).to_numpy()
        report(known[own], says[own], f"{name}, out of sample")
        if name in WEIGHTED:
            report_population(known[own].reset_index(drop=True), says[own], name)
    report(known, says, "all of these, out of sample")
    blind = table[table["set"] == BLIND].reset_index(drop=True)
    if len(blind):
        says_blind = (blind["shipped"] >= 0).to_numpy()
        report(blind, says_blind, f"{BLIND}, blind, as shipped")
        report_population(blind, says_blind, BLIND)
    if options.wrong:
        every = pd.concat(
            [known.assign(says=says), blind.assign(says=blind.get("shipped", 0) >= 0)]
        )
        own = every[every["set"] == options.wrong]
        wrong = (own["same"] != own["says"]) | (own["same"] & (own["kind"] != own["says_kind"]))
        columns = ["pair", "corpus", "same", "says", "relation", "says_relation", "kind"]
        print(own.loc[wrong, [*columns, "says_kind"]].to_string())


if __name__ == "__main__":
    main()
