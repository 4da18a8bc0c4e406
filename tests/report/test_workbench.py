"""The table of evidence: its rows and addresses in the page, and what its script does with them.

The script runs in node on a small document of our own (`small_dom.js`), since not every machine has
a browser; the tests in Chromium are those of `test_browser.py` and `test_accessibility.py`.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pandas as pd
import pytest

import toolkit
from toolkit.comparison import compare_all
from toolkit.report import study_page
from toolkit.report.workbench import workbench_words

NODE = shutil.which("node")
in_node = pytest.mark.skipif(NODE is None, reason="node is not installed")
DOM = Path(__file__).parent / "small_dom.js"

# "The minister praised the leading role … / An expert in the capital said that the plan is weak."
TEXTS = {
    "أ/1": "أشاد الوزير ناصر بوريطة بالدور الرائد للمغرب.\n\nوقال بوريطة إن البلد آمن ومستقر جدا.",
    "ب": "قال خبير في العاصمة إن الخطة ضعيفة. وأكدت وزارة الخارجية الأمريكية أن المغرب شريك.",
}


@pytest.fixture(scope="module")
def scored():
    table = pd.DataFrame(
        {
            "article_id": list(TEXTS),
            "outlet": ["الوكالة", "المستقل"],
            "published": ["2022-05-11", None],
            "title": ["لقاء <b>مراكش</b>", ""],
            "text": list(TEXTS.values()),
            "url": ["https://example.org/1", None],
        }
    )
    return toolkit.score(table)


def _page(study, language="en"):
    found = compare_all(study.scores, ["attributions"], resamples=100)
    return study_page(study, found, language=language)


@pytest.fixture(scope="module")
def report(scored, tmp_path_factory):
    place = tmp_path_factory.mktemp("report") / "report.html"
    place.write_text(_page(scored), "utf-8")
    return place


@pytest.fixture
def run(report, tmp_path):
    """Run steps in the report and give what they return."""

    def walk(steps, **environment):
        file = tmp_path / "steps.js"
        file.write_text(
            'const status = () => document.querySelector("[role=status] bdi").textContent;\n'
            'const search = document.querySelector("input[type=search]");\n'
            "const select = (field) => document.querySelector(`select[data-field=${field}]`);\n"
            'const open = (address) => page.go("#evidence=" + encodeURIComponent(address));\n'
            f"const answer = await (async () => {{{steps}}})();\n"
            "console.log(JSON.stringify(answer));",
            "utf-8",
        )
        command = [NODE, str(DOM), str(report), str(file)]
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=60, env={**os.environ, **environment}
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return walk


def _data(page, read_page):
    return next(
        json.loads(text)
        for attrs, text in read_page(page).all("script")
        if "data-workbench" in attrs
    )


def _rows(data):
    """Address, table and words of each row."""
    for part in data["parts"]:
        for article, measure, number, *_, hit, _right, _entry in part["rows"]:
            table = part["strings"][measure]
            yield f"{data['articles'][article]['id']}/{table}/{number}", table, hit


def test_every_row_of_every_table_is_there_with_its_words(scored, read_page):
    data = _data(_page(scored), read_page)
    for table in ("attributions", "praise", "formulas", "credits", "stance"):
        rows = [row for row in _rows(data) if row[1] == table]
        wanted = toolkit.concordance(scored, table)
        assert [address for address, *_ in rows] == wanted["evidence"].tolist()
        assert [hit for *_, hit in rows] == wanted["hit"].tolist()


def test_both_languages_have_the_same_words():
    english, arabic = workbench_words("en"), workbench_words("ar")
    assert list(english) == list(arabic)
    assert list(english["measures"]) == list(arabic["measures"])


def test_verdicts_are_kept_under_one_name_in_both_languages(scored, read_page):
    names = {_data(_page(scored, language), read_page)["study"] for language in ("en", "ar")}
    assert len(names) == 1


def test_nothing_in_the_data_ends_its_script(hostile, read_page):
    page = read_page(_page(hostile))
    (data,) = [text for attrs, text in page.all("script") if "data-workbench" in attrs]
    assert "<" not in data


@in_node
def test_search_knows_no_diacritics_and_the_count_follows(run):
    first, found, phrase, none = run("""
        const told = [status()];
        for (const query of ["الأَمريكية", '"الخارجيه الأمريكية أن"', "تونس"]) {
          page.type(search, query);
          told.push(status());
        }
        return told;
    """)
    total = first.split(" / ")[1]
    assert first == f"{total} / {total}"
    assert 0 < int(phrase.split(" / ")[0]) <= int(found.split(" / ")[0]) < int(total)
    assert none == f"0 / {total}"


@in_node
def test_filters_narrow_each_other_and_can_be_taken_back(run, scored):
    told = run("""
        page.choose(select("measure"), "=praise");
        const praise = page.rows().map((row) => row.dataset.evidence);
        const outlets = select("outlet").options.map((one) => one.textContent);
        document.querySelector(".wb-reset").click();
        const all = page.rows().length;
        page.choose(select("outlet"), "=المستقل");
        const measures = select("measure").options.map((one) => one.value);
        return { praise, outlets, measures, all };
    """)
    praise = toolkit.concordance(scored, "praise")
    assert told["praise"] == praise["evidence"].tolist()
    counts = praise["outlet"].value_counts()
    assert told["outlets"] == ["all", *(f"{name} ({n})" for name, n in counts.items())]
    assert "المستقل" not in counts
    assert told["measures"] == ["*", "=attributions"]
    assert told["all"] > len(praise)


@in_node
def test_columns_are_sorted_and_what_is_missing_stands_last(run):
    told = run("""
        const button = document.querySelector("th[data-sort=day] button");
        const head = button.parentElement;
        const days = () => page.rows().map((row) => row.querySelector(".day").textContent);
        const found = [];
        for (let turn = 0; turn < 3; turn++) {
          button.click();
          found.push([head.getAttribute("aria-sort"), days()[0], days().at(-1)]);
        }
        return found;
    """)
    assert told[0] == ["ascending", "2022-05-11", "undated"]
    assert told[1] == ["descending", "2022-05-11", "undated"]
    assert told[2][0] == "none"


@in_node
def test_every_address_opens_its_article_with_its_own_words_marked(run):
    told = run("""
        const data = JSON.parse(document.querySelector("script[data-workbench]").textContent);
        const [{ strings, rows }] = data.parts;
        return rows.map((row) => {
          open(`${data.articles[row[0]].id}/${strings[row[1]]}/${row[2]}`);
          const shown = document.querySelector("#evidence").open;
          return [shown, page.marks().join(""), row[12]];
        });
    """)
    assert len(told) > 5
    for shown, marked, words in told:
        assert shown
        assert marked.split() == words.split()


@in_node
def test_a_page_opened_at_an_address_shows_it(run, scored):
    address = toolkit.concordance(scored, "attributions")["evidence"].iloc[0]
    steps = "return [document.querySelector('#evidence').open, page.marks().length];"
    assert run(steps, HASH=f"#evidence={address}") == [True, 1]
    for nowhere in ("#evidence=x/praise/0", "#evidence=%", "#evidence=", "#actor=%"):
        assert run(steps, HASH=nowhere) == [False, 0]


@in_node
def test_links_of_figures_show_the_evidence_of_an_actor_and_of_a_state(run, scored):
    actor = scored.attributions["actor"].iloc[0]
    told = run(f"""
        page.go("#actor=" + encodeURIComponent({json.dumps(actor)}));
        const actor = page.rows().map((row) => row.dataset.evidence);
        page.go("#state=" + encodeURIComponent("المستقل") + "/US");
        const state = page.rows().map((row) => row.dataset.evidence);
        page.go("#state=" + encodeURIComponent("المستقل") + "/none");
        return {{ actor, state, none: page.rows().map((row) => row.dataset.evidence) }};
    """)
    acts = toolkit.concordance(scored, "attributions")
    assert set(acts.loc[acts["actor"] == actor, "evidence"]) <= set(told["actor"])
    own = acts[acts["outlet"] == "المستقل"]
    assert told["state"] == own.loc[own["state"] == "US", "evidence"].tolist() != []
    assert told["none"] == own.loc[own["state"].isna(), "evidence"].tolist()


@in_node
def test_keys_walk_the_rows_judge_them_and_the_file_is_evaluated(run, scored, tmp_path):
    told = run("""
        page.press("ArrowDown", search);
        page.press("1");
        page.press("ArrowDown");
        page.press("2");
        page.press("n");
        document.activeElement.value = "ليس قولا";
        document.activeElement.fire("change");
        document.querySelector(".wb-export").click();
        return { saved: page.saved[0], stored: [...page.stored.values()],
                 rows: page.rows().slice(0, 2).map((row) => [row.dataset.evidence, row.dataset.verdict]),
                 given: document.querySelector(".wb-given").textContent };
    """)
    assert [verdict for _, verdict in told["rows"]] == ["right", "wrong"]
    assert told["given"] == "2"
    file = tmp_path / "verdicts.jsonl"
    file.write_text(told["saved"], "utf-8")
    found = toolkit.evaluate(scored, file).rows.set_index("evidence")
    first, second = (address for address, _ in told["rows"])
    assert found.loc[first, "verdict"] == "right"
    assert found.loc[second, ["verdict", "note"]].tolist() == ["wrong", "ليس قولا"]
    again = run("return page.rows().map((row) => row.dataset.verdict);",
                STORED=json.dumps({_key(told, scored): told["stored"][0]}))  # fmt: skip
    assert again[:2] == ["right", "wrong"]


def _key(told, scored):
    from toolkit.report.evidence import all_evidence
    from toolkit.report.marked import article_view
    from toolkit.report.wording import wording
    from toolkit.report.workbench import workbench

    words = wording("en")
    views = {e.article["article_id"]: article_view(e, words) for e in all_evidence(scored)}
    return "mft-verdicts-" + json.loads(workbench(scored, views, words).data)["study"]


@in_node
def test_a_browser_that_keeps_nothing_says_so(run):
    steps = "return document.querySelector('.wb-unkept').hidden;"
    assert run(steps) is True
    assert run(steps, NO_STORAGE="1") is False


@in_node
@pytest.mark.parametrize("clipboard", [{}, {"NO_CLIPBOARD": "1"}], ids=["clipboard", "none"])
def test_a_citation_names_outlet_title_day_address_and_words(run, clipboard):
    (copied,) = run("""
        page.rows()[0].querySelector("button").click();
        await 0; await 0; await 0;
        return page.copied;
    """, **clipboard)  # fmt: skip
    for part in ("الوكالة", "لقاء <b>مراكش</b>", "2022-05-11", "https://example.org/1", "أشاد"):
        assert part in copied
    assert "#evidence=%D8%A3%2F1%2F" in copied


@in_node
def test_only_one_row_takes_part_in_the_order_of_tabs(run):
    told = run("""
        const free = () => page.rows().filter((row) => row.querySelector("a").tabIndex === 0).length;
        const before = free();
        page.press("ArrowDown", search);
        page.press("ArrowDown");
        return [before, free(), page.rows().indexOf(document.activeElement.closest("tr"))];
    """)
    assert told == [1, 1, 1]


@in_node
def test_more_rows_than_a_screen_are_shown_in_steps(tmp_path, scored, run, report):
    many = toolkit.score([TEXTS["ب"]] * 110)
    report.write_text(_page(many), "utf-8")
    try:
        told = run("""
            const more = document.querySelector(".wb-more");
            const before = [page.rows().length, more.hidden];
            more.click();
            return [...before, page.rows().length, status()];
        """)
    finally:
        report.write_text(_page(scored), "utf-8")
    total = int(told[3].split(" / ")[1].replace(",", ""))
    assert told[:3] == [200, False, min(400, total)]
