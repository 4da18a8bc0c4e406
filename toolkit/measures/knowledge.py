"""The knowledge of the measures as YAML."""

from toolkit.knowledge import read_yaml

__all__ = ["read_yaml"]
