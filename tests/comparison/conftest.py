"""A scores table made up for the tests: three outlets, six moments, known differences."""

import numpy as np
import pandas as pd
import pytest


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
