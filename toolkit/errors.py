"""Errors that a user can act on.

Everything that is wrong with what a user handed in raises `InputError`: its text names the file,
the row or the column, and says what to do. The command line shows that text as one line.
"""


class InputError(ValueError):
    """The input cannot be used as it is; the message says what is wrong, where, and what to do."""
