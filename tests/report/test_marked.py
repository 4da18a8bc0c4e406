"""An article with its evidence marked: nothing lost, nothing run, every layer told apart."""

import dataclasses

import pytest

from toolkit.errors import InputError
from toolkit.measures.tables import typed_table
from toolkit.report import article_page, marked_article

LAYERS = (
    "cue",
    "source",
    "content",
    "praise",
    "formulas",
    "credits",
    "shared",
    "voice",
    "stance",
    "origins",
)


def _document(study, article_id):
    article = study.articles.set_index("article_id").loc[article_id]
    return f"{article['title']}\n{article['text']}"


def _shown(page):
    return "\n".join(text for _, text in page.all("p") if text and _ not in _furniture(page))


def _furniture(page):
    return [a for name in ("mft-meta", "mft-codes") for a, _ in page.all("p", name)]


def test_the_text_is_shown_whole_and_in_order(study, read_page):
    page = read_page(marked_article(study, "م-1").html)
    assert _shown(page) == _document(study, "م-1")


def test_a_notebook_shows_the_html_of_the_article(study):
    marked = marked_article(study, "م-1")
    assert marked._repr_html_() == marked.html
    assert len(repr(marked)) < 100


def test_the_text_runs_right_to_left_whatever_the_legend(study, read_page):
    for language, direction in (("en", "ltr"), ("ar", "rtl")):
        page = read_page(marked_article(study, "م-1", language=language).html)
        assert page.all("div", "mft")[0][0]["dir"] == direction
        assert page.all("div", "mft-text")[0][0]["dir"] == "rtl"


@pytest.mark.parametrize(
    ("layer", "passages"),
    [
        ("cue", [":", "أشاد", "مضيفا", "وقال"]),
        ("source", ["بوريطة", "الوزير ناصر بوريطة", "سكان المدينة القديمة"]),
        ("praise", ["أشاد", "بالدور الريادي"]),
        ("formulas", ["القيادة الرشيدة"]),
        ("credits", ["وكالة الأطلس"]),
        # The shared run is cut by the cue and the source inside it.
        ("shared", ["وقال", " ", "سكان المدينة القديمة", " إن ", "الطرق أغلقت"]),
    ],
)
def test_each_layer_marks_its_passages(study, read_page, layer, passages):
    page = read_page(marked_article(study, "م-1").html)
    shown = [text for attrs, text in page.all("mark", f"mft-{layer}") if "tabindex" in attrs]
    assert shown == passages


def test_a_word_that_is_cue_and_praise_is_both_and_says_both(study, read_page):
    page = read_page(marked_article(study, "م-1").html)
    both = [a for a, text in page.all("mark") if text == "أشاد"]
    assert both[0]["class"].split() == ["mft-m", "mft-cue", "mft-praise"]
    assert [
        line.strip("\u2066\u2069").split(" · ")[0] for line in both[0]["title"].split("\n")
    ] == [
        "Cue",
        "Praise",
    ]


def test_the_kind_of_a_content_has_its_own_line(study, read_page):
    page = read_page(marked_article(study, "م-1").html)
    mixed = [text for a, text in page.all("mark", "mft-mixed") if "tabindex" in a]
    assert "".join(mixed) == '"بالدور الريادي" للتحالف'


@pytest.mark.parametrize(
    ("language", "passage", "reasons"),
    [
        ("en", "مضيفا", ["act: 3", "entry: أضاف", "kind: indirect", "source type: government"]),
        ("en", "مضيفا", ["source implied, speaker: ناصر بوريطة"]),
        ("en", "بالدور الريادي", ["entry: ريادي", "strength: 1", "target: التحالف", "act: 2"]),
        ("en", "القيادة الرشيدة", ["class: protocol", "state: Morocco"]),
        ("ar", "القيادة الرشيدة", ["الصنف: مراسم", "الدولة: المغرب"]),
        ("en", "الطرق أغلقت", ["words: 7", "taken from: Atlas Agency, م-2"]),
        ("ar", "سكان المدينة القديمة", ["نوع المصدر: مواطن", "غير مسمى"]),
        ("ar", "وكالة الأطلس", ["الوكالة: وكالة الأطلس", "وكالة رسمية"]),
    ],
)
def test_a_passage_tells_its_code_and_why(study, read_page, language, passage, reasons):
    page = read_page(marked_article(study, "م-1", language=language).html)
    titles = [a["title"] for a, text in page.all("mark") if text == passage and "title" in a]
    plain = titles[0].translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069")))
    for reason in reasons:
        assert reason in plain


