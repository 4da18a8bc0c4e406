"""The codes of the codebook that several measures share."""

from __future__ import annotations

SOURCE_TYPES = (
    "government", "intergovernmental", "party", "armed_group", "news_agency", "media",
    "expert", "civil_society", "business", "citizen", "unknown",
)  # fmt: skip


OFFICIAL_TYPES = frozenset({"government", "intergovernmental"})
