"""Draw pairs of quotations to be read: same words or not, and what differs.

    python benchmarks/draw_quotation_pairs.py draw CORPORA ATTRIBUTIONS OUT.jsonl --seed 7 > READ.txt
    python benchmarks/draw_quotation_pairs.py code OUT.jsonl CODES.txt

CORPORA holds ant.jsonl.gz and saudi.jsonl.gz, ATTRIBUTIONS ant.parquet and saudi.parquet. `draw`
takes pairs of two outlets at random within strata: what the blocking proposes, by how likely the
regression holds them the same (joined and not), identical texts apart, and what the blocking leaves
out (of one speaker; of any) within three days. Articles of pairs that are coded already in
data/quotations are left out, and so are the days of the ANT corpus that such pairs are of. The
pairs are printed in random order with outlet, day, speaker and words, and neither stratum nor
answer; OUT.jsonl gets identifiers and offsets, never a text. `code` fills in what was read: lines
``pair same [relation kind]``.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from toolkit.measures.quotations.matching.blocking import DAYS, propose_pairs
from toolkit.measures.quotations.matching.contents import Contents, collect_contents
from toolkit.measures.quotations.matching.decision import keep_company, same_score
from toolkit.measures.quotations.matching.index import index_contents
from toolkit.measures.quotations.matching.similarity import weigh
from toolkit.measures.quotations.speakers import reconcile
from toolkit.measures.quotations.versions.differences import KINDS
from toolkit.measures.quotations.versions.relation import RELATIONS

CODED = Path(__file__).parents[1] / "data" / "quotations"
CORPORA = ("ant", "saudi")
BANDS = (0.0, 0.01, 0.05, 0.2, 0.5, 0.8, 0.97, 1.0)
"""Borders of the strata in the probability of being the same; identical texts are one more."""

DEVELOPMENT = (8, 16, 36, 40, 36, 24, 10, 4, 10, 4)
"""Drawn of one corpus in each band, of identical texts, left out of one speaker, left out of any."""

MEASURE = (8, 8, 10, 12, 16, 20, 14, 6, 4, 2)
_OUTLETS = 3  # of a day of the ANT corpus that is drawn from
_LONGEST = 1400  # characters of a version that are printed


def draw(
    corpora: Path, attributions: Path, out: Path, seed: int, blocks: int, sizes: tuple
) -> None:
    """Draw, write what was drawn, and print it for reading."""
    rng = np.random.default_rng(seed)
    found, texts = [], {}
    for name in CORPORA:
        articles = pd.read_json(corpora / f"{name}.jsonl.gz", lines=True, dtype={"article_id": str})
        articles = articles.fillna({"title": "", "text": ""})
        contents = collect_contents(articles, pd.read_parquet(attributions / f"{name}.parquet"))
        rows = contents.table
        allowed = _allowed(rows, name, out, blocks, rng)
        for stratum, pairs, population in _strata(contents, allowed, rng):
            size = min(sizes[stratum[0]], len(pairs))
            for one, two in pairs[rng.choice(len(pairs), size, replace=False)].tolist():
                versions = [_version(rows, row) for row in sorted((one, two))]
                found.append({
                    "corpus": name, "stratum": stratum[1], "population": population,
                    "drawn": size, "a": versions[0], "b": versions[1],
                    "same": None, "relation": None, "kind": None,
                })  # fmt: skip
        table = articles.set_index("article_id")
        for pair in found:
            if pair["corpus"] == name:
                key = len(texts)
                texts[key] = [_printed(table, rows, pair[side]) for side in "ab"]
    order = rng.permutation(len(found)).tolist()
    lines = []
    for number, place in enumerate(order):
        lines.append(json.dumps({"pair": number} | found[place]))
        print(f"## {number}", *texts[place], sep="\n")
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _allowed(
    rows: pd.DataFrame, corpus: str, out: Path, blocks: int, rng: np.random.Generator
) -> np.ndarray:
    """Which contents may be drawn: of no article and (ANT) no day that was coded before."""
    used: set[str] = set()
    for path in sorted(CODED.glob("*.jsonl")):
        if path.resolve() != out.resolve():
            pairs = map(json.loads, path.read_text("utf-8").splitlines())
            used.update(p[side]["article_id"] for p in pairs if "pair" in p for side in "ab")
    day = rows["published"].astype(str).str[:10]
    if corpus == "saudi":
        return ~rows["article_id"].isin(used).to_numpy()
    gone = set(day[rows["article_id"].isin(used)])
    outlets = rows["outlet"].groupby(day).nunique()
    free = [d for d in sorted(outlets.index[outlets >= _OUTLETS]) if d not in gone]
    if blocks:
        groups = [free[k : k + 4] for k in range(0, len(free) - 3, 4)]
        free = [d for k in rng.permutation(len(groups))[:blocks] for d in groups[k]]
    return day.isin(free).to_numpy() & ~rows["article_id"].isin(used).to_numpy()


def _strata(
    contents: Contents, allowed: np.ndarray, rng: np.random.Generator
) -> Iterator[tuple[tuple[int, str], np.ndarray, int | None]]:
    """Number and name of each stratum, its pairs, and how many there are."""
    speakers = reconcile(contents.table["speaker"].tolist(), contents.days)
    proposed = propose_pairs(contents)
    index = index_contents(contents, speakers)
    outlet = contents.table["outlet"].factorize()[0]
    count = len(contents)
    codes = proposed[:, 0] * count + proposed[:, 1]

    def usable(pairs: np.ndarray) -> np.ndarray:
        one, two = pairs.T
        return pairs[allowed[one] & allowed[two] & (outlet[one] != outlet[two])]

    company = keep_company(index, proposed, weigh(index, proposed))
    pairs = usable(proposed)
    evidence = weigh(index, pairs)
    score = same_score(evidence, company.others(index, pairs, evidence))
    chance = 1 / (1 + np.exp(-score))
    text = pd.factorize(np.array([" ".join(contents.folded(row)) for row in range(count)]))[0]
    equal = text[pairs[:, 0]] == text[pairs[:, 1]]
    band = np.clip(np.searchsorted(BANDS, chance, "right") - 1, 0, len(BANDS) - 2)
    for k, low in enumerate(BANDS[:-1]):
        own = pairs[~equal & (band == k)]
        yield (k, f"proposed, {low} to {BANDS[k + 1]}"), own, len(own)
    yield (len(BANDS) - 1, "identical texts"), pairs[equal], int(equal.sum())
    own = usable(_one_speaker(contents, speakers))
    own = own[~np.isin(own[:, 0] * count + own[:, 1], codes)]
    yield (len(BANDS), "left out, one speaker"), own, len(own)
    rows = np.flatnonzero(allowed)
    chosen = np.sort(rng.choice(rows, (200_000, 2)), axis=1)
    chosen = np.unique(usable(chosen[chosen[:, 0] < chosen[:, 1]]), axis=0)
    near = np.abs(contents.days[chosen[:, 0]] - contents.days[chosen[:, 1]]) <= DAYS
    chosen = chosen[near & ~np.isin(chosen[:, 0] * count + chosen[:, 1], codes)]
    share = len(chosen) / 200_000 * len(rows) ** 2 / 2
    yield (len(BANDS) + 1, "left out, any"), chosen, round(share)


def _one_speaker(contents: Contents, speakers: list) -> np.ndarray:
    """All pairs within the days that are of one named or titled speaker."""
    keyed: dict[object, list[int]] = {}
    for row, who in enumerate(speakers):
        keys = who.names or ((who.title, who.states),) * who.specific
        for key in keys:
            keyed.setdefault(key, []).append(row)
    found = []
    for rows in keyed.values():
        order = np.array(rows)[np.argsort(contents.days[rows], kind="stable")]
        days = contents.days[order]
        last = np.searchsorted(days, days + DAYS, "right")
        for k, row in enumerate(order.tolist()):
            others = order[k + 1 : last[k]]
            found.append(np.stack([np.full(len(others), row), others], axis=1))
    pairs = np.sort(np.concatenate(found), axis=1)
    return np.unique(pairs, axis=0)


def _version(rows: pd.DataFrame, row: int) -> dict:
    own = rows.iloc[row]
    number = None if pd.isna(own["attribution"]) else int(own["attribution"])
    return {
        "article_id": str(own["article_id"]), "start": int(own["start"]), "end": int(own["end"]),
        "attribution": number,
    }  # fmt: skip


def _printed(articles: pd.DataFrame, rows: pd.DataFrame, version: dict) -> str:
    """One version for the reader: who, where, when, the words with what stands before them."""
    article = articles.loc[version["article_id"]]
    document = f"{article['title']}\n{article['text']}"
    own = rows[(rows["article_id"] == version["article_id"]) & (rows["start"] == version["start"])]
    speaker, kind = own["speaker"].iloc[0], own["kind"].iloc[0]
    before = document[max(0, version["start"] - 70) : version["start"]].replace("\n", " / ")
    words = document[version["start"] : version["end"]].replace("\n", " / ")
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST]} … [{len(words)} characters]"
    day = str(article["published"])[:10]
    return f"{article['outlet']} {day} {kind} <{speaker}> ({before}) {{{words}}}"


def code(out: Path, codes: Path) -> None:
    """Write what was read beside the pairs."""
    read = {}
    for line in codes.read_text("utf-8").splitlines():
        number, *codes_of = line.split("#")[0].split() or [None]
        if number is not None:
            read[int(number)] = codes_of
    lines = []
    for pair in map(json.loads, out.read_text("utf-8").splitlines()):
        same, relation, kind = (read[pair["pair"]] + [None, None])[:3]
        ok = same == "0" or (relation in RELATIONS and kind in (*KINDS, "none"))
        if same not in ("0", "1") or not ok:
            raise SystemExit(f"pair {pair['pair']}: {same} {relation} {kind}")
        lines.append(json.dumps(pair | {"same": int(same), "relation": relation, "kind": kind}))
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Draw, or write codes."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("draw")
    one.add_argument("corpora", type=Path)
    one.add_argument("attributions", type=Path)
    one.add_argument("out", type=Path)
    one.add_argument("--seed", type=int, required=True)
    one.add_argument("--blocks", type=int, default=0, help="blocks of four ANT days; 0: all free")
    one.add_argument("--development", action="store_true", help="more of what is uncertain")
    two = commands.add_parser("code")
    two.add_argument("out", type=Path)
    two.add_argument("codes", type=Path)
    options = parser.parse_args()
    if options.command == "code":
        code(options.out, options.codes)
        return
    sizes = DEVELOPMENT if options.development else MEASURE
    draw(options.corpora, options.attributions, options.out, options.seed, options.blocks, sizes)


if __name__ == "__main__":
    main()
