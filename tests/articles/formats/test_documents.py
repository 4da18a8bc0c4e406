"""PDF files, old workbooks and Safari's archives, as programs write them."""

import plistlib
from pathlib import Path

import pytest

from toolkit.articles import read_articles
from toolkit.errors import InputError

# "The minister said that the meeting was a success." "He added that the works would end soon."
TITLE = "لقاء في الميناء"
SAID = (
    "قال الوزير إن اللقاء نجح نجاحا كبيرا في المدينة.",
    "وأضاف أن الأشغال ستنتهي قريبا، ثم مضى.",
)
PAGE = (
    "<html><head><meta charset=utf-8><title>لقاء في الميناء</title></head><body><article><h1>لقاء في الميناء"
    f"</h1><p>{SAID[0]}</p><p>{SAID[1]}</p></article></body></html>"
)


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page whose glyphs are drawn from left to right, each line's as it stands."""
    codes = {letter: n for n, letter in enumerate(sorted(set("".join(lines))), 1)}
    names = "".join(f"<{code:04x}> <{ord(letter):04x}>\n" for letter, code in codes.items())
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def "
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{names}endbfchar endcmap end end"
    )
    drawn = "".join(f"<{''.join(f'{codes[x]:04x}' for x in line)}> Tj T*\n" for line in lines)
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
        "/Resources << /Font << /F 5 0 R >> >> >>",
        _stream(f"BT /F 12 Tf 14 TL 50 700 Td\n{drawn}ET"),
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H "
        "/DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(cmap),
    ]
    out, table = "%PDF-1.4\n", ""
    for number, part in enumerate(parts, 1):
        table += f"{len(out):010} 00000 n \n"
        out += f"{number} 0 obj\n{part}\nendobj\n"
    trailer = f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}{trailer}".encode("ascii")


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def test_a_pdf_drawn_as_it_looks_is_read(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    (tmp_path / "a.pdf").write_bytes(pdf([line[::-1] for line in (TITLE, *SAID)]))
    articles = read_articles(tmp_path / "a.pdf", outlet="العلم")
    assert articles["title"].tolist() == [TITLE]
    assert articles["text"].str.strip().tolist() == ["\n".join(SAID)]
    assert articles.attrs["account"]["read"] == {"pdf_page": 1}


@pytest.mark.parametrize(
    "lines",
    [
        (TITLE, *SAID),  # letters in the order of reading, which are drawn from left to right
        [(SAID[0][:-1] + " رقم 12، " + SAID[1])[::-1]],  # what stands behind a number is moved
        [TITLE[::-1]],  # nothing tells
    ],
)  # fmt: skip
def test_a_pdf_out_of_the_order_of_reading_is_refused(lines: list[str], tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    (tmp_path / "a.pdf").write_bytes(pdf(list(lines)))
    with pytest.raises(InputError, match=r"a\.pdf: .*order in which they are read; get the page"):
        read_articles(tmp_path / "a.pdf", outlet="العلم")


def test_numbers_in_a_pdf_are_told_of(tmp_path: Path) -> None:
    pytest.importorskip("pypdf")
    (tmp_path / "a.pdf").write_bytes(pdf([line[::-1] for line in ("لقاء 2022", *SAID)]))
    articles = read_articles(tmp_path / "a.pdf", outlet="العلم")
    assert "pdf_numbers" in articles.attrs["account"]["noted"]


@pytest.mark.parametrize("form", [plistlib.FMT_XML, plistlib.FMT_BINARY])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1256"])
def test_a_page_saved_by_safari(form: plistlib.PlistFormat, encoding: str, tmp_path: Path) -> None:
    page = {
        "WebResourceData": PAGE.replace("<meta charset=utf-8>", "").encode(encoding),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": encoding if encoding == "utf-8" else "windows-1256",
        "WebResourceURL": "https://example.com/a",
    }
    file = tmp_path / "a.webarchive"
    file.write_bytes(plistlib.dumps({"WebMainResource": page}, fmt=form))
    articles = read_articles(file, outlet="العلم")
    assert (articles["title"].tolist(), articles["text"].tolist()) == ([TITLE], ["\n".join(SAID)])
