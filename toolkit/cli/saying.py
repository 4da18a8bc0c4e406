"""What the command line says: one door for every line, by which nothing but letters goes out."""

from __future__ import annotations

import re

import typer

# A news text or a file name can hold what a terminal obeys; tabs and line breaks are ours.
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def say(text: str, *, err: bool = False) -> None:
    """Say something, on standard output or standard error.

    Examples
    --------
    >>> say("أشاد\x1b[31m الوزير")
    أشاد\\x1b[31m الوزير
    """
    typer.echo(shown(text), err=err)


def shown(text: str) -> str:
    r"""A text as it may be shown: control characters are written out, carriage returns become blanks.

    Examples
    --------
    >>> shown("خبر\r\n\x07")
    'خبر\n\\x07'
    """
    return _OBEYED.sub(lambda sign: f"\\x{ord(sign[0]):02x}", text.replace("\r\n", "\n"))
