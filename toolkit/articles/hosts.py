"""The host in an address, which names an outlet where nothing else does."""

from urllib.parse import urlsplit


def host_name(address: str) -> str:
    """The host of an address without ``www.``, or ``""`` where nobody can read it.

    Examples
    --------
    >>> host_name("https://www.example.org:80/1"), host_name("http://[broken/1")
    ('example.org', '')
    """
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
