"""Figures are set into the page without anything that runs or leads out of it."""

from xml.etree import ElementTree

import pytest

from toolkit.errors import InputError
from toolkit.report.svg import clean_svg, picture

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>x()</script>",
        '<g onclick="x()"/>',
        "<foreignObject><b/></foreignObject>",
        '<a xlink:href="javascript:x()"><g/></a>',
        '<image href="https://example.org/x.png"/>',
        '<rect style="fill:url(https://example.org/x)"/>',
        "<style>@import 'https://example.org/x.css';</style>",
        '<animate attributeName="href" values="javascript:x()"/>',
        '<set attributeName="onclick" to="x()"/>',
        '<h:script xmlns:h="http://www.w3.org/1999/xhtml">x()</h:script>',
    ],
)
def test_what_runs_or_loads_is_taken_out(inside):
    cleaned = clean_svg(f"{HEAD}>{inside}</svg>", prefix="f-")
    for bad in ("x()", "example.org", "javascript", "script", "foreignObject"):
        assert bad not in cleaned


def test_identifiers_and_what_points_to_them_get_the_prefix():
    text = f'{HEAD}><clipPath id="p"/><g clip-path="url(#p)"><use xlink:href="#p"/></g></svg>'
    cleaned = clean_svg(text, prefix="f1-")
    assert 'id="f1-p"' in cleaned
    assert "url(#f1-p)" in cleaned
    assert 'href="#f1-p"' in cleaned


def test_a_link_to_an_article_is_kept():
    cleaned = clean_svg(f'{HEAD}><a xlink:href="#article=%D8%A3"><g/></a></svg>', prefix="f-")
    assert 'href="#article=%D8%A3"' in cleaned


def test_arabic_labels_stay():
    cleaned = clean_svg(f"{HEAD}><text>صحيفة &lt;النهضة&gt;</text></svg>", prefix="f-")
    assert "صحيفة &lt;النهضة&gt;" in cleaned


def test_a_figure_of_matplotlib_keeps_the_links_of_its_dots():
    from matplotlib.figure import Figure

    figure = Figure()
    dots = figure.subplots().scatter([1, 2], [1, 2])
    dots.set_urls(["#article=a", "#article=b"])
    svg, address = picture(figure, prefix="f-")
    assert address == ""
    links = [e for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("}a")]
    assert len(links) == 2


def test_a_picture_becomes_a_data_address(tmp_path):
    (tmp_path / "ف.png").write_bytes(b"\x89PNG")
    assert picture(tmp_path / "ف.png", prefix="f-") == ("", "data:image/png;base64,iVBORw==")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("f.gif", b"GIF", "is .svg, .png or .jpg"),
        ("f.svg", b"<svg", "not well-formed SVG"),
        ("f.svg", b"<html/>", "not well-formed SVG"),
        ("f.svg", b"\xff\xfe", "not well-formed SVG"),
    ],
)
def test_what_is_no_figure_is_refused(tmp_path, name, content, message):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message):
        picture(tmp_path / name, prefix="f-")


def test_a_figure_that_is_not_there_is_named(tmp_path):
    with pytest.raises(InputError, match=r"gone\.png: cannot be read"):
        picture(tmp_path / "gone.png", prefix="f-")
