"""Write the codebook's training set, in both languages, from the sample corpus and its coding.

    python benchmarks/codebook_training.py

The answers are the corpus's own; a test holds the pages to them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from toolkit.validation.codebook import codebook
from toolkit.validation.coding import read_coded, read_texts

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample"
PAGES = {"en": ROOT / "docs" / "codebook.md", "ar": ROOT / "docs" / "codebook.ar.md"}
MARKS = ("<!-- training -->", "<!-- /training -->")
ITEMS = (
    *(("S-1-2", 8), ("S-2-6", 12), ("S-2-3", 3), ("S-6-2", 9), ("S-3-4", 12), ("S-6-3", 7)),
    *(("S-4-4", 8), ("S-3-4", 8), ("S-2-3", 8), ("S-3-6", 1), ("S-2-2", 11), ("S-6-2", 2)),
    *(("S-6-6", 11), ("S-3-5", 10), ("S-3-5", 6), ("S-4-4", 0), ("S-6-2", 8), ("S-2-1", 6)),
    *(("S-4-3", 9), ("S-1-5", 10)),
)
WORDS = {
    "en": {"answer": "Answer", "voice": "voice", "act": "act", "praise": "praise",
           "none": "no act, no praise", "back": "pointed back to", "source": "no source"},
    "ar": {"answer": "الجواب", "voice": "الصوت", "act": "قول", "praise": "إشادة",
           "none": "لا قول ولا إشادة", "back": "يحال إلى", "source": "بلا مصدر"},
}  # fmt: skip


def training_set(language: str) -> str:
    """The twenty items as Markdown, each answer folded away."""
    gold = {row["article_id"]: row for row in read_coded(SAMPLE / "gold.jsonl")}
    texts = read_texts(SAMPLE / "gold.jsonl")
    items = [
        _item(number, texts[article], gold[article], sentence, language)
        for number, (article, sentence) in enumerate(ITEMS, start=1)
    ]
    return "\n".join(items)


def _item(number: int, text: str, coded: dict[str, Any], sentence: int, language: str) -> str:
    words = WORDS[language]
    place = coded["sentences"][sentence]

    def own(span: list[int] | None) -> bool:
        return bool(span) and place["start"] <= span[0] < place["end"]

    lines = [f"{words['voice']}: **{_named('voice', place['voice'], language)}**"]
    for act in coded["attributions"]:
        if own(act["cue"]):
            lines.append(f"{words['act']}: " + " · ".join(_act(act, text, language)))
    for praise in coded["praise"]:
        if own(praise["span"]):
            span = text[slice(*praise["span"])]
            lines.append(
                f"{words['praise']}: `{span}` · {praise['target']} · {_holder(praise, language)}"
            )
    if len(lines) == 1:
        lines.append(words["none"])
    answer = "<br>\n".join(lines)
    said = text[place["start"] : place["end"]].replace("\n", " ")
    return (
        f"**{number}.** {said}\n\n"
        f'<details markdown="1"><summary>{words["answer"]}</summary>\n\n{answer}\n\n</details>\n'
    )


def _holder(praise: dict[str, Any], language: str) -> str:
    besides = codebook()["codes"]["holder"]["besides"].get(praise["holder"])
    return str(besides[language] if besides else praise["holder"])


def _act(act: dict[str, Any], text: str, language: str) -> list[str]:
    words = WORDS[language]
    source = act["source"] or act["source_resolved"]
    told = words["source"] if source is None else f"`{text[slice(*source)]}`"
    if act["source"] is None and source is not None:
        told = f"{words['back']} {told}"
    codes = [_named(code, act[code], language) for code in ("kind", "source_type")]
    named = _named("named", "yes" if act["named"] else "no", language)
    name = codebook()["codes"]["named"][language]
    return [f"`{text[slice(*act['cue'])]}`", told, f"`{text[slice(*act['content'])]}`", *codes,
            f"{name}: {named}"]  # fmt: skip


def _named(code: str, value: str, language: str) -> str:
    return str(codebook()["codes"][code]["values"][value][language])


def with_training(page: str, language: str) -> str:
    """A page with its training set written anew."""
    start, end = (re.escape(mark) for mark in MARKS)
    body = f"{MARKS[0]}\n\n{training_set(language)}\n{MARKS[1]}"
    return re.sub(f"{start}.*?{end}", lambda _: body, page, flags=re.DOTALL)


def main() -> None:
    """Write both pages."""
    for language, page in PAGES.items():
        page.write_text(with_training(page.read_text("utf-8"), language), "utf-8")
        print(page)


if __name__ == "__main__":
    main()
