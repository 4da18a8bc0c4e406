"""Hand coding walked end to end in a browser, in a Label Studio that runs on this machine.

    python benchmarks/label_studio_walk.py --label-studio /path/to/label-studio [--out FOLDER]

The sample corpus is scored and six articles drawn; a project is made with the interface and the
tasks that `toolkit sample --for label-studio` writes; in Chromium one act of one article is marked
by mouse and its codes chosen by their shortcuts, and the article submitted; the export goes through
`toolkit evaluate`. The act must come back with the offsets that were marked. Exit status 1 if not.

Label Studio is no dependency (it has some 200 packages of its own): install it apart and name its
command, here or as LABEL_STUDIO. Needs Playwright and Chromium, too. With `--out` the study, the
export and pictures of the interface stay there.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.cli.app import main as toolkit
from toolkit.study.study import read_study
from toolkit.validation.codebook import codebook, shown_layer, shown_value
from toolkit.validation.coding import read_coded
from toolkit.validation.evaluation import evaluate

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
LOGIN = {"email": "coder@example.org", "password": "coding-by-hand"}
TOKEN = "0123456789abcdef0123456789abcdef01234567"
PATIENCE = 300  # seconds that the first start, which makes the database, may take
GRADE = "2"
SPANS = ("cue", "source", "content")
CODES = ("kind", "source_type", "named")


def command_of(named: str | None = None) -> str | None:
    """Label Studio's command, if it is on this machine."""
    return shutil.which(named or os.environ.get("LABEL_STUDIO") or "label-studio")


def lacks(named: str | None = None) -> str | None:
    """What the walk needs and this machine has not."""
    if command_of(named) is None:
        return "Label Studio is not installed (--label-studio or LABEL_STUDIO names its command)"
    if importlib.util.find_spec("playwright") is None:
        return "Playwright is not installed"
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        return "Chromium is not installed"
    return None


def call(method: str, address: str, body: Any = None) -> Any:
    """Ask Label Studio's interface for programs."""
    request = urllib.request.Request(
        address,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Token {TOKEN}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or b"null")


@contextlib.contextmanager
def serving(command: str, folder: Path):
    """Start Label Studio on a free port of loopback, its data in a folder; its address."""
    folder.mkdir(parents=True, exist_ok=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "LABEL_STUDIO_BASE_DATA_DIR": str(folder),
        "LABEL_STUDIO_USERNAME": LOGIN["email"],
        "LABEL_STUDIO_PASSWORD": LOGIN["password"],
        "LABEL_STUDIO_USER_TOKEN": TOKEN,
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
        "COLLECT_ANALYTICS": "False",
        "LATEST_VERSION_CHECK": "False",
        "SENTRY_DSN": "",
        "FRONTEND_SENTRY_DSN": "",
    }
    start = [command, "start", "--no-browser", "--internal-host", "127.0.0.1", "--port", str(port)]
    address = f"http://127.0.0.1:{port}"
    with (folder / "server.log").open("wb") as log:
        running = subprocess.Popen(
            start,
            env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | settings,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        _wait(running, address, folder / "server.log")
        yield address
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGTERM)
        running.wait(timeout=30)


def _wait(running: subprocess.Popen[bytes], address: str, log: Path) -> None:
    for _ in range(PATIENCE):
        if running.poll() is not None:
            break
        try:
            if call("GET", f"{address}/health")["status"] == "UP":
                return
        except (OSError, urllib.error.URLError):
            time.sleep(1)
    last = log.read_text("utf-8", "replace")[-2000:]
    raise RuntimeError(f"Label Studio did not start within {PATIENCE} s: {last}")


# Where a span of the text begins and ends on the screen; a line break is one character.
PLACE = """([start, end]) => {
  const root = document.querySelector(".lsf-htx-richtext");
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const at = [];
  while (walker.nextNode() && at.length < end) {
    const node = walker.currentNode;
    if (node.nodeName === "BR") at.push(null);
    else if (node.nodeType === Node.TEXT_NODE)
      for (let i = 0; i < node.data.length; i += 1) at.push([node, i]);
  }
  const box = ([node, i]) => {
    const range = document.createRange();
    range.setStart(node, i);
    range.setEnd(node, i + 1);
    return range.getBoundingClientRect();
  };
  at[start][0].parentElement.scrollIntoView({ block: "center" });
  const [first, last] = [box(at[start]), box(at[end - 1])];
  return [first.right - 1, first.y + first.height / 2, last.left + 1, last.y + last.height / 2];
}"""


def log_in(page: Page, server: str) -> None:
    """Log in as the coder."""
    page.goto(f"{server}/user/login")
    for field, value in LOGIN.items():
        page.fill(f"input[name={field}]", value)
    page.click("button[type=submit]")
    page.wait_for_url("**/")


def mark(page: Page, layer: str, span: list[int]) -> None:
    """Take a layer by its key and draw the mouse over the words, from right to left."""
    page.keyboard.press(codebook()["layers"][layer]["key"])
    from_x, from_y, to_x, to_y = page.evaluate(PLACE, span)
    page.mouse.move(from_x, from_y)
    page.mouse.down()
    page.mouse.move(to_x, to_y, steps=8)
    page.mouse.up()
    _region(page, layer).wait_for()


