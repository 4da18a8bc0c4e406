"""A person's name among the items of a phrase."""

from __future__ import annotations

from collections.abc import Sequence

from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.reading.clauses import Phrase, printed_name
from toolkit.measures.actors.reading.items import Item, is_name
from toolkit.measures.actors.reading.record import Reading
from toolkit.measures.actors.words import bare

MOST_NAMES = 8


def name_run(items: Sequence[Item], *, whole: bool = False) -> list[Item]:
    """The words of a name among items: the last run of words that no list knows.

    `whole` says that a body's name may stand before it in the same run.
    """
    runs = [run for run in _runs(items) if not run[0].word.isdigit() and len(run[0].word) > 1]
    if not runs:
        return []
    run = runs[-1]
    if len(run) == 1 and len(runs) > 1 and len(runs[-2]) > 1 and not run[0].token.breaks:
        run = runs[-2]
    if whole and len(run) > 3:
        first = next((n for n, i in enumerate(run) if i.has("common_names")), len(run) - 2)
        run = run[min(first, len(run) - 2) :]
    run = trim(before_verb(run))[:MOST_NAMES]
    while len(run) > 1 and run[-1].word in word_list("name_links"):
        run = run[:-1]
    return run


def _runs(items: Sequence[Item]) -> list[list[Item]]:
    """Every run of items that may be one name, in the order of the text."""
    runs: list[list[Item]] = []
    previous: Item | None = None
    for number, item in enumerate(items):
        before, previous = previous, item
        if _follows_stop(items, number):
            continue
        fresh = before is None or item.first != before.last or item.token.breaks
        if before is not None and item.token.quoted != before.token.quoted:
            fresh = True
        open_run = bool(runs) and not fresh and before in runs[-1]
        joins = open_run and before is not None and _joins(before, item)
        if (not is_name(item) or item.known is not None) and not joins:
            continue
        if not open_run:
            if _names_body(items, number):
                continue
            runs.append([])
        runs[-1].append(item)
    return runs


def _follows_stop(items: Sequence[Item], number: int) -> bool:
    """Whether a definite or known word stands right behind a preposition: it belongs to that."""
    if not number or items[number - 1].known is not None or not items[number - 1].has("stop"):
        return False
    return items[number].token.word.startswith("ال") or items[number].known is not None


def _joins(before: Item, item: Item) -> bool:
    """Whether a word goes on with the name before it, whatever it is elsewhere."""
    return (
        item.word in word_list("name_particles")
        or before.word in word_list("kinship")
        or (item.known is None and item.has("common_names") and not item.has("stop"))
    )


def _names_body(items: Sequence[Item], number: int) -> bool:
    """Whether a name that begins at an item is a body's: `جامعة الملك عبدالله للعلوم`."""
    first = number
    while first and items[first - 1].known is None and items[first - 1].word in word_list("royals"):
        first -= 1
    return 0 < first < number and items[first - 1].known is None and items[first - 1].has("bodies")


def before_verb(run: list[Item]) -> list[Item]:
    """A name without the verb behind it: `جنيفر لورانس تنتقد`."""
    for number, item in enumerate(run[2:], 2):
        word = item.token.word
        if item.known is None and not item.classes and len(word) > 3 and (
            word.startswith(("ي", "ت")) or (word.startswith("م") and word.endswith("ا"))
        ):  # fmt: skip
            return run[:number]
    return run


def trim(run: list[Item]) -> list[Item]:
    """A name without words before it that have the article: `شؤون الجماعات فارس الدليمي`."""
    while len(run) > 1 and run[0].token.word.startswith("ال") and not run[0].known:
        if bare(run[0].token.word) in word_list("definite_names"):
            break
        run = run[1:]
    return run


def person_reading(
    names: Sequence[Item], phrase: Phrase, state: str,
    head: str = "", office: str = "",
) -> Reading:  # fmt: skip
    """A person by the words of the name."""
    printed = printed_name(phrase, names[0].first, names[-1].last)
    words = tuple(i.word for i in names)
    first = names[0].token.word
    if words[0] != first and bare(first) != words[0]:
        printed = printed[len(first) - len(words[0]) :]
    return Reading("person", printed, False, words, state, phrase.source_type, office, head)
