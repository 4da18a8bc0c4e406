"""Kill a fetch with SIGKILL at random moments, run it again, and compare with an undisturbed run.

``python benchmarks/fetch_kill.py [--rounds 50] [--seed 0]`` against a site on this machine. Each
round starts in an empty folder, is killed once at a random moment, and resumed to its end. The
result must be that of the undisturbed run (but for the times of fetching), and no page that was
kept before the kill may be asked for again. A page that was under way at the kill came to nobody
and is asked for again: those are counted, too. Exit status 1 if anything differs.
"""

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
from local_site import Site, article

from toolkit.articles.fetching import FetchOptions, Limits
from toolkit.articles.fetching.store import PageStore
from toolkit.study.folder import fetch

PAGES = 8
TIMES = ("fetched_at",)


def fetch_all(manifest, out, base):
    """One run, in a process of its own."""
    limits = Limits(connect=5, read=10, total=20, tries=2, size=300_000)
    options = FetchOptions(delay=0, archive=base, allow_private=True, limits=limits, pause=0.02)
    fetch(manifest, out, options=options)


def write_manifest(path, site):
    """Articles, moved pages, and gone pages whose captures the archive has."""
    paths = [f"/a/{n}" for n in range(PAGES)] + [f"/moved/{n}" for n in range(1, 4)]
    for n in (404, 410):
        site.capture(f"/gone/{n}", article(100 + n))
        paths.append(f"/gone/{n}")
    paths += ["/consent/1", "/paywall/1", "/endless/1", "/circle/a"]
    path.write_text("url\n" + "".join(f"{site.base}{p}\n" for p in paths), "utf-8")


def result(folder):
    """What a run gave, without the times."""
    articles = pd.read_parquet(folder / "articles.parquet").drop(columns=list(TIMES))
    return articles.to_json(force_ascii=False, date_format="iso"), (
        folder / "fetch-report.csv"
    ).read_bytes()


def killed_round(context, manifest, site, folder, after):
    """Kill a run after some seconds and resume it; what was asked for again, and what came of it."""
    process = context.Process(target=fetch_all, args=(manifest, folder, site.base))
    start = len(site.log)
    process.start()
    time.sleep(after)
    alive = process.is_alive()
    process.kill()
    process.join()
    asked_before = {path for path, _ in site.log[start:]}
    store = PageStore(folder / "pages")
    kept = {path for path in asked_before if store.get(site.base + path) is not None}
    middle = len(site.log)
    context_run(context, manifest, folder, site)
    again = [path for path, _ in site.log[middle:]]
    return alive, len(kept), sum(p in kept for p in again), sum(p in asked_before for p in again)


def context_run(context, manifest, folder, site):
    """A run that nothing disturbs; its seconds."""
    begin = time.monotonic()
    process = context.Process(target=fetch_all, args=(manifest, folder, site.base))
    process.start()
    process.join()
    return time.monotonic() - begin


def main():
    """Run the rounds and print what came of them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["toolkit.articles.fetching", "trafilatura", "pandera.pandas"])
    with Site(pace=0.02) as site, tempfile.TemporaryDirectory() as place:
        manifest = Path(place) / "manifest.csv"
        write_manifest(manifest, site)
        context_run(context, manifest, Path(place) / "warm", site)
        seconds = context_run(context, manifest, Path(place) / "whole", site)
        wanted = result(Path(place) / "whole")
        rounds = []
        for number in range(options.rounds):
            folder = Path(place) / f"round{number}"
            after = chance.uniform(0.05, seconds)
            row = killed_round(context, manifest, site, folder, after)
            rounds.append((*row, result(folder) == wanted))
            print(f"\rround {number + 1}", end="", file=sys.stderr, flush=True)
    alive, kept, twice, under_way, same = zip(*rounds, strict=True)
    print(
        f"rounds: {len(rounds)} (killed while running: {sum(alive)}); undisturbed {seconds:.1f} s"
    )
    print(
        f"pages kept at the kill: {sum(kept) / len(kept):.1f} on average, {min(kept)}–{max(kept)}"
    )
    print(f"same result after resuming: {sum(same)} of {len(same)}")
    print(f"kept pages asked for again: {sum(twice)}")
    print(f"pages under way at the kill, asked for again: {sum(under_way) - sum(twice)}")
    sys.exit(0 if all(same) and not sum(twice) else 1)


if __name__ == "__main__":
    main()
