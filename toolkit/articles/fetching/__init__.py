"""Real coverage in: a manifest of addresses becomes an article table on the user's own machine."""

from toolkit.articles.fetching.client import Limits
from toolkit.articles.fetching.fetch import FetchOptions
from toolkit.articles.fetching.manifest import read_manifest

__all__ = ["FetchOptions", "Limits", "read_manifest"]
