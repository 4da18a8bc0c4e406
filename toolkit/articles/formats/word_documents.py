"""Documents of word processors and PDF files: one article each, or a press database's dump.

.docx and .odt are ZIPs of XML whose paragraphs are read with lxml, those in tables and text boxes
too; deleted text that is kept as a change, comments and footers are no part of it. Of a PDF its
text layer is read (pypdf, the extra ``documents``), where its words come in the order of reading; a
PDF of pictures has none. Both are refused.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from toolkit.articles.account import count_noted
from toolkit.articles.formats.extras import wanted
from toolkit.errors import InputError

MAX_UNPACKED = 200_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_PASTE = "paste its text into a .txt file"
# Presentation forms, as PDF programs write Arabic letters by their shape.
_ARABIC = re.compile("[\u0621-\u064a]{2}")
_BEHIND = re.compile(r"\w[\u00bb\"')\]]?[.\u060c\u061b\u061f!:](?!\S)")
_BEFORE = re.compile(r"(?<!\S)[.\u060c\u061b\u061f!:]+(?=[\s\w\u00ab\"'()\[])")
_MOST_BEFORE = 0.1
_SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]")


def read_docx(raw: bytes, path: Path) -> str:
    """The paragraphs of a Word document, one a line.

    Raises
    ------
    InputError
        Damaged, locked by a password, or without a word.
    """
    body = _part(raw, "word/document.xml", path).find(f"{_W}body")
    if body is None:
        raise InputError(f"{path}: a Word document without a body; save it again")
    return _lines((_docx_text(node) for node in body.iter(f"{_W}p")), path)


def read_odt(raw: bytes, path: Path) -> str:
    """The paragraphs and headings of an OpenDocument text, one a line.

    Raises
    ------
    InputError
        Damaged, locked by a password, or without a word.
    """
    root = _part(raw, "content.xml", path)
    aside = (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation")
    nodes = (
        node
        for node in root.iter(f"{_TEXT}p", f"{_TEXT}h")
        if next(node.iterancestors(*aside), None) is None
    )
    return _lines((_odt_text(node) for node in nodes), path)


def read_pdf(raw: bytes, path: Path) -> str:
    """The text layer of a PDF, its lines as the pages have them.

    Raises
    ------
    InputError
        Without a text layer, with one in the order of the page, locked, damaged, or pypdf is not
        installed.
    """
    pypdf = wanted("pypdf", path, "PDF files", _PASTE)
    try:
        pages = [page.extract_text() or "" for page in pypdf.PdfReader(io.BytesIO(raw)).pages]
    except Exception as error:
        # A damaged or locked file makes pypdf raise nearly anything.
        text = " ".join(str(error).split())[:100]
        raise InputError(f"{path}: a PDF that cannot be read ({text}); {_PASTE}") from None
    text = "\n".join(pages)
    if not text.strip():
        raise InputError(f"{path}: a PDF without a text layer (pictures of pages); {_PASTE}")
    text = _unshaped(text)
    if _ARABIC.search(text):
        if not _is_in_order(text):
            raise InputError(
                f"{path}: a PDF whose words cannot be put into the order in which they are read; "
                f"get the page or the document itself, or {_PASTE} and read it over"
            )
        if re.search(r"\d\d", text):
            count_noted("pdf_numbers")
    return text


def _is_in_order(text: str) -> bool:
    """Whether points and commas stand behind the words that they close, in nearly all places.

    A PDF holds glyphs where they are to be drawn; no library that we tried (pypdf, PDFium) brings
    all Arabic into the order of reading, and what is out of it is no article.
    """
    behind, before = len(_BEHIND.findall(text)), len(_BEFORE.findall(text))
    return behind > 0 and before <= _MOST_BEFORE * behind


def _unshaped(text: str) -> str:
    """Letters by their value where a PDF writes them by their shape."""
    import unicodedata

    return _SHAPES.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)


def _part(raw: bytes, name: str, path: Path) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if archive.getinfo(name).file_size > MAX_UNPACKED:
                raise InputError(f"{path}: unpacks to more than {MAX_UNPACKED:,} bytes; {_PASTE}")
            root = etree.fromstring(archive.read(name), parser)
    except InputError:
        raise
    except Exception:
        # Damaged and locked files make zipfile, zlib and lxml raise nearly anything.
        raise InputError(f"{path}: a document that is damaged or locked; {_PASTE}") from None
    return root


def _docx_text(paragraph: etree._Element) -> str:
    pieces = []
    for node in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"):
        # A text box is a paragraph of its own, and stands there twice for old programs.
        if next(node.iterancestors(f"{_W}p")) is not paragraph:
            continue
        if next(node.iterancestors(f"{_MC}Fallback"), None) is not None:
            continue
        if node.tag == f"{_W}t":
            pieces.append(node.text or "")
        elif node.getparent().tag == f"{_W}r":
            pieces.append("\n" if node.tag != f"{_W}tab" else "\t")
    return "".join(pieces)


def _odt_text(paragraph: etree._Element) -> str:
    return "".join(_odt_pieces(paragraph))


def _odt_pieces(node: etree._Element) -> Iterator[str]:
    aside = (f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}tracked-changes", f"{_TEXT}p")
    yield node.text or ""
    for child in node:
        if child.tag == f"{_TEXT}line-break":
            yield "\n"
        elif child.tag == f"{_TEXT}tab":
            yield "\t"
        elif child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", "1") or 1), 100)
        elif isinstance(child.tag, str) and child.tag not in aside:
            yield from _odt_pieces(child)
        yield child.tail or ""


def _lines(paragraphs: Iterator[str], path: Path) -> str:
    text = "\n".join(paragraphs)
    if not text.strip():
        raise InputError(f"{path}: the file holds nothing but blanks")
    return text
