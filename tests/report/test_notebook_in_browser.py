"""JupyterLab itself in Chromium: a notebook is opened and run, its marked article and its evidence are there.

Skipped by name where Playwright or Chromium is not installed. A picture stays in build/.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

ROOT = Path(__file__).parents[2]
# Five seconds on a quiet machine; one on which all processes wait needs far more.
STARTS_WITHIN = 180
# "The minister praised the leading role of the city."
CODE = """import pandas as pd, toolkit
text = "أشاد وزير الخارجية بالدور الرائد للمدينة، وقال إن اللقاء نجح."
row = {"article_id": "a", "outlet": "الخبر", "title": "لقاء", "text": text}
articles = pd.DataFrame([row]).assign(published=pd.NaT)
study = toolkit.score(articles)
display(toolkit.show(study, "a"))
toolkit.explore(study, language="ar")"""


@pytest.fixture
def lab(tmp_path):
    """JupyterLab serving a folder with one notebook; its address."""
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": CODE}
    cell |= {"execution_count": None, "outputs": []}
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    book = {"cells": [cell], "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    (tmp_path / "read.ipynb").write_text(json.dumps(book), "utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [
        f"--port={port}",
        f"--ServerApp.root_dir={tmp_path}",
        "--IdentityProvider.token=",
        "--ServerApp.port_retries=0",
    ]
    # Nothing is looked for on the network or among other programs; no other port is taken.
    command += ["--LabApp.extension_manager=readonly", "--LanguageServerManager.autodetect=False"]
    settings = {
        "JUPYTER_CONFIG_DIR": str(tmp_path / ".c"),
        "JUPYTER_DATA_DIR": str(tmp_path / ".d"),
    }
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    environment = {**os.environ, **settings, "PYTHONPATH": paths}
    with (tmp_path / "lab.log").open("w") as log:
        server = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield _answering(server, f"http://127.0.0.1:{port}", tmp_path / "lab.log")
    finally:
        # The group holds the kernel, too: nothing is left behind, whatever became of the test.
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait(timeout=10)


def _answering(server, address: str, log: Path) -> str:
    """The address, as soon as the server answers there."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api", timeout=2).close()
            return address
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"JupyterLab does not answer at {address}:\n{log.read_text('utf-8')[-2000:]}")


def _run_first_cell(page) -> None:
    """Press the keys until the cell's number says that it runs: a page still loading loses them."""
    cell = page.locator(".jp-Notebook .jp-CodeCell").first
    for _ in range(30):
        # A loaded machine's kernel comes late, and JupyterLab asks about it in a dialog.
        page.keyboard.press("Escape")
        cell.locator(".cm-content").click()
        page.keyboard.press("Shift+Enter")
        page.wait_for_timeout(2_000)
        if cell.locator(".jp-InputPrompt").inner_text().strip() != "[ ]:":
            return
    pytest.fail("JupyterLab does not run the cell")


def _work_with_the_evidence(page) -> None:
    """Search in the table that `toolkit.explore` shows, pick a row, see its article."""
    frame = page.frame_locator(".jp-OutputArea iframe.mft-explorer")
    frame.locator("select[data-field=measure]").select_option("=praise")
    frame.locator("input[type=search]").fill("الرائد")
    frame.locator(".wb-words a:has(mark:has-text('الرائد'))").first.click()
    frame.locator("dialog[open] .mft-text").wait_for()
    page.screenshot(path=ROOT / "build" / "notebook-evidence.png")
    assert "الرائد" in "".join(frame.locator("[aria-current=true]").all_inner_texts())
    assert page.url.endswith("/lab/tree/read.ipynb")


def test_the_marked_article_and_the_table_of_evidence_are_shown(lab):
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        page.goto(f"{lab}/lab/tree/read.ipynb")
        page.wait_for_selector(".jp-Notebook .jp-CodeCell")
        _run_first_cell(page)
        text = page.locator(".jp-OutputArea .mft-text")
        picture = ROOT / "build" / "notebook.png"
        picture.parent.mkdir(exist_ok=True)
        try:
            # The kernel's first import is the slow part; a loaded machine takes its time.
            text.wait_for(timeout=240_000)
        finally:
            page.screenshot(path=picture)
        assert text.evaluate("box => getComputedStyle(box).direction") == "rtl"
        assert "أشاد وزير الخارجية" in text.inner_text()
        # Without its style sheet a cue would look as any other word does.
        cue = text.locator(".mft-cue").first
        assert cue.evaluate("mark => getComputedStyle(mark).fontWeight") == "700"
        _work_with_the_evidence(page)
        browser.close()
