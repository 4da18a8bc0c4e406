"""The local site that plays everything that goes wrong; nothing here ever asks the net."""

import pytest
from local_site import Site

from toolkit.articles.fetching import FetchOptions, Limits
from toolkit.study.folder import fetch


@pytest.fixture
def site():
    with Site(slow=2.0) as running:
        yield running


@pytest.fixture
def options(site):
    """Without pauses, and with the local archive; patient, since the machine may be busy."""
    limits = Limits(connect=5, read=10, total=20, size=500_000, tries=2, wait=3)
    return FetchOptions(delay=0, archive=site.base, allow_private=True, limits=limits, pause=0.02)


@pytest.fixture
def fetched(site, options, tmp_path):
    """Fetch paths of the site; give the whole result."""

    def run(*paths, columns="", options=options, out=tmp_path / "study"):
        file = tmp_path / "manifest.csv"
        lines = [f"{path if '://' in path else site.base + path},2022-05-11" for path in paths]
        file.write_text("url,published\n" + "\n".join(lines) + "\n", "utf-8")
        return fetch(file, out, options=options)

    return run
