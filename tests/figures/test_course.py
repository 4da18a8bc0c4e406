import re

import numpy as np
import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.figures import course
from toolkit.study.grouping import declare_groups


@pytest.fixture(scope="module")
def scores() -> pd.DataFrame:
    rng = np.random.default_rng(8)
    table = pd.DataFrame(
        {
            "article_id": [f"a {i}" for i in range(60)],
            "camp": np.resize(["algerian", "moroccan_private", "pan_arab"], 60),
            "moment": np.repeat(["after", "communique", "opening", "eve"], 15),
            "published": pd.Timestamp("2022-05-10", tz="UTC")
            + pd.to_timedelta(np.repeat([4, 1, 1, 0], 15), unit="D"),
            "outlet": [f"منبر {i}" for i in np.resize(range(20), 60)],
        }
    )
    return table.assign(praise_per_1000=rng.gamma(2.0, 4.0, 60))


def estimates(drawing) -> pd.DataFrame:
    return drawing.table[drawing.table["kind"] == "estimate"].reset_index(drop=True)


def tick_names(drawing) -> list[str]:
    return [t.get_text().strip() for t in drawing.axes[0].get_xticklabels()]


def test_moments_and_groups_stand_in_their_order_under_their_labels(scores):
    drawing = course(scores, "praise_per_1000", by="camp", language="ar", width=7)
    assert tick_names(drawing) == ["العشية", "الافتتاح", "البيان الختامي", "بعد الحدث"]
    assert drawing.axes[0].xaxis_inverted()
    named = [t.get_text() for t in drawing.legends[0].get_texts() if t.get_text()]
    assert sorted(named) == sorted(["مغربي غير رسمي", "جزائري", "عربي دولي"])
    assert estimates(drawing)["group"].tolist()[:3] == ["moroccan_private", "algerian", "pan_arab"]


def test_what_a_table_declares_goes_before_that(scores):
    own = declare_groups(scores, {"camp": {"order": ["pan_arab"], "en": {"pan_arab": "Wide $x$"}}})
    drawing = course(own, "praise_per_1000", by="camp")
    assert estimates(drawing)["group"].tolist()[:2] == ["pan_arab", "algerian"]
    assert "Wide $x$" in [t.get_text() for t in drawing.legends[0].get_texts()]


def test_every_article_is_a_dot_that_links_to_it(scores, as_svg):
    drawing = course(scores, "praise_per_1000", by="camp")
    dots = [c for c in drawing.axes[0].collections if c.get_gid() == "articles"]
    assert sum(len(c.get_offsets()) for c in dots) == 60
    assert len(set(re.findall(r'xlink:href="#article=([^"]+)"', as_svg(drawing)))) == 60


def test_a_group_with_few_articles_has_dots_and_no_mean(scores):
    few = scores.drop(index=scores.index[scores["camp"].eq("algerian")][2:])
    drawing = course(few, "praise_per_1000", by="camp")
    own = estimates(drawing).query("group == 'algerian'")
    assert own["value"].isna().all()
    dots = drawing.table.query("kind == 'article' and group == 'algerian'")
    assert len(dots) == 2


def test_beyond_so_many_groups_the_rest_is_one(scores):
    drawing = course(scores, "praise_per_1000", by="outlet", most=3)
    assert drawing.table["group"].nunique() == 4
    assert drawing.table["group"].iloc[-1] == "*"
    names = [t.get_text() for t in drawing.legends[0].get_texts()]
    assert "all other groups (17)" in names
    assert drawing.get_figheight() < 3


def test_days_stand_as_far_apart_as_they_were(scores):
    drawing = course(scores, "praise_per_1000", by="camp", at="day")
    assert drawing.axes[0].get_xticks().tolist() == [0.0, 1.0, 4.0]
    assert tick_names(drawing) == ["05-10", "05-11", "05-14"]


def test_where_nothing_was_measured_it_says_so(scores):
    blank = scores.assign(praise_per_1000=np.nan)
    drawing = course(blank, "praise_per_1000", by="camp", language="ar")
    assert drawing.axes[0].texts[0].get_text()
    assert (estimates(drawing)["n"] == 0).all()


def test_the_order_of_articles_does_not_matter(scores, as_svg):
    shuffled = scores.sample(frac=1, random_state=1).reset_index(drop=True)
    first, second = (course(t, "praise_per_1000", by="camp") for t in (scores, shuffled))
    pd.testing.assert_frame_equal(first.table, second.table)
    assert as_svg(first) == as_svg(second)


def test_a_column_that_is_not_there_is_named(scores):
    with pytest.raises(InputError, match="by 'kind' is not a column"):
        course(scores, "praise_per_1000", by="kind")
