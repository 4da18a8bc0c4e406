"""The whole way through a running Label Studio: tasks in, one article coded, exported, evaluated.

Label Studio is no dependency: it has some 200 packages of its own. Install it apart and name its
command, `LABEL_STUDIO=/path/to/label-studio python -m pytest tests/validation/test_label_studio_live.py`.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

import pytest

import toolkit
from toolkit.cli.app import main
from toolkit.errors import InputError
from toolkit.validation.evaluation import evaluate
from toolkit.validation.label_studio import _results, read_label_studio
from toolkit.validation.span_table import spans_from_coded

COMMAND = os.environ.get("LABEL_STUDIO") or shutil.which("label-studio")
TOKEN = "0123456789abcdef0123456789abcdef01234567"
PATIENCE = 240

pytestmark = pytest.mark.skipif(COMMAND is None, reason="needs Label Studio (LABEL_STUDIO=…)")


def call(method, address, body=None):
    request = urllib.request.Request(
        address,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": f"Token {TOKEN}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.loads(answer.read() or b"null")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("label-studio")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {
        "LABEL_STUDIO_BASE_DATA_DIR": str(folder),
        "LABEL_STUDIO_USERNAME": "coder@example.org",
        "LABEL_STUDIO_PASSWORD": "coding-by-hand",
        "LABEL_STUDIO_USER_TOKEN": TOKEN,
        "LABEL_STUDIO_ENABLE_LEGACY_API_TOKEN": "true",
        "COLLECT_ANALYTICS": "False",
        "LATEST_VERSION_CHECK": "False",
        "SENTRY_DSN": "",
    }
    command = [
        COMMAND,
        "start",
        "--no-browser",
        "--internal-host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    running = subprocess.Popen(
        command,
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | settings,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(PATIENCE):
            try:
                if call("GET", f"{address}/health")["status"] == "UP":
                    break
            except (OSError, urllib.error.URLError):
                time.sleep(1)
        else:
            pytest.fail(f"Label Studio did not start within {PATIENCE} s")
        yield address
    finally:
        os.killpg(running.pid, signal.SIGTERM)
        running.wait(timeout=30)


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
