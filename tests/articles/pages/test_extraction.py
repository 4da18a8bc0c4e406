"""Text, title, date and author of a page; site rules are data and go before the general method."""

from datetime import UTC, datetime

import pytest
from local_site import DATE, article, sentences_of, title_of

from toolkit.articles.pages.answers import Answer
from toolkit.articles.pages.extraction import extract
from toolkit.articles.pages.sites import read_sites
from toolkit.errors import InputError


def found(page, **options):
    page = page.encode() if isinstance(page, str) else page
    return extract(Answer("https://www.a.org/1", 200, (), page, datetime.now(UTC)), **options)


@pytest.mark.parametrize(
    "meta",
    [
        DATE,
        '<meta itemprop="datePublished" content="2022-05-11">',
        '<script type="application/ld+json">{"@graph": [{"datePublished": "2022-05-11T09:30:00Z"}]}</script>',
        '<script type="application/ld+json">[{"@type": "NewsArticle", "datePublished": "2022-05-11"}]</script>',
        '<script type="application/ld+json">{"broken</script>' + DATE,
    ],
)
def test_the_date_that_a_page_states(meta):
    moment = found(article(1, meta=meta)).published
    assert moment is not None
    assert moment.date().isoformat() == "2022-05-11"


@pytest.mark.parametrize(
    "words",
    ["الأربعاء 11 ماي 2022 - 10:30", "11 أيار/مايو 2022", "10 شوال 1443 هـ", "١١ مايو ٢٠٢٢"],
)
def test_the_date_that_stands_in_words(words):
    moment = found(article(1, meta="", date=f'<span class="post-date">{words}</span>')).published
    assert moment is not None
    assert moment.date().isoformat() == "2022-05-11"


def test_a_year_that_the_text_names_is_no_date_of_publication():
    # "The programme began in 2002 and ended in 2019."
    page = (
        article(1, meta="", date="")
        .decode()
        .replace("</p>", " بدأ البرنامج عام 2002 وانتهى عام 2019.</p>", 2)
    )
    assert "2019" in page
    assert found(page).published is None


def test_a_date_of_the_future_is_none():
    meta = '<meta property="article:published_time" content="2999-01-01">'
    moment = found(article(1, meta=meta)).published
    assert moment is None or moment.year < 2999


LINKED = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    "meta",
    [
        '<meta name="author" content="سعاد الكاتبة">',
        '<meta property="article:author" content="سعاد الكاتبة">',
        LINKED.format('{"@type": "NewsArticle", "author": {"name": "سعاد الكاتبة"}}'),
        LINKED.format('{"@graph": [{"author": [{"name": "بقلم: سعاد الكاتبة"}]}]}'),
        LINKED.format('{"author": "سعاد الكاتبة"}'),
        LINKED.format('{"author": ["https://a.org/souad", null, "سعاد الكاتبة"]}'),
    ],
)
def test_the_author_that_a_page_states(meta):
    assert found(article(1, meta=DATE + meta)).author == "سعاد الكاتبة"


@pytest.mark.parametrize(
    "byline",
    [
        '<span class="author">سعاد الكاتبة</span>',
        '<a rel="author" href="/x">سعاد الكاتبة</a>',
        '<p class="byline">بقلم: سعاد الكاتبة</p>',  # "by:"
        '<span itemprop="author">سعاد الكاتبة</span>',
    ],
)
def test_a_byline_is_the_author_and_no_part_of_the_text(byline):
    page = found(article(1, date=byline))
    assert page.author == "سعاد الكاتبة"
    assert page.text.split("\n") == sentences_of(1)


def test_a_name_that_begins_like_by_is_whole():
    assert found(article(1, date='<span class="author">كتبي ناصر</span>')).author == "كتبي ناصر"


def test_the_headline_is_the_title_without_the_sites_name():
    assert found(article(4)).title == title_of(4)


def test_where_the_general_method_falls_short_a_rule_gives_the_text(tmp_path):
    lines = sentences_of(2)
    story = "".join(f"<li class='x'>{line}</li>" for line in lines)
    page = f"<html><head><title>{title_of(2)}</title></head><body><aside><ul>{story}</ul></aside>"
    page += "<div class='ad'>إعلان</div></body></html>"
    assert found(page).text.split("\n") != lines
    rules = tmp_path / "sites.yaml"
    rules.write_text(
        "sites:\n- name: a\n  hosts: [a.org]\n  text: ['//aside/ul']\n"
        "  remove: [\"//*[@class='ad']\"]\n",
        "utf-8",
    )
    by_rule = found(page, sites=read_sites(rules))
    assert by_rule.text.split("\n") == lines
    assert by_rule.rule == "a"


def test_a_rule_for_one_host_is_none_for_another(tmp_path):
    rules = tmp_path / "sites.yaml"
    rules.write_text("sites:\n- name: b\n  hosts: [b.org]\n  title: ['//h1']\n", "utf-8")
    page = article(1)
    assert found(page, sites=read_sites(rules)).title == found(page).title


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[", "no file of site rules"),
        ("sites: 3", "no list"),
        ("sites: [{text: []}]", "entry 1 has no name"),
        ("sites: [{name: a, txt: []}]", "entry 1: txt is none of"),
        ("sites: [{name: a, text: b}]", "entry 1, text: give a list"),
        ("sites: [{name: a, text: ['//[']}]", "is no XPath"),
    ],
)
def test_a_slip_in_the_rules_is_named(tmp_path, text, says):
    path = tmp_path / "sites.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=says.replace("[", r"\[")):
        read_sites(path)
