"""Whatever bytes come, readers and cleaners raise the documented error or nothing.

Some dozens of examples each in a usual run. The nightly profile tries ten thousand of each:
``HYPOTHESIS_PROFILE=nightly python -m pytest tests/articles -k fuzz``. Its examples are drawn
anew every night; hypothesis prints the one that fails, to be kept as ``@example``.
"""

import io
import json
import zipfile
from datetime import UTC, datetime

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from local_site import DATE, article

from toolkit.articles import (
    boilerplate_reasons,
    flag_duplicates,
    read_articles,
    repeated_lines,
)
from toolkit.articles.fetching import read_manifest
from toolkit.articles.fetching.archive import Archive
from toolkit.articles.fetching.judging import judge
from toolkit.articles.fetching.politeness import read_robots
from toolkit.articles.fetching.store import read_visit, write_warc
from toolkit.articles.languages import is_arabic
from toolkit.articles.pages.answers import Answer, Visit
from toolkit.articles.pages.recognition import Expected
from toolkit.articles.pages.sites import read_sites
from toolkit.errors import InputError
from toolkit.study.choices import run_choices

USUAL = 100
PAGES = 25  # reading a page takes longer than all else
nightly = settings.default.max_examples > USUAL
fuzzed = settings(deadline=None)
pages = fuzzed if nightly else settings(deadline=None, max_examples=PAGES)

NOW = datetime(2022, 5, 11, tzinfo=UTC)
ARABIC = st.text(st.sampled_from("اأبتةقلوني ًـ.،؛:؟!\"«»'()\n\r\t-–•0٣9aZ\u200f\u2028\ufeff\x00"))
GDELT_ADDRESS = 4  # the column of a raw GKG file that holds the address


def table_as(write):
    """A small table of articles as the bytes of a binary file."""
    out = io.BytesIO()
    rows = {"outlet": ["م", "ن"], "text": ["نص", "نص آخر"], "published": ["2022-05-11", None]}
    write(pd.DataFrame(rows), out, index=False)
    return out.getvalue()


SEEDS = {
    ".csv": "outlet,text,published\nم,نص,2022-05-11\n".encode(),
    ".jsonl": '{"outlet": "م", "text": "نص", "published": "11 ماي 2022"}\n'.encode(),
    ".xml": '<rss version="2.0"><channel><title>م</title><item><title>ع</title><link>http://a.org/1'
    "</link><description>نص</description><pubDate>Wed, 11 May 2022 10:30:00 GMT</pubDate></item>"
    "</channel></rss>".encode(),
    ".ris": "TY  - NEWS\nTI  - ع\nUR  - http://a.org/1\nDA  - 2022/05/11\nER  - \n".encode(),
    ".html": article(1),
    ".txt": "HD  ع\nPD  11 May 2022\nSN  م\nTD\nنص\nAN  Document X\n".encode(),
    ".warc": write_warc(
        Visit("http://a.org/1", (Answer("http://a.org/1", 200, (), article(1), NOW),))
    ),
    ".parquet": table_as(pd.DataFrame.to_parquet),
    ".xlsx": table_as(pd.DataFrame.to_excel),
    # Forms that are known by their first line, not by the file's name.
    "-atom.xml": '<feed xmlns="http://www.w3.org/2005/Atom"><title>م</title><entry><title>ع</title>'
    '<link href="http://a.org/1"/><updated>2022-05-11T10:30:00Z</updated><summary>نص</summary>'
    "</entry></feed>".encode(),
    "-lexis.txt": "1 of 1 DOCUMENTS\n\nم\n\nMay 11, 2022\n\nع\n\nLENGTH: 9 words\n\nنص\n\n"
    "LOAD-DATE: May 11, 2022\n".encode(),
    "-ant.txt": "<DOC>\n<DOCNO>JA-economy-32-20170125</DOCNO>\n<URL>http://a.org/1</URL>\n"
    "<TITLE>ع</TITLE><TIME>2017-01-25T10:30:00Z</TIME><TEXT>نص</TEXT>\n</DOC>\n".encode(),
    "-gdelt.tsv": b"\t".join(
        b"http://a.org/1" if at == GDELT_ADDRESS else b"20220511103000" for at in range(27)
    ),
    "-page.txt": "ع\n\nنص في سطرين\nمن كلام".encode(),
}


@st.composite
def damaged(draw, seed):
    """A good file with a few bytes cut, doubled or changed; or any bytes at all."""
    if draw(st.booleans()):
        return draw(st.binary(max_size=300))
    raw = bytearray(seed)
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(raw) - 1, 0)))
        cut = draw(st.integers(0, 20))
        raw[at : at + cut] = draw(st.binary(max_size=20))
    return bytes(raw)


@st.composite
def damaged_workbooks(draw):
    """A workbook one of whose parts is damaged, the ZIP around it being whole."""
    source, out = zipfile.ZipFile(io.BytesIO(SEEDS[".xlsx"])), io.BytesIO()
    struck = draw(st.sampled_from(source.namelist()))
    with zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, draw(damaged(part)) if name == struck else part)
    return out.getvalue()


CELLS = st.one_of(
    st.none(),
    st.text(max_size=9),
    st.integers(-(2**40), 2**40),
    st.floats(),
    st.binary(max_size=9),
    st.dates(),
    st.datetimes(),
    st.booleans(),
    st.lists(st.integers(0, 9), max_size=3),
)
NAMES = st.sampled_from(["outlet", "text", "title", "article_id", "published", "url", "Text", "س"])


