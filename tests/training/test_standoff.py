"""Codings without texts are joined with the articles that were coded, and with no others."""

import hashlib

import pytest

from toolkit.errors import InputError
from toolkit.training.standoff import join

ARTICLE = {"article_id": "a", "title": "خبر", "text": "قال الوزير نعم."}
DIGEST = hashlib.sha256("خبر\nقال الوزير نعم.".encode()).hexdigest()


def test_coding_meets_its_article():
    assert join([{"article_id": "a", "sha256": DIGEST}], [ARTICLE])[0][1] == ARTICLE


def test_missing_article_is_named():
    with pytest.raises(InputError, match="a: coded, but in none"):
        join([{"article_id": "a", "sha256": DIGEST}], [])


def test_changed_text_is_refused():
    with pytest.raises(InputError, match="a: not the text"):
        join([{"article_id": "a", "sha256": DIGEST}], [{**ARTICLE, "text": "قال الوزير لا."}])
