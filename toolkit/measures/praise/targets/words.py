"""The function words that the rules for targets turn on, and how far each rule looks."""

from __future__ import annotations

REACH = 25


CLAUSE_REACH = 6


RELATIVE_REACH = 5


WHAT = frozenset({"ما", "بما", "لما", "مما", "عما", "وما", "وبما"})


POINTING = frozenset({"به", "بها", "بهم", "له", "لها", "لهم", "عليه", "عليها", "عليهم"})


RETURNING = frozenset(
    {"به", "بها", "بهم", "له", "لها", "اليه", "اليها", "فيه", "فيها", "عليه", "منه", "قد"}
)


RELATIVES = frozenset({"الذي", "التي", "الذين", "اللذين", "اللتين", "ممن", "من"})


CLAUSE = frozenset({"ان", "بان", "لان", "اما", "وان"})


PRONOUN_CLAUSE = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم", "هو", "هي", "هم"})


OWNERS = frozenset({"لدي", "بين", "مثل", "عند"})


AGENTS = frozenset({"طرف", "قبل", "جانب", "لدن"})


PURPOSES = frozenset(
    ["لخدمه", "لمكافحه", "لدعم", "لحمايه", "لمواجهه", "لصالح", "لمصلحه", "لضمان", "لبناء", "لاجل"]
)
