"""The table of evidence in the frame that a notebook shows, in both languages, phone and desk.

The notebook here is read without a kernel: a page with the output's HTML. JupyterLab itself is in
`test_notebook_in_browser.py`. Skipped by name where Playwright or Chromium is not installed.
"""

import json
import shutil

import pytest

import toolkit

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

LOOKS = [(language, width) for language in ("en", "ar") for width in (390, 1200)]


@pytest.fixture
def opened(study, tmp_path, browser):
    """Open a notebook's page, and fail on an error of the frame's script."""
    errors, pages = [], []

    def load(language: str = "en", width: int = 1200, **look):
        place = tmp_path / f"notebook-{language}.html"
        shown = toolkit.explore(study, language=language)._repr_html_()
        place.write_text(f"<!doctype html><html lang='en'><title>x</title>{shown}</html>", "utf-8")
        page = browser.new_page(viewport={"width": width, "height": 850}, **look)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        page.goto(place.as_uri())
        pages.append(page)
        return page, page.frame_locator("iframe.mft-explorer")

    yield load
    for page in pages:
        page.close()
    assert errors == []


def addresses(frame) -> list[str]:
    rows = frame.locator(".wb-table tbody tr")
    return rows.evaluate_all("rows => rows.map((row) => row.dataset.evidence)")


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_rows_are_searched_filtered_and_sorted(opened, language, width):
    _, frame = opened(language, width)
    frame.locator(".wb-table tbody tr").first.wait_for()
    everything = addresses(frame)
    frame.locator("select[data-field=measure]").select_option("=praise")
    assert addresses(frame) == ["م-1/praise/0", "م-1/praise/1"]
    frame.locator("input[type=search]").fill("سعيد")
    frame.locator("tr[data-evidence='م-1/praise/1']").wait_for(state="detached")
    assert addresses(frame) == ["م-1/praise/0"]
    frame.locator(".wb-reset").click()
    assert addresses(frame) == everything
    frame.locator("th[data-sort=words] button").click()
    assert sorted(addresses(frame)) == sorted(everything) != addresses(frame)


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_a_picked_row_shows_its_article_and_the_notebook_stays(opened, language, width):
    page, frame = opened(language, width)
    before = page.url
    frame.locator("tr[data-evidence='م-1/praise/1'] .wb-words a").click()
    frame.locator("dialog[open]").wait_for()
    marked = frame.locator("[aria-current=true]")
    assert "بالدور الريادي" in "".join(marked.all_inner_texts())
    text = frame.locator("dialog .mft-text")
    assert text.evaluate("box => getComputedStyle(box).direction") == "rtl"
    frame.locator("dialog .next").click()
    frame.locator("dialog .mft-text", has_text="عودة الوفد").wait_for()
    frame.locator("dialog .bar > button").click()
    frame.locator("dialog[open]").wait_for(state="detached")
    # A row picked once more opens once more.
    frame.locator("tr[data-evidence='م-1/praise/1'] .wb-words a").click()
    frame.locator("dialog[open]").wait_for()
    assert page.url == before


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_verdicts_are_saved_as_a_file_and_evaluated(opened, study, tmp_path, language, width):
    page, frame = opened(language, width)
    frame.locator("tr[data-evidence='م-1/praise/1'] select").select_option("wrong")
    with page.expect_download() as started:
        frame.locator(".wb-export").click()
    file = tmp_path / "verdicts.jsonl"
    started.value.save_as(file)
    (told,) = map(json.loads, file.read_text("utf-8").splitlines())
    assert (told["evidence"], told["verdict"]) == ("م-1/praise/1", "wrong")
    assert toolkit.evaluate(study, file).rows["verdict"].tolist() == ["wrong"]


def test_a_citation_names_the_row_and_not_the_notebooks_address(opened):
    page, frame = opened()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    row = frame.locator("tr[data-evidence='م-1/praise/1']")
    row.locator("button").click()
    frame.locator("tr[data-evidence='م-1/praise/1'] button", has_text="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.endswith("م-1/praise/1")
    assert "file:" not in copied


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_serious(study, tmp_path, browser, language):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="axe is not installed"
    )
    place = toolkit.explore(study, language=language).save(tmp_path / "evidence.html")
    # The policy would forbid axe's own script; the page's is not at issue here.
    page = browser.new_page(bypass_csp=True)
    for anchor in ("", "#article=%D9%85-1"):
        page.goto("about:blank")
        page.goto(place.as_uri() + anchor)
        found = axe.Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    page.close()
