"""The report is one file with everything in it and nothing that a text could make it do."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from urllib.parse import quote, unquote

import pandas as pd
import pytest

from toolkit.comparison import compare, compare_all
from toolkit.errors import InputError
from toolkit.figures import by_outlet, praise_flows, save_figure, write_all
from toolkit.report import study_page, write_report
from toolkit.version import __version__

MEASURES = ["praise_per_1000", "attributions"]


@pytest.fixture
def comparison(study):
    return compare_all(study.scores, MEASURES, resamples=100)


def _evidence(page):
    return {a["data-article"]: json.loads(t) for a, t in page.all("script") if "data-article" in a}


def test_nothing_comes_from_outside(study, comparison, read_page):
    html = study_page(study, comparison)
    page = read_page(html)
    assert page.dangers() == []
    assert [a for a, _ in page.all("img")] == []
    outside = {a["href"] for a, _ in page.all("a") if not a["href"].startswith("#")}
    assert outside == set()
    assert "@import" not in html


def test_only_the_pages_own_script_may_run(study, comparison, read_page):
    page = read_page(study_page(study, comparison))
    own = [text for attrs, text in page.all("script") if "type" not in attrs]
    assert len(own) == 1
    policy = next(a["content"] for a, _ in page.all("meta") if "http-equiv" in a)
    allowed = re.search(r"script-src 'sha256-([^']+)'", policy)[1]
    assert allowed == base64.b64encode(hashlib.sha256(own[0].encode()).digest()).decode()
    assert "default-src 'none'" in policy


def test_every_dot_and_title_opens_an_article_that_is_there(study, comparison, read_page):
    page = read_page(study_page(study, comparison))
    opened = [unquote(a["href"]) for a, _ in page.all("a") if a["href"].startswith("#article=")]
    # For each of the two articles: two measures' dots, and in the list its title and two numbers.
    assert sorted(opened) == sorted(["#article=م-1", "#article=م-2"] * 5)
    assert sorted(_evidence(page)) == ["م-1", "م-2"]


def test_every_number_of_an_outlet_leads_to_its_articles(study, comparison, read_page):
    page = read_page(study_page(study, comparison))
    lists = {attrs["id"] for attrs, _ in page.all("details") if "id" in attrs}
    assert {unquote(anchor) for anchor in lists} == {"outlet=صحيفة النهضة", "outlet=Atlas Agency"}
    estimates = [attrs["href"][1:] for attrs, _ in page.all("a", "value")]
    assert len(estimates) == 4
    assert set(estimates) == lists


@pytest.fixture
def drawn(study, comparison, tmp_path):
    """The report with all its figures."""
    return study_page(study, comparison, write_all(study, comparison, tmp_path))


def test_every_disc_of_the_praise_figure_leads_to_its_articles(drawn, read_page):
    page = read_page(drawn)
    figures = [json.loads(text) for attrs, text in page.all("script") if "data-figure" in attrs]
    links = {link for svg in figures for link in re.findall(r'href="#(praise=[^"]+)"', svg)}
    lists = {attrs["id"]: text for attrs, text in page.all("details") if "id" in attrs}
    # Two praises of the Coalition: one by an official quoted, one whose act is not known.
    assert links == {f"praise={quote('التحالف')}/{holder}" for holder in ("government", "unknown")}
    assert links < set(lists)
    assert all("بوريطة: المغرب شريك رائد" in lists[link] for link in links)


def test_every_link_of_every_figure_has_its_place_in_the_page(drawn, read_page):
    page = read_page(drawn)
    places = {attrs["id"] for _, attrs, _ in page.elements if "id" in attrs}
    places |= {f"article={quote(name, safe='')}" for name in _evidence(page)}
    for attrs, text in page.all("script"):
        if "data-figure" in attrs:
            assert set(re.findall(r'href="#([a-z]+=[^"]+)"', json.loads(text))) <= places


def test_every_other_link_has_its_place_in_the_page(study, comparison, read_page):
    page = read_page(study_page(study, comparison))
    places = [attrs["id"] for _, attrs, _ in page.elements if "id" in attrs]
    assert len(places) == len(set(places))
    inner = {a["href"][1:] for a, _ in page.all("a")} - {""}
    assert {name for name in inner if not name.startswith("article=")} <= set(places)


def test_the_evidence_of_an_article_is_drawn_from_data_in_the_page(study, comparison, read_page):
    evidence = _evidence(read_page(study_page(study, comparison)))["م-1"]
    page = read_page(evidence["html"])
    cue = next(a for a, text in page.all("mark") if text == "مضيفا")
    assert "entry: \u2068أضاف" in evidence["lines"][int(cue["data-why"])]


def test_the_summary_gives_estimate_interval_and_number(study, comparison, read_page):
    page = read_page(study_page(study, comparison))
    cells = [re.sub(r"\s+", " ", text).strip() for _, text in page.all("td")]
    # Where there is no interval it says why.
    assert "64.5 no interval: a single article or cluster n = 1 · few articles" in cells
    heads = [text for _, text in page.all("th")]
    assert "Praise per 1,000 words" in heads


def test_an_interval_is_shown_in_brackets(study, read_page):
    ids = [f"م-{n}" for n in range(24)]
    articles = pd.DataFrame({"article_id": ids, "outlet": ["أ", "ب"] * 12, "title": "عنوان"})
    many = type(study)(
        **{
            **{name: table.iloc[:0] for name, table in study.tables()},
            "articles": articles.assign(text="نص"),
            "scores": articles.assign(direct_share=[n / 24 for n in range(24)]),
        }
    )
    found = compare(many.scores, "direct_share", resamples=200)
    page = read_page(study_page(many, found))
    low, high = found.estimates.loc[0, ["low", "high"]]
    assert f"[{low:.0%}, {high:.0%}]" in " ".join(text for _, text in page.all("small"))
    assert "few articles" not in " ".join(text for _, text in page.all("td"))


@pytest.mark.parametrize(
    ("language", "direction", "words"),
    [("en", "ltr", "Methods and accuracy"), ("ar", "rtl", "المنهج والدقة")],
)
def test_the_page_speaks_the_language_asked_for(
    study, comparison, read_page, language, direction, words
):
    page = read_page(study_page(study, comparison, language=language))
    root = page.all("html")[0][0]
    assert (root["lang"], root["dir"]) == (language, direction)
    assert words in [text for _, text in page.all("h2")]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_markup_in_any_field_is_shown_and_not_obeyed(hostile, read_page, language):
    found = compare_all(hostile.scores, MEASURES, resamples=100)
    accuracy = pd.DataFrame({hostile.articles["title"][0]: [hostile.articles["title"][0]]})
    html = study_page(
        hostile,
        found,
        language=language,
        title=hostile.articles["title"][0],
        accuracy=accuracy,
        coded_by=hostile.articles["title"][0],
    )
    page = read_page(html)
    assert page.dangers() == []
    assert page.all("img") == []
    kinds = [attrs.get("type", "own") for attrs, _ in page.all("script")]
    # The table of evidence, two articles, and the page's own.
    assert kinds == [*["application/json"] * 3, "own"]
    for evidence in _evidence(page).values():
        inner = read_page(evidence["html"])
        assert inner.dangers() == []
        assert inner.all("script") + inner.all("img") == []


def test_accuracy_is_told_or_its_absence_is(study, comparison):
    assert "not measured on these articles" in re.sub(r"\s+", " ", study_page(study, comparison))
    table = pd.DataFrame({"measure": ["cue F1"], "value": [0.8123]})
    page = study_page(study, comparison, accuracy=table, coded_by="two readers")
    assert "0.812" in page
    assert "two readers" in page
    assert "not measured on these articles" not in re.sub(r"\s+", " ", page)


def test_figures_are_set_into_the_page(study, comparison, read_page, tmp_path):
    (tmp_path / "f.png").write_bytes(b"\x89PNG")
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><a href="#article=x"><text>نقطة</text></a></svg>'
    (tmp_path / "f.svg").write_text(svg, "utf-8")
    figures = {"رسم": tmp_path / "f.svg", "Picture": tmp_path / "f.png"}
    page = read_page(study_page(study, comparison, figures))
    assert [a["src"] for a, _ in page.all("img")] == ["data:image/png;base64,iVBORw=="]
    assert [a["alt"] for a, _ in page.all("img")] == ["Picture"]
    drawn = [json.loads(text) for attrs, text in page.all("script") if "data-figure" in attrs]
    assert [text for _, text in read_page(drawn[0]).all("text")] == ["نقطة"]


def test_the_same_study_gives_the_same_bytes(study, comparison, tmp_path):
    first = write_report(study, comparison, None, tmp_path / "1.html").read_bytes()
    second = write_report(study, comparison, None, tmp_path / "2.html").read_bytes()
    assert first == second


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_head_says_what_a_paper_has_to_cite(
    study, comparison, read_page, language, monkeypatch
):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1652227200")
    given = {"language": language, "title": "دراسة <b>", "query": 'مراكش AND "التحالف"'}
    page = read_page(study_page(study, comparison, **given))
    ((_, head),) = page.all("dl", "made")
    for told in (
        "دراسة <b>",
        'مراكش AND "التحالف"',
        "2022-05-11",
        f"toolkit {__version__}",
        "pandas",
    ):
        assert told in head
    ((_, untold),) = read_page(study_page(study, comparison)).all("dl", "made")
    assert "not told" in untold


def test_a_day_that_is_none_is_refused(study, comparison, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH is 'yesterday'"):
        study_page(study, comparison)


def test_several_comparisons_make_one_table(study, read_page):
    each = [compare(study.scores, measure, resamples=100) for measure in MEASURES]
    page = read_page(study_page(study, [*each, each[0]]))
    assert len(page.all("div", "panel")) == 2


def test_a_comparison_by_a_column_that_the_scores_lack_is_refused(study):
    scores = study.scores.assign(country=["MA", "MA"])
    with pytest.raises(InputError, match="by 'country' is not a column"):
        study_page(study, compare(scores, "attributions", by="country", resamples=100))
    with pytest.raises(InputError, match="needs a comparison"):
        study_page(study, [])


def test_any_column_groups_the_report_by_its_labels_in_its_order(study, tmp_path, read_page):
    kinds = ["critical", "state_agency"]
    grouped = replace(
        study,
        scores=study.scores.assign(outlet_kind=kinds),
        articles=study.articles.assign(outlet_kind=kinds),
    )
    found = compare(grouped.scores, MEASURES, by="outlet_kind", resamples=100)
    figures = write_all(grouped, found, tmp_path, language="ar")
    page = read_page(study_page(grouped, found, figures, language="ar"))
    heads = [text.strip() for _, text in page.all("th")]
    assert "المجموعة" in heads
    assert heads.index("وكالة رسمية") < heads.index("ناقد")
    # The outlets have their lists still: figures of shared copy and formulas lead there.
    lists = [unquote(attrs["id"]) for attrs, _ in page.all("details") if "id" in attrs]
    first = ["outlet=state_agency", "outlet=critical", "outlet=Atlas Agency", "outlet=صحيفة النهضة"]
    assert lists[-4:] == first
    places = {attrs["id"] for _, attrs, _ in page.elements if "id" in attrs}
    for attrs, text in page.all("script"):
        if "data-figure" in attrs:
            assert set(re.findall(r'href="#(outlet=[^"]+)"', json.loads(text))) <= places


def test_small_groups_are_shown_as_articles_and_have_no_mean(study, read_page):
    found = compare(study.scores, MEASURES, least=2, resamples=100)
    html = study_page(study, found)
    page = read_page(html)
    assert len([a for a, _ in page.all("a") if a["href"].startswith("#article=")]) == 10
    strips = [attrs for attrs, _ in page.all("svg") if "aria-label" in attrs]
    assert [strip["aria-label"].rsplit(",", 1)[1] for strip in strips] == [
        " all other groups (2): "
    ] * len(MEASURES)
    assert 'class="value"' not in html
    assert "Groups with fewer than 2\narticles are not compared" in html


def test_a_measure_that_the_study_lacks_is_named(study, comparison):
    other = study.scores.drop(columns="attributions")
    with pytest.raises(InputError, match="comparison of 'attributions'"):
        study_page(type(study)(**{**dict(study.tables()), "scores": other}), comparison)


def test_a_report_that_cannot_be_made_leaves_the_old_one(study, comparison, tmp_path):
    place = tmp_path / "report.html"
    place.write_text("old", "utf-8")
    with pytest.raises(InputError, match="cannot be read"):
        write_report(study, comparison, {"f": tmp_path / "gone.png"}, place)
    assert place.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize(("language", "arrow"), [("en", "←"), ("ar", "→")])
def test_the_arrow_leads_from_the_holder_to_the_target(study, read_page, language, arrow):
    # Right to left the target, named first, stands to the right of the arrow.
    found = compare_all(study.scores, ["attributions"], resamples=100)
    figure = praise_flows(study.praise, study.attributions, study.articles, language=language)
    page = read_page(study_page(study, found, {"praise_flows": figure}, language=language))
    directions = {"en": "ltr", "ar": "rtl"}
    names = [(attrs.get("dir"), text) for attrs, text in page.all("bdi") if arrow in text]
    assert names
    assert {direction for direction, _ in names} == {directions[language]}
    assert all(text.startswith(f"\u2068التحالف\u2069 {arrow} \u2068") for _, text in names)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_figure_is_captioned_with_its_numbers_drawn_or_from_disk(
    study, read_page, tmp_path, language
):
    found = compare_all(study.scores, ["attributions"], resamples=100, least=1)
    drawn = by_outlet(study.scores, "attributions", comparison=found, language=language)
    saved = save_figure(
        drawn, drawn.table, tmp_path / "attributions",
        call={"function": "toolkit.figures.by_outlet"}, inputs_hash="",
    )  # fmt: skip
    told = set()
    for figure in (drawn, saved["svg"]):
        page = read_page(study_page(study, found, {"attributions": figure}, language=language))
        ((attrs, text),) = page.all("figcaption")
        described = [a["aria-describedby"] for a, _ in page.all("div", "drawn")]
        assert described == [attrs["id"]]
        told.add(text)
    (one,) = told
    assert "= 2)" in one  # two articles
    assert "95%" in one


def test_a_picture_from_elsewhere_keeps_its_name(study, read_page, tmp_path):
    found = compare_all(study.scores, ["attributions"], resamples=100)
    picture = tmp_path / "خريطة.svg"
    picture.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>', "utf-8")
    page = read_page(study_page(study, found, {"خريطة": picture}))
    assert [text for _, text in page.all("figcaption")] == ["خريطة"]
