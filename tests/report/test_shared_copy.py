"""Two articles side by side: runs numbered on both sides, quotations and repeats apart, safe."""

import re

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.report import shared_copy_page, write_shared_copy

# "The minister praised the role that the kingdom plays in the region", "and he said in a statement
# that the project will open next spring", in other order and with words of their own between.
PRAISE = "أشاد الوزير بالدور الذي تقوم به المملكة في المنطقة"
QUOTED = 'وقال في بيان له: "المشروع سيفتتح في الربيع المقبل إن شاء الله"'
ROWS = pd.DataFrame(
    {
        "article_id": ["late", "early", "other"],
        "outlet": ["الموقع", "الوكالة", "الخبر"],
        "published": ["2022-05-12", "2022-05-11", "2022-05-11"],
        "title": ["زيارة", "لقاء", "طقس"],
        "text": [
            f"في البداية {PRAISE}. ثم غادر المدينة. {QUOTED}.",
            f"{QUOTED}. {PRAISE}.",
            "أمطار غزيرة على الساحل وثلوج فوق القمم. " * 2,
        ],
    }
)


def sides(page: str) -> list[str]:
    return re.findall(r"<article.*?</article>", page, re.S)


def test_the_source_stands_first_whatever_the_order_asked():
    for pair in (("late", "early"), ("early", "late")):
        right, left = sides(shared_copy_page(ROWS, *pair))
        assert "الوكالة" in right
        assert "الموقع" in left


def test_a_run_has_the_same_number_on_both_sides_and_links_across():
    right, left = sides(shared_copy_page(ROWS, "late", "early"))
    assert re.findall(r'id="(a\d)"', right) == ["a1", "a2"]  # numbered as the source runs
    assert re.findall(r'id="(b\d)"', left) == ["b2", "b1"]
    assert 'href="#b1" id="a1"' in right
    assert 'href="#a1" id="b1"' in left


def test_words_in_quotation_marks_are_counted_and_marked_apart():
    page = shared_copy_page(ROWS, "late", "early", language="en")
    quoted = re.findall(r'class="run t\d quoted"[^>]*>([^<]*)<', page)
    assert quoted == ["المشروع سيفتتح في الربيع المقبل إن شاء الله"] * 2
    assert "</span>: 8 · in narration: 13" in page


def test_what_one_article_repeats_is_framed_and_no_run():
    page = shared_copy_page(ROWS, "late", "other", language="en")
    assert "Shared runs: 0" in page
    assert page.count('class="repeat">أمطار') == 2
    assert "said twice in one article: 1" in page


def test_markup_in_an_article_stays_text_and_no_letter_is_lost():
    rows = ROWS.assign(text=ROWS["text"] + " <script>alert(1)</script> & آخر", url="javascript:x")
    page = shared_copy_page(rows, "late", "early")
    assert "<script" not in page
    assert "javascript:" not in page
    for side, name in zip(sides(page), ("early", "late"), strict=True):
        body = re.search(r'<div class="text">(.*)</div>', side, re.S)
        assert body is not None
        plain = re.sub(r"<sup>\d+</sup>|<[^>]+>", "", body.group(1))
        plain = plain.replace("&lt;", "<").replace("&gt;", ">").replace("&#34;", '"')
        expected = rows.set_index("article_id")["text"][name]
        assert plain.replace("&amp;", "&") == expected


def test_missing_parts_and_wrong_names(tmp_path):
    rows = ROWS.assign(title=None, published=None)
    assert "undated" in shared_copy_page(rows, "late", "early", language="en")
    with pytest.raises(InputError, match="no article 'x'"):
        shared_copy_page(ROWS, "late", "x")
    with pytest.raises(InputError, match="two are needed"):
        shared_copy_page(ROWS, "late", "late")
    file = write_shared_copy(ROWS, "late", "early", tmp_path / "pair.html", language="en")
    assert file.read_text("utf-8") == shared_copy_page(ROWS, "late", "early", language="en")
