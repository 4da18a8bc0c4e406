"""The fault table: what goes wrong, what the user reads, and what is lost.

``python benchmarks/fetch_faults.py`` fetches from a site on this machine that plays each fault, and
good articles between the faults. "Lost" counts the good articles that did not come whole; a fault
that is taken for an article counts as a false article. Exit status 1 if either is above none.
"""

import sys
import tempfile
from pathlib import Path

from local_site import Site, article, sentences_of

from toolkit.articles.fetching import FetchOptions, Limits
from toolkit.study.folder import fetch

# What goes wrong, where the site plays it, and which story comes all the same (if one can).
FAULTS = (
    ("page gone, capture in the archive", "/gone/404", 30),
    ("page gone, no capture", "/gone/410", None),
    ("page forbidden", "/gone/403", None),
    ("server's own fault, three times", "/busy/500/9", None),
    ("busy once (503), then there", "/busy/503/1", 5),
    ("429 with Retry-After: 1, then there", "/busy/429/1/1", 5),
    ("429 that asks for an hour", "/busy/429/9/3600", None),
    ("three redirects", "/moved/3", 7),
    ("redirect to an address in Arabic letters", "/moved-arabic/9", 9),
    ("twenty redirects", "/moved/20", None),
    ("redirects in a circle", "/circle/a", None),
    ("dead address leads to the front page", "/home/x", None),
    ("front page now, capture in the archive", "/home/y", 31),
    ("redirect to a file", "/to/file", None),
    ("redirect to a cloud's own services", "/to/meta", None),
    ("the same, its address as one number", "/to/meta-number", None),
    ("no answer", "/slow/1", None),
    ("a byte at a time", "/drip/1", None),
    ("headers a byte at a time", "/drip-headers/1", None),
    ("endless page", "/endless/1", None),
    ("gzip bomb: 200 MB in 200 KB", "/bomb/1", None),
    ("gzip that is none", "/bad-gzip/1", None),
    ("broken off half-way", "/broken/1", None),
    ("connection reset", "/hang-up/1", None),
    ("no HTTP at all", "/garbage/1", None),
    ("Windows-1256 that says UTF-8", "/encoding/cp1256/utf-8", 3),
    ("Windows-1256 that says ISO 8859-1", "/encoding/cp1256/iso-8859-1", 3),
    ("UTF-8 that says Windows-1256", "/encoding/utf-8/windows-1256", 3),
    ("ISO 8859-6", "/encoding/iso8859-6/iso-8859-6", 3),
    ("compressed page", "/gzip/12", 12),
    ("consent form", "/consent/1", None),
    ("paywall in words", "/paywall/1", None),
    ("paywall in metadata", "/paid/1", None),
    ("check for robots", "/check/1", None),
    ("200 that says not found", "/soft-gone/1", None),
    ("address for sale", "/parked/1", None),
    ("another story by now", "/other/1", None),
    ("empty page", "/empty/1", None),
    ("page drawn by a script", "/script/1", None),
    ("nested 50,000 deep", "/deep/1", None),
    ("PDF", "/pdf/1", None),
    ("page in French", "/french/1", None),
    ("closed by robots.txt", "/closed/1", None),
    ("ftp address", "ftp://example.org/1", None),
    ("no such host", "http://nobody.invalid/1", None),
)


def main():
    """Fetch, and print the table."""
    limits = Limits(connect=3, read=1.5, total=4, size=2_000_000, tries=3, wait=5)
    with Site(slow=6) as site, tempfile.TemporaryDirectory() as place:
        site.capture("/gone/404", article(30))
        site.capture("/home/y", article(31))
        manifest = Path(place) / "manifest.csv"
        rows, wanted = [], []
        for number, (_, path, story) in enumerate(FAULTS):
            rows += [path if "://" in path else site.base + path, f"{site.base}/a/{200 + number}"]
            wanted += [story, 200 + number]
        lines = "".join(f"{row},2022-05-11\n" for row in rows)
        manifest.write_text(f"url,published\n{lines}", "utf-8")
        options = FetchOptions(
            delay=0, archive=site.base, allow_private=True, limits=limits, pause=0.1
        )
        done = fetch(manifest, Path(place) / "study", options=options)
    sys.exit(show(done, wanted, site.base))


def show(done, wanted, base):
    """Print a line a fault; 1 if anything was lost or wrongly taken."""
    texts = dict(zip(done.articles["article_id"], done.articles["text"], strict=True))
    lost = false = 0
    print("| fault | status | what the report says | lost |\n|---|---|---|---|")
    for number, row in enumerate(done.report.itertuples()):
        text, story = texts.get(row.article_id, ""), wanted[number]
        whole = story is not None and text.split("\n") == sentences_of(story)
        lost += story is not None and not whole
        false += story is None and bool(text)
        if number % 2 == 0:
            words = row.reason.replace(base, "…").replace("|", "/") or "—"
            left = "nothing" if whole or story is None else "THE ARTICLE"
            print(f"| {FAULTS[number // 2][0]} | {row.status} | {words} | {left} |")
    came = sum(story is not None for story in wanted)
    print(f"\n{came} articles could come: {came - lost} came whole, {lost} lost; ", end="")
    print(f"{len(wanted) - came} faults: {false} taken for an article")
    return int(bool(lost or false))


if __name__ == "__main__":
    main()
