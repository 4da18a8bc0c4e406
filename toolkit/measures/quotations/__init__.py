"""The same words of one speaker, as each outlet printed them.

Contents of attributions are gathered across articles (`find_quotations`), set side by side word by
word (`read_cluster`), and what each version adds, drops or replaces is named (`find_differences`)
and summed by article and outlet (`score_fidelity`, `tendencies`).
"""

from toolkit.measures.quotations.clusters import Cluster, Version, read_cluster, read_clusters
from toolkit.measures.quotations.fidelity import find_differences, score_fidelity, tendencies
from toolkit.measures.quotations.tables import find_quotations

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
