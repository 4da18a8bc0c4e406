"""The table of evidence in Chromium, in both languages, on a phone and at a desk.

Skipped by name where Playwright or Chromium is not installed.
"""

import json
import shutil
from dataclasses import replace

import pytest

import toolkit
from toolkit.comparison import compare_all
from toolkit.report import write_report

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

WIDTHS = {"phone": 390, "desk": 1200}
LOOKS = [(language, width) for language in ("en", "ar") for width in WIDTHS]
# Text nodes whose contrast with what lies behind them is too low: WCAG 2.2, 1.4.3.
FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parts = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [r, g, b] = parts(colour).map((one) => {
      const part = one / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (parts(colour)[3] === 255) return colour;
    }
    return "white";
  };
  const faint = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("script, style, figure, [disabled], option"))
      continue;
    if (!element.checkVisibility() || element.closest("svg")) continue;
    const style = getComputedStyle(element);
    const [one, two] = [light(style.color), light(ground(element))].sort((a, b) => b - a);
    const large = parseFloat(style.fontSize) >= 24;
    if ((one + 0.05) / (two + 0.05) < (large ? 3 : 4.5))
      faint.add(`${element.localName}.${element.className}: ${style.color} on ${ground(element)}`);
  }
  return [...faint];
}"""
# Controls that a screen reader would call by no name.
NAMELESS = """() => [...document.querySelectorAll("a[href], button, input, select, [tabindex='0']")]
  .filter((one) => one.checkVisibility() && !one.closest("svg"))
  .filter((one) => !(one.getAttribute("aria-label") || one.labels?.[0]?.textContent.trim()
    || one.matches("a, button, mark, [title]") && (one.textContent.trim() || one.title)))
  .map((one) => one.outerHTML)"""


@pytest.fixture
def opened(study, tmp_path, browser):
    """Open the report in a language, at a width, at an address, and fail on an error of its script."""
    errors, pages, usual = [], [], study

    def load(language: str = "en", width: str = "desk", anchor: str = "", study=usual, **look):
        place = tmp_path / f"report-{language}.html"
        if not place.exists():
            found = compare_all(study.scores, ["attributions"], resamples=100)
            write_report(study, found, None, place, language=language)
        page = browser.new_page(viewport={"width": WIDTHS[width], "height": 850}, **look)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
        page.goto(place.as_uri() + anchor)
        pages.append(page)
        return page

    yield load
    for page in pages:
        page.close()
    assert errors == []


def _addresses(page) -> list[str]:
    rows = page.locator(".wb-table tbody tr")
    return rows.evaluate_all("rows => rows.map((row) => row.dataset.evidence)")


def _status(page) -> str:
    return page.locator("#workbench [role=status]").inner_text()


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_search_and_filters_narrow_the_rows_and_the_count_follows(opened, language, width):
    page = opened(language, width)
    found = toolkit_words(language)["found"]
    assert _status(page) == f"{found}: 9 / 9"
    page.locator("input[type=search]").fill("الريادي")
    assert "م-1/praise/1" in _addresses(page)
    assert _status(page) == f"{found}: {len(_addresses(page))} / 9"
    page.locator("select[data-field=measure]").select_option("=praise")
    assert {address.split("/")[1] for address in _addresses(page)} == {"praise"}
    page.locator(".wb-reset").click()
    assert _status(page) == f"{found}: 9 / 9"
    assert page.locator("input[type=search]").input_value() == ""


def toolkit_words(language):
    from toolkit.report.workbench import workbench_words

    return workbench_words(language)


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_every_column_is_sorted_by_a_button_in_sight(opened, language, width):
    page = opened(language, width)
    heads = page.locator(".wb-table th[data-sort]")
    assert heads.count() == 7
    for head in heads.all():
        button = head.locator("button")
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box["width"] >= 24
        assert box["height"] >= 16
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= WIDTHS[width]
    before = _addresses(page)
    button = page.locator("th[data-sort=measure] button")
    told = []
    for _ in range(3):
        button.click()
        told.append(page.locator("th[data-sort=measure]").get_attribute("aria-sort"))
        if len(told) == 1:
            kinds = [address.split("/")[1] for address in _addresses(page)]
            assert kinds == sorted(kinds)
    assert told == ["ascending", "descending", "none"]
    assert _addresses(page) == before


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_nothing_of_a_row_is_cut_off(opened, language, width):
    page = opened(language, width)
    assert page.evaluate("document.documentElement.scrollWidth") == WIDTHS[width]
    box = page.locator("#workbench .scroll")
    assert box.evaluate("box => box.scrollWidth <= box.clientWidth")
    # No control lies over another one, and each is wide enough to be used.
    for row in page.locator(".wb-table tbody tr").all()[:3]:
        boxes = [one.bounding_box() for one in row.locator("select, input, button").all()]
        for place, one in enumerate(boxes):
            assert one["width"] >= 40
            for two in boxes[:place]:
                apart = (
                    one["x"] >= two["x"] + two["width"]
                    or two["x"] >= one["x"] + one["width"]
                    or one["y"] >= two["y"] + two["height"]
                    or two["y"] >= one["y"] + one["height"]
                )
                assert apart


@pytest.mark.parametrize("pixels", [390, 720, 830, 1020, 1040, 1400])
def test_the_words_keep_their_room_at_every_width(opened, pixels):
    """Between phone and desk, as in a notebook's frame, the other columns had left them none."""
    page = opened("ar")
    page.set_viewport_size({"width": pixels, "height": 850})
    link = page.locator(".wb-words a").first
    assert link.evaluate("link => link.getBoundingClientRect().width") >= 150
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_a_permalink_shows_its_words_and_the_verdict_beside_them(opened, language, width):
    page = opened(language, width, "#evidence=" + "م-1/praise/1")
    page.wait_for_selector("dialog[open]")
    current = page.locator("dialog mark[aria-current=true]")
    assert "".join(current.all_inner_texts()) == "بالدور الريادي"
    assert (
        page.locator("dialog .mft-text").evaluate("text => getComputedStyle(text).direction")
        == "rtl"
    )
    shown = [current.first, page.locator(".wb-judging select"), page.locator(".wb-judging input")]
    for one in shown:
        box = one.bounding_box()
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 850
    # Scrolled to the article's end, the verdict is still there, over the text and not under it.
    page.locator("dialog").evaluate("dialog => dialog.scrollTo(0, dialog.scrollHeight)")
    select = page.locator(".wb-judging select")
    assert select.bounding_box()["y"] >= 0
    assert select.evaluate(
        """one => { const { x, y, width, height } = one.getBoundingClientRect();
        return document.elementFromPoint(x + width / 2, y + height / 2) === one; }"""
    )
    select.select_option("unsure")
    page.locator("dialog .bar > button").click()
    row = page.locator("tr[data-evidence='م-1/praise/1']")
    assert row.get_attribute("data-verdict") == "unsure"
    assert row.locator("a").evaluate("link => link === document.activeElement")


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_links_of_figures_choose_the_actor_or_the_state(opened, language, width):
    page = opened(language, width, "#state=" + "صحيفة النهضة/none")
    assert page.locator("select[data-field=measure]").input_value() == "=attributions"
    assert page.locator("select[data-field=outlet]").input_value() == "=صحيفة النهضة"
    assert {address.split("/")[1] for address in _addresses(page)} == {"attributions"}
    page.evaluate("location.hash = '#actor=' + encodeURIComponent('person:x')")
    page.wait_for_function(
        "document.querySelector('select[data-field=actor]').value === '=person:x'"
    )
    assert _addresses(page) == []


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_verdicts_saved_as_a_file_are_evaluated(opened, study, tmp_path, language, width):
    page = opened(language, width)
    first, second = page.locator(".wb-table tbody tr").all()[:2]
    names = _addresses(page)[:2]
    first.locator("select").select_option("right")
    second.locator("select").select_option("wrong")
    second.locator("input").fill("ليس قولا")
    second.locator("input").press("Tab")
    with page.expect_download() as started:
        page.locator(".wb-export").click()
    file = tmp_path / "verdicts.jsonl"
    started.value.save_as(file)
    told = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert {one["evidence"]: one["verdict"] for one in told} == dict(
        zip(names, ("right", "wrong"), strict=True)
    )
    rows = toolkit.evaluate(study, file).rows.set_index("evidence")
    assert rows.loc[names[1], ["verdict", "note"]].tolist() == ["wrong", "ليس قولا"]
    # The other day they are still there.
    page.reload()
    kept = page.locator(".wb-table tbody tr").evaluate_all(
        "rows => rows.map((r) => r.dataset.verdict)"
    )
    assert kept[:2] == ["right", "wrong"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_words_stand_out_from_their_ground_and_controls_have_names(opened, language, width, scheme):
    page = opened(language, width, color_scheme=scheme)
    assert page.evaluate(FAINT) == []
    assert page.evaluate(NAMELESS) == []
    page.locator(".wb-words a").first.click()
    page.wait_for_selector("dialog[open]")
    assert page.evaluate(FAINT) == []
    assert page.evaluate(NAMELESS) == []


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_a_screen_reader_is_told_of_a_table_and_how_many_rows_are_left(opened, language, width):
    page = opened(language, width)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    # Laid out as cards, too, it is a table with heads.
    assert page.get_by_role("table", name=toolkit_words(language)["heading"]).count() == 1
    assert page.locator("#workbench").get_by_role("columnheader").count() >= 7
    assert page.locator("#workbench").get_by_role("row").count() == 10
    status = page.locator("#workbench [role=status]")
    assert (status.get_attribute("aria-live"), status.get_attribute("aria-atomic")) == (
        "polite",
        "true",
    )
    # Arabic words are Arabic in the English report, too.
    words = page.locator(".wb-words a").first
    assert (words.get_attribute("lang"), words.get_attribute("dir")) == ("ar", "rtl")


@pytest.mark.parametrize(("language", "width"), LOOKS)
def test_praise_points_from_its_holder_to_whom_it_praises(opened, study, language, width):
    praise = study.praise.assign(target_actor="state:المغرب", holder_actor="person:ناصر بوريطة")
    page = opened(language, width, study=replace(study, praise=praise))
    cell = page.locator("tr[data-evidence='م-1/praise/1'] td").nth(4)
    praised, holder = (one.bounding_box() for one in cell.locator("bdi").all())
    arrow = "→" if language == "ar" else "←"
    assert arrow in cell.inner_text()
    if abs(praised["y"] - holder["y"]) < 4:  # in one line: the arrow's head is at the praised
        assert (praised["x"] > holder["x"]) == (arrow == "→")


def test_tab_goes_through_the_table_with_one_row(opened):
    page = opened()
    page.locator(".wb-reset").focus()
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                "(document.activeElement.closest('tbody tr[data-evidence]') ?? { dataset: {} }).dataset.evidence ?? ''"
            )
        )
    first = _addresses(page)[0]
    # Its words, verdict, note and citation; then what comes behind the table.
    assert [name for name in reached if name] == [first] * 4
    assert reached[-1] == ""