@st.composite
def tables(draw):
    """Columns of any one kind of cell under the toolkit's own names."""
    columns = {}
    for name in draw(st.lists(NAMES, min_size=1, max_size=6, unique=True)):
        kind = draw(st.sampled_from(CELLS.original_strategies[1:]))
        columns[name] = draw(st.lists(st.none() | kind, min_size=2, max_size=2))
    return pd.DataFrame({name: pd.Series(cells, dtype=object) for name, cells in columns.items()})


def read_or_refuse(read, path, **options):
    """The table, or None where the reader refuses the file in one line."""
    try:
        table = read(path, **options)
    except InputError as error:
        message = str(error)
    else:
        assert len(table)
        return table
    assert message
    assert "\n" not in message
    return None


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.parametrize("kind", SEEDS)
@pages
@given(data=st.data())
def test_readers_of_articles(folder, kind, data):
    path = folder / f"a{kind}"
    path.write_bytes(data.draw(damaged(SEEDS[kind])))
    articles = read_or_refuse(read_articles, path, outlet="م")
    if articles is not None:
        assert articles["article_id"].is_unique
        assert articles["text"].notna().all()


@pages
@given(raw=damaged_workbooks())
def test_workbooks_with_a_damaged_part(folder, raw):
    path = folder / "book.xlsx"
    path.write_bytes(raw)
    read_or_refuse(read_articles, path, outlet="م")


@pages
@given(table=tables())
def test_parquet_of_any_types(folder, table):
    path = folder / "types.parquet"
    try:
        table.to_parquet(path)
    except (pa.ArrowException, OverflowError):  # not every mixture can be written
        return
    read_or_refuse(read_articles, path, outlet="م")
    read_or_refuse(read_manifest, path)


@pages
@given(values=st.lists(st.dictionaries(NAMES, CELLS, max_size=5), max_size=3))
def test_json_lines_of_any_types(folder, values):
    path = folder / "types.jsonl"
    path.write_text("\n".join(json.dumps(value, default=str) for value in values), "utf-8")
    read_or_refuse(read_articles, path, outlet="م")
    read_or_refuse(read_manifest, path)


@pytest.mark.parametrize("kind", [".csv", ".jsonl", ".xml", ".ris", ".xlsx", "-gdelt.tsv"])
@fuzzed
@given(data=st.data())
def test_readers_of_manifests(folder, kind, data):
    path = folder / f"m{kind}"
    path.write_bytes(data.draw(damaged(SEEDS[kind].replace(b"text", b"url"))))
    manifest = read_or_refuse(read_manifest, path)
    if manifest is not None:
        assert manifest["url"].notna().all()


@fuzzed
@given(
    body=damaged(article(2)), kind=st.sampled_from(["text/html", "text/html; charset=x", "", "a/b"])
)
def test_pages_are_judged(body, kind):
    answer = Answer("http://a.org/1", 200, (("Content-Type", kind),), body, NOW)
    judged = judge(
        Visit(answer.address, (answer,)),
        Expected(published=NOW),
        sites=read_sites(),
        address="http://a.org/1",
    )
    assert (judged.found is None) != (judged.fault is None)


@pages
@given(meta=st.text(max_size=200), date=st.text(max_size=80))
def test_pages_with_any_metadata_are_judged(meta, date):
    linked = json.dumps({"datePublished": date, "@graph": [meta], "isAccessibleForFree": meta})
    script = (
        f'<script type="application/ld+json">{linked}</script><meta name="date" content="{date}">'
    )
    answer = Answer("http://a.org/1", 200, (), article(1, meta=DATE + script + meta), NOW)
    judge(Visit(answer.address, (answer,)), Expected(), sites=read_sites(), address=answer.address)


@fuzzed
@given(raw=damaged(SEEDS[".warc"]))
def test_kept_pages(folder, raw):
    path = folder / "page.warc.gz"
    path.write_bytes(raw)
    try:
        assert read_visit(path).answers
    except InputError:
        return


@fuzzed
@given(body=st.binary(max_size=300) | st.from_regex(rb"(user-agent|disallow|crawl-delay):.*\n"))
def test_robots(body):
    answer = Answer("http://a.org/robots.txt", 200, (), body, NOW)
    robots = read_robots(Visit(answer.address, (answer,)))
    assert robots.allows("http://a.org/1", "x") in (True, False)
    assert robots.delay("x") is None or robots.delay("x") >= 0


@fuzzed
@given(rows=st.recursive(st.none() | st.text() | st.integers(), st.lists) | st.binary())
def test_the_archives_index(rows):
    body = rows if isinstance(rows, bytes) else json.dumps(rows).encode()
    answer = Answer("http://a.org/cdx", 200, (), body, NOW)
    for capture in Archive("http://a.org").captures(Visit(answer.address, (answer,))):
        assert capture.startswith("http://a.org/web/")


@fuzzed
@given(text=st.text(max_size=300))
def test_study_files(folder, text):
    (folder / "study.toml").write_text(text, "utf-8", errors="replace")
    try:
        run_choices(folder, {})
    except InputError as error:
        message = str(error)
    else:
        return
    assert "study.toml" in message or "--language" in message


@fuzzed
@given(title=ARABIC, text=ARABIC)
def test_cleaners(title, text):
    document = f"{title}\n{text}"
    assert all(isinstance(reason, str) for reason in boilerplate_reasons(document, len(title)))
    assert is_arabic(document) in (True, False)


@fuzzed
@given(texts=st.lists(ARABIC, min_size=1, max_size=5))
def test_cleaners_of_tables(texts):
    table = pd.DataFrame(
        {
            "article_id": [str(n) for n in range(len(texts))],
            "outlet": "م",
            "title": "",
            "text": texts,
        }
    )
    assert len(flag_duplicates(table)) == len(texts)
    assert all(outlet == "م" for outlet, _ in repeated_lines(table))
