"""A large study's report: the evidence lies beside the page and comes when it is asked for."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest

import toolkit
from toolkit.comparison import compare_all
from toolkit.figures import by_outlet
from toolkit.report import write_report

NODE = shutil.which("node")
in_node = pytest.mark.skipif(NODE is None, reason="node is not installed")
DOM = Path(__file__).parent / "small_dom.js"

# "The minister said that the city is safe." / "An expert said that the plan is weak."
TEXTS = ["قال الوزير إن المدينة آمنة.", "قال خبير إن الخطة ضعيفة."]


@pytest.fixture(scope="module")
def many():
    """Five articles of two outlets."""
    table = pd.DataFrame(
        {
            "article_id": [f"م/{n}" for n in range(5)],
            "outlet": ["الوكالة", "المستقل"] * 2 + ["الوكالة"],
            "title": [f"خبر {n}" for n in range(5)],
            "text": (TEXTS * 3)[:5],
        }
    )
    return toolkit.score(table)


@pytest.fixture(autouse=True)
def small_files(monkeypatch):
    monkeypatch.setattr("toolkit.report.study_report.ONE_FILE", 3)
    for module in ("study_report", "beside"):
        monkeypatch.setattr(f"toolkit.report.{module}.CHUNK", 2)


@pytest.fixture
def report(many, tmp_path):
    found = compare_all(many.scores, ["attributions"], resamples=100)
    figures = {"attributions": by_outlet(many.scores, "attributions")}
    return write_report(many, found, figures, tmp_path / "تقرير.html")


@pytest.fixture
def run(report, tmp_path):
    def walk(steps, **environment):
        file = tmp_path / "steps.js"
        file.write_text(f"const answer = await (async () => {{{steps}}})();\n"
                        "console.log(JSON.stringify(answer));", "utf-8")  # fmt: skip
        done = subprocess.run(
            [NODE, str(DOM), str(report), str(file)],
            capture_output=True,
            text=True,
            timeout=60,
            env={**os.environ, **environment},
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return walk


def names(report):
    folder = report.with_name("تقرير-evidence")
    return sorted(re.sub(r"evidence-\w{12}-", "", file.name) for file in folder.iterdir())


def test_the_page_holds_no_text_and_its_folder_all(report):
    assert names(report) == ["0.js", "1.js", "2.js", "figure-0.js"]
    page = report.read_text("utf-8")
    assert "المدينة" not in page
    assert "data-article=" not in page
    assert '<circle class="dot"' not in page
    assert re.search(r"script-src 'sha256-[^']+' 'strict-dynamic';", page)


def test_a_small_study_stays_one_file_with_the_strict_policy(many, tmp_path, monkeypatch):
    monkeypatch.setattr("toolkit.report.study_report.ONE_FILE", 5)
    found = compare_all(many.scores, ["attributions"], resamples=100)
    place = write_report(many, found, None, tmp_path / "small.html")
    assert [path.name for path in tmp_path.iterdir()] == ["small.html"]
    assert "strict-dynamic" not in place.read_text("utf-8").partition("<style>")[0]


def test_files_of_an_older_study_are_taken_away(many, report, tmp_path):
    folder = report.with_name("تقرير-evidence")
    (folder / "evidence-000000000000-0.js").write_text("", "utf-8")
    (folder / "notes.txt").write_text("", "utf-8")
    before = {file.name: file.read_bytes() for file in folder.glob("evidence-*[0-9].js")}
    found = compare_all(many.scores, ["attributions"], resamples=100)
    write_report(many, found, {"attributions": by_outlet(many.scores, "attributions")}, report)
    assert names(report) == ["0.js", "1.js", "2.js", "figure-0.js", "notes.txt"]
    assert all((folder / name).read_bytes() == data for name, data in before.items()
               if "000000000000" not in name)  # fmt: skip


@in_node
def test_nothing_is_asked_for_until_somebody_comes_near(run, many):
    told = run("""
        const status = document.querySelector("[role=status] bdi");
        const before = [page.asked.length, page.rows().length];
        page.near(document.querySelector("#workbench"));
        await page.idle();
        return { before, asked: page.asked.length, rows: page.rows().map((row) => row.dataset.evidence),
                 status: status.textContent };
    """)
    assert told["before"] == [0, 0]
    assert told["asked"] == 3
    acts = toolkit.concordance(many, "attributions")["evidence"].tolist()
    assert [row for row in told["rows"] if "/attributions/" in row] == acts
    assert told["status"] == f"{len(told['rows'])} / {len(told['rows'])}"


@in_node
def test_an_address_asks_for_its_own_file_alone(run):
    steps = """
        await page.idle();
        return [document.querySelector("#evidence").open, page.marks(), page.asked];
    """
    is_open, marks, asked = run(steps, HASH="#evidence=م/3/attributions/0")
    assert (is_open, marks) == (True, ["قال"])
    assert [name.rpartition("-")[2] for name in asked] == ["1.js"]


@in_node
def test_dots_figures_and_lists_are_drawn_when_they_come_near(run):
    told = run("""
        const panel = document.querySelector("[data-panel]");
        const dots = () => panel.querySelectorAll("circle").filter((one) => one.className === "dot");
        const before = dots().length;
        page.near(panel);
        const figure = document.querySelector(".drawn");
        page.near(figure);
        await page.idle();
        const list = document.querySelectorAll("details").find((one) => one.id.startsWith("outlet="));
        list.open = true;
        list.fire("toggle");
        const links = list.querySelectorAll("a").map((one) => one.href);
        return { before, dots: dots().length, link: dots()[0].parentElement.getAttribute("href"),
                 svg: figure.querySelector("svg") !== null, links };
    """)
    assert told["before"] == 0
    assert told["dots"] == 5
    assert told["link"].startswith("#article=%D9%85%2F")
    assert told["svg"]
    assert len(set(told["links"])) in (2, 3)


@in_node
def test_a_file_that_is_not_there_is_named(run, report):
    for file in report.with_name("تقرير-evidence").iterdir():
        file.unlink()
    told = run("""
        page.go("#article=" + encodeURIComponent("م/0"));
        await page.idle();
        const shown = document.querySelector(".evidence-body").textContent;
        page.near(document.querySelector("#workbench"));
        await page.idle();
        return [shown, document.querySelector("[role=status] bdi").textContent];
    """)
    for text in told:
        assert (
            "This file has to lie beside the page, and does not: تقرير-evidence/evidence-" in text
        )


@in_node
def test_dots_of_many_articles_in_one_file_are_drawn_late_too(run, many, report, monkeypatch):
    monkeypatch.setattr("toolkit.report.study_report.ONE_FILE", 5)
    monkeypatch.setattr("toolkit.report.study_report.FEW", 4)
    found = compare_all(many.scores, ["attributions"], resamples=100)
    write_report(many, found, None, report)
    page = report.read_text("utf-8")
    assert "strict-dynamic" not in page.partition("<style>")[0]
    assert '<circle class="dot"' not in page
    told = run("""
        const panel = document.querySelector("[data-panel]");
        page.near(panel);
        page.go(panel.querySelector("g").querySelector("a").getAttribute("href"));
        return [panel.querySelector("g").querySelectorAll("a").length,
                document.querySelector("#evidence").open, page.asked.length, page.rows().length];
    """)
    assert told[0] == 2
    assert told[1:3] == [True, 0]
    assert told[3] == 5
