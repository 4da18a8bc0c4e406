"""From a page to an article, or to the reason why it is none."""

import logging
from dataclasses import dataclass

from toolkit.articles.bounds import TooCostly
from toolkit.articles.hosts import host_name
from toolkit.articles.languages import is_arabic
from toolkit.articles.pages.answers import Visit
from toolkit.articles.pages.extraction import Found, extract
from toolkit.articles.pages.recognition import Expected, Fault, fault_of_page, fault_of_status
from toolkit.articles.pages.sites import Sites
from toolkit.errors import InputError

LOG = logging.getLogger(__name__)

_LONGEST_REASON = 120


@dataclass(frozen=True)
class Judged:
    """A page judged: the article found on it, or the fault that keeps it from being one."""

    found: Found | None
    fault: Fault | None
    arabic: bool = True


def judge(visit: Visit, expected: Expected, *, sites: Sites, address: str) -> Judged:
    """Find the article on a page, if it holds the one expected.

    Parameters
    ----------
    visit
        The page and how it was reached.
    expected
        What the manifest says of it.
    sites
        The site rules.
    address
        The article's own address, whose site's rules hold (a capture's address is the archive's).
    """
    fault = fault_of_status(visit)
    if fault is not None:
        return Judged(None, fault)
    try:
        found = extract(visit.last, sites=sites, host=host_name(address))
    except TooCostly as error:
        return Judged(None, Fault(f"its page {error.reason}"))
    except InputError:
        return Judged(None, Fault("no web page, whatever it says of itself"))
    except Exception as error:
        # Whatever a hostile page breaks, it must not break the run: the others are still to come.
        LOG.info("%s", address, exc_info=error)
        said = " ".join(f"{type(error).__name__}: {error}".split())[:_LONGEST_REASON]
        return Judged(None, Fault(f"its page cannot be read ({said})"))
    fault = fault_of_page(visit, found, expected)
    if fault is not None:
        return Judged(None, fault)
    arabic = is_arabic(f"{found.title}\n{found.text}")
    if not arabic and expected.arabic:
        return Judged(None, Fault("the page is not in Arabic, as it should be"))
    return Judged(found, None, arabic)
