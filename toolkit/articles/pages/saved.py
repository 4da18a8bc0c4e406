"""Single articles: a page as HTML, or a text whose first line is the title.

The main text of a page is found by trafilatura (Barbaresi 2021, ACL system demonstrations), the
title, date and author in the page's own metadata. Copied texts often carry the section's name
(``أخبار``) above the title; such a first line is not taken for the title and stays in the text.
"""

import itertools
import re
from pathlib import Path
from typing import Any

from toolkit.arabic import fold
from toolkit.articles.account import count_noted
from toolkit.articles.boilerplate.rules import rules
from toolkit.articles.bounds import as_megabytes, why_overfull
from toolkit.articles.encodings import decode
from toolkit.articles.pages.as_shown import as_shown
from toolkit.errors import InputError

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEAD = 4096
MOST_OF_A_PAGE = 10_000_000
# A headline of one word is rare, one of more than thirty words is a paragraph.
_TITLE_WORDS = range(4, 31)
_LABEL_WORDS = 2
_RULES = re.compile(r"^[ \t]*[-=_*~#\u0640]{5,}[ \t]*\r?$", re.MULTILINE)
_SEVERAL = 3  # rules between what may be articles of their own
_STOP = re.compile(r"[.؟?!…:]\W*\Z")
# "He said yes. And he left": a stop behind a word of some letters, and a word behind it.
_INNER_STOP = re.compile(r"\w{3,}[.؟!…]+[\"»”)]*\s+\w+\s+\w")
_MOST_WITH_STOP = 10  # words of a headline that ends in a full stop, as hardly one does
_LEAST_WRAPPED, _MOST_WRAPPED = 4, 12
_WIDEST = 120
_EVEN = 0.8
# For htmldate: its extensive search takes a year that the text names for the day of publication.
DATE_SEARCH = {"original_date": True, "extensive_search": False}


def read_text_page(page: str, path: Path) -> dict[str, object]:
    """Read one article from a text: the title is its first line, or the line below a label.

    A first line that cannot be a headline stays in the text: the only line, a paragraph of more
    than thirty words or of several sentences, a line that was broken at the width of the page.

    Returns
    -------
    dict
        ``title`` and ``text``. Together they hold the file whole but for the line break after the
        title: a section label above the title opens the text.

    Raises
    ------
    InputError
        The file holds no word.

    Examples
    --------
    >>> page = "أخبار\\n\\nالمغرب يحتضن اجتماع التحالف الدولي\\n\\nافتتح الوزير الاجتماع."
    >>> read_text_page(page, Path("a.txt"))["title"]
    'المغرب يحتضن اجتماع التحالف الدولي'
    >>> read_text_page("افتتح الوزير الاجتماع. ثم غادر.", Path("a.txt"))["title"]
    ''
    """
    if len(_RULES.findall(page)) >= _SEVERAL:
        count_noted("ruled_text")
    lines = page.splitlines(keepends=True)
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not filled:
        raise InputError(f"{path}: the file holds nothing but blanks")
    at = filled[0]
    if len(filled) > 1 and _is_label(lines[at]) and _is_title(lines[filled[1]]):
        at = filled[1]
    if at == filled[-1] or not _may_be_title(lines[at]) or _is_broken_at_a_width(lines[at:]):
        count_noted("untitled")
        return {"title": "", "text": page}
    title = lines[at].strip()
    return {"title": title, "text": "".join(lines[filled[0] : at] + lines[at + 1 :])}


def read_html_page(raw: bytes, path: Path) -> dict[str, object]:
    """Read one article from a saved web page.

    Returns
    -------
    dict
        ``title``, ``text``, and ``published``, ``author``, ``url`` where the page tells them.

    Raises
    ------
    InputError
        The page is too large, or no article text is on it: a front page, a consent form, or a page drawn by a script.
    """
    import trafilatura  # slow to import, and only pages need it

    page = decode(raw, path, declared=declared_charset(raw))
    if len(raw) > MOST_OF_A_PAGE:
        reason = f"no web page with an article: it is larger than {as_megabytes(MOST_OF_A_PAGE)}"
    else:
        reason = why_overfull(page)
    if reason:
        raise InputError(f"{path}: {reason}; paste its text into a .txt file")
    found: Any = trafilatura.bare_extraction(
        as_shown(page), with_metadata=True, include_comments=False, include_tables=False,
        date_extraction_params=DATE_SEARCH,
    )  # fmt: skip
    text = getattr(found, "text", None)
    if not text or not text.strip():
        raise InputError(
            f"{path}: no article text found on the page; save it again from a browser once the "
            "article shows, or paste its text into a .txt file"
        )
    title, text = without_headline(found.title or "", text)
    fields = {"title": title, "text": text}
    extra = {"published": found.date, "author": found.author, "url": found.url}
    return {**fields, **{name: value for name, value in extra.items() if value}}


def without_headline(title: str, text: str) -> tuple[str, str]:
    """Take the headline out of the text: many pages repeat it there, and it must not count twice.

    The headline is the better title, too: the page's own title often ends in the site's name.

    Examples
    --------
    >>> without_headline("اجتماع مراكش - هسبريس", "اجتماع مراكش\\nافتتح الوزير الاجتماع.")
    ('اجتماع مراكش', 'افتتح الوزير الاجتماع.')
    """
    first, _, rest = text.partition("\n")
    if first and title.startswith(first) and rest.strip():
        return first, rest
    return title, text


def declared_charset(raw: bytes) -> str | None:
    """The encoding that a page's own head declares, or None.

    Examples
    --------
    >>> declared_charset(b'<meta charset="windows-1256">')
    'windows-1256'
    """
    found = _META_CHARSET.search(raw[:_HEAD])
    return found[1].decode("ascii", errors="replace") if found else None


def _is_label(line: str) -> bool:
    words = fold(line).text.split()
    label = " ".join(words).strip(" :|-")
    return len(words) == 1 or (len(words) <= _LABEL_WORDS and label in rules().section_labels)


def _is_title(line: str) -> bool:
    return len(line.split()) in _TITLE_WORDS


def _may_be_title(line: str) -> bool:
    """Whether a line is short enough for a headline, and no more than one sentence."""
    line, words = line.strip(), len(line.split())
    ends = line.endswith(".") and not line.endswith("..") and words > _MOST_WITH_STOP
    return words < _TITLE_WORDS.stop and not ends and not _INNER_STOP.search(line)


def _is_broken_at_a_width(lines: list[str]) -> bool:
    """Whether the first lines run on, all about as long: one paragraph, broken by a program."""
    block = list(itertools.takewhile(str.strip, lines))[:_MOST_WRAPPED]
    if len(block) < _LEAST_WRAPPED or _STOP.search(block[0].rstrip()):
        return False
    lengths = [len(line.strip()) for line in block[:-1]]
    return max(lengths) <= _WIDEST and min(lengths) >= _EVEN * max(lengths)