def relate(page: Page, layer: str) -> None:
    """Join a span to its cue, as the how-to says."""
    _region(page, "cue").click()
    page.keyboard.press("Alt+r")
    _region(page, layer).click()
    page.keyboard.press("Escape")


def _region(page: Page, layer: str) -> Locator:
    return page.locator(f'.htx-highlight[data-label$="{shown_layer(layer)}"]').first


def code_article(page: Page, act: dict[str, Any], pictures: Path) -> None:
    """Mark one act, choose its codes by their keys, grade the article and submit it."""
    page.wait_for_selector(".lsf-htx-richtext .htx-highlight")  # the sentences are marked already
    page.wait_for_load_state("networkidle")  # before that no key is heard
    page.screenshot(path=pictures / "opened.png")
    mark(page, "cue", act["cue"])
    _region(page, "cue").click()  # a new region is not selected, and asks nothing before it is
    for code in CODES:
        page.get_by_text(shown_value(code, value_of(act, code))).first.wait_for()
        page.keyboard.press(codebook()["codes"][code]["values"][value_of(act, code)]["key"])
    page.screenshot(path=pictures / "cue.png")
    for layer in ("source", "content"):
        page.keyboard.press("Escape")  # else the key would give the region another label
        mark(page, layer, act[layer])
    page.keyboard.press("Escape")
    for layer in ("source", "content"):
        relate(page, layer)
    page.get_by_text(shown_value("official_framing", GRADE)).first.click()
    page.screenshot(path=pictures / "coded.png")
    with page.expect_response(lambda r: r.request.method == "POST" and "annotations" in r.url):
        page.get_by_role("button", name="Submit").click()


def value_of(act: dict[str, Any], code: str) -> str:
    """A code's value as the codebook writes it."""
    return {True: "yes", False: "no"}.get(act[code], act[code])


def an_act(article_id: str) -> dict[str, Any]:
    """The last act of an article of the sample that has a source in its own sentence."""
    coded = {row["article_id"]: row for row in read_coded(SAMPLE / "gold.jsonl")}
    return next(a for a in reversed(coded[article_id]["attributions"]) if a["source"])


def walk(server: str, folder: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """The whole way; the act as it was marked and as it came back."""
    from playwright.sync_api import sync_playwright

    study, to_code, export = folder / "study", folder / "to-code", folder / "export.json"
    _run("score", SAMPLE, "--out", study)
    _run("sample", study, "--n", 6, "--for", "label-studio", "--out", to_code)
    tasks = json.loads((to_code / "tasks.json").read_text("utf-8"))
    interface = (to_code / "interface.xml").read_text("utf-8")
    project = call("POST", f"{server}/api/projects/", {"title": "ترميز", "label_config": interface})
    place = f"{server}/api/projects/{project['id']}"
    call("POST", f"{place}/import", tasks)
    first = call("GET", f"{server}/api/tasks?project={project['id']}&fields=all")["tasks"][0]
    act = an_act(first["data"]["article_id"])
    with sync_playwright() as driver:
        found = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1500, "height": 1300})
        page.set_default_timeout(1000 * PATIENCE / 2)
        log_in(page, server)
        page.goto(f"{server}/projects/{project['id']}/data?task={first['id']}")
        code_article(page, act, folder)
        browser.close()
    exported = call("GET", f"{place}/export?exportType=JSON")
    export.write_text(json.dumps(exported, ensure_ascii=False), "utf-8")
    _run("evaluate", study, export)
    (coded,) = evaluate(read_study(study), export).coded
    (back,) = coded["attributions"]
    assert coded["official_framing"] == int(GRADE)
    return {name: act[name] for name in (*SPANS, *CODES)}, back


def _run(*arguments: object) -> None:
    if status := toolkit([str(argument) for argument in arguments]):
        raise RuntimeError(f"toolkit {arguments[0]}: exit status {status}")


def main(arguments: list[str] | None = None) -> int:
    """Walk, and say whether the act came back; 1 if it did not."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--label-studio", help="Label Studio's command")
    parser.add_argument("--out", type=Path, help="keep study, export and pictures here")
    options = parser.parse_args(arguments)
    if (lacking := lacks(options.label_studio)) is not None:
        print(f"skipped: {lacking}")
        return 0
    with tempfile.TemporaryDirectory() as below:
        folder = options.out or Path(below)
        folder.mkdir(parents=True, exist_ok=True)
        began = time.perf_counter()
        with serving(str(command_of(options.label_studio)), Path(below) / "data") as server:
            print(f"Label Studio is up after {time.perf_counter() - began:.0f} s")
            marked, back = walk(server, folder)
    same = {name: back[name] == value for name, value in marked.items()}
    for name, value in marked.items():
        print(f"{name:<12} marked {value}, came back {back[name]}")
    print(f"the act came back whole: {all(same.values())}; {time.perf_counter() - began:.0f} s")
    return 0 if all(same.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
