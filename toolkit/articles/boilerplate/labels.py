"""What on a page is not article text: labelled sentence by sentence, never deleted.

Subscription and sharing lines, comment rules, captions, signatures, links and teasers, by the
codebook's definition. Two sources of evidence look at one article alone, so that a chunk of articles
and the whole give the same labels: word rules (boilerplate_rules) and the form of paragraphs
(teasers). A third is handed in: lines that the outlet repeats under other articles (repetition).
"""

import re
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from toolkit.arabic import sentence_spans
from toolkit.arabic.document import Document
from toolkit.articles.boilerplate.rules import rules
from toolkit.articles.boilerplate.teasers import continues, paragraph_features, teaser_paragraphs

TEASER = "teaser"
HEAD_LINE = "head_line"
REPEATED = "repeated"

_LINE_BREAK = re.compile(r"[\n\r\u2028\u2029]")
_LATIN = re.compile(r"[a-z]{3}")
_ARABIC = re.compile("[\u0621-\u064a]")
# Place, desk and author stand above the first paragraph in lines of one to three words.
_HEAD_WORDS = 3
_HEAD_LINES = 4
_FINAL_MARKS = (".", "؟", "?", "!", ":", "…", "،")


def boilerplate_sentences(
    document: str,
    title_end: int,
    sentences: Sequence[tuple[int, int]] | None = None,
    *,
    repeated: Collection[str] = (),
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
    reasons = boilerplate_reasons(document, title_end, sentences, repeated=repeated)
    return [bool(reason) for reason in reasons]


def boilerplate_reasons(
    document: str,
    title_end: int,
    sentences: Sequence[tuple[int, int]] | None = None,
    *,
    repeated: Collection[str] = (),
) -> list[str]:
    """Say of each sentence which kind of boilerplate it is, or ``""`` for article text.

    The kinds are the rules' names in data/boilerplate.yaml, ``teaser``, ``head_line`` and, where
    `repeated` lines are given, ``repeated``.

    Examples
    --------
    >>> page = "اجتماع مراكش\\nافتتح الوزير الاجتماع.\\nاقرأ أيضا: سوق الأسهم"
    >>> boilerplate_reasons(page, 12)
    ['', '', 'related']
    """
    if sentences is None:
        sentences = sentence_spans(document, title_end)
    return document_reasons(Document(document, sentences), repeated=repeated)


def document_reasons(document: Document, *, repeated: Collection[str] = ()) -> list[str]:
    """As `boilerplate_reasons`, of an article that has been read.

    Examples
    --------
    >>> from toolkit.arabic.document import read_document
    >>> document_reasons(read_document("لقاء", "وصل الوفد.\\nاقرأ أيضا: سوق الأسهم"))
    ['', '', 'related']
    """
    folded = [document.fold_of(start, end) for start, end in document.spans]
    paragraphs = paragraph_groups(document.text, document.spans)
    reasons = rule_reasons(folded, paragraphs)
    mark_head_lines(reasons, folded, paragraphs)
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


def rule_reasons(folded: Sequence[str], paragraphs: Sequence[Sequence[int]]) -> list[str]:
    """Apply the word rules to folded sentences; a rule may reach to its paragraph's end."""
    reasons = [""] * len(folded)
    found = rules().match(folded[0], title=True) if folded and folded[0] else None
    if found:
        reasons[0] = found.name
    arabic = sum(bool(_ARABIC.search(sentence)) for sentence in folded) * 2 > len(folded)
    for group in paragraphs:
        reach = ""
        for number in group:
            found = rules().match(folded[number])
            if found and found.where == "paragraph":
                reach = found.name
            reasons[number] = found.name if found else reach
            foreign = _LATIN.search(folded[number]) and not _ARABIC.search(folded[number])
            if not reasons[number] and arabic and foreign and len(group) == 1:
                reasons[number] = "caption"
    return reasons


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


def mark_head_lines(
    reasons: list[str], folded: Sequence[str], paragraphs: Sequence[Sequence[int]]
) -> None:
    """Mark short lines above the first paragraph, where a signature already stands there.

    Alone, a short line may be a subtitle; below a site's or an agency's signature (or a title that
    is one) it names the place, the desk or the author.
    """
    signed = bool(reasons[0]) if reasons else False
    for group in paragraphs[:_HEAD_LINES]:
        number = group[0]
        line = folded[number].strip()
        if len(group) > 1 or len(line.split()) > _HEAD_WORDS or line.endswith(_FINAL_MARKS):
            return
        if signed and not reasons[number]:
            reasons[number] = HEAD_LINE
        signed = signed or bool(reasons[number])
