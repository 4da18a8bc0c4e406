"""Addresses, within the report, of the evidence for actors and states."""

from __future__ import annotations

from urllib.parse import quote


def actor_link(actor: object) -> str:
    """Give the address of an actor's evidence.

    >>> actor_link("state:المغرب")
    '#actor=state%3A%D8%A7%D9%84%D9%85%D8%BA%D8%B1%D8%A8'
    """
    return f"#actor={quote(str(actor), safe='', errors='replace')}"


def state_link(group: object, state: object) -> str:
    """Give the address of the articles of a group that make a state's sources speak.

    >>> state_link("APS", "DZ")
    '#state=APS/DZ'
    """
    quoted = (quote(str(name), safe="", errors="replace") for name in (group, state))
    return f"#state={'/'.join(quoted)}"
