"""The table of evidence in a notebook: whole in itself, only the articles asked for, nothing run."""

import html

import pytest

import toolkit
from toolkit.errors import InputError


def test_a_notebook_shows_the_page_in_a_frame_and_a_file_holds_it(study, tmp_path, read_page):
    shown = toolkit.explore(study)
    ((frame, _),) = read_page(shown._repr_html_()).all("iframe")
    assert frame["srcdoc"] == shown.page
    assert shown.save(tmp_path / "evidence.html").read_text("utf-8") == shown.page
    assert repr(shown) == "Explorer(articles=2)"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_only_the_own_script_may_run_whatever_the_articles_hold(hostile, read_page, language):
    page = read_page(toolkit.explore(hostile, language=language).page)
    (policy,) = [a["content"] for a, _ in page.all("meta") if "http-equiv" in a]
    assert "default-src 'none'" in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert page.dangers() == []
    kinds = [attrs.get("type", "own") for attrs, _ in page.all("script")]
    assert kinds == [*["application/json"] * 3, "own"]


def test_only_the_articles_asked_for_are_there(study, read_page):
    page = toolkit.explore(study, articles=["م-1"]).page
    assert [a["data-article"] for a, _ in read_page(page).all("script") if "data-article" in a] == [
        "م-1"
    ]
    assert html.escape("عودة الوفد") not in page


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"articles": ["م-9"]}, "'م-9' is not in the study"),
        ({"articles": "م-1"}, "give a list of article_id"),
        ({"language": "fr"}, "language 'fr' is not known"),
    ],
)
def test_a_slip_is_told(study, options, told):
    with pytest.raises(InputError, match=told):
        toolkit.explore(study, **options)


def test_more_than_a_notebook_takes_is_refused(study, monkeypatch):
    monkeypatch.setattr("toolkit.report.explorer.ONE_FILE", 1)
    with pytest.raises(InputError, match=r"2 articles are too many .* articles="):
        toolkit.explore(study)
    assert toolkit.explore(study, articles=["م-2"]).articles == 1


def test_what_is_no_study_is_told():
    with pytest.raises(InputError, match="explore"):
        toolkit.explore("أشاد الوزير بالمغرب.")
