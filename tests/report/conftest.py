"""Studies to draw in the tests (by hand, hostile, from hand-coded articles), a reader of pages."""

from __future__ import annotations

import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from toolkit.measures.tables import typed_table
from toolkit.study.study import Study

# "Bourita: Morocco is a pioneering partner"
# "The minister Nasser Bourita praised 'the pioneering role' of the Coalition, adding that the
#  meeting in Marrakesh succeeded. (Atlas Agency)"
# "And residents of the old city said that the roads were closed."
# "Under the wise leadership the city keeps its firm commitment."
TITLE = "بوريطة: المغرب شريك رائد"
TEXT = (
    'أشاد الوزير ناصر بوريطة "بالدور الريادي" للتحالف، مضيفا أن اجتماع مراكش نجح. (وكالة الأطلس)\n'
    "وقال سكان المدينة القديمة إن الطرق أغلقت.\n"
    "وتحت القيادة الرشيدة تواصل المدينة التزامها الثابت."
)
DOCUMENT = f"{TITLE}\n{TEXT}"
OTHER = "نجح اجتماع مراكش كما قالت الوكالة وعاد الوفد. وقال سكان المدينة القديمة إن الطرق أغلقت."


@pytest.fixture(scope="module")
def browser():
    """Chromium, driven by Playwright; the files that ask for it skip where one of them is absent."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


def at(words: str, document: str = DOCUMENT) -> tuple[int, int]:
    """Where words first stand in a document."""
    start = document.index(words)
    return start, start + len(words)


def _act(number: int, sentence: int, *, cue: str, content: str, source: str = "", **more: object):
    row: dict[str, object] = {"article_id": "م-1", "attribution": number, "sentence": sentence}
    for name, words in (("cue", cue), ("source", source), ("content", content)):
        if words:
            row[f"{name}_start"], row[f"{name}_end"] = at(words)
    entry = more.pop("entry", cue)
    return {**row, "kind": "indirect", "source_type": "government", "named": True, **more} | {
        "cue": entry
    }


def _span(words: str, **more: object) -> dict[str, object]:
    start, end = at(words)
    return {"article_id": "م-1", "start": start, "end": end, **more}


def handmade_study() -> Study:
    """Two articles of two outlets with evidence in every table."""
    articles = pd.DataFrame(
        {
            "article_id": ["م-1", "م-2"],
            "outlet": ["صحيفة النهضة", "Atlas Agency"],
            "published": pd.to_datetime(["2022-05-11T10:00Z", None], utc=True),
            "title": [TITLE, "عودة الوفد"],
            "text": [TEXT, OTHER],
            "url": ["https://example.org/1", None],
        }
    )
    lines = [TITLE, *TEXT.replace("نجح. ", "نجح.\n").split("\n")]
    voices = ["official", "official", "narrator", "other_source", "narrator_official"]
    sentences = [
        _span(line, sentence=n, voice=voice, voice_confidence=0.91)
        for n, (line, voice) in enumerate(zip(lines, voices, strict=True))
    ]
    speaker = "ناصر بوريطة"
    acts = [
        _act(0, 0, cue=":", source="بوريطة", content="المغرب شريك رائد", speaker=speaker),
        _act(
            1,
            1,
            cue="أشاد",
            source="الوزير ناصر بوريطة",
            content='"بالدور الريادي" للتحالف',
            kind="mixed",
            speaker=speaker,
        ),
        _act(2, 1, cue="مضيفا", content="اجتماع مراكش نجح", speaker=speaker, entry="أضاف"),
        _act(
            3,
            3,
            cue="وقال",
            source="سكان المدينة القديمة",
            content="الطرق أغلقت",
            entry="قال",
            source_type="citizen",
            named=False,
            speaker="سكان المدينة القديمة",
        ),
    ]
    praise = [
        _span(
            "أشاد", praise=0, sentence=1, entry="أشاد", strength=2, target="التحالف", holder="سعيد"
        ),
        _span(
            "بالدور الريادي",
            praise=1,
            sentence=1,
            entry="ريادي",
            strength=1,
            target="التحالف",
            holder="الوزير ناصر بوريطة",
            attribution=1,
        ),
    ]
    formula = {"entry": "القيادة الرشيدة", "state": "MA", "class": "protocol"}
    credit = {"agency": "وكالة الأطلس", "agency_kind": "state"}
    start, end = at("وقال سكان المدينة القديمة إن الطرق أغلقت")
    taken = at("وقال سكان المدينة القديمة إن الطرق أغلقت", f"عودة الوفد\n{OTHER}")
    reuse = {"article_id": "م-1", "start": start, "end": end, "source_article_id": "م-2"}
    reuse |= {"source_start": taken[0], "source_end": taken[1], "words": 7}
    scores = articles[["article_id", "outlet"]].assign(
        words=[31, 16],
        attributions=[4, 0],
        praise_per_1000=[64.5, 0.0],
        direct_share=[0.25, None],
    )
    return Study(
        articles=articles,
        sentences=typed_table("sentences", sentences),
        attributions=typed_table("attributions", acts),
        praise=typed_table("praise", praise),
        reuse=typed_table("reuse", [reuse]),
        quotations=typed_table("quotations"),
        formulas=typed_table("formulas", [_span("القيادة الرشيدة", sentence=4, **formula)]),
        credits=typed_table("credits", [_span("وكالة الأطلس", sentence=2, **credit)]),
        scores=scores,
    )


def gold_study(folder: Path, *, times: int = 1) -> Study:
    """The hand-coded articles as a study, repeated under new identifiers to make it larger."""
    texts = [json.loads(line) for line in (folder / "dev_articles.jsonl").open(encoding="utf-8")]
    coded = {
        row["article_id"]: row
        for row in map(json.loads, (folder / "dev.jsonl").open(encoding="utf-8"))
    }
    articles, sentences, acts, praise, scores = [], [], [], [], []
    for turn in range(times):
        for article in texts:
            gold = coded[article["article_id"]]
            own = {"article_id": f"{article['article_id']}/{turn}"}
            title = article["title"] or ""
            document = f"{title}\n{article['text']}"
            articles.append(
                {
                    **article,
                    **own,
                    "title": title,
                    "published": pd.NaT,
                    "url": "https://example.org",
                }
            )
            sentences += [{**own, "sentence": n, **s} for n, s in enumerate(gold["sentences"])]
            for number, act in enumerate(gold["attributions"]):
                row = {**own, "attribution": number, **act, "cue": document[slice(*act["cue"])]}
                for span in ("cue", "source", "source_resolved", "content"):
                    if act[span]:
                        row[f"{span}_start"], row[f"{span}_end"] = act[span]
                who = act["source"] or act["source_resolved"]
                row["speaker"] = document[slice(*who)] if who else None
                acts.append(row)
            for number, row in enumerate(gold["praise"]):
                start, end = row["span"]
                praise.append({**own, "praise": number, **row, "start": start, "end": end})
            words = max(len(document.split()), 1)
            scores.append(
                {
                    **own,
                    "outlet": article["outlet"],
                    "published": pd.NaT,
                    "words": words,
                    "attributions": len(gold["attributions"]),
                    "praise_per_1000": 1000 * len(gold["praise"]) / words,
                    "official_framing": gold["official_framing"],
                }
            )
    return Study(
        articles=pd.DataFrame(articles),
        sentences=typed_table("sentences", sentences),
        attributions=typed_table("attributions", acts),
        praise=typed_table("praise", praise),
        reuse=typed_table("reuse"),
        quotations=typed_table("quotations"),
        formulas=typed_table("formulas"),
        credits=typed_table("credits"),
        scores=pd.DataFrame(scores),
    )


MARKUP = "\"'><script>document.title='run'</script><img src=x onerror=document.title='run'>"
HOSTILE = f"{MARKUP}</style></title><!-- {{{{ 7 * 7 }}}} {{% raw %}} &lt;b&gt; \u202e"


def hostile_study() -> Study:
    """The handmade study with markup and script in every field of text there is."""
    tables = {}
    study = handmade_study()
    for name, table in study.tables():
        table = table.copy()
        for column in table.columns:
            if column.endswith("article_id"):
                table[column] = table[column].astype(object) + HOSTILE
            elif pd.api.types.is_string_dtype(table[column].dtype):
                table[column] = [HOSTILE] * len(table)
        tables[name] = table
    # Long enough for every offset of the evidence, which now covers pieces of the markup.
    articles = tables["articles"].assign(text=HOSTILE + "\n" + HOSTILE * 3)
    articles["url"] = ["javascript:alert(1)//" + HOSTILE, "data:text/html," + HOSTILE]
    return Study(**{**tables, "articles": articles})


@pytest.fixture
def study() -> Study:
    return handmade_study()


@pytest.fixture
def hostile() -> Study:
    return hostile_study()


VOID = {"meta", "input", "br", "img", "link", "hr"}


class Page(HTMLParser):
    """Elements as (tag, attributes, text inside), in order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str], list[str]]] = []
        self._open: list[int] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, {name: value or "" for name, value in attrs}, []))

    def handle_endtag(self, tag):
        for depth in range(len(self._open) - 1, -1, -1):
            if self.elements[self._open[depth]][0] == tag:
                del self._open[depth:]
                return

    def handle_data(self, data):
        for number in self._open:
            self.elements[number][2].append(data)

    def all(self, tag: str, name: str = "") -> list[tuple[dict[str, str], str]]:
        """Elements of a tag, and of a class where one is named."""
        return [
            (attrs, "".join(text))
            for found, attrs, text in self.elements
            if found == tag and (not name or name in attrs.get("class", "").split())
        ]

    def dangers(self) -> list[str]:
        """What could run or load something."""
        bad = []
        for tag, attrs, _ in self.elements:
            if tag in ("iframe", "object", "embed", "base", "link", "foreignobject"):
                bad.append(tag)
            for name, value in attrs.items():
                lower = value.strip().lower()
                if name.startswith("on"):
                    bad.append(f"{tag} {name}")
                if name in ("href", "src", "xlink:href", "action") and not lower.startswith(
                    ("#", "https://", "http://", "data:image/png")
                ):
                    bad.append(f"{tag} {name}={value}")
        return bad


@pytest.fixture
def read_page() -> type[Page]:
    return Page


@pytest.fixture
def gold(shared: Path) -> Study:
    return gold_study(shared / "gold")
