"""The pages in Chromium, driven by Playwright: no serious fault for axe-core, usable by keyboard.

Skipped by name where Playwright or Chromium is not installed; what axe-core finds, where its package
is not. Names of controls, contrast and live counts are in `test_workbench_in_browser.py`, too.
"""

import shutil
from dataclasses import replace

import pytest

from toolkit.comparison import compare_all
from toolkit.figures import by_outlet
from toolkit.report import article_anchor, article_page, write_report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")


def _report(study, folder, language):
    found = compare_all(study.scores, ["attributions"], resamples=100)
    figure = by_outlet(study.scores, "attributions", language=language)
    return write_report(
        study, found, {"attributions": figure}, folder / "report.html", language=language
    )


def _serious(page) -> list[str]:
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed"
    )
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


def _wide_report(study, folder, language):
    """A report of thirteen measures, more than fit beside each other."""
    measures = [f"praise_per_1000_{number}" for number in range(13)]
    numbers = dict.fromkeys(measures, study.scores["praise_per_1000"])
    wide = replace(study, scores=study.scores.assign(**numbers))
    found = compare_all(wide.scores, measures, resamples=100)
    return write_report(wide, found, None, folder / "report.html", language=language)


@pytest.mark.parametrize("width", [390, 1200])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_wide_table_scrolls_in_its_own_box(study, tmp_path, browser, language, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(_wide_report(study, tmp_path, language).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    box = page.locator(".scroll").first
    seen, whole = box.evaluate("box => [box.clientWidth, box.scrollWidth]")
    assert seen < width < whole
    # The outlets' names stay where they are while the numbers move.
    name = page.locator(".summary tbody th").first
    before = name.bounding_box()["x"]
    box.evaluate("(box, by) => box.scrollBy(by, 0)", 300 if language == "en" else -300)
    assert box.evaluate("box => box.scrollLeft") != 0
    assert name.bounding_box()["x"] == pytest.approx(before, abs=1)
    page.close()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_numbers_at_the_ends_of_an_axis_are_not_cut_off(study, tmp_path, browser, language):
    page = browser.new_page(viewport={"width": 390, "height": 900})
    page.goto(_report(study, tmp_path, language).as_uri())
    # What a panel does not hold it does not paint.
    panel = page.locator(".panel").first.bounding_box()
    for tick in page.locator(".panel .tick").all():
        drawn = tick.bounding_box()
        assert panel["x"] <= drawn["x"]
        assert drawn["x"] + drawn["width"] <= panel["x"] + panel["width"]
    page.close()


def test_the_dialog_counts_the_marks_of_each_layer(study, tmp_path, browser):
    page = browser.new_page()
    place = _report(study, tmp_path, "en").as_uri()
    counts = {}
    for article_id in ("م-1", "م-2"):
        page.goto("about:blank")
        page.goto(place + article_anchor(article_id))
        switches = page.locator("dialog .mft-legend label").all_inner_texts()
        counts[article_id] = dict(" ".join(text.split()).rsplit(" ", 1) for text in switches)
    assert counts["م-1"] == {
        "Cue": "4",
        "Source": "3",
        "Content": "4",
        "Praise": "2",
        "Hostility or doubt": "0",
        "Outlet named as origin": "0",
        "Formula": "1",
        "Agency credit": "1",
        "Shared copy": "1",
        "Voice": "5",
    }
    # The other side of the shared copy is all that the other article has.
    assert {name for name, count in counts["م-2"].items() if count != "0"} == {"Shared copy"}
    page.close()
