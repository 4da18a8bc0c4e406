"""What on a page is not article text: labelled sentence by sentence, never deleted.

Subscription and sharing lines, comment rules, captions, signatures, links, teasers and the title
printed again, by the codebook's definition. Three sources of evidence look at one article alone, so
that a chunk of articles and the whole give the same labels: word rules (rules), the place and form
of lines at the edges (edges) and the form of paragraphs (teasers). A fourth is handed in: lines
that the outlet repeats under other articles (repetition).
"""

import re
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic import fold, sentence_spans
from toolkit.arabic.document import Document
from toolkit.articles.boilerplate.edges import mark_edges
from toolkit.articles.boilerplate.rules import Rule, rules
from toolkit.articles.boilerplate.teasers import continues, paragraph_features, teaser_paragraphs

TEASER = "teaser"
REPEATED = "repeated"
EMPTY_TITLE = "empty_title"

_LINE_BREAK = re.compile(r"[\n\r\u2028\u2029]")
_LATIN = re.compile(r"[a-z]{3}")
_ARABIC = re.compile("[\u0621-\u064a]")
_STOPS = (".", "؟", "?", "!", ":", "؛", "،")
_LABEL_WORDS = 4


def boilerplate_sentences(
    document: str,
    title_end: int,
    sentences: Sequence[tuple[int, int]] | None = None,
    *,
    repeated: Collection[str] = (),
    outlet: str = "",
) -> list[bool]:
    """Say of each sentence whether it is boilerplate.

    Parameters
    ----------
    document
        Title, a line break, and the text, as read.
    title_end
        Where the title ends.
    sentences
        The spans of `toolkit.arabic.sentence_spans`, made here where they are not given.
    repeated
        Lines that the article's outlet prints under several articles, folded, as
        `toolkit.articles.boilerplate.repetition.lines_of` gives them. What such lines say at the end of a page
        and no connective ties to the story is boilerplate, too.
    outlet
        The outlet's name: a short line above the lead that holds it is the outlet's.

    Returns
    -------
    list of bool
        One a sentence, the title being sentence 0.

    Examples
    --------
    >>> page = "اجتماع مراكش\\nافتتح الوزير الاجتماع.\\nاقرأ أيضا: سوق الأسهم\\n// انتهى //"
    >>> boilerplate_sentences(page, 12)
    [False, False, True, True]
    """
    reasons = boilerplate_reasons(document, title_end, sentences, repeated=repeated, outlet=outlet)
    return [bool(reason) for reason in reasons]


def boilerplate_reasons(
    document: str,
    title_end: int,
    sentences: Sequence[tuple[int, int]] | None = None,
    *,
    repeated: Collection[str] = (),
    outlet: str = "",
) -> list[str]:
    """Say of each sentence which kind of boilerplate it is, or ``""`` for article text.

    The kinds are the rules' names in data/boilerplate.yaml, those of
    `toolkit.articles.boilerplate.edges`, ``teaser``, ``empty_title`` and, where `repeated` lines are
    given, ``repeated``.

    Examples
    --------
    >>> page = "اجتماع مراكش\\nافتتح الوزير الاجتماع.\\nاقرأ أيضا: سوق الأسهم"
    >>> boilerplate_reasons(page, 12)
    ['', '', 'related']
    """
    if sentences is None:
        sentences = sentence_spans(document, title_end)
    return document_reasons(Document(document, sentences), repeated=repeated, outlet=outlet)


def document_reasons(
    document: Document, *, repeated: Collection[str] = (), outlet: str = ""
) -> list[str]:
    """As `boilerplate_reasons`, of an article that has been read.

    Examples
    --------
    >>> from toolkit.arabic.document import read_document
    >>> document_reasons(read_document("لقاء", "وصل الوفد.\\nاقرأ أيضا: سوق الأسهم"))
    ['', '', 'related']
    """
    folded = [document.fold_of(start, end) for start, end in document.spans]
    paragraphs = paragraph_groups(document.text, document.spans)
    reasons = ruled_reasons(folded, paragraphs, outlet)
    bodies = open_paragraphs(reasons, paragraphs)
    for group, is_teaser in zip(bodies, _teasers(folded, bodies), strict=True):
        for sentence in group if is_teaser else ():
            reasons[sentence] = reasons[sentence] or TEASER
    if repeated:
        lines = [" ".join(" ".join(folded[number] for number in g).split()) for g in paragraphs]
        mark_repeated(reasons, lines, paragraphs, repeated)
    return reasons


