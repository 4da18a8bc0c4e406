"""Figures of quotations: rows right to left with their links, and outlets by kind."""

from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex

from toolkit.errors import InputError
from toolkit.figures import difference_kinds, quotation_rows
from toolkit.figures.drawing import COLUMN, PAGE
from toolkit.figures.labels import colour
from toolkit.figures.quotations import version_pieces
from toolkit.measures.quotations import find_quotations, read_clusters
from toolkit.report.quotations import quotations_page, write_quotations

EVIL = '</a><script>alert("x")</script>'
BASE = "التهديد الذي يمثله التنظيم {} يتراجع بعد سنوات طويلة من الحرب"


@pytest.fixture
def clusters():
    texts = [f"قال: «{BASE.format('لم')}».", f"قال: «{BASE.format('')}»."] * 2
    articles = pd.DataFrame(
        {
            "article_id": ["a", EVIL, "c", "d"],
            "outlet": ["الخبر", f"الرأي {EVIL}", "$x_1$", "الخبر"],
            "title": "",
            "text": texts,
            "url": ["https://example.org/1", "javascript:alert(1)", None, None],
        }
    )
    columns = ["article_id", "attribution", "content_start", "content_end", "kind", "speaker"]
    acts = pd.DataFrame(columns=columns)
    return read_clusters(articles, acts, find_quotations(articles, acts))


def test_every_row_links_to_its_article(clusters, tmp_path):
    drawing = quotation_rows(clusters[0])
    drawing.savefig(tmp_path / "rows.svg")
    assert "#article=a" in (tmp_path / "rows.svg").read_text("utf-8")
    assert len(drawing.table) == 4
    assert set(drawing.table["kind"]) == {"none", "negation"}


def test_the_day_keeps_its_order_behind_an_arabic_name(clusters):
    # Month and day change places where the line that runs right to left takes them apart.
    version = clusters[0].versions[0]
    dated = replace(version, published=pd.Timestamp("2022-05-11"))
    cluster = replace(clusters[0], versions=(dated, *clusters[0].versions[1:]))
    texts = [text.get_text() for text in quotation_rows(cluster).axes[0].texts]
    assert any(text.endswith("· \u206605-11\u2069") for text in texts)


def test_changed_words_are_in_ink(clusters):
    texts = quotation_rows(clusters[0]).axes[0].texts
    changed = [text for text in texts if text.get_bbox_patch() is not None]
    assert changed
    assert {to_hex(text.get_color()) for text in changed} == {colour("ink")}


def test_the_legend_is_read_from_the_right_in_arabic(clusters):
    names = {}
    for language in ("ar", "en"):
        drawing = quotation_rows(clusters[0], language=language)
        names[language] = [text.get_text() for text in drawing.legends[0].get_texts()]
    assert names["en"][0] == "negation changed"
    assert names["ar"][-1] == "نفي"


def test_the_same_bytes_twice(clusters, tmp_path):
    for name in ("one.png", "two.png"):
        quotation_rows(clusters[0]).savefig(tmp_path / name)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_pieces_are_the_words_in_order(clusters):
    for version in clusters[0].versions:
        pieces = version_pieces(version)
        said = " ".join(p.text for p in pieces if p.text)
        assert said == " ".join(w.text for w in version.words)


def test_outlets_by_kind():
    table = pd.DataFrame({"outlet": ["الخبر", "Le $x"], "kind": ["label", "word"], "per_100": 4.0})
    assert len(difference_kinds(table, language="ar").table) == 2
    assert difference_kinds(table.iloc[:0]).table.empty
    with pytest.raises(InputError, match="per_100"):
        difference_kinds(table.drop(columns="per_100"))


def test_hostile_text_stays_text(clusters, tmp_path):
    page = quotations_page(clusters)
    assert "<script" not in page
    assert "javascript:" not in page
    assert 'href="https://example.org/1"' in page
    assert write_quotations(clusters, tmp_path / "q.html").read_text("utf-8") == page


def test_cells_open_the_report_where_asked(clusters):
    page = quotations_page(clusters, language="en", report="https://example.org/report.html")
    assert 'href="https://example.org/report.html#article=a"' in page


@pytest.mark.parametrize("width", [COLUMN, PAGE])
def test_no_text_lies_over_another_one(clusters, width):
    drawing = quotation_rows(clusters[0], width=width)
    renderer = FigureCanvasAgg(drawing).get_renderer()
    boxes = [
        text.get_window_extent(renderer)
        for text in drawing.axes[0].texts
        if text.get_text().strip()
    ]
    assert len(boxes) >= 4
    for place, one in enumerate(boxes):
        for two in boxes[:place]:
            across = min(one.x1, two.x1) - max(one.x0, two.x0)
            down = min(one.y1, two.y1) - max(one.y0, two.y0)
            # The boxes of lines and frames may touch, letters may not: lines are 17 pixels apart.
            assert min(across, down) < 5
        assert one.x0 >= 0
