"""Against figures that others have published or computed."""

import numpy as np
import pandas as pd
import pytest

from toolkit.comparison.groups import _adjusted
from toolkit.comparison.log_odds import log_odds


def test_log_odds_are_those_of_the_r_package_tidylo():
    # tidylo 0.2, example of `bind_log_odds`, uninformative prior: gears by engine shape in mtcars.
    # It sets a group against all groups together, each with its own pseudo-counts.
    counts = np.array([[12.0, 2.0, 4.0], [3.0, 10.0, 1.0]])
    published = [[0.6968169, -1.2527630, 0.3249262], [-0.9673459, 1.1451323, -0.5268260]]
    whole = counts.sum(axis=0) + 1
    for own, wanted in zip(counts, published, strict=True):
        found = log_odds(own, whole, own.sum(), whole.sum(), np.ones(3), 3.0)
        assert found == pytest.approx(wanted, abs=5e-8)


def test_false_discoveries_are_controlled_as_in_benjamini_and_hochbergs_example():
    # Benjamini and Hochberg (1995), section 3.2: fifteen hypotheses on thrombolysis; at 0.05 their
    # procedure rejects the first four, Bonferroni's three.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262,
         0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip
    adjusted = _adjusted(pd.DataFrame({"p": p}))["p_adjusted"]
    assert (adjusted <= 0.05).tolist() == [True] * 4 + [False] * 11
    assert adjusted.iloc[3] == pytest.approx(0.0095 * 15 / 4)
