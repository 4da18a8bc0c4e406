"""The document of an article: the one string that every offset of every table points into.

A title and a text are joined by a single newline, and neither is changed, so that
``document[start:end]`` is always the evidence exactly as it was read. See DESIGN.md, "The tables".
"""


def document(title: str, text: str) -> str:
    """Join a title and a text into the string that all offsets point into.

    Parameters
    ----------
    title, text
        As read; the title may be empty.

    Returns
    -------
    str
        ``title + "\\n" + text``. The title ends at ``len(title)``; the text starts one later.

    Examples
    --------
    >>> document("اجتماع مراكش", "أشاد الوزير بالمغرب.")[13:17]
    'أشاد'
    """
    return f"{title}\n{text}"
