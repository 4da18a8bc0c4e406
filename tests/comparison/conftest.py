"""A scores table made up for the tests: three outlets, six moments, known differences."""

import numpy as np
import pandas as pd
import pytest

from toolkit.comparison import Comparison, compare


@pytest.fixture(scope="session")
def scores() -> pd.DataFrame:
    rng = np.random.default_rng(7)
    outlets = ["الوكالة", "المستقل", "Le Quotidien"]
    n = 40
    outlet = np.repeat(outlets, n)
    base = np.repeat([8.0, 2.0, 2.0], n)
    return pd.DataFrame(
        {
            "article_id": [f"a{i:03d}" for i in range(3 * n)],
            "outlet": pd.array(outlet, dtype="string[pyarrow]"),
            "published": pd.to_datetime("2022-05-11", utc=True)
            + pd.to_timedelta(np.tile(np.arange(n), 3), unit="D"),
            "moment": np.tile([f"m{i % 6}" for i in range(n)], 3),
            "words": rng.integers(80, 600, 3 * n),
            "praise_per_1000": rng.gamma(2.0, base / 2),
            "official_voice_share": rng.beta(2, 3, 3 * n),
            "direct_share": np.where(rng.random(3 * n) < 0.2, np.nan, rng.beta(1, 2, 3 * n)),
            "agency_credited": rng.random(3 * n) < 0.3,
            "agency_reuse_share": pd.array([pd.NA] * (3 * n), dtype="double[pyarrow]"),
        }
    )


@pytest.fixture(scope="module")
def found() -> Comparison:
    """A comparison of two outlets with awkward names, half of whose articles are coded."""
    rng = np.random.default_rng(0)
    table = pd.DataFrame(
        {
            "article_id": range(40),
            "outlet": ["الخبر & الرأي"] * 20 + ["Le Quotidien {1}"] * 20,
            "direct_share": np.concatenate([rng.beta(2, 5, 20), rng.beta(5, 2, 20)]),
            "official_framing": rng.integers(0, 4, 40),
            "agency_credited": rng.random(40) < 0.4,
        }
    )
    coded = table.iloc[::2].assign(sampling_probability=0.5)
    return compare(table, ["direct_share", "official_framing", "agency_credited"], coded=coded)
