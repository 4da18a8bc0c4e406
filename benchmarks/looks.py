"""Photograph the report and the marked article in all their looks: `looks.py [--out DIR]`.

English and Arabic, light and dark, at a phone's width and at a desk's: the report's first screens,
the dialog with an article's evidence, and the marked article as a page. To be looked at by people;
what can be measured is in tests/report. Needs the sample corpus, Chromium and Playwright.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from itertools import product
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

import toolkit
from toolkit.cli.run import comparable
from toolkit.comparison import compare_all
from toolkit.examples import sample_data
from toolkit.figures import write_all
from toolkit.report import article_anchor, article_page, write_report

ARTICLE = "S-3-1"
WIDTHS = {"phone": 390, "desk": 1200}
SECTIONS = ("summary", "dots", "differences", "figures", "methods", "articles")


def write_pages(folder: Path, study: toolkit.Study, language: str) -> dict[str, Path]:
    """Write report and marked article in a language."""
    made = folder / language
    made.mkdir()
    found = compare_all(study.scores, comparable(study.scores), resamples=200)
    figures = write_all(study, found, made, language=language)
    article = made / "article.html"
    article.write_text(article_page(study, ARTICLE, language=language), "utf-8")
    report = write_report(study, found, figures, made / "report.html", language=language)
    return {"report": report, "article": article}


def photograph(
    browser: Browser, pages: dict[str, Path], look: str, scheme: str, width: int, out: Path
) -> None:
    """Take the pictures of one look at one width."""
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(pages["article"].as_uri())
    page.screenshot(path=out / f"article-{look}.png", full_page=True)
    page.goto(pages["report"].as_uri())
    for section in SECTIONS:
        page.evaluate("id => document.getElementById(id).scrollIntoView()", section)
        page.wait_for_timeout(300)
        page.screenshot(path=out / f"report-{section}-{look}.png")
    page.goto("about:blank")
    page.goto(pages["report"].as_uri() + article_anchor(ARTICLE))
    page.wait_for_selector("dialog[open] mark")
    page.screenshot(path=out / f"dialog-{look}.png")
    page.close()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--out", type=Path, default=Path("build/looks"))
    out = options.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    study = toolkit.score(toolkit.read_articles(sample_data()), reuse=True)
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as held, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for language in ("en", "ar"):
            pages = write_pages(Path(held), study, language)
            for scheme, (name, width) in product(("light", "dark"), WIDTHS.items()):
                photograph(browser, pages, f"{language}-{scheme}-{name}", scheme, width, out)
        browser.close()
    print(f"{len(list(out.glob('*.png')))} pictures: {out}")


if __name__ == "__main__":
    main()
