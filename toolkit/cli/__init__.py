"""The ``toolkit`` command."""

from toolkit.cli.app import main

__all__ = ["main"]
