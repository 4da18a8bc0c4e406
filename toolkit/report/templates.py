"""The templates of the report, rendered with everything in them escaped.

The text of an article, its outlet, its address, even a lexicon's entry come from outside and may
hold markup. Autoescape is on for every template, an unknown name in a template is an error, and
addresses become links only where they are http or https.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from jinja2 import Environment

_SCHEMES = ("http", "https")


def render(template: str, **values: Any) -> str:
    """Render a template of toolkit/report/data."""
    return environment().get_template(template).render(**values)


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Give the environment that all templates are rendered in."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("toolkit.report", "data"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    from toolkit.report.evidence import declared_layers

    made.globals["declared_layers"] = declared_layers
    made.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": True}
    return made


def web_address(value: object) -> str:
    """Give an address that is safe to link to, or nothing.

    Examples
    --------
    >>> web_address("https://example.org/خبر"), web_address("javascript:alert(1)")
    ('https://example.org/خبر', '')
    """
    address = value.strip() if isinstance(value, str) else ""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme.lower() in _SCHEMES and parts.netloc else ""


def script_data(data: Any) -> Any:
    """Write data as JSON that no text inside can end: it holds no ``<`` at all.

    Examples
    --------
    >>> print(script_data({"خبر": "</script>"}))
    {"خبر": "\\u003c/script>"}
    """
    from markupsafe import Markup

    return Markup(json.dumps(data, ensure_ascii=False).replace("<", "\\u003c"))
