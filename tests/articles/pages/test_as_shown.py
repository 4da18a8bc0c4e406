"""Marks for what is quoted, in a time that grows with the page and no faster."""

import time

import pytest

from toolkit.articles.pages.as_shown import as_shown


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("<q>نعم</q> و<Q cite='a'>لا</Q >", "“نعم” و“لا”"),
        ("<q>نعم", "<q>نعم"),
        ("نعم</q> <q>لا</q>", "نعم</q> “لا”"),
        ("<quote>نعم</quote>", "<quote>نعم</quote>"),
    ],
)
def test_what_is_closed_is_marked(page, shown):
    assert as_shown(page) == shown


@pytest.mark.parametrize("piece", ["<q>", "<q ", "</q ", "<br ", "<br>\n"])
def test_pieces_that_are_never_closed_cost_as_much_as_they_are_many(piece):
    def cost(count):
        began = time.process_time()
        as_shown(piece * count)
        return time.process_time() - began

    cost(2_000)
    # With the square of their number it would be sixteen times as much, and the floor is for clocks.
    assert cost(80_000) < max(8 * cost(20_000), 0.5)
