"""The same words of one speaker, as each outlet printed them.

Contents of attributions are gathered across articles (`find_quotations`), set side by side word by
word (`read_cluster`), and what each version adds, drops or replaces is named (`find_differences`)
and summed by article and outlet (`score_fidelity`, `tendencies`).
"""

from toolkit.measures.quotations.find import find_quotations
from toolkit.measures.quotations.versions.fidelity import (
    find_differences,
    score_fidelity,
    tendencies,
)
from toolkit.measures.quotations.versions.records import Cluster, Version
from toolkit.measures.quotations.versions.side_by_side import read_cluster, read_clusters

__all__ = [
    "Cluster",
    "Version",
    "find_differences",
    "find_quotations",
    "read_cluster",
    "read_clusters",
    "score_fidelity",
    "tendencies",
]
