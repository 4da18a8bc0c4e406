"""Sizes and coverages where a comparison is tried hardest: matching, clusters, rare things, bounds.

    python benchmarks/trying_worlds.py [--runs 400] [--seed 1] [--only matched,clusters,…]

Each cell is so many studies of known truth. A test at 5 % should reject in 5 % of them (chance
alone: 1.1 points' standard error at 400 runs), a 95 % interval should cover in 95 %. The same
script runs against an earlier state of the package, with what that has:

    git worktree add /tmp/before 5c91b25 && PYTHONPATH=/tmp/before python benchmarks/trying_worlds.py
"""

from __future__ import annotations

import argparse
import inspect
import time
import warnings
from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from toolkit.comparison import compare, correct, keyness, regress
from toolkit.validation.reliability import alpha

Line = tuple[str, list[float]]
BATCH = 50


def obeyed(call: Callable, **options: object) -> dict[str, object]:
    """The options that this state of the package has; cluster=None where copies are not to be sought."""
    known = inspect.signature(call).parameters
    return {name: value for name, value in options.items() if name in known}


def as_groups(table: pd.DataFrame) -> pd.DataFrame:
    """Corrected rows by group, differences as the group `a - b`."""
    if "group" in table.columns:
        return table
    both = table["group_a"].astype(object) + " - " + table["group_b"].astype(object)
    return table.assign(group=both.fillna(table["group_a"]))


def covers(rows: pd.DataFrame, truth: object) -> np.ndarray:
    return ((rows["low"] <= truth) & (truth <= rows["high"])).to_numpy()


