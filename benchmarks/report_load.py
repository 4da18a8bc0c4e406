"""How fast a report of many articles opens in Chromium: `report_load.py [--articles 500]`.

The articles are the sample's, repeated under new identifiers until there are enough, with every
figure set into the page. Each opening is a new browser window reading the file from disk; what is
measured is the time from the start of navigation to the load event and to the first text drawn,
and from a click on a dot to the marked evidence. Needs the sample corpus, Chromium and Playwright;
without Chromium only the sizes are told.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import tempfile
from dataclasses import replace
from pathlib import Path

import pandas as pd

import toolkit
from toolkit.cli.run import comparable
from toolkit.comparison import compare_all
from toolkit.examples import sample_data
from toolkit.figures import write_all
from toolkit.report import write_report
from toolkit.study.study import Study

KEYS = ("article_id", "source_article_id")
TIMES = """() => {
  const [page] = performance.getEntriesByType("navigation");
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  return [page.loadEventEnd, paint ? paint.startTime : NaN];
}"""


def repeated(study: Study, articles: int) -> Study:
    """A study of so many articles, its own repeated under new identifiers."""
    ids = list(study.articles["article_id"])
    turns = -(-articles // len(ids))
    kept = {f"{id_}/{turn}" for turn in range(turns) for id_ in ids if turn * len(ids) < articles}
    kept = set(sorted(kept)[:articles])
    tables = {}
    for name, table in study.tables():
        copies = []
        for turn in range(turns):
            renamed = {key: table[key] + f"/{turn}" for key in KEYS if key in table}
            copies.append(table.assign(**renamed))
        whole = pd.concat(copies, ignore_index=True)
        for key in KEYS:
            if key in whole:
                whole = whole[whole[key].isin(kept)]
        tables[name] = whole.reset_index(drop=True)
    return replace(study, **tables)


def openings(place: Path, article: str, times: int) -> list[tuple[float, float, float]]:
    """Seconds to the load event, to the first text and to an article's evidence."""
    from playwright.sync_api import sync_playwright

    found = shutil.which("chromium") or shutil.which("chromium-browser")
    seen = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for _ in range(times):
            page = browser.new_page()
            page.goto(place.as_uri(), wait_until="load")
            page.wait_for_timeout(200)
            load, paint = page.evaluate(TIMES)
            clicked = page.evaluate("() => performance.now()")
            page.evaluate("id => { location.hash = 'article=' + encodeURIComponent(id) }", article)
            page.wait_for_selector("dialog[open] mark")
            shown = page.evaluate("() => performance.now()")
            seen.append((load / 1000, paint / 1000, (shown - clicked) / 1000))
            page.close()
        browser.close()
    return seen


def elements(place: Path) -> str:
    """How many elements the page has before its script draws any."""
    page = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", place.read_text("utf-8"))
    return f"{len(re.findall('<[a-z]', page)):,} elements"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--articles", type=int, default=500)
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--keep", type=Path, help="write the report here")
    given = options.parse_args()
    study = toolkit.score(toolkit.read_articles(sample_data()), reuse=True)
    many = repeated(study, given.articles)
    with tempfile.TemporaryDirectory() as held:
        found = compare_all(many.scores, comparable(many.scores), resamples=200)
        figures = write_all(many, found, held)
        place = write_report(many, found, figures, given.keep or Path(held) / "report.html")
        print(
            f"{len(many.articles)} articles, page {place.stat().st_size / 1e6:.1f} MB, {elements(place)}"
        )
        beside = list(place.with_name(f"{place.stem}-evidence").glob("*"))
        print(
            f"beside it {len(beside)} files, {sum(f.stat().st_size for f in beside) / 1e6:.1f} MB"
        )
        if shutil.which("chromium") is None and shutil.which("chromium-browser") is None:
            print("Chromium is not installed: nothing is opened")
            return
        seen = openings(place, many.articles["article_id"].iloc[-1], given.times)
    for name, values in zip(
        ("load", "first text", "evidence"), zip(*seen, strict=True), strict=True
    ):
        print(f"{name}: median {statistics.median(values):.2f} s, slowest {max(values):.2f} s")


if __name__ == "__main__":
    main()
