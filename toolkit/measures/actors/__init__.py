"""Who speaks, for which state: sources, holders and targets joined across articles.

A map over articles (`mentions_of`) and a reduce over its parts (`gather_actors`); `find_actors` is
both. Knowledge stands in ``data/``: states, bodies, persons with their offices, and words.
"""

from toolkit.measures.actors.corrections import actors_sheet, read_corrections
from toolkit.measures.actors.find import Actors, Named, find_actors, gather_actors, name_actors
from toolkit.measures.actors.mentions import mentions_of
from toolkit.measures.actors.outlets import outlet_states

__all__ = [
    "Actors",
    "Named",
    "actors_sheet",
    "find_actors",
    "gather_actors",
    "mentions_of",
    "name_actors",
    "outlet_states",
    "read_corrections",
]
