"""What goes wrong on the way to a page, in words for the user's report."""


class FetchError(Exception):
    """A page that did not come.

    Attributes
    ----------
    reason : str
        One short line for the report.
    passing : bool
        Whether another run may do better: nothing is kept of such an attempt, and the next run
        tries again. A lasting fault is kept with the pages and never asked for again.
    refused : bool
        Whether it was not asked for at all: an address that is not allowed, or robots.txt.
    """

    def __init__(self, reason: str, *, passing: bool = False, refused: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.passing = passing
        self.refused = refused
