"""The word rules of boilerplate: data/boilerplate.yaml compiled once.

A rule looks at one sentence, folded, and says what kind of boilerplate it is; how far the verdict
reaches (the sentence or its whole paragraph) stands in the data.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from toolkit.knowledge import read_yaml


@dataclass(frozen=True)
class Rule:
    """One kind of boilerplate: its name, its reach, its longest sentence and its pattern."""

    name: str
    where: str
    words: int
    title: bool
    pattern: re.Pattern[str]


@dataclass(frozen=True)
class Rules:
    """All that the data file holds."""

    rules: tuple[Rule, ...]
    section_labels: frozenset[str]
    connectives: tuple[str, ...]
    opening_verbs: frozenset[str]
    waw_words: frozenset[str]
    announcing: frozenset[str]
    paper_words: frozenset[str]
    weekday: re.Pattern[str]

    def match(self, sentence: str, *, title: bool = False) -> Rule | None:
        """Return the first rule that a folded sentence (or title) meets.

        Examples
        --------
        >>> rules().match("// انتهي //").name
        'end_mark'
        >>> rules().match("انتهي الاجتماع بمراكش.") is None
        True
        """
        sentence = " ".join(sentence.split())
        if not title and sentence.rstrip(" .:") in self.section_labels:
            return _SECTION
        words = sentence.count(" ") + 1
        for rule in self.rules:
            if words <= rule.words and title <= rule.title and rule.pattern.match(sentence):
                return rule
        return None


_SECTION = Rule("section_label", "line", 3, False, re.compile(""))
_LINE_WORDS = 14


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Read and compile the data file, once."""
    text = (files("toolkit.articles.boilerplate") / "data" / "boilerplate.yaml").read_text("utf-8")
    data = read_yaml(text)
    return Rules(
        rules=tuple(_compile(entry) for entry in data["rules"]),
        section_labels=frozenset(data["section_labels"]),
        connectives=tuple(data["connectives"]),
        opening_verbs=frozenset(data["opening_verbs"]),
        waw_words=frozenset(data["waw_words"]),
        announcing=frozenset(data["announcing"]),
        paper_words=frozenset(data["paper_words"]),
        weekday=_weekday(data["weekdays"], data["parts_of_day"]),
    )


def _weekday(days: list[str], parts: list[str]) -> re.Pattern[str]:
    """A weekday set off in the line: `، مساء الخميس،`."""
    return re.compile(rf"[،,] ?(?:(?:{'|'.join(parts)}) )?(?:{'|'.join(days)}) ?[،,.]")


def _compile(entry: dict) -> Rule:
    end = r"\Z" if entry["where"] == "line" else ""
    body = "|".join(f"(?:{pattern})" for pattern in entry["patterns"])
    return Rule(
        name=entry["name"],
        where=entry["where"],
        words=entry.get("words", _LINE_WORDS),
        title=entry.get("title", False),
        pattern=re.compile(f"(?:{body}){end}"),
    )
