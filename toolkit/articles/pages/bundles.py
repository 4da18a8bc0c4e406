"""Pages that browsers save in one file with their pictures: MHTML and Safari's web archive."""

import email
import email.policy
import plistlib
from pathlib import Path

from toolkit.errors import InputError

_AGAIN = 'save the page again as "Web page, HTML only"'


def mhtml_page(raw: bytes, path: Path) -> bytes:
    """The page inside an MHTML file (RFC 2557).

    Raises
    ------
    InputError
        No page in it.
    """
    message = email.message_from_bytes(raw, policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            body = part.get_payload(decode=True)
            if isinstance(body, bytes) and body.strip():
                return _declaring(body, part.get_content_charset())
    raise InputError(f"{path}: no page in this MHTML file; {_AGAIN}")


def safari_page(raw: bytes, path: Path) -> bytes:
    """The page inside a .webarchive file.

    Raises
    ------
    InputError
        Damaged, or no page in it.
    """
    try:
        resource = plistlib.loads(raw)["WebMainResource"]
        return _declaring(
            bytes(resource["WebResourceData"]), resource.get("WebResourceTextEncodingName")
        )
    except Exception:
        # plistlib raises nearly anything on damaged files.
        raise InputError(f"{path}: a web archive of Safari that is damaged; {_AGAIN}") from None


def _declaring(body: bytes, charset: str | None) -> bytes:
    """The page in UTF-8, where the file around it tells its encoding."""
    try:
        return body.decode(charset or "").encode("utf-8")
    except (LookupError, UnicodeDecodeError):
        return body
