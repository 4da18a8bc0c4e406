"""Addresses: which may be asked for, how they are written, and safe file names made of them.

A manifest comes from anywhere, and a page may redirect to anywhere. Only http and https are
followed, and only to machines of the public net: an address of a private network, of this machine
or of a cloud's own services is refused unless the user asks for it. It is the resolved number
that counts, since any name may point to any number.
"""

import hashlib
import ipaddress
import re
import unicodedata
from urllib.parse import urlsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from toolkit.articles.pages.faults import FetchError

LONGEST_ADDRESS = 4096
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 60
# Windows keeps these for devices, whatever comes after the dot.
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)")

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def clean_address(address: str) -> str:
    """Write an address in one way: scheme and host in small letters, letters percent-encoded.

    Raises
    ------
    FetchError
        Not http or https, no host, a user's name in it, or too long.

    Examples
    --------
    >>> clean_address("HTTP://Example.org/مراكش#top")
    'http://example.org/%D9%85%D8%B1%D8%A7%D9%83%D8%B4'
    >>> clean_address("file:///etc/passwd")
    Traceback (most recent call last):
    toolkit.articles.pages.faults.FetchError: not a web address (http or https): ...
    """
    text = "".join(address.split())
    shown = text[:80]
    if len(text) > LONGEST_ADDRESS:
        raise FetchError(f"address of more than {LONGEST_ADDRESS} characters", refused=True)
    if not re.match(r"(?i)https?://", text):
        raise FetchError(f"not a web address (http or https): {shown}", refused=True)
    try:
        parts = parse_url(text)
        port = urlsplit(parts.url).port
    except (LocationParseError, ValueError, UnicodeError):
        raise FetchError(f"an address nobody can read: {shown}", refused=True) from None
    if not parts.host or port == 0:
        raise FetchError(f"an address without a host: {shown}", refused=True)
    if parts.auth:
        raise FetchError("an address with a user's name in it", refused=True)
    return parts._replace(fragment=None, path=parts.path or "/").url


def may_reach(number: str, *, private: bool = False) -> bool:
    """Say whether a resolved address may be asked: one on the public net.

    With `private`, this machine and private networks may be, too; but never the link-local
    addresses where clouds keep their machines' secrets.

    Examples
    --------
    >>> [may_reach(a) for a in ("127.0.0.1", "10.0.0.1", "::ffff:10.0.0.1", "8.8.8.8")]
    [False, False, False, True]
    >>> [may_reach(a, private=True) for a in ("127.0.0.1", "10.0.0.1", "169.254.169.254")]
    [True, True, False]
    """
    try:
        address: IpAddress = ipaddress.ip_address(number.partition("%")[0])
    except ValueError:
        return False
    return all(_is_allowed(inner, private=private) for inner in _carried(address))


def host_of(address: str) -> str:
    """The host and port that one answers for: whose turn it is, and whose robots.txt holds.

    Examples
    --------
    >>> host_of("https://www.example.org/a")
    'www.example.org'
    """
    return urlsplit(address).netloc


def file_name(text: str) -> str:
    """Make a file name of any title or address: no path, no device, short, and unlike any other.

    Examples
    --------
    >>> file_name("../../اجتماع مراكش: النص الكامل")
    'اجتماع-مراكش-النص-الكامل-...'
    >>> file_name("../../a").count("/")
    0
    """
    plain = _UNSAFE.sub("-", unicodedata.normalize("NFC", text)).strip("-.")[:_LONGEST_NAME]
    plain = plain.strip("-.")
    if _DEVICES.match(plain):
        plain = f"-{plain}"
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{plain}-{digest}" if plain else digest


def _is_allowed(address: IpAddress, *, private: bool) -> bool:
    if address.is_multicast or address.is_link_local or address.is_unspecified:
        return False
    if private and (address.is_private or address.is_loopback):
        return True
    return address.is_global and not address.is_reserved


def _carried(address: IpAddress) -> list[IpAddress]:
    """An address and those of the old kind that it carries inside."""
    found: list[IpAddress] = [address]
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return [address.ipv4_mapped]
        found += [inner for inner in (address.sixtofour, *(address.teredo or ())) if inner]
        if address in _NAT64:
            found.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return found
