"""The whole way through a running Label Studio: tasks in, one article coded, exported, evaluated.

Label Studio is no dependency: it has some 200 packages of its own. Install it apart and name its
command, `LABEL_STUDIO=/path/to/label-studio python -m pytest tests/validation/test_label_studio_live.py`.
"""

import json

import pytest
from label_studio_walk import call, command_of, lacks, serving, walk
from label_studio_walk import main as walk_command

import toolkit
from toolkit.cli.app import main
from toolkit.errors import InputError
from toolkit.validation.evaluation import evaluate
from toolkit.validation.label_studio import _results, read_label_studio
from toolkit.validation.span_table import spans_from_coded


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    if (command := command_of()) is None:
        pytest.skip("needs Label Studio (LABEL_STUDIO=…)")
    with serving(command, tmp_path_factory.mktemp("label-studio")) as address:
        yield address


def test_one_article_goes_the_whole_way(server, articles, texts, salma, tmp_path, capsys):
    study = toolkit.score(articles)
    toolkit.write_study(study, tmp_path / "study")
    forms = ["sample", str(tmp_path / "study"), "--n", "3", "--for", "label-studio"]
    assert main([*forms, "--out", str(tmp_path / "to-code")]) == 0
    interface = (tmp_path / "to-code" / "interface.xml").read_text("utf-8")
    tasks = json.loads((tmp_path / "to-code" / "tasks.json").read_text("utf-8"))

    project = call("POST", f"{server}/api/projects/", {"title": "ترميز", "label_config": interface})
    place = f"{server}/api/projects/{project['id']}"
    assert call("POST", f"{place}/import", tasks)["task_count"] == 3
    for task in call("GET", f"{server}/api/tasks?project={project['id']}&fields=all")["tasks"]:
        article_id = task["data"]["article_id"]
        if article_id == "م-1":
            spans = spans_from_coded([salma[article_id]], texts)
            result = {"result": _results(texts[article_id], spans)}
            call("POST", f"{server}/api/tasks/{task['id']}/annotations/", result)
    exported = call("GET", f"{place}/export?exportType=JSON")
    file = tmp_path / "export.json"
    file.write_text(json.dumps(exported, ensure_ascii=False), "utf-8")

    done = evaluate(study, file)
    (coded,) = done.coded
    assert {k: coded[k] for k in salma["م-1"]} == salma["م-1"]
    assert done.codings[0].coder.isdigit()
    assert coded["sampling_probability"] == 1.0
    assert main(["evaluate", str(tmp_path / "study"), str(file)]) == 0
    assert "1 articles coded by" in capsys.readouterr().out

    file.write_text(json.dumps(call("GET", f"{place}/export?exportType=JSON_MIN")), "utf-8")
    with pytest.raises(InputError, match="not as JSON-MIN"):
        read_label_studio(file)


def test_an_act_marked_in_the_browser_comes_back_with_its_offsets(server, tmp_path):
    if (lacking := lacks()) is not None:
        pytest.skip(lacking)
    marked, back = walk(server, tmp_path)
    assert {name: back[name] for name in marked} == marked


def test_the_walk_says_that_label_studio_is_not_there(capsys):
    assert walk_command(["--label-studio", "/nowhere/label-studio"]) == 0
    assert capsys.readouterr().out.startswith("skipped: Label Studio is not installed")
