"""Forms that were taken for something else in silence: each is read, or refused with what to do."""

import json
from pathlib import Path

import pandas as pd
import pytest

from toolkit.articles import read_articles
from toolkit.articles.dating.dates import parse_date
from toolkit.errors import InputError

# "The minister said that the meeting was a great success."
SAID = "قال الوزير إن اللقاء نجح نجاحا كبيرا في المدينة."
ROWS = [
    {"outlet": "العلم", "title": "لقاء أول", "text": SAID},
    {"outlet": "البيان", "title": "لقاء ثان", "text": SAID + " ثم مضى."},
]


def read(folder: Path, name: str, text: str) -> pd.DataFrame:
    (folder / name).write_text(text, "utf-8")
    return read_articles(folder / name)


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("May 11, 2022 10:30 p.m.", 22),
        ("11 May 2022 10:30 PM", 22),
        ("May 11, 2022 12:30 AM", 0),
        ("11 May 2022 10:30 م", 22),
        ("Wed, 11 May 2022 10:30:00 +0000", 10),
        ("11 févr. 2022", 0),
        ("11 juil. 2022 22:30", 22),
    ],
)
def test_the_half_of_the_day_is_not_passed_over(written: str, hour: int) -> None:
    found = parse_date(written)
    assert found is not None
    assert (found.year, found.day, found.hour) == (2022, 11, hour)


def test_dates_of_mongodb_are_dates(tmp_path: Path) -> None:
    rows = [{**row, "published": {"$date": "2022-05-11T10:00:00Z"}} for row in ROWS]
    articles = read(tmp_path, "a.json", json.dumps(rows))
    assert articles["published"].tolist() == [pd.Timestamp("2022-05-11T10:00Z")] * 2


def test_an_object_that_is_no_date_is_told_of(tmp_path: Path) -> None:
    rows = [{**row, "published": {"day": 11}} for row in ROWS]
    with pytest.raises(InputError, match=r"row 1, column published: .*day.* is not a date"):
        read(tmp_path, "a.json", json.dumps(rows))


def test_a_json_feed_is_called_as_its_outlet(tmp_path: Path) -> None:
    items = [{"id": "1", "title": "لقاء", "content_html": f"<p>{SAID}</p>"}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "العلم", "items": items}
    articles = read(tmp_path, "feed.json", json.dumps(feed))
    assert articles[["outlet", "text"]].values.tolist() == [["العلم", SAID]]


def test_a_table_of_markdown(tmp_path: Path) -> None:
    lines = ["| outlet | title | text |", "|:---|---|---:|"]
    lines += [f"| {row['outlet']} | {row['title']} | {row['text']} |" for row in ROWS]
    articles = read(tmp_path, "a.txt", "\n".join(lines) + "\n")
    assert articles[["outlet", "title", "text"]].to_dict("records") == ROWS


def test_columns_between_arabic_semicolons(tmp_path: Path) -> None:
    lines = ["الجريدة؛العنوان؛النص", *("؛".join(row.values()) for row in ROWS)]
    articles = read(tmp_path, "a.txt", "\n".join(lines) + "\n")
    assert articles[["outlet", "title", "text"]].to_dict("records") == ROWS


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"INSERT INTO a (id, text) VALUES (1, '{SAID}'),\n(2, '{SAID}');\n", "export the table as CSV"),
        (f"-- dump\nSET NAMES utf8;\nCREATE TABLE a (t TEXT);\nINSERT INTO a VALUES ('{SAID}');", "SQL"),
        (str(ROWS), "json.dump"),
    ],
)  # fmt: skip
def test_rows_of_other_programs_are_no_article(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=says):
        read(tmp_path, "a.txt", text)


def test_a_text_that_may_be_several_articles_is_told_of(tmp_path: Path) -> None:
    articles = read(tmp_path, "a.txt", f"لقاء في الميناء\n\n{SAID}\n\n----------\n\n" * 4)
    assert "ruled_text" in articles.attrs["account"]["noted"]
    articles = read(tmp_path, "b.txt", f"لقاء في الميناء اليوم\n\n{SAID}\n-----\n{SAID}\n")
    assert "ruled_text" not in articles.attrs["account"]["noted"]


def test_garbled_articles_are_not_called_another_language(tmp_path: Path) -> None:
    garbled = SAID.encode().decode("latin-1")
    with pytest.raises(InputError, match="garbled by a wrong encoding, which mend=True or --mend"):
        read(tmp_path, "a.csv", f"outlet,text\nالعلم,{garbled}\n")
    mended = read_articles(tmp_path / "a.csv", mend=True)
    assert mended["text"].tolist() == [SAID]
