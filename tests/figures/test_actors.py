"""Who speaks, for which state, in figures: the numbers behind the bars, and what they link to."""

import numpy as np

from toolkit import figures


def test_speakers_have_their_words_by_group(spoken, printed, actors):
    table = figures.speakers(spoken, printed, actors, most=2).table
    assert set(table["name"]) == {"ناصر بوريطة", "أنتوني بلينكن"}
    whole = figures.speakers(spoken, printed, actors).table
    first = table["actor"].iloc[0]
    by_actor = whole.groupby("actor")["words"].sum()
    assert by_actor.idxmax() == first
    assert set(table.loc[table["actor"] == first, "group"]) == set(printed["outlet"])


def test_two_of_one_name_are_two_rows_told_apart_by_their_state(spoken, printed, actors):
    drawn = figures.speakers(spoken, printed, actors)
    texts = " ".join(t.get_text() for t in drawn.axes[0].texts)
    ticks = " ".join(t.get_text() for t in drawn.axes[0].get_yticklabels())
    assert "DZ" in texts + ticks
    assert "ES" in texts + ticks


def test_speakers_link_to_their_evidence(spoken, printed, actors, as_svg):
    assert "#actor=" in as_svg(figures.speakers(spoken, printed, actors))


def test_states_are_shares_of_all_attributed_words(spoken, printed):
    table = figures.states(spoken, printed, most=2).table
    assert {"other", "none"} <= set(table["state"])
    sums = table.groupby("group")["share"].sum()
    assert np.allclose(sums, 1.0)
    assert ((table["low"] <= table["share"]) & (table["share"] <= table["high"])).all()


def test_praise_without_a_told_state_is_a_row_and_no_other_states(honoured, attributions, articles):
    table = figures.praise_flows(honoured, attributions, articles, targets=2).table
    rows = table["target"].fillna("other")
    assert rows.nunique() == 4  # two states, those not told, all others
    untold = table.loc[rows == "none", "praise"].sum()
    assert untold == honoured["target_state"].isna().sum()
    assert table["praise"].sum() == len(honoured)


def test_the_network_has_every_outlet_and_the_actors_it_quotes(spoken, printed, actors):
    table = figures.voices_network(spoken, printed, actors, most=3).table
    assert set(table["group"]) == set(printed["outlet"])
    assert table["actor"].nunique() == 3
