"""The manifest of real coverage keeps its schema, and lists of every kind are read as manifests."""

import csv
import json
import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pandas as pd
import pytest
from coverage_columns import derived, holds, read_rules

from toolkit.articles.fetching import read_manifest
from toolkit.articles.pages.addresses import clean_address
from toolkit.errors import InputError
from toolkit.output.cells import csv_table

MARRAKESH = Path(__file__).parents[3] / "data" / "marrakesh"


@pytest.fixture(scope="module")
def schema():
    return json.loads((MARRAKESH / "coverage.schema.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def rows():
    with (MARRAKESH / "coverage.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_coverage_manifest_keeps_its_schema(schema, rows):
    fields = {field["name"]: field for field in schema["fields"]}
    assert list(rows[0]) == list(fields)
    for row in rows:
        for name, value in row.items():
            rules = fields[name].get("constraints", {})
            assert value or not rules.get("required"), (name, row)
            assert not value or value in rules.get("enum", [value]), (name, value)
            assert not value or re.fullmatch(rules.get("pattern", "(?s).*"), value), (name, value)
            if value and fields[name]["type"] == "date":
                date.fromisoformat(value)
    assert len({row["url"] for row in rows}) == len(rows) == 226


def test_it_holds_addresses_and_facts_and_no_text(rows):
    assert max(len(value) for row in rows for name, value in row.items() if name != "url") < 130


def test_its_figures_are_those_of_its_card(rows):
    card = (MARRAKESH / "README.md").read_text("utf-8")
    assert f"{len(rows)} pages of {len({row['outlet'] for row in rows})} outlets" in card
    for column in ("language", "date_basis", "outlet_kind", "camp", "genre", "moment", "copy"):
        (line,) = (each for each in card.splitlines() if each.startswith(f"| `{column}` |"))
        counts = pd.Series([row[column] for row in rows]).value_counts()
        for value, count in counts.items():
            told = rf"{value}`? {count}\b" if value else rf"empty for {count}\b"
            assert re.search(told, line), (column, value, count)
    for column in ("country", "published", "agency_credit"):
        (line,) = (each for each in card.splitlines() if each.startswith(f"| `{column}` |"))
        assert f"empty for {sum(not row[column] for row in rows)}" in line, column


def test_moment_camp_and_copy_follow_the_rules(rows):
    # By hand nothing is set: `benchmarks/coverage_columns.py` would write the same cells.
    rules = read_rules()
    for row in rows:
        assert {name: row[name] for name in rules} == derived(row, rules), row["url"]


def test_every_rule_of_the_columns_decides_some_page(rows):
    # One that decides nothing is a slip; days alone must cover what further pages may bring.
    for column, own in read_rules().items():
        used = {next((i for i, r in enumerate(own) if holds(r, row)), None) for row in rows}
        idle = [rule for i, rule in enumerate(own) if i not in used]
        assert all(rule.keys() <= {"value", "from", "until"} for rule in idle), (column, idle)


@pytest.mark.parametrize(
    ("cells", "moment"),
    [
        ({"note": "after; final communique, read here"}, "communique"),
        ({"note": "after; clash; doubts on the communique"}, "after"),  # no angle of its own
        ({"note": "pre-event (April 2022); who comes", "published": ""}, "pre_event"),
        ({"note": "pre-event; who comes", "published": "2022-05-10"}, "eve"),
        ({"note": "event day; a day late", "published": "2022-05-12"}, "opening"),
        ({"note": "headline repeated in body", "published": "2022-05-13"}, "after"),
        ({"note": "headline repeated in body"}, ""),
    ],
)
def test_the_note_tells_the_moment_and_else_the_day(cells, moment):
    row = {"url": "", "outlet": "", "published": "", "country": "", "outlet_kind": "private"}
    assert derived({**row, **cells}, read_rules())["moment"] == moment


def test_one_outlet_has_one_country_and_kind(rows):
    facts = pd.DataFrame(rows).groupby("outlet")[["country", "outlet_kind", "camp"]].nunique()
    assert facts.max().max() == 1


def test_no_page_stands_there_in_two_spellings(rows):
    # www., amp, print and mobile pages, and letters in per cent, all lead to one article.
    def spelling(url):
        parts = urlsplit(url)
        host = re.sub(r"^(www|m|amp|mobile)\.", "", parts.netloc.lower())
        path = re.sub(r"(?i)/(amp|mobile|print)(?=/|$)|\.amp|/amparticle", "", unquote(parts.path))
        query = "&".join(p for p in parts.query.split("&") if not p.startswith(("amp", "m=")))
        return host, path.rstrip("/"), query

    assert spelling("http://www.a.org/amp/7/%D8%B3?amp=1") == spelling("https://a.org/7/س/")
    assert pd.Series([spelling(row["url"]) for row in rows]).is_unique


def test_it_is_a_manifest_whose_every_address_may_be_asked_for(rows):
    manifest = read_manifest(MARRAKESH / "coverage.csv")
    assert manifest["article_id"].is_unique
    assert manifest["url"].map(clean_address).is_unique
    assert manifest["published"].notna().sum() == sum(bool(row["published"]) for row in rows)
    for column in ("moment", "camp", "copy"):
        assert manifest[column].fillna("").tolist() == [row[column] for row in rows]


# ---- lists from other tools, each with a file made for it ----

GKG = "\t".join(
    ["20220511103000-7", "20220511103000", "1", "a.example.org", "https://a.example.org/7"]
    + [""] * 22
)
EVENT = "\t".join(["1042", "20220511", *[""] * 57, "20220511110000", "https://a.example.org/7"])
LISTS = {
    "doc.csv": "\ufeffURL,MobileURL,Date,Title\nhttps://a.example.org/7,,2022-05-11 10:30:00,اجتماع\n",
    "new.csv": "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
    "7,2022-05-12,ar,a.example.org,http://a.example.org,2022-05-11,اجتماع,https://a.example.org/7\n",
    "old.csv": "stories_id,publish_date,title,url,language,ap_syndicated,themes,media_id,media_name\n"
    "7,2022-05-11 10:30:00,اجتماع,https://a.example.org/7,ar,False,,3,a.example.org\n",
    "zotero.csv": '"Key","Item Type","Publication Year","Author","Title","Publication Title","Url","Date"\n'
    '"ABCD","newspaperArticle","2022","كاتب","اجتماع","a.example.org","https://a.example.org/7","2022-05-11"\n',
    "20220511103000.gkg.csv": GKG + "\n" + GKG.replace("-7", "-8") + "\n",
    "20220511110000.export.CSV": EVENT + "\n",
    "list.jsonl": '{"url": "https://a.example.org/7", "published": "11 ماي 2022"}\n',
    "zotero.ris": "TY  - NEWS\nTI  - اجتماع\nAU  - كاتب\nPB  - a.example.org\nDA  - 2022/05/11/\n"
    "UR  - https://a.example.org/7\nLA  - ar\nER  - \n",
    "feed.xml": '<?xml version="1.0"?><rss version="2.0"><channel><title>a.example.org</title><item>'
    "<title>اجتماع</title><link>https://a.example.org/7</link>"
    "<pubDate>Wed, 11 May 2022 10:30:00 GMT</pubDate></item></channel></rss>",
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_of_other_tools_are_manifests(tmp_path, name):
    (tmp_path / name).write_text(LISTS[name], "utf-8")
    manifest = read_manifest(tmp_path / name)
    assert manifest["url"].tolist() == ["https://a.example.org/7"]
    assert manifest["published"].dt.date.tolist() == [date(2022, 5, 11)]
    assert manifest["outlet"].tolist() == ["a.example.org"]
    assert manifest["article_id"].is_unique


def test_a_column_of_the_users_own_name_holds_the_addresses(tmp_path):
    (tmp_path / "m.csv").write_text("link;why\nhttps://a.example.org/7;x\n", "utf-8")
    manifest = read_manifest(tmp_path / "m.csv", columns={"link": "url"})
    assert manifest["why"].tolist() == ["x"]


def test_a_manifest_without_a_row_is_refused(tmp_path):
    path = tmp_path / "links.csv"
    path.write_text("url,outlet\n", "utf-8")
    with pytest.raises(InputError, match="no addresses in it"):
        read_manifest(path)


def test_cells_of_any_kind_become_text(tmp_path):
    path = tmp_path / "links.parquet"
    rows = {"url": ["http://a.org/1", "http://a.org/2"], "tags": [["س"], None], "n": [1.0, None]}
    pd.DataFrame(rows).to_parquet(path)
    read = read_manifest(path)
    assert read["tags"].tolist()[0] == '["س"]'
    assert read["n"].tolist()[0] == "1"


def test_a_manifest_of_our_own_comes_back_without_its_marks(tmp_path):
    # The study folder's manifest marks what a spreadsheet would compute.
    (tmp_path / "m.csv").write_text("url,outlet\nhttps://example.com/1,'=العلم\n", "utf-8")
    assert read_manifest(tmp_path / "m.csv")["outlet"].tolist() == ["=العلم"]
    marked = csv_table(read_manifest(tmp_path / "m.csv"))
    assert marked["outlet"].tolist() == ["'=العلم"]
