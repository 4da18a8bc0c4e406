"""What reading a phrase gives: who is meant, of which kind, for which state."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.measures.actors.gazetteer.tables import Known, known_actors
from toolkit.measures.actors.lists import head_word
from toolkit.measures.actors.tokens import bare_words


@dataclass(frozen=True)
class Reading:
    """A phrase read.

    Attributes
    ----------
    kind : str
        ``person``, ``office``, ``body``, ``state``, ``group``, ``document``, ``unnamed``; or what
        the article has to answer: ``pointing`` (`الوزير`, `المصدر ذاته`), ``country`` (`بلاده`),
        ``owned`` (`قواته`), ``name`` (unknown words that may be one), ``nothing``.
    name : str
        The gazetteer's name, or the name as printed; empty where there is none.
    known : bool
        Whether the gazetteer has it.
    words : tuple of str
        The words by which it is compared, folded.
    state, source_type : str
        ISO code and type of the codebook; empty where they are not told.
    office : str
        ``minister:foreign`` and the like; for a body ``ministry:foreign`` or an organ of a state.
    head : str
        The word that heads the phrase, by which a later `الوزير` finds it.
    definite : bool
        Whether the head has the article.
    guessed : bool
        Whether the article told the state, not the phrase.
    owned : bool
        Whether a pronoun says whose man an unnamed source is: `أحد مساعديه`.
    """

    kind: str
    name: str = ""
    known: bool = False
    words: tuple[str, ...] = ()
    state: str = ""
    source_type: str = ""
    office: str = ""
    head: str = ""
    definite: bool = False
    owned: bool = False
    guessed: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the article has to say who is meant."""
        return self.kind in ("pointing", "country", "owned", "name", "nothing")


NOTHING = Reading("nothing")


# The state of who speaks for a body that has none: it is known, and it is no state.
DISPUTED = "none"


def known_reading(known: Known) -> Reading:
    """A person or body of the gazetteer."""
    return Reading(
        known.kind, known.name, True, tuple(bare_words(known.name)), known.state,
        known.source_type, head=bare_words(known.name)[0],
    )  # fmt: skip


def land_reading(known: Known) -> Reading:
    """A state as the gazetteer has it."""
    return Reading(
        "state", known.name, True, tuple(bare_words(known.name)), known.state, "government",
        head=head_word("state"),
    )  # fmt: skip


def state_reading(code: str) -> Reading:
    """A state by its code: its government speaks for it."""
    known = known_actors().get(("state", code))
    return (
        land_reading(known) if known else Reading("state", code, True, (code,), code, "government")
    )


def common_state(one: str, other: str) -> str:
    """The state of two: their one, `INT` for several."""
    if one == other:
        return one
    return "INT" if one and other else ""
