"""Tables made up for the figures: three outlets with Arabic, Latin and awkward names."""

import io

import numpy as np
import pandas as pd
import pytest

# "The news agency of the Arab Maghreb" breaks into lines; a dollar sign must not start a formula.
OUTLETS = ["وكالة المغرب العربي للأنباء", "Le Quotidien", "Cash $x_1$ & <b>"]
TYPES = ["government", "expert", "citizen"]
VOICES = ["official", "narrator", "narrator_official", "other_source", "boilerplate"]


@pytest.fixture(scope="session")
def articles() -> pd.DataFrame:
    ids = [f"a {i}" for i in range(36)]
    return pd.DataFrame({"article_id": ids, "outlet": np.repeat(OUTLETS, 12)})


@pytest.fixture(scope="session")
def scores(articles) -> pd.DataFrame:
    rng = np.random.default_rng(1)
    return articles.assign(
        praise_per_1000=rng.gamma(2.0, np.repeat([4.0, 1.0, 2.0], 12)),
        official_framing=rng.integers(0, 4, 36),
        direct_share=np.where(np.arange(36) == 3, np.nan, rng.random(36)),
    )


@pytest.fixture(scope="session")
def attributions(articles) -> pd.DataFrame:
    rng = np.random.default_rng(2)
    ids = np.repeat(articles["article_id"].to_numpy(), 4)
    return pd.DataFrame(
        {
            "article_id": ids,
            "attribution": np.tile(range(4), 36),
            "source_type": rng.choice(TYPES, len(ids)),
        }
    )


@pytest.fixture(scope="session")
def sentences(articles) -> pd.DataFrame:
    rng = np.random.default_rng(3)
    ids = np.repeat(articles["article_id"].to_numpy(), 9)
    return pd.DataFrame(
        {
            "article_id": ids,
            "sentence": np.tile(range(9), 36),
            "voice": rng.choice(VOICES, len(ids)),
        }
    )


@pytest.fixture(scope="session")
def praise(articles) -> pd.DataFrame:
    rng = np.random.default_rng(4)
    targets = ["المغرب", "التحالف", "الوزير", "المملكة", ""]
    return pd.DataFrame(
        {
            "article_id": rng.choice(articles["article_id"], 60),
            "holder": rng.choice(["narrator", "الوزير"], 60),
            "target": rng.choice(targets, 60),
            "attribution": pd.array(rng.choice([0, 1, 9], 60), dtype="Int64"),
        }
    )


# Names that break, one with a mark that must not start a formula, two of one name in two states.
SPEAKERS = {
    "person:ناصر بوريطة": ("ناصر بوريطة", "MA"),
    "person:أنتوني بلينكن": ("أنتوني بلينكن", "US"),
    "group:المشاركون في الاجتماع الوزاري للتحالف الدولي": ("المشاركون في الاجتماع الوزاري", "INT"),
    "body:وزارة الخارجية (DZ)": ("وزارة الخارجية", "DZ"),
    "body:وزارة الخارجية (ES)": ("وزارة الخارجية", "ES"),
    "unnamed:مصدر $x_1$": ("مصدر $x_1$", None),
}


@pytest.fixture(scope="session")
def actors() -> pd.DataFrame:
    return pd.DataFrame(
        [
            (actor, name, actor.partition(":")[0], state)
            for actor, (name, state) in SPEAKERS.items()
        ],
        columns=["actor", "name", "kind", "state"],
    )


@pytest.fixture(scope="session")
def spoken(articles, attributions) -> pd.DataFrame:
    """The acts with who speaks, for which state, and where their words stand in `printed`."""
    rng = np.random.default_rng(5)
    drawn = rng.choice(list(SPEAKERS), len(attributions), p=[0.35, 0.25, 0.1, 0.1, 0.1, 0.1])
    start = np.tile([0, 30, 60, 90], len(articles))
    return attributions.assign(
        actor=drawn,
        state=[SPEAKERS[actor][1] for actor in drawn],
        content_start=start,
        content_end=start + rng.integers(5, 28, len(attributions)),
    )


@pytest.fixture(scope="session")
def printed(articles) -> pd.DataFrame:
    """The articles with a text of words of five letters, for the acts of `spoken` to stand in."""
    return articles.assign(title="", text="كلمات " * 24, country=np.repeat(["MA", "FR", None], 12))


@pytest.fixture(scope="session")
def honoured(praise) -> pd.DataFrame:
    """The praise with its target's state, told or not."""
    rng = np.random.default_rng(6)
    codes = np.array(["MA", "US", "DZ", "INT", None], dtype=object)
    return praise.assign(target_state=rng.choice(codes, len(praise)))


@pytest.fixture
def as_svg():
    """Draw to SVG text and give it."""

    def draw(figure) -> str:
        held = io.BytesIO()
        figure.savefig(held, format="svg")
        return held.getvalue().decode("utf-8")

    return draw
