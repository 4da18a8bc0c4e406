"""The page "The study" is what the notebook gives: its prose, its figures, links that go somewhere."""

import re

import nbformat
import pytest
from study_page import DOCS, PAGES, ROOT, caption, headed, linked, page_of


@pytest.fixture(params=PAGES)
def language(request):
    return request.param


@pytest.fixture
def page(language):
    return (DOCS / PAGES[language][1]).read_text("utf-8")


def test_all_prose_of_the_notebook_stands_on_the_page(language, page):
    notebook = nbformat.read(ROOT / "notebooks" / f"{PAGES[language][0]}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            told, _ = page_of(nbformat.v4.new_notebook(cells=[cell]), "", language)
            for line in told.splitlines():
                assert line in page or "study_page.py" in line, "run benchmarks/study_page.py"


def test_every_figure_is_there_and_no_other(language, page):
    named = set(re.findall(r"\]\((study/[^)]*)\)", page))
    held = {f"study/{file.name}" for file in (DOCS / "study").glob(f"*-{language}.png")}
    assert named == held
    assert len(held) >= 10


def test_both_languages_have_the_same_figures_and_numbers():
    pages = [(DOCS / file).read_text("utf-8") for _, file in PAGES.values()]
    figures = [re.findall(r"study/(\d+)-", page) for page in pages]
    assert figures[0] == figures[1]
    # Means with two decimals stand in the answers alone: what one language says the other says.
    means = [set(re.findall(r"\d+\.\d\d(?!\d)", page)) for page in pages]
    assert means[0] == means[1]


def test_links_go_from_the_documentation():
    assert (
        linked("[a](../docs/methods/reuse.md) [c](../CITATION.cff)") == "[a](methods/reuse.md) c\n"
    )
    assert linked('<a href="../docs/methods/reuse.md">س</a>') == "[س](methods/reuse.md)\n"


def test_a_line_stands_behind_the_heading_and_a_question_under_its_figure():
    assert headed("<div>\n\n# عنوان\n\nنص", "سطر") == "<div>\n\n# عنوان\n\nسطر\n\nنص"
    assert caption("## Heading\n\n**What became of it?** The rows are") == "What became of it?"
