"""Coded articles in pieces."""

from itertools import pairwise

from toolkit.training.reader.coded import LONGEST, SIGNS, coded_windows, read_article, windows
from toolkit.training.reader.e5 import E5
from toolkit.training.reader.pieces import Pieces

TITLE = "لقاء"  # A meeting
TEXT = 'قال الوزير إن "الأمن" أولا.'  # The minister said that "security" comes first.
DOCUMENT = f"{TITLE}\n{TEXT}"


def span(words: str) -> list[int]:
    start = DOCUMENT.index(words)
    return [start, start + len(words)]


def coded(**other: object) -> dict:
    act = {
        "sentence": 1, "cue": span("قال"), "source": span("الوزير"), "source_resolved": None,
        "content": span('"الأمن" أولا'), "kind": "mixed", "source_type": "government", "named": True,
    }  # fmt: skip
    return {
        "article_id": "A", "attributions": [act | other], "praise": [],
        "sentences": [{"start": 5, "end": len(DOCUMENT), "voice": "official"}],
    }  # fmt: skip


def article(tiny: E5, text: str = TEXT):
    return read_article(
        {"article_id": "A", "title": TITLE, "text": text, "outlet": ""}, Pieces(tiny)
    )


def test_spans_are_counted_from_the_opening_piece(tiny: E5) -> None:
    read = article(tiny)
    (window,) = coded_windows(coded(), read)
    (act,) = window.acts

    def words(pieces: tuple[int, int]) -> str:
        return DOCUMENT[read.spans[pieces[0] - 1][0] : read.spans[pieces[1] - 1][1]]

    assert words(act.cue) == "قال"
    assert words(act.source) == "الوزير"
    assert words(act.content) == '"الأمن" أولا'
    assert act.antecedent is None
    assert not act.hidden


def test_signs_tell_title_line_and_quotation(tiny: E5) -> None:
    read = article(tiny)
    told = {
        name: DOCUMENT[min(own)[0] : max(own)[1]]
        for column, name in enumerate(SIGNS)
        if (own := [s for s, sign in zip(read.spans, read.signs[:, column], strict=True) if sign])
    }
    assert told["title"] == TITLE
    assert told["quoted"] == '"الأمن"'
    lines = [
        s for s, sign in zip(read.spans, read.signs[:, SIGNS.index("line")], strict=True) if sign
    ]
    assert [DOCUMENT[a] for a, _ in lines] == ["ل", "ق"]


def test_what_lies_outside_the_window_is_hidden_and_not_nowhere(tiny: E5) -> None:
    # The source stands at the beginning, the act far behind it: "… He added that all is well."
    text = TEXT + " ثم " * 600 + "وأضاف أن الأمر حسن."
    document = f"{TITLE}\n{text}"
    start = document.index("وأضاف")
    act = {
        "cue": [start, start + 5], "source": None, "source_resolved": span("الوزير"),
        "content": [start + 9, start + 18],
    }  # fmt: skip
    parts = coded_windows(coded(**act), article(tiny, text))
    assert [len(part.acts) for part in parts][:-1] == [0] * (len(parts) - 1)
    (last,) = parts[-1].acts
    assert last.source is None
    assert last.antecedent is None
    assert last.hidden == {"antecedent"}


def test_windows_cover_every_piece() -> None:
    for count in (1, LONGEST, LONGEST + 1, 2000):
        cut = windows(count)
        assert cut[0][0] == 0
        assert cut[-1][1] == count
        assert all(two[0] < one[1] for one, two in pairwise(cut))
        assert all(end - first <= LONGEST for first, end in cut)
