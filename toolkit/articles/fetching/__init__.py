"""Real coverage in: a manifest of addresses becomes an article table on the user's own machine."""

from toolkit.articles.fetching.client import Limits
from toolkit.articles.fetching.fetch import FetchOptions
from toolkit.articles.fetching.manifest import read_manifest
from toolkit.articles.fetching.study_folder import Fetched, fetch, open_study

__all__ = ["FetchOptions", "Fetched", "Limits", "fetch", "open_study", "read_manifest"]
