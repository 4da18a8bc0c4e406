"""Make the documentation's page "The study" of the executed notebook: `study_page.py [--check]`.

Executes `notebooks/00-marrakesh.ipynb` and its Arabic twin on the sample and writes `docs/study.md`,
`docs/study.ar.md` and their figures in `docs/study/`: the prose, the answers and the figures as the
notebook gives them, without its code. With ``--check`` nothing is written: exit status 1 where a
page is not what its notebook gives. Figures are drawn with the same bytes on one system; elsewhere
fonts are drawn a little differently, so that texts alone are compared.
"""

from __future__ import annotations

import argparse
import base64
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = {"en": ("00-marrakesh", "study.md"), "ar": ("00-marrakesh.ar", "study.ar.md")}
LEAD = {
    "en": "[العربية](study.ar.md) · made by `python benchmarks/study_page.py` from `{notebook}`, "
    "where the code of every number stands",
    "ar": "[English](study.md) · أخرجها `python benchmarks/study_page.py` من `{notebook}`، "
    "وفيه شيفرة كل رقم",
}
SHOWN = {
    "en": "*The article with its evidence marked is to be seen in the notebook; how it looks, in the "
    "[gallery](gallery/index.md).*",
    "ar": "*المقال وشواهده معلّمة فيه يُرى في الدفتر، وصورة منه في [معرض الرسوم](gallery/index.md).*",
}
MARKED = 9000  # characters: longer HTML is a marked article


def page_of(notebook: nbformat.NotebookNode, name: str, language: str) -> tuple[str, dict]:
    """The page of an executed notebook, and its figures by file name."""
    parts: list[str] = []
    figures: dict[str, bytes] = {}
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            parts.append(cell.source.replace('lang="ar">', 'lang="ar" markdown="1">'))
            continue
        for output in cell.outputs:
            data = output.get("data", {})
            if "image/png" in data:
                file = f"{number:02d}-{language}.png"
                figures[file] = base64.b64decode(data["image/png"])
                drawn = f"![{caption(notebook.cells[number - 1].source)}](study/{file})"
                parts.append(
                    f'<p dir="rtl" markdown="1">{drawn}</p>' if language == "ar" else drawn
                )
            elif "text/markdown" in data:
                parts.append(data["text/markdown"])
            elif len(html := data.get("text/html", "")) > MARKED:
                if SHOWN[language] not in parts:
                    parts.append(SHOWN[language])
            elif html:
                plain = re.sub(r"<style.*?</style>\s*", "", html, flags=re.DOTALL)
                # Without a class a table looks as those of the other pages.
                parts.append(plain.replace(' border="1" class="dataframe"', ""))
    lead = LEAD[language].format(notebook=f"notebooks/{name}.ipynb")
    return linked(headed("\n\n".join(parts), lead)), figures


def headed(text: str, lead: str) -> str:
    """The text with a line behind its heading."""
    return re.sub(r"^(# .*)$", rf"\1\n\n{lead}", text, count=1, flags=re.MULTILINE)


def linked(text: str) -> str:
    """The text with its links as they go from a page of the documentation."""
    text = text.replace("../docs/", "")
    text = re.sub(r'<a href="([^"]*\.md)">(.*?)</a>', r"[\2](\1)", text)
    # What lies outside the documentation has no page there.
    text = re.sub(r"\[([^]]*)\]\(\.\./[^)]*\)", r"\1", text)
    text = re.sub(r'<a href="\.\./[^"]*">(.*?)</a>', r"\1", text)
    return (
        text.replace('<p dir="rtl" lang="ar">', '<p dir="rtl" lang="ar" markdown="1">').rstrip()
        + "\n"
    )


def caption(prose: str) -> str:
    """The question before a figure, as its alternative text."""
    question = re.search(r"\*\*([^*]*[؟?])\*\*", prose)
    return question[1] if question else ""


def execute(name: str) -> nbformat.NotebookNode:
    """A notebook after its last cell."""
    folder = ROOT / "notebooks"
    notebook = nbformat.read(folder / f"{name}.ipynb", as_version=4)
    where = {"metadata": {"path": str(folder)}}
    return NotebookClient(notebook, timeout=600, kernel_name="python3", resources=where).execute()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--check", action="store_true", help="compare, and write nothing")
    check = options.parse_args().check
    stale = 0
    for language, (name, file) in PAGES.items():
        page, figures = page_of(execute(name), name, language)
        place = DOCS / file
        if check:
            same = place.is_file() and place.read_text("utf-8") == page
            print(f"{place.relative_to(ROOT)}: {'as the notebook gives it' if same else 'stale'}")
            stale += not same
            continue
        (DOCS / "study").mkdir(exist_ok=True)
        for old in (DOCS / "study").glob(f"*-{language}.png"):
            old.unlink()
        place.write_text(page, "utf-8")
        for figure, held in figures.items():
            (DOCS / "study" / figure).write_bytes(held)
        print(f"{place.relative_to(ROOT)}: {len(figures)} figures")
    return int(stale > 0)


if __name__ == "__main__":
    sys.exit(main())
