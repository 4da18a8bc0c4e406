"""What the package has worked out of its own word lists, kept beside them."""

from toolkit.knowledge.compiled import Compiled, kept
from toolkit.knowledge.yaml_files import read_yaml

__all__ = ["Compiled", "kept", "read_yaml"]
