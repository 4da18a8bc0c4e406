"""The pages in Chromium, driven by Playwright: no serious fault for axe-core, usable by keyboard.

Skipped by name where Playwright, axe-core's package or Chromium is not installed.
"""

import shutil

import pytest

from toolkit.comparison import compare_all
from toolkit.figures import by_outlet
from toolkit.report import article_anchor, article_page, write_report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def _report(study, folder, language):
    found = compare_all(study.scores, ["attributions"], resamples=100)
    figure = by_outlet(study.scores, "attributions", language=language)
    return write_report(
        study, found, {"attributions": figure}, folder / "report.html", language=language
    )


def _serious(page) -> list[str]:
    found = axe.Axe().run(page).response["violations"]
    return [fault["id"] for fault in found if fault["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_serious(study, tmp_path, browser, language, scheme):
    place = _report(study, tmp_path, language)
    single = tmp_path / "article.html"
    single.write_text(article_page(study, "م-1", language=language), "utf-8")
    # The policy would forbid axe's own script; the page's is not at issue here.
    page = browser.new_page(color_scheme=scheme, bypass_csp=True)
    for address in (place.as_uri(), place.as_uri() + article_anchor("م-1"), single.as_uri()):
        page.goto("about:blank")
        page.goto(address)
        assert _serious(page) == [], address
    page.close()


def test_a_figure_is_drawn_when_it_comes_near(study, tmp_path, browser):
    page = browser.new_page()
    page.goto(_report(study, tmp_path, "en").as_uri())
    page.locator("figure").scroll_into_view_if_needed()
    page.wait_for_selector("figure svg")
    assert page.locator("figure svg a").count() >= 2
    page.close()


def test_a_link_to_a_list_unfolds_it(study, tmp_path, browser):
    page = browser.new_page()
    page.goto(_report(study, tmp_path, "en").as_uri())
    page.locator("a.value").first.click()
    assert page.locator("details[open][id^='outlet=']").count() == 1
    page.close()


def test_a_figure_fills_its_frame(study, tmp_path, browser):
    page = browser.new_page()
    page.goto(_report(study, tmp_path, "en").as_uri())
    page.locator("figure").scroll_into_view_if_needed()
    drawn = page.locator("figure svg").bounding_box()
    frame = page.locator("figure .drawn").bounding_box()
    assert frame["height"] - drawn["height"] < 40
    page.close()


def test_a_layer_is_switched_off_by_its_checkbox(study, tmp_path, browser):
    single = tmp_path / "article.html"
    single.write_text(article_page(study, "م-1"), "utf-8")
    page = browser.new_page()
    page.goto(single.as_uri())
    cue = page.locator(".mft-text .mft-cue").first
    before = cue.evaluate("mark => getComputedStyle(mark).fontWeight")
    page.locator(".mft-t-cue").focus()
    page.keyboard.press("Space")
    after = cue.evaluate("mark => getComputedStyle(mark).fontWeight")
    assert (before, after == before) == ("700", False)
    page.close()


@pytest.mark.parametrize("width", [1280, 400])
def test_nothing_is_wider_than_the_window(study, tmp_path, browser, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(_report(study, tmp_path, "ar").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