def mark_repeated(
    reasons: list[str],
    lines: Sequence[str],
    paragraphs: Sequence[Sequence[int]],
    repeated: Collection[str],
) -> None:
    """Mark the paragraphs at the end of a page that the outlet repeats under other articles.

    The background of a running story recurs, too; but it opens with a connective, or the story
    goes on behind it. The lead is never marked.
    """
    for number in range(len(paragraphs) - 1, 0, -1):
        group = paragraphs[number]
        is_repeated = lines[number] in repeated and not continues(lines[number])
        if not is_repeated and not all(reasons[sentence] for sentence in group):
            return
        for sentence in group if is_repeated else ():
            reasons[sentence] = reasons[sentence] or REPEATED


def paragraph_groups(document: str, sentences: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Group the numbers of the text's sentences by paragraph; the title is in none."""
    groups: list[list[int]] = []
    for number in range(1, len(sentences)):
        gap = document[sentences[number - 1][1] : sentences[number][0]]
        if number == 1 or _LINE_BREAK.search(gap):
            groups.append([])
        groups[-1].append(number)
    return groups


def ruled_reasons(
    folded: Sequence[str], paragraphs: Sequence[Sequence[int]], outlet: str = ""
) -> list[str]:
    """What words, place and form tell without any model; `folded` are the sentences."""
    reasons = rule_reasons(folded, paragraphs)
    mark_edges(reasons, folded, paragraphs, fold(outlet).text)
    return reasons


def rule_reasons(folded: Sequence[str], paragraphs: Sequence[Sequence[int]]) -> list[str]:
    """Apply the word rules to folded sentences and short paragraphs.

    A rule may reach to its paragraph's end; one that announces other stories reaches over the
    lines without a stop that follow it.
    """
    reasons = [""] * len(folded)
    if folded:
        found = rules().match(folded[0], title=True) if folded[0] else None
        reasons[0] = found.name if found else "" if folded[0] else EMPTY_TITLE
    arabic = sum(bool(_ARABIC.search(sentence)) for sentence in folded) * 2 > len(folded)
    announced = ""
    for group in paragraphs:
        line = " ".join(folded[number] for number in group)
        whole = _whole_line(line) if len(group) > 1 else None
        reach = whole.name if whole else ""
        for number in group:
            found = rules().match(folded[number])
            if found and found.where == "paragraph":
                reach = found.name
            reasons[number] = found.name if found else reach
            foreign = _LATIN.search(folded[number]) and not _ARABIC.search(folded[number])
            if not reasons[number] and arabic and foreign and len(group) == 1:
                reasons[number] = "caption"
        if announced and not line.rstrip().endswith(_STOPS):
            for number in group:
                reasons[number] = reasons[number] or announced
        else:
            announced = reasons[group[0]] if _announces(reasons[group[0]], line) else ""
    return reasons


def _whole_line(line: str) -> Rule | None:
    """The rule that a line of several short sentences meets as a whole."""
    found = rules().match(line)
    return found if found and found.where == "line" else None


def _announces(reason: str, line: str) -> bool:
    """Whether a line announces links and holds none itself."""
    return reason in rules().announcing and len(line.split()) <= _LABEL_WORDS


def open_paragraphs(
    reasons: Sequence[str], paragraphs: Sequence[Sequence[int]]
) -> list[Sequence[int]]:
    """Return the paragraphs that no rule took whole."""
    return [group for group in paragraphs if not all(reasons[number] for number in group)]


def body_features(folded: Sequence[str], bodies: Sequence[Sequence[int]]) -> NDArray[np.float64]:
    """Describe the form of the open paragraphs; see `toolkit.articles.boilerplate.teasers`."""
    texts = [" ".join(folded[number] for number in group) for group in bodies]
    return paragraph_features(folded[0] if folded else "", texts, [len(group) for group in bodies])


def _teasers(folded: Sequence[str], bodies: Sequence[Sequence[int]]) -> list[bool]:
    return teaser_paragraphs(body_features(folded, bodies))
