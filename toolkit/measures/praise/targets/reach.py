"""How far the rules for targets look, in words."""

REACH = 25
CLAUSE_REACH = 6
RELATIVE_REACH = 5
