"""The pages in a real browser: Chromium opens the evidence and runs nothing of an article's."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from toolkit.comparison import compare_all
from toolkit.report import article_anchor, article_page, write_report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
SWITCHES = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture
def opened(tmp_path):
    """Open a page and give the document as the browser has it after loading."""

    def load(place: Path, anchor: str = "") -> str:
        command = [CHROMIUM, *SWITCHES, f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom"]
        done = subprocess.run(
            [*command, place.as_uri() + anchor], capture_output=True, timeout=60, check=True
        )
        return done.stdout.decode("utf-8")

    return load


def _report(study, tmp_path):
    found = compare_all(study.scores, ["attributions"], resamples=100)
    return write_report(study, found, None, tmp_path / "report.html")


def test_an_address_opens_the_evidence_of_its_article(study, tmp_path, opened, read_page):
    place = _report(study, tmp_path)
    closed, shown = opened(place), opened(place, article_anchor("م-1"))
    assert "open" not in read_page(closed).all("dialog")[0][0]
    page = read_page(shown)
    assert "open" in page.all("dialog")[0][0]
    titles = [a.get("title", "") for a, text in page.all("mark") if text == "مضيفا"]
    # The table of evidence marks its hits, too; the article's mark says what it is.
    assert any("entry: \u2068أضاف" in title for title in titles)


def test_an_address_of_no_article_opens_nothing(study, tmp_path, opened, read_page):
    place = _report(study, tmp_path)
    for anchor in ("#article=none", "#article=%", "#article="):
        assert "open" not in read_page(opened(place, anchor)).all("dialog")[0][0]


def test_script_planted_in_any_field_does_not_run(hostile, tmp_path, opened):
    article_id = hostile.articles["article_id"][0]
    place = tmp_path / "article.html"
    place.write_text(article_page(hostile, article_id), "utf-8")
    report = _report(hostile, tmp_path)
    for shown in (opened(place), opened(report, article_anchor(article_id))):
        # Wherever the planted script runs, it sets the page's title to "run".
        assert re.search("<title>([^<]*)</title>", shown)[1] != "run"
    assert re.search(r"<dialog[^>]* open", shown)


def test_an_address_of_evidence_marks_its_words(study, tmp_path, opened, read_page):
    shown = read_page(opened(_report(study, tmp_path), "#evidence=م-1/praise/1"))
    current = [text for a, text in shown.all("mark") if a.get("aria-current") == "true"]
    assert current == ["بالدور الريادي"]
    rows = [a["data-evidence"] for a, _ in shown.all("tr") if "data-evidence" in a]
    assert "م-1/attributions/3" in rows


def test_the_search_box_stands_above_every_row(study, tmp_path, opened, read_page):
    shown = read_page(opened(_report(study, tmp_path)))
    assert [a for a, _ in shown.all("input") if a.get("type") == "search"]
    counted = [text for a, text in shown.all("p") if a.get("role") == "status"]
    assert counted == ["found: 9 / 9"]
