"""What a file may cost is in proportion to the machine, and what is refused is told with its reason."""

import gzip
import io
import json
import re
import subprocess
import sys
import time
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook

from toolkit.articles import bounds, read_articles
from toolkit.articles.bounds import TooCostly, most_bytes, why_overfull
from toolkit.articles.pages.answers import Answer
from toolkit.articles.pages.extraction import extract
from toolkit.articles.pages.visible_text import html_to_text
from toolkit.errors import InputError

ROW = {"outlet": "الخبر", "text": "قال الوزير إن اللقاء نجح."}  # "said that the meeting succeeded"


@pytest.fixture
def small(monkeypatch):
    """A machine on which a file may hold a megabyte."""
    for room in ("encodings", "formats.records", "formats.spreadsheets"):
        monkeypatch.setattr(f"toolkit.articles.{room}.most_bytes", lambda: 2**20)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv.gz", gzip.compress(b"outlet,text\n" + b"a," + b"b" * 2**21)),
        ("a.csv", b"outlet,text\n" + b"a," + b"b" * 2**21),
        ("a.json.gz", gzip.compress(b'[{"text": "' + b"b" * 2**21)),
        ("a.jsonl.gz", gzip.compress(json.dumps(ROW).encode() + b'\n{"text": "' + b"b" * 2**21)),
    ],
)
def test_a_file_too_large_for_the_machine_is_told_as_that(name, content, tmp_path, small):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=r"[12] MB.*split"):
        read_articles(tmp_path / name)


def test_parquet_that_unpacks_to_more_than_the_machine_has(tmp_path, small):
    pd.DataFrame({"outlet": "م", "text": ["ب" * 999] * 3000}).to_parquet(tmp_path / "a.parquet")
    assert (tmp_path / "a.parquet").stat().st_size < 2**20
    with pytest.raises(InputError, match="1 MB once decompressed"):
        read_articles(tmp_path / "a.parquet")
    assert len(read_articles(tmp_path / "a.parquet", sample=2)) == 2  # drawing needs no more


def test_a_cell_in_row_two_thousand_million_is_refused_at_once(tmp_path):
    book, out = Workbook(), io.BytesIO()
    for row in (["outlet", "text"], list(ROW.values())):
        book.active.append(row)
    book.save(out)
    with zipfile.ZipFile(out) as source, zipfile.ZipFile(tmp_path / "a.xlsx", "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.startswith("xl/worksheets/"):
                content = re.sub(rb'<row r="2"', b'<row r="2000000000"', content)
                content = re.sub(rb' r="([AB])2"', rb' r="\g<1>2000000000"', content)
            target.writestr(name, content)
    begin = time.process_time()
    with pytest.raises(InputError, match="1,048,576 rows, Excel's most"):
        read_articles(tmp_path / "a.xlsx")
    assert time.process_time() - begin < 30


def test_a_tag_with_forty_thousand_attributes_is_no_page(tmp_path):
    attributes = " ".join(f"a{number}" for number in range(40_000))
    for tag in (f"<p {attributes}>", f'<p x="<>" {attributes}>', f"<p {attributes}"):
        page = f"<html><body>{'<p>قال الوزير إن اللقاء نجح.</p>' * 20}{tag}"
        assert why_overfull(page)
        (tmp_path / "a.html").write_text(page, "utf-8")
        with pytest.raises(InputError, match="thousands of attributes"):
            read_articles(tmp_path / "a.html", outlet="الخبر")
    long_text = "<p>" + "كلمة " * 20_000 + "</p><img src='data:" + "A" * 99_999 + "'>"
    assert why_overfull(long_text) == ""


def test_the_bound_follows_what_the_process_may_have(monkeypatch):
    for memory, bound in ((2**20, bounds._LEAST), (2**34, 2**31), (2**45, bounds.MOST)):
        monkeypatch.setattr("toolkit.articles.bounds._memory", lambda memory=memory: memory)
        most_bytes.cache_clear()
        assert most_bytes() == bound
    most_bytes.cache_clear()


@pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux has them")
def test_a_small_gzip_file_is_read_within_four_gigabytes(tmp_path):
    file = tmp_path / "a.jsonl.gz"
    file.write_bytes(gzip.compress(json.dumps(ROW).encode()))
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress("outlet,text\nم,نص\n".encode()))
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000,) * 2);"
        "from toolkit.articles import read_articles; import sys;"
        "print([len(read_articles(name)) for name in sys.argv[1:]])"
    )
    command = [sys.executable, "-c", program, str(file), str(tmp_path / "b.csv.gz")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == "[1, 1]", done.stderr[-500:]


@pytest.mark.parametrize(
    "piece",
    ["<p>x</p>", "<p " + " ".join(f"a{n}" for n in range(1_900)) + ">"],
    ids=["tags", "attributes"],
)
def test_a_page_that_would_take_minutes_is_named_and_the_rest_is_read(tmp_path, piece, caplog):
    good = f"<html><title>لقاء مراكش</title><body>{'<p>قال الوزير إن اللقاء نجح.</p>' * 20}"
    (tmp_path / "good.html").write_text(good, "utf-8")
    (tmp_path / "bad.html").write_text(good + piece * (60_000 if len(piece) < 9 else 20), "utf-8")
    began = time.process_time()
    table = read_articles(tmp_path, outlet="الخبر")
    assert len(table) == 1
    assert time.process_time() - began < 20
    assert "bad.html" in caplog.text
    assert "cannot be read in time" in caplog.text
    answer = Answer("http://a.org/1", 200, (), (good + piece * 60_000)[:9_000_000].encode(), datetime.now(UTC))  # fmt: skip
    with pytest.raises(TooCostly, match="cannot be read in time"):
        extract(answer)
    with pytest.raises(TooCostly):
        html_to_text(piece * 60_000)
