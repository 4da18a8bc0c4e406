"""One small corpus and two coders who differ in known places."""

import copy
import json
from pathlib import Path

import pandas as pd
import pytest

# "The minister of health said that the campaign succeeded. / The union denied it, and said: "the
# figures are wrong". / The narrator: the hall was full." and the like.
TEXTS = {
    "م-1": (
        "حملة التلقيح",
        "قال وزير الصحة إن الحملة الرائدة نجحت. ونفت النقابة ذلك. وامتلأت القاعة.",
    ),
    "م-2": ("افتتاح الجسر", "أشاد الوالي بالعمال المهرة. وبدأت الأشغال أمس."),
    "م-3": ("مباراة", "أعلن الاتحاد تأجيل المباراة. ولم يحضر أحد."),
}


def documents() -> dict[str, str]:
    return {i: f"{title}\n{text}" for i, (title, text) in TEXTS.items()}


def span(article_id: str, words: str, nth: int = 0) -> list[int]:
    """Where words stand in an article."""
    text, start = documents()[article_id], -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return [start, start + len(words)]


def act(article_id: str, cue: str, source: str | None, content: str, **codes) -> dict:
    spans = {"cue": span(article_id, cue), "source": source and span(article_id, source)}
    spans |= {"source_resolved": None, "content": span(article_id, content)}
    return {**spans, "kind": "indirect", "source_type": "government", "named": True, **codes}


def sentences(article_id: str, *voices: str) -> list[dict]:
    from toolkit.validation.sheet_tables import sentences_of

    spans = sentences_of(documents()[article_id])
    return [{"start": s, "end": e, "voice": v} for (s, e), v in zip(spans, voices, strict=True)]


def article_table() -> pd.DataFrame:
    rows = [
        {"article_id": i, "outlet": "الخبر" if i != "م-3" else "الرأي", "title": t, "text": x}
        for i, (t, x) in TEXTS.items()
    ]
    return pd.DataFrame(rows)


@pytest.fixture
def articles() -> pd.DataFrame:
    return article_table()


@pytest.fixture
def texts() -> dict[str, str]:
    return documents()


@pytest.fixture
def salma() -> dict[str, dict]:
    """The first coder."""
    rows = [
        {
            "article_id": "م-1",
            "official_framing": 2,
            "agencies": [],
            "sentences": sentences("م-1", "narrator", "official", "other_source", "narrator"),
            "attributions": [
                act("م-1", "قال", "وزير الصحة", "الحملة الرائدة نجحت"),
                act("م-1", "ونفت", "النقابة", "ذلك", source_type="civil_society"),
            ],
            "praise": [
                {"span": span("م-1", "الحملة الرائدة"), "target": "الحملة", "holder": "وزير الصحة"}
            ],
        },
        {
            "article_id": "م-2",
            "official_framing": 1,
            "agencies": ["رويترز"],
            "sentences": sentences("م-2", "narrator", "official", "narrator"),
            "attributions": [act("م-2", "أشاد", "الوالي", "العمال المهرة")],
            "praise": [
                {"span": span("م-2", "أشاد"), "target": "العمال", "holder": "الوالي"},
                {"span": span("م-2", "بالعمال المهرة"), "target": "العمال", "holder": "الوالي"},
            ],
        },
        {
            "article_id": "م-3",
            "official_framing": 0,
            "agencies": [],
            "sentences": sentences("م-3", "narrator", "other_source", "narrator"),
            "attributions": [
                act("م-3", "أعلن", "الاتحاد", "تأجيل المباراة", source_type="business")
            ],
            "praise": [],
        },
    ]
    return {row["article_id"]: row for row in rows}


@pytest.fixture
def huda(salma) -> dict[str, dict]:
    """The second coder: seven differences, planted by hand. Article م-3 is as the first has it."""
    rows = copy.deepcopy(salma)
    first, second = rows["م-1"], rows["م-2"]
    first["official_framing"] = 3
    first["sentences"][2]["voice"] = "narrator"
    first["attributions"][0]["content"] = span("م-1", "الرائدة نجحت")
    del first["attributions"][1]
    second["agencies"] = []
    second["attributions"][0]["source_type"] = "party"
    del second["praise"][1]
    return rows


PLANTED = [
    ("م-1 | article 1 | official_framing", "2 · غالب، أكثر المقال كلام المسؤولين",
     "3 · منفرد، لا كلام لغير المسؤولين أو يتبنى الكاتب كلامهم"),
    ("م-1 | sentence 3 | voice", "مصدر آخر · other source", "الكاتب · narrator"),
    ("م-1 | act 1 | content", "الحملة الرائدة نجحت", "الرائدة نجحت"),
    ("م-1 | act 2 | there", "ونفت … النقابة … ذلك", "—"),
    ("م-2 | article 1 | agencies", "رويترز", "—"),
    ("م-2 | act 1 | source_type", "حكومة · government", "حزب · party"),
    ("م-2 | praise 2 | there", "بالعمال المهرة", "—"),
]  # fmt: skip


def write_gold(rows: dict[str, dict], file: Path) -> Path:
    lines = (json.dumps(row, ensure_ascii=False) for row in rows.values())
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file
