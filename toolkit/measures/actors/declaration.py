"""Actors and their states as a measure; mentions are joined across all articles."""

from __future__ import annotations

from toolkit.measures.declaration import Measure, ScoreDeclaration, share_score

_WORDS = "attributed words"

MEASURE = Measure(
    name="actors",
    place=15,
    table="actors",
    columns={
        "actor": "str",
        "name": "str",
        "kind": "str",
        "source_type": "str",
        "state": "str",
        "gender": "str",
        "variants": "str",
        "maybe": "str",
        **dict.fromkeys(
            ("acts", "articles", "outlets", "praise_given", "praise_received"), "int64"
        ),
    },
    scores=(
        share_score(
            "own_state_share",
            "attributed words and a known state of the outlet",
            coded=False,
            alone=False,
        ),
        ScoreDeclaration(
            "states",
            "count",
            0.0,
            precondition="an attribution",
            coded=False,
            alone=False,
            compared=False,
        ),
        ScoreDeclaration(
            "state_diversity", "bits", 0.0, precondition="an attribution", coded=False, alone=False
        ),
        share_score("top_actor_share", _WORDS, coded=False, alone=False),
    ),
)
