"""A study from manifest to report, then again, shared, restored and again: the same bytes.

``python benchmarks/study_walk.py [--articles 18]`` walks by the command line as a newcomer would,
against a site on this machine: fetch, run, fetch again, run again, dehydrate, rehydrate, run. The
manifest is that of the Marrakesh meeting, with addresses of the site in place of its own: every
other column must come through into the articles and the scores as it stands. After each step every
file of the folder is hashed and compared with the step before. Exit status 1 if a byte differs
that should not.
"""

import argparse
import contextlib
import csv
import hashlib
import io
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
from coverage_columns import read_rows
from local_site import Site, article

from toolkit.cli.app import main as toolkit

OUTLETS = ("الخبر", "الرأي", "الفجر")
OF_FETCHING = ("fetch-report.csv", "manifest.csv", "pages")
OF_SHARING = ("rehydrate-report.csv", "study.toml")


def write_manifest(path, site, articles):
    """Articles of three outlets, one that only the archive has, and two that never come.

    Their facts are those of the coverage manifest's Arabic pages, from its first on.
    """
    site.capture("/gone/404", article(articles))
    paths = [f"/a/{number}" for number in range(articles)] + [
        "/gone/404",
        "/paywall/1",
        "/gone/410",
    ]
    facts = [row for row in read_rows() if row["language"] == "ar"][: len(paths)]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(facts[0]))
        writer.writeheader()
        for number, (row, place) in enumerate(zip(facts, paths, strict=True)):
            own = {"url": site.base + place, "outlet": OUTLETS[number % 3]}
            writer.writerow({**row, **own, "published": "2022-05-11"})


def lost(manifest, study):
    """The manifest's columns that the articles or the scores have otherwise."""
    listed = pd.read_csv(manifest, dtype=str, keep_default_na=False).set_index("url")
    found = []
    for table in (
        pd.read_parquet(study / "articles.parquet"),
        pd.read_csv(study / "scores.csv", dtype=str, keep_default_na=False),
    ):
        own = listed.loc[table["url"]]
        found += [
            name
            for name in listed.columns.difference(["published", "agency_credit"])
            if name not in table or table[name].fillna("").tolist() != own[name].tolist()
        ]
    return [f"column {name}" for name in found]


def hashes(folder):
    """Each file of a folder and the hash of its bytes."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def apart(before, after, *, but=()):
    """Files that differ or that only one side has, but for those named."""
    names = sorted(before.keys() | after.keys())
    return [n for n in names if before.get(n) != after.get(n) and not n.startswith(tuple(but))]


def walk(place, site, articles, tell=print):
    """Walk; the files that differ at any step."""
    manifest, study = place / "coverage.csv", place / "my-study"
    dry, wet = place / "shared", place / "restored"
    write_manifest(manifest, site, articles)
    polite = ["--delay", "0", "--allow-private", "--archive", site.base]
    fetch = ["fetch", manifest, "--out", study, *polite]
    wrong = []

    def step(*arguments, but=(), against=None, folder=study):
        begin, out = time.monotonic(), io.StringIO()
        with contextlib.redirect_stdout(out):
            status = toolkit([str(argument) for argument in arguments])
        found = hashes(folder)
        differ = [] if against is None else apart(against, found, but=but)
        wrong.extend([f"exit status {status}"] * bool(status) + differ)
        same = "" if against is None else ", ".join(differ) or "all the same bytes"
        seconds = time.monotonic() - begin
        tell(f"| {arguments[0]} {folder.name} | {seconds:.1f} | {len(found)} | {same} |")
        return found

    tell("| step | seconds | files | against the step before |\n|---|---|---|---|")
    step(*fetch)
    first = step("run", study, "--seed", "3", "--language", "ar", "--agency", OUTLETS[0])
    wrong += lost(manifest, study)
    asked = len(site.log)
    second = step(*fetch, against=first)
    step("run", study, against=second)
    wrong += ["asked for a page again"] * (len(site.log) > asked)
    step("dehydrate", study, "--out", dry, "--keep", "note", folder=dry)
    step("rehydrate", dry, study, "--out", wet, folder=wet)
    step("run", wet, folder=wet, against=second, but=(*OF_FETCHING, *OF_SHARING))
    return wrong


def main():
    """Walk and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=18)
    options = parser.parse_args()
    with Site() as site, tempfile.TemporaryDirectory() as place:
        wrong = walk(Path(place), site, options.articles)
    print(f"\n{len(wrong)} differences")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
