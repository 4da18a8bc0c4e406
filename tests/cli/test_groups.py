"""`toolkit run` by any groups: small ones as articles, in the order declared, matched by moment."""

import json

import pandas as pd
import pytest

from toolkit.cli.app import main
from toolkit.cli.run import matched_within
from toolkit.figures import verify_figures
from toolkit.study.choices import read_choices, shared_choices, write_choices

# "The foreign minister said that the meeting succeeded, and praised the workers of the port."
TEXT = "قال وزير الخارجية إن اللقاء نجح، وأشاد بالعاملين في الميناء رقم {}."
FEW = ("attributed_share", "praise_per_1000")


@pytest.fixture
def data(tmp_path, monkeypatch):
    """46 outlets, as in real coverage: most with one article, three with some."""
    monkeypatch.setattr("toolkit.cli.run.MEASURES", FEW)
    counts = {**{f"منبر {i}": 1 for i in range(43)}, "الخبر": 4, "الرأي": 4, "الفجر": 3}
    rows = []
    for outlet, count in counts.items():
        for number in range(count):
            moment = "" if not rows else ("eve", "opening")[number % 2]
            kind = "private" if outlet.startswith("منبر") else "state_agency"
            rows.append({"article_id": f"{len(rows):02}", "outlet": outlet, "title": "",
                         "text": TEXT.format(len(rows)) * (1 + len(rows) % 3), "moment": moment,
                         "outlet_kind": kind, "published": "2022-05-11"})  # fmt: skip
    file = tmp_path / "articles.jsonl"
    file.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    return file


def heights(folder):
    """Of each figure in pixels."""
    from PIL import Image

    found = {}
    for file in sorted((folder / "figures").glob("*.png")):
        with Image.open(file) as picture:
            found[file.stem] = picture.height
    return found


def test_with_46_outlets_small_ones_are_articles_and_no_figure_is_a_tower(data, tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["run", str(data), "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert "43 of 46 groups by outlet have fewer than 3 articles: shown as articles" in said
    assert "1 of 54 articles have no outlet or moment: in no comparison" in said
    assert "compared within moment" in said
    table = pd.read_csv(out / "comparisons.csv", encoding="utf-8-sig")
    assert set(table["group_a"]) == {"الخبر", "الرأي", "الفجر"}
    assert not table["note"].fillna("").str.contains("one article").any()
    assert table.loc[table["kind"] == "difference", "strata"].dropna().eq(2).all()
    assert max(heights(out).values()) < 3600
    assert {"course_praise_per_1000", "praise_per_1000", "source_mix"} <= set(heights(out))
    drawn = pd.read_csv(out / "figures" / "praise_per_1000.csv", encoding="utf-8-sig")
    # Every article is drawn still, but for the one that has no moment, which is not compared.
    assert (drawn["kind"] == "article").sum() == 54


def test_any_column_makes_the_groups_and_choices_order_and_labels_are_kept(data, tmp_path, capsys):
    out = tmp_path / "out"
    asked = ["--by", "outlet_kind", "--within", "none", "--least", "5"]
    assert main(["run", str(data), "--out", str(out), *asked]) == 0
    assert "compared within" not in capsys.readouterr().out
    kept = read_choices(out)["run"]
    assert {name: kept[name] for name in ("by", "within", "least")} == {
        "by": "outlet_kind",
        "within": "none",
        "least": 5,
    }
    table = pd.read_csv(out / "comparisons.csv", encoding="utf-8-sig")
    # The order that ships: a state agency before private outlets.
    assert list(dict.fromkeys(table["group_a"])) == ["state_agency", "private"]
    assert "Groups by measure" in (out / "report.html").read_text("utf-8")
    assert all(figure.same for figure in verify_figures(out))
    # What the folder's own file says of groups goes before that.
    choices = read_choices(out)
    own = {"order": ["private", "state_agency"], "en": {"private": 'Own "word"'}}
    write_choices(out, {**choices, "groups": {"outlet_kind": own}})
    assert main(["run", str(out)]) == 0
    assert read_choices(out)["groups"] == {"outlet_kind": own}
    assert shared_choices(out)["groups"] == {"outlet_kind": own}
    table = pd.read_csv(out / "comparisons.csv", encoding="utf-8-sig")
    assert list(dict.fromkeys(table["group_a"])) == ["private", "state_agency"]
    mix = pd.read_csv(out / "figures" / "source_mix.csv", encoding="utf-8-sig")
    assert list(dict.fromkeys(mix["group"])) == ["private", "state_agency"]
    assert "Own &#34;word&#34;" in (out / "report.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("moments", "by", "chosen", "expected"),
    [
        (["eve", "after"], "outlet", None, "moment"),
        (["eve", "after"], "moment", None, None),
        (["eve", "eve"], "outlet", None, None),
        (["eve", None, None, "after"], "outlet", None, None),  # half of them would be lost
        (["eve", "after"], "outlet", "none", None),
        (["eve", "after"], "outlet", "country", "country"),
    ],
)
def test_articles_of_one_event_are_matched_by_moment(moments, by, chosen, expected):
    assert matched_within(pd.DataFrame({"moment": moments}), by, chosen) == expected
