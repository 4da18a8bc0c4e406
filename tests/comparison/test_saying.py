"""A finding in a sentence: what the table's row has, with n, and why there is no interval."""

import pandas as pd
import pytest

from toolkit.comparison import compare
from toolkit.errors import InputError


def test_a_finding_in_a_sentence_is_the_row_of_the_table(found):
    frame = found.table().frame.query("group == 'الخبر & الرأي'").set_index("measure")
    row = frame.loc["Share of attributions in direct speech"]
    said = found.say("الخبر & الرأي", measure="direct_share")
    assert said == f"{row['estimate']} [{row['low']}, {row['high']}], n = 20"


def test_a_pair_is_told_either_way_round(found):
    one, two = "الخبر & الرأي", "Le Quotidien {1}"
    pair = found.pairs.query("measure == 'direct_share'").iloc[0]
    here = found.say(pair["group_a"], pair["group_b"], measure="direct_share")
    there = found.say(pair["group_b"], pair["group_a"], measure="direct_share")
    low, high, middle = (100 * pair[name] for name in ("low", "high", "difference"))
    # Two shares differ by points; by per cent they would differ by something else.
    assert here.startswith(
        f"{middle:.1f} percentage points [{low:.1f}, {high:.1f}], n = 20 and 20, "
    )
    assert there.startswith(
        f"{-middle:.1f} percentage points [{-high:.1f}, {-low:.1f}], n = 20 and 20, "
    )
    assert "p المصححة" in found.say(one, two, measure="direct_share", language="ar")


@pytest.mark.parametrize(
    ("arguments", "options", "told"),
    [
        (("الخبر & الرأي",), {}, "name the measure"),
        (("nobody",), {"measure": "direct_share"}, "no direct_share of nobody"),
        (("الخبر & الرأي",), {"measure": "direct_share", "language": "fr"}, "language='fr'"),
    ],
)
def test_what_cannot_be_said_is_told(found, arguments, options, told):
    with pytest.raises(InputError, match=told):
        found.say(*arguments, **options)


def test_groups_that_never_meet_are_said_not_to_be_compared():
    table = pd.DataFrame({
        "outlet": ["أ"] * 4 + ["ب"] * 4,
        "moment": ["eve"] * 4 + ["after"] * 4,
        "direct_share": [0.1, 0.2, 0.3, 0.4] * 2,
    })  # fmt: skip
    matched = compare(table, "direct_share", within="moment")
    assert matched.say("أ", "ب") == "(not compared)"
    assert compare(table, "direct_share", least=5).say("أ") == "(not compared)"


def articles_of(**groups):
    rows = [(group, value) for group, values in groups.items() for value in values]
    return pd.DataFrame(rows, columns=["outlet_kind", "praise_per_1000"])


def test_without_an_interval_the_reason_is_said():
    table = articles_of(critical=[0.0] * 4, pan_arab=[1.0, 2.0, 4.0, 3.0])
    found = compare(table, "praise_per_1000", by="outlet_kind")
    assert found.say("critical") == "0.00 (no interval: all have one value), n = 4"
    assert "(no interval: all of critical have one value), n = 4 and 4" in found.say(
        "pan_arab", "critical"
    )
    assert "(بلا مجال ثقة: القيمة واحدة في المقالات كلها)" in found.say("critical", language="ar")
    assert "قيمة مقالات" in found.say("pan_arab", "critical", language="ar")


def test_copies_are_told_beside_the_articles():
    table = articles_of(critical=[1.0, 1.0, 2.0, 4.0, 3.0], pan_arab=[5.0, 6.0, 7.0, 8.0])
    table["event"] = [0, 0, *range(1, 8)]
    found = compare(table, "praise_per_1000", by="outlet_kind", cluster="event")
    assert found.say("critical").endswith(", n = 5 (4 clusters)")
    assert ", n = 5 (4 clusters) and 4, " in found.say("critical", "pan_arab")
    assert found.say("critical", language="ar").endswith("ن = 5 (العناقيد 4)")