def test_a_hostile_word_tells_its_kind_in_words_and_is_not_repeated(study, read_page):
    start = _document(study, "م-1").index("أغلقت")
    hostile = {"article_id": "م-1", "stance": 0, "sentence": 3, "start": start, "end": start + 5}
    hostile |= {"kind": "label", "entry": "أغلق", "holder": "سكان", "text": "أغلقت"}
    shown = dataclasses.replace(study, stance=typed_table("stance", [hostile]))
    (title,) = [
        attrs["title"].translate(dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069")))
        for attrs, text in read_page(marked_article(shown, "م-1", language="ar").html).all("mark")
        if "mft-stance" in attrs["class"] and "title" in attrs
    ]
    assert "عداء أو تشكيك · تسمية عدائية · أغلق · سكان" in title
    assert "أغلقت" not in title


def test_shared_copy_is_shown_in_the_article_that_it_was_taken_from(study, read_page):
    page = read_page(marked_article(study, "م-2").html)
    (attrs, text), *more = [m for m in page.all("mark", "mft-shared") if "tabindex" in m[0]]
    assert not more
    assert text == "وقال سكان المدينة القديمة إن الطرق أغلقت"
    assert "found again in: \u2068صحيفة النهضة, م-1" in attrs["title"]


def test_each_sentence_says_its_voice_and_how_sure_that_is(study, read_page):
    page = read_page(marked_article(study, "م-1").html)
    chips = [attrs for attrs, _ in page.all("span", "mft-chip")]
    assert [chip["data-label"] for chip in chips] == [
        "official",
        "official",
        "narrator",
        "other source",
        "narrator, official tone",
    ]
    assert "confidence: \u20680.91" in chips[0]["title"]


def test_every_layer_has_a_switch_and_a_count(study, read_page):
    page = read_page(marked_article(study, "م-1").html)
    switches = page.all("input")
    assert [attrs["class"] for attrs, _ in switches] == [f"mft-t-{layer}" for layer in LAYERS]
    assert all("checked" in attrs for attrs, _ in switches)
    assert [text for _, text in page.all("small")] == [
        "4",
        "3",
        "4",
        "2",
        "1",
        "1",
        "1",
        "5",
        "0",
        "0",
    ]
    style = page.all("style")[0][1]
    for layer in LAYERS:
        assert f".mft-t-{layer}:checked" in style


def test_every_marked_passage_is_reached_by_keyboard_once(study, read_page):
    html = marked_article(study, "م-1").html
    page = read_page(html)
    stops = [a for a, _ in page.all("mark") if a.get("tabindex") == "0"]
    # Where several passages begin together (a praising verb that is also a cue, a cue that begins
    # shared copy) there is one stop for all of them.
    starts = set()
    for table, columns in (
        ("attributions", ("cue_start", "source_start", "content_start")),
        ("praise", ("start",)),
        ("formulas", ("start",)),
        ("credits", ("start",)),
        ("reuse", ("start",)),
    ):
        rows = getattr(study, table)
        for column in columns:
            starts.update(rows[column].dropna().astype(int))
    assert len(stops) == len(starts)


def test_the_style_touches_nothing_outside_the_article(study, read_page):
    style = read_page(marked_article(study, "م-1").html).all("style")[0][1]
    for rule in style.split("*/", 1)[1].split("}"):
        selectors = rule.split("{")[0].strip()
        if selectors and not selectors.startswith("@media"):
            assert all(".mft" in selector for selector in selectors.split(",")), selectors


def test_two_articles_in_one_notebook_share_no_identifier(study, read_page):
    page = read_page(marked_article(study, "م-1").html * 2)
    assert [attrs for _, attrs, _ in page.elements if {"id", "for", "name"} & set(attrs)] == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_markup_in_any_field_is_shown_and_not_obeyed(hostile, read_page, language):
    for article_id in hostile.articles["article_id"]:
        html = article_page(hostile, article_id, language=language)
        page = read_page(html)
        assert page.all("script") == []
        assert page.all("img") == []
        assert page.dangers() == []
        assert "{{ 7 * 7 }}" in html
        assert _shown(page) == _document(hostile, article_id)


def test_an_address_is_linked_only_where_it_leads_to_the_web(study, hostile, read_page):
    page = read_page(marked_article(study, "م-1").html)
    assert [a["href"] for a, _ in page.all("a")] == ["https://example.org/1"]
    assert "noopener" in page.all("a")[0][0]["rel"]
    for article_id in hostile.articles["article_id"]:
        assert read_page(marked_article(hostile, article_id).html).all("a") == []


def test_the_page_allows_no_script_and_nothing_from_outside(study, read_page):
    page = read_page(article_page(study, "م-1"))
    policy = next(a["content"] for a, _ in page.all("meta") if "http-equiv" in a)
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy


def test_a_page_is_saved_whole(study, tmp_path):
    marked = marked_article(study, "م-1")
    assert marked.save(tmp_path / "م.html").read_text("utf-8") == marked.page
    with pytest.raises(InputError, match="cannot be written"):
        marked.save(tmp_path / "none" / "m.html")
    assert [file.name for file in tmp_path.iterdir()] == ["م.html"]


def test_an_unknown_article_is_refused_with_some_that_are_known(study):
    with pytest.raises(InputError, match=r"'x' is not in the study; it has 2, such as م-1, م-2"):
        marked_article(study, "x")


def test_evidence_outside_the_text_is_refused(study):
    cut_short = dataclasses.replace(study, articles=study.articles.assign(text="قصير"))
    with pytest.raises(InputError, match=r"article 'م-1': a .* lies at .*score these articles"):
        marked_article(cut_short, "م-1")


def test_missing_title_date_and_sentences_are_no_obstacle(study, read_page):
    bare = dataclasses.replace(
        study,
        articles=study.articles.assign(title=None, url=None, text="قال: نعم\n\nثم مضى"),
        sentences=study.sentences.iloc[:0],
        attributions=study.attributions.iloc[:0],
        praise=study.praise.iloc[:0],
        formulas=study.formulas.iloc[:0],
        credits=study.credits.iloc[:0],
        reuse=study.reuse.iloc[:0],
    )
    page = read_page(marked_article(bare, "م-2").html)
    assert _shown(page) == "قال: نعم\nثم مضى"
    assert "undated" in page.all("p", "mft-meta")[0][1]


def test_hand_coded_articles_keep_their_text(gold, read_page):
    for article_id in gold.articles["article_id"]:
        page = read_page(marked_article(gold, article_id).html)
        lines = [line for line in _document(gold, article_id).split("\n") if line]
        assert _shown(page) == "\n".join(lines).replace("\r", "\n")
