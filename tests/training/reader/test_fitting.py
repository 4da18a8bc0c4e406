"""The second reader fitted on the spot: needs torch (extra: train-reader)."""

import json
from pathlib import Path

import pytest

from toolkit.training.reader.coded import coded_windows, read_article
from toolkit.training.reader.e5 import E5
from toolkit.training.reader.pieces import Pieces

torch = pytest.importorskip("torch", reason="torch (extra: train-reader) is not installed")

SPEAKERS = ["الوزير", "الرئيس", "السفير", "المدير", "القاضي", "الطبيب"]
CLAIMS = ["الامن اولا", "الطريق طويل", "العمل كثير", "المال قليل"]


def made(count: int) -> list[tuple[dict, dict]]:
    """Articles of two lines: "Today. SPEAKER said that CLAIM." """
    pairs = []
    for number in range(count):
        speaker, claim = SPEAKERS[number % 6], CLAIMS[number % 4]
        text = f"اليوم. قال {speaker} ان {claim}."
        document = f"خبر\n{text}"

        def span(words: str, document: str = document) -> list[int]:
            start = document.index(words)
            return [start, start + len(words)]

        act = {
            "sentence": 2, "cue": span("قال"), "source": span(speaker), "source_resolved": None,
            "content": span(claim), "kind": "indirect", "source_type": "government", "named": True,
        }  # fmt: skip
        row = {"article_id": str(number), "attributions": [act], "praise": [], "sentences": []}
        pairs.append((row, {"article_id": str(number), "title": "خبر", "text": text, "outlet": ""}))
    return pairs


@pytest.fixture(scope="module")
def fitted(tiny: E5):
    from toolkit.training.reader import train

    torch.set_num_threads(1)
    pieces = Pieces(tiny)
    parts = [w for row, a in made(12) for w in coded_windows(row, read_article(a, pieces))]
    with pytest.MonkeyPatch.context() as patch:
        # The tiny encoder knows nothing yet: it needs many steps, and large ones.
        patch.setattr(train, "BATCH", 100)
        patch.setattr(train, "RATE", 2e-3)
        return train.fit(tiny, parts, epochs=40, seed=0, layers=2)


def test_it_reads_what_it_has_learnt(fitted, tiny: E5) -> None:
    from toolkit.training.reader.reading import read

    for row, article in made(12):
        found = read(fitted, tiny, read_article(article, Pieces(tiny)))["attributions"]
        best = max(found, key=lambda act: act["confidence"])
        for name in ("cue", "content", "source", "source_resolved", "source_type", "kind"):
            assert best[name] == row["attributions"][0][name], name
        assert best["confidence"] > 0.5
        assert all(0 <= chance <= 1 for chance in best["chances"].values())


def test_windows_do_not_see_each_other(fitted, tiny: E5) -> None:
    from toolkit.training.reader.reading import states_of

    pieces = Pieces(tiny)
    one, two = (coded_windows(row, read_article(a, pieces))[0] for row, a in made(2))
    fitted.eval()
    with torch.no_grad():
        alone = states_of(fitted, tiny, [two])[0]
        beside = states_of(fitted, tiny, [one, two])[1]
    assert torch.allclose(alone, beside, atol=0.05)


def test_articles_held_out_are_read_and_not_learnt_from() -> None:
    from toolkit.training.reader.train import dealt

    pairs = made(10)
    folds = [dealt(pairs, 2, fold) for fold in (0, 1)]
    for learnt, held in folds:
        assert len(learnt) + len(held) == 10
        assert not {row["article_id"] for row, _ in learnt} & {row["article_id"] for row, _ in held}
    assert sorted(r["article_id"] for _, held in folds for r, _ in held) == sorted(
        map(str, range(10))
    )
    assert dealt(pairs, 1, 0) == ([], pairs)


def test_the_command_writes_acts_and_weights(
    tiny: E5, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from toolkit.training.reader import train

    gold, articles = zip(*made(4), strict=True)
    for name, rows in (("gold.jsonl", gold), ("articles.jsonl", articles)):
        lines = [json.dumps({"official_framing": 0, "agencies": [], **row}) for row in rows]
        (tmp_path / name).write_text("\n".join(lines), "utf-8")
    monkeypatch.setattr(train, "read_e5", lambda: tiny)
    train.main(["--measure", str(tmp_path / "gold.jsonl"), "--folds", "2", "--epochs", "1",
                "--layers", "2", "--out", str(tmp_path / "out")])  # fmt: skip
    acts = [json.loads(line) for line in (tmp_path / "out/acts.jsonl").read_text().splitlines()]
    assert len(acts) == 2

    from toolkit.training.reader.reading import load_reader, read

    held = {row["article_id"]: article for row, article in made(4)}[acts[0]["article_id"]]
    kept = load_reader(tmp_path / "out/reader.pt", tiny)
    assert read(kept, tiny, read_article(held, Pieces(tiny))) == acts[0]


def test_missing_weights_are_named(tiny: E5) -> None:
    from toolkit.errors import InputError
    from toolkit.training.reader.reading import load_reader

    with pytest.raises(InputError, match=r"nowhere\.pt: no such file; fit a reader"):
        load_reader(Path("nowhere.pt"), tiny)
