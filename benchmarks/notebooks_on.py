"""Every notebook on data of four kinds: `notebooks_on.py [NOTEBOOK ...] [--data KIND ...]`.

The sample, a hundred articles of the ANT corpus, sixty Saudi ones (with the agency's own), and a
study that `toolkit fetch` has written, of pages that a site on this machine serves. In each
notebook one path is changed and nothing else; it is executed from its first cell to its last. Prints
a table of seconds, or of the error, and ends with 1 if anything failed that does not say, as
`07-classify-frames` does, that it learns from hand-coded articles.

The ANT and the Saudi articles come from `--corpora`; where those are not, the two are left out.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nbformat
from local_site import PAGE, Site
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

import toolkit
from toolkit.articles.fetching import FetchOptions
from toolkit.examples import sample_data
from toolkit.study.folder import fetch

ROOT = Path(__file__).parents[1]
NOTEBOOKS = ROOT / "notebooks"
PATH = re.compile(r'^DATA = "[^"]*"', re.MULTILINE)
LIVE = 16  # stories that the site tells itself
LONGEST = 600
# What a notebook says that cannot go on, and why that is no fault.
NEEDS_CODINGS = "learns from hand-coded articles"


def make_data(work: Path, corpora: Path) -> dict[str, Path]:
    """Write each kind of data; the path of each by its name."""
    places = {"sample": sample_data()}
    for name, file, count in (("ANT", "ant.jsonl.gz", 100), ("Saudi", "saudi.jsonl.gz", 60)):
        if not (corpora / file).is_file():
            continue
        drawn = toolkit.read_articles(corpora / file, sample=count, seed=7)
        places[name] = work / f"{name.lower()}.csv"
        drawn.to_csv(places[name], index=False)
    places["fetched"] = fetch_study(work)
    return places


def fetch_study(work: Path) -> Path:
    """Fetch a study: the site's own stories, and the sample's articles as an archive has them."""
    out, manifest = work / "fetched", work / "manifest.csv"
    with Site() as site:
        told = ("outlet_kind", "country", "moment")
        rows = [
            (f"{site.base}/a/{n}", f"outlet {n % 4}", "2022-05-11", "", "", "") for n in range(LIVE)
        ]
        for row in toolkit.read_articles(sample_data()).itertuples():
            path = f"/home/{row.Index}"
            site.capture(path, page_of(row.title, row.text, str(row.published)[:10]))
            facts = (getattr(row, column) for column in told)
            rows.append((site.base + path, row.outlet, str(row.published)[:10], *facts))
        lines = "".join(f"{','.join(row)}\n" for row in rows)
        manifest.write_text(f"url,outlet,published,{','.join(told)}\n{lines}", "utf-8")
        options = FetchOptions(delay=0, archive=site.base, allow_private=True)
        fetch(manifest, out, options=options)
    return out


def page_of(title: str, text: str, day: str) -> bytes:
    """An article as a web page that says its day."""
    meta = f'<meta property="article:published_time" content="{day}">'
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
    page = PAGE.format(meta=meta, title=html.escape(title), date="", paragraphs=paragraphs)
    return page.encode()


def with_data(notebook: nbformat.NotebookNode, place: Path) -> nbformat.NotebookNode:
    """The notebook with its one path replaced.

    Raises
    ------
    ValueError
        Where it has none, or several.
    """
    found = 0
    for cell in notebook.cells:
        cell.source, here = PATH.subn(lambda _: f"DATA = {str(place)!r}", cell.source)
        found += here
    if found != 1:
        raise ValueError(f"{found} lines that name the data, not one")
    return notebook


def run(path: Path, place: Path) -> str:
    """Execute a notebook on data: its seconds, or what it says."""
    start = time.monotonic()
    try:
        notebook = with_data(nbformat.read(path, as_version=4), place)
        where = {"metadata": {"path": str(NOTEBOOKS)}}
        NotebookClient(notebook, timeout=LONGEST, kernel_name="python3", resources=where).execute()
    except CellExecutionError as error:
        return f"{error.ename}: {error.evalue.splitlines()[0]}" if error.evalue else error.ename
    except (ValueError, TimeoutError, RuntimeError) as error:
        return " ".join(str(error).split())
    return f"{time.monotonic() - start:.1f} s"


@contextmanager
def working_in(given: Path | None) -> Iterator[Path]:
    """The folder given, which is kept, or one that is not."""
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given.resolve()
        return
    with tempfile.TemporaryDirectory() as held:
        yield Path(held)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("notebooks", nargs="*", help="beginnings of names, such as 01")
    options.add_argument("--data", nargs="*", help="kinds of data, such as sample or fetched")
    options.add_argument("--corpora", type=Path, default=ROOT.parent / "shared" / "corpora")
    options.add_argument("--work", type=Path, help="keep the data here")
    given = options.parse_args()
    # The kernels are to import this toolkit, wherever it is installed from.
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), os.getenv("PYTHONPATH")]))
    files = sorted(NOTEBOOKS.glob("*.ipynb"))
    files = [f for f in files if f.name.startswith(tuple(given.notebooks) or "")]
    failed = 0
    with working_in(given.work) as work:
        places = make_data(work, given.corpora)
        kinds = [kind for kind in places if not given.data or kind in given.data]
        print(f"| notebook | {' | '.join(kinds)} |\n|---|{'---|' * len(kinds)}", flush=True)
        for file in files:
            cells = [run(file, places[kind]) for kind in kinds]
            failed += sum(not c.endswith(" s") and NEEDS_CODINGS not in c for c in cells)
            told = [cell.replace("|", "/").replace(f"{work}/", "") for cell in cells]
            print(f"| {file.stem} | {' | '.join(told)} |", flush=True)
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