def batches(runs: int) -> Iterator[tuple[int, int]]:
    for b in range(-(-runs // BATCH)):
        yield b, min(BATCH, runs - b * BATCH)


def names_of(runs: int, ending: str = "") -> list[str]:
    return [f"run{j}{ending}" for j in range(runs)]


# 1. Every option is obeyed by every table.


def options(runs: int, seed: int) -> Iterator[Line]:
    """Matching and correction together: no true difference within moments, which differ greatly."""
    for coded_share in (0.3, 1.0):
        hits, naive = [], []
        for b, size in batches(runs):
            rng = np.random.default_rng([seed, 1, b])
            moment = np.array([0] * 60 + [1] * 20 + [0] * 20 + [1] * 60)
            names = names_of(size)
            truth = 8.0 * (moment == 0)[:, None] + rng.normal(0, 1, (160, size))
            table = pd.DataFrame(truth, columns=names).assign(
                article_id=range(160), outlet=["a"] * 80 + ["b"] * 80, moment=moment
            )
            scored = table.assign(**{n: table[n] + rng.normal(0, 0.5, 160) for n in names})
            chosen = rng.permutation(160)[: int(coded_share * 160)]
            coded = table.iloc[chosen].assign(sampling_probability=coded_share)
            found = compare(scored, names, within="moment", coded=coded, seed=b)
            rows = as_groups(found.corrected)
            rows = rows[(rows["group"] == "a - b") & (rows["method"] == "corrected")]
            hits.append(covers(rows, 0.0))
            naive.append(covers(found.pairs, 0.0))
        yield (
            f"matched and corrected, {coded_share:.0%} coded: covered",
            [np.concatenate(hits).mean()],
        )
        yield f"matched alone, {coded_share:.0%} coded: covered", [np.concatenate(naive).mean()]


# 2. The matched test.


def matched(runs: int, seed: int) -> Iterator[Line]:
    """Size of the matched test, groups of unequal number and spread in each of five moments."""
    cells = [(12, 3, 1, 4), (12, 3, 4, 1), (12, 3, 1, 1), (6, 6, 1, 4), (20, 5, 1, 4), (4, 4, 1, 1),
             (2, 2, 1, 4), (8, 1, 1, 1)]  # fmt: skip
    for shape in ("normal", "skewed"):
        for a, b, spread_a, spread_b in cells:
            rejected, covered = [], []
            for batch, size in batches(runs):
                rng = np.random.default_rng([seed, 2, batch])
                parts, outlet, moment = [], [], []
                for m in range(5):
                    for name, n, spread in (("a", a, spread_a), ("b", b, spread_b)):
                        draw = (rng.normal(0, 1, (n, size)) if shape == "normal"
                                else rng.gamma(1, 1, (n, size)) - 1)  # fmt: skip
                        parts.append(10 * m + spread * draw)
                        outlet += [name] * n
                        moment += [m] * n
                names = names_of(size)
                table = pd.DataFrame(np.vstack(parts), columns=names)
                table = table.assign(outlet=outlet, moment=moment)
                found = compare(table, names, within="moment", seed=batch, resamples=999)
                rejected.append((found.pairs["p"] <= 0.05).to_numpy())
                covered.append(covers(found.pairs, 0.0))
            what = f"{shape}, {a} against {b} a moment, spread {spread_a} against {spread_b}"
            both = [float(np.concatenate(part).mean()) for part in (rejected, covered)]
            yield what + ": size, covered", both
    values = pd.DataFrame({"outlet": ["a"] * 6 + ["b"] * 6, "x": np.arange(12.0)})
    yield (
        "six against six, none in between: p x 924 / 100",
        [compare(values, "x").pairs["p"].iloc[0] * 924 / 100],
    )


# 3. Regression calibrates.


def calibrated(runs: int, seed: int) -> Iterator[Line]:
    """Half of the drawn codings come back; the slope is 1."""
    for back in (1.0, 0.5):
        slopes, hits = [], []
        for run in range(runs):
            rng = np.random.default_rng([seed, 3, run])
            x = rng.normal(size=1000)
            truth = pd.DataFrame(
                {"article_id": range(1000), "x": x, "y": x + rng.normal(size=1000)}
            )
            # The scorer misses all that depends on x, and sees the rest.
            scored = truth.assign(y=truth["y"] - x + rng.normal(0, 0.2, 1000))
            coded = truth.sample(200, random_state=run).assign(sampling_probability=0.2)
            coded = coded.sample(int(200 * back), random_state=run)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                table = regress(scored, coded, "y", ["x"])
            row = table[(table["term"] == "x") & (table["method"] == "corrected")].iloc[0]
            slopes.append(row["coefficient"])
            hits.append(row["low"] <= 1 <= row["high"])
        yield f"{back:.0%} of the codings back: slope, covered", [np.mean(slopes), np.mean(hits)]


# 4. Clusters.


def clustered_values(rng, icc: float, events: np.ndarray, runs: int) -> np.ndarray:
    effects = rng.normal(0, np.sqrt(icc), (events.max() + 1, runs))
    return effects[events] + rng.normal(0, np.sqrt(1 - icc), (len(events), runs))


def clusters(runs: int, seed: int) -> Iterator[Line]:
    """Twenty events of five articles, each one outlet's own, or covered by both outlets."""
    own = np.repeat(np.arange(20), 5)
    of_own = np.where(own < 10, "a", "b")
    shared = np.tile(np.arange(20), 5)
    of_shared = np.array(["a", "b", "a", "b", "a"])[np.arange(100) // 20]
    uneven = np.repeat(np.arange(20), np.tile([2, 3, 5, 6, 9], 4))
    of_uneven = np.where(uneven % 2 == 0, "a", "b")
    worlds = (("own", own, of_own), ("shared", shared, of_shared), ("uneven", uneven, of_uneven))
    for icc in (0.1, 0.3):
        for world, events, outlet in worlds:
            size_, mean, difference = [], [], []
            for b, size in batches(runs):
                rng = np.random.default_rng([seed, 4, b])
                names = names_of(size)
                table = pd.DataFrame(clustered_values(rng, icc, events, size), columns=names)
                table = table.assign(outlet=outlet, cluster_of=events)
                found = compare(
                    table, names, seed=b, resamples=999, **obeyed(compare, cluster="cluster_of")
                )
                size_.append((found.pairs["p"] <= 0.05).to_numpy())
                first = found.estimates[found.estimates["group"] == "a"]
                mean.append(covers(first, 0.0))
                difference.append(covers(found.pairs, 0.0))
            figures = [float(np.concatenate(p).mean()) for p in (size_, mean, difference)]
            yield f"{world} events, ICC {icc}: size, mean, difference covered", figures
        yield (
            f"regression, ICC {icc}: outlet's coefficient covered",
            [cluster_regression(icc, own, of_own, runs, seed)],
        )
        yield f"corrected, ICC {icc}: mean, difference covered", cluster_correction(icc, runs, seed)
    yield "40 % copies: mean covered", [copies(runs, seed)]
    yield "truth values, own events, ICC .3: mean, difference covered", cluster_truth(runs, seed)
    yield (
        "keyness, events of six: null corpora with a significant term",
        [null_keyness(min(runs, 400), seed)],
    )
    yield "alpha, ten events of six units: covered", [cluster_alpha(runs, seed)]


def cluster_regression(icc, events, outlet, runs, seed) -> float:
    hits = []
    for run in range(runs):
        rng = np.random.default_rng([seed, 5, run])
        table = pd.DataFrame({"article_id": range(100), "outlet": outlet, "cluster_of": events})
        table["y"] = clustered_values(rng, icc, events, 1)[:, 0]
        coded = table.assign(sampling_probability=1.0)
        found = regress(table, coded, "y", ["outlet"], **obeyed(regress, cluster="cluster_of"))
        row = found[(found["term"] == "outlet=b") & (found["method"] == "corrected")].iloc[0]
        hits.append(row["low"] <= 0 <= row["high"])
    return float(np.mean(hits))


def cluster_correction(icc, runs, seed) -> list[float]:
    mean, difference = [], []
    events = np.repeat(np.arange(80), 5)
    outlet = np.where(events < 40, "a", "b")
    for b, size in batches(runs):
        rng = np.random.default_rng([seed, 6, b])
        names = names_of(size)
        truth = pd.DataFrame(clustered_values(rng, icc, events, size), columns=names)
        truth = truth.assign(article_id=range(400), outlet=outlet, cluster_of=events)
        scored = truth.assign(**{n: truth[n] + rng.normal(0.5, 0.5, 400) for n in names})
        rows = np.concatenate(
            [rng.choice(200, 40, replace=False), 200 + rng.choice(200, 40, replace=False)]
        )
        coded = truth.iloc[rows].assign(sampling_probability=0.2)
        found = as_groups(correct(scored, coded, names, **obeyed(correct, cluster="cluster_of")))
        found = found[found["method"] == "corrected"]
        mean.append(covers(found[found["group"] == "a"], 0.0))
        difference.append(covers(found[found["group"] == "a - b"], 0.0))
    return [float(np.concatenate(part).mean()) for part in (mean, difference)]


def copies(runs: int, seed: int) -> float:
    """Forty per cent of an outlet's articles are copies of others, as `duplicate_of` says."""
    hits = []
    for b, size in batches(runs):
        rng = np.random.default_rng([seed, 7, b])
        values = rng.gamma(2, 1, (40, size))
        of = np.full(40, None, dtype=object)
        copied = rng.choice(24, 16)
        values[24:] = values[copied]
        of[24:] = [str(i) for i in copied]
        names = names_of(size)
        table = pd.DataFrame(values, columns=names)
        table = table.assign(outlet="a", article_id=[str(i) for i in range(40)], duplicate_of=of)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = compare(table, names, seed=b)
        hits.append(covers(found.estimates, 2.0))
    return float(np.concatenate(hits).mean())


def cluster_truth(runs: int, seed: int) -> list[float]:
    from scipy.special import ndtr, ndtri

    events = np.repeat(np.arange(40), 5)
    mean, difference = [], []
    for b, size in batches(runs):
        rng = np.random.default_rng([seed, 8, b])
        names = names_of(size)
        hidden = clustered_values(rng, 0.3, events, size)
        table = pd.DataFrame(ndtr(hidden) < 0.3, columns=names)
        table = table.assign(outlet=np.where(events < 20, "a", "b"), cluster_of=events)
        found = compare(table, names, seed=b, **obeyed(compare, cluster="cluster_of"))
        mean.append(
            covers(found.estimates[found.estimates["group"] == "a"], float(ndtr(ndtri(0.3))))
        )
        difference.append(covers(found.pairs, 0.0))
    return [float(np.concatenate(part).mean()) for part in (mean, difference)]


def null_keyness(runs: int, seed: int) -> float:
    """Events have words of their own; outlets have none."""
    found = []
    for run in range(runs):
        rng = np.random.default_rng([seed, 9, run])
        rows = []
        for event in range(20):
            rates = rng.gamma(0.3, 1, 60)
            rates /= rates.sum()
            for article in range(6):
                counts = rng.multinomial(150, rates)
                rows += [(f"{event}-{article}", "a" if event < 10 else "b", event, f"w{t}", c)
                         for t, c in enumerate(counts) if c]  # fmt: skip
        table = pd.DataFrame(rows, columns=["article_id", "outlet", "cluster_of", "term", "count"])
        result = keyness(table, resamples=500, **obeyed(keyness, cluster="cluster_of")).table
        found.append((result["p_adjusted"] < 0.05).any())
    return float(np.mean(found))


def cluster_alpha(runs: int, seed: int) -> float:
    """Coders err on the same events; what alpha of all such events is comes from a great many."""

    def codes(rng, events: int) -> tuple[pd.DataFrame, np.ndarray]:
        of = np.repeat(np.arange(events), 6)
        hard = rng.random(events)[of] < 0.4
        truth = rng.integers(0, 3, events)[of]
        coders = [np.where(hard & (rng.random(len(of)) < 0.7), rng.integers(0, 3, len(of)), truth)
                  for _ in range(2)]  # fmt: skip
        return pd.DataFrame(np.column_stack(coders)), of

    whole = alpha(codes(np.random.default_rng(seed), 20_000)[0], resamples=1).value
    hits = []
    for run in range(runs):
        table, of = codes(np.random.default_rng([seed, 10, run]), 10)
        found = alpha(table, resamples=400, **obeyed(alpha, cluster=pd.Series(of)))
        hits.append(found.low <= whole <= found.high)
    return float(np.mean(hits))


# 5. What a number is comes from its declaration.


def declared(runs: int, seed: int) -> Iterator[Line]:
    """Grades from 0 to 3 near their ends; rates that happen to be zero."""
    beyond, corrected, ends = [], [], 0
    for b, size in batches(runs):
        for j in range(size):
            rng = np.random.default_rng([seed, 11, b, j])
            grade = rng.choice([2, 3], 24, p=[0.15, 0.85])
            table = pd.DataFrame({"article_id": range(24), "outlet": ["a"] * 12 + ["b"] * 12,
                                  "official_framing": grade, "praise_per_1000": 0.0})  # fmt: skip
            found = compare(table, ["official_framing", "praise_per_1000"], resamples=200, seed=j)
            own = found.of("official_framing").estimates
            beyond.append((own["high"] > 3).any())
            ends += int(found.of("praise_per_1000").estimates["high"].notna().any())
            coded = table.iloc[[0, 2, 4, 6, 12, 14, 16, 18]].assign(sampling_probability=1 / 3)
            coded["official_framing"] = np.minimum(3, coded["official_framing"] + 1)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                rows = correct(table, coded, "official_framing")
            corrected.append((as_groups(rows).query("group != 'a - b'")["high"] > 3).any())
    yield "grades: an interval beyond 3", [np.mean(beyond)]
    yield "grades, corrected: an interval beyond 3", [np.mean(corrected)]
    yield "rates that are all zero: an interval for shares", [ends / runs]


# 6. Rare things.


def praise(rng, n: int, zeros: float, runs: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Praise per thousand words as coded and as found: recall and precision of .6."""
    shape = (n, runs)
    words = rng.integers(120, 420, shape)
    count = np.where(rng.random(shape) < zeros, 0, rng.geometric(0.45, shape))
    mean_count = (1 - zeros) / 0.45
    found = rng.binomial(count, 0.6) + rng.poisson(0.4 * mean_count, shape)
    inverse = np.mean(1 / np.arange(120, 420))
    return 1000 * count / words, 1000 * found / words, 1000 * mean_count * inverse


def adopted(rng, n: int, zeros: float, runs: int) -> tuple[np.ndarray, np.ndarray, float]:
    """Share of an article that the narrator tells in official voice: F1 of .54."""
    shape = (n, runs)
    true = np.where(rng.random(shape) < zeros, 0.0, rng.beta(1.5, 4, shape))
    kept = rng.random(shape) < 0.5
    invented = rng.random(shape) < 0.5 * (1 - zeros)
    found = np.where(kept, true, 0.0) + np.where(invented, rng.beta(1.5, 4, shape), 0.0)
    return true, np.minimum(found, 1.0), (1 - zeros) * 1.5 / 5.5


def rare(runs: int, seed: int) -> Iterator[Line]:
    """Means and differences of rare things, corrected by 10, 20, 30 coded of 300 an outlet."""
    worlds = [(praise, z, "_per_1000") for z in (0.62, 0.75, 0.87)]
    worlds += [(adopted, z, "_share") for z in (0.9, 0.95)]
    for draw, zeros, ending in worlds:
        for tuning in (None, 1.0):
            found = [rare_cell(draw, zeros, ending, n, tuning, runs, seed) for n in (10, 20, 30)]
            kind = "tuned" if tuning is None else "plain DSL"
            for place, what in enumerate(("mean covered", "difference covered", "mean's width")):
                yield (f"{draw.__name__}, {zeros:.0%} zeros, {kind}: {what}",
                       [cell[place] for cell in found])  # fmt: skip


def rare_cell(draw, zeros, ending, n, tuning, runs, seed) -> tuple[float, float, float]:
    mean, difference, width = [], [], []
    for b, size in batches(runs):
        rng = np.random.default_rng([seed, 12, n, b])
        names = names_of(size, ending)
        true, found, value = draw(rng, 600, zeros, size)
        base = pd.DataFrame({"article_id": range(600), "outlet": ["a"] * 300 + ["b"] * 300})
        truth = pd.concat([base, pd.DataFrame(true, columns=names)], axis=1)
        scored = pd.concat([base, pd.DataFrame(found, columns=names)], axis=1)
        rows = np.concatenate(
            [rng.choice(300, n, replace=False), 300 + rng.choice(300, n, replace=False)]
        )
        coded = truth.iloc[rows].assign(sampling_probability=n / 300)
        table = as_groups(correct(scored, coded, names, tuning=tuning))
        table = table[table["method"] == "corrected"]
        own = table[table["group"] == "a"]
        mean.append(covers(own, value))
        difference.append(covers(table[table["group"] == "a - b"], 0.0))
        width.append((own["high"] - own["low"]).to_numpy())
    return (float(np.concatenate(mean).mean()), float(np.concatenate(difference).mean()),
            float(np.nanmean(np.concatenate(width))) / 100)  # fmt: skip


def scored_worlds(runs: int, seed: int) -> Iterator[Line]:
    """Plain comparisons of the measures as they are: rare, skewed against calm, unequal n."""
    for draw, zeros, ending in [(praise, z, "_per_1000") for z in (0.62, 0.87)] + [
        (adopted, 0.92, "_share")
    ]:
        for n_a, n_b in ((30, 30), (100, 100), (60, 15)):
            figures: list[list[np.ndarray]] = [[], [], []]
            for b, size in batches(runs):
                rng = np.random.default_rng([seed, 13, b])
                names = names_of(size, ending)
                true, _, value = draw(rng, n_a + n_b, zeros, size)
                table = pd.DataFrame(true, columns=names).assign(outlet=["a"] * n_a + ["b"] * n_b)
                found = compare(table, names, seed=b, resamples=999)
                figures[0].append(covers(found.estimates[found.estimates["group"] == "b"], value))
                figures[1].append(covers(found.pairs, 0.0))
                figures[2].append((found.pairs["p"] <= 0.05).to_numpy())
            cells = [float(np.concatenate(part).mean()) for part in figures]
            yield (
                f"{draw.__name__}, {zeros:.0%} zeros, {n_a} against {n_b}: mean, difference, size",
                cells,
            )
    for n_a, n_b in ((30, 30), (60, 15), (15, 60)):
        figures = [[], [], []]
        for b, size in batches(runs):
            rng = np.random.default_rng([seed, 14, b])
            names = names_of(size, "_per_1000")
            skewed, calm = rng.gamma(0.5, 4, (n_a, size)), rng.gamma(20, 0.1, (n_b, size))
            table = pd.DataFrame(np.vstack([skewed, calm]), columns=names)
            table = table.assign(outlet=["a"] * n_a + ["b"] * n_b)
            found = compare(table, names, seed=b, resamples=999)
            figures[0].append(covers(found.estimates[found.estimates["group"] == "a"], 2.0))
            figures[1].append(covers(found.pairs, 0.0))
            figures[2].append((found.pairs["p"] <= 0.05).to_numpy())
        cells = [float(np.concatenate(part).mean()) for part in figures]
        yield f"skewed ({n_a}) against calm ({n_b}): mean, difference, size", cells


SECTIONS = {
    part.__name__: part
    for part in (options, matched, calibrated, clusters, declared, rare, scored_worlds)
}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", help=f"some of {','.join(SECTIONS)}")
    chosen = parser.parse_args()
    for name in chosen.only.split(",") if chosen.only else SECTIONS:
        start = time.perf_counter()
        print(f"\n{name}: {SECTIONS[name].__doc__}")
        for what, figures in SECTIONS[name](chosen.runs, chosen.seed):
            print(f"{what:<78}" + "".join(f"{100 * value:>8.1f}" for value in figures), flush=True)
        print(f"({chosen.runs} runs, seed {chosen.seed}, {time.perf_counter() - start:.0f} s)")


if __name__ == "__main__":
    main()
