"""Models over words: the sums are those of SciPy's sparse product, byte for byte."""

import numpy as np
import pytest

from toolkit.measures.attribution.model.files import WORDS, load_models
from toolkit.measures.attribution.model.linear import word_matrix


@pytest.mark.parametrize("name", WORDS)
def test_sums_are_those_of_the_sparse_product(name):
    model = getattr(load_models(), name)
    random = np.random.default_rng(23)
    known = list(model.vocabulary)
    names = [[known[i] for i in random.integers(0, len(known), n)] for n in (0, 1, 7, 40)]
    names[2] += ["word:that-nobody-knows", names[2][0]]  # unknown; twice
    dense = random.normal(size=(4, model.coefficients.shape[1] - len(known))).astype(np.float32)
    matrix = word_matrix(names, dense, model.vocabulary, model.scale)
    expected = np.asarray(matrix @ model.coefficients.T)
    assert model._sums(names, dense).tobytes() == expected.tobytes()


@pytest.mark.parametrize("name", WORDS)
def test_no_rows_are_no_error(name):
    model = getattr(load_models(), name)
    dense = np.zeros((0, model.coefficients.shape[1] - len(model.vocabulary)), np.float32)
    assert model.probabilities([], dense).shape == (0, len(model.classes))
