from dataclasses import replace

import pandas as pd
import pytest

from toolkit.comparison import compare_all
from toolkit.figures import write_all
from toolkit.measures.tables import typed_table
from toolkit.study.study import TABLES, Study


@pytest.fixture
def study(articles, scores, attributions, sentences, praise) -> Study:
    empty = {name: typed_table(name) for name in TABLES if name not in ("articles", "scores")}
    return Study(
        **{
            **empty,
            "articles": articles,
            "scores": scores,
            "attributions": attributions,
            "sentences": sentences,
            "praise": praise,
        }
    )


def test_a_study_is_drawn_whole(study, tmp_path):
    comparison = compare_all(study.scores, ["praise_per_1000", "direct_share"], resamples=100)
    drawn = write_all(study, comparison, tmp_path, language="ar")
    assert list(drawn) == [
        "praise_per_1000",
        "direct_share",
        "source_mix",
        "voice_course",
        "praise_flows",
    ]
    assert all(path.parent == tmp_path / "figures" for path in drawn.values())
    assert len(list((tmp_path / "figures").iterdir())) == 5 * len(drawn)


def test_a_figure_of_nothing_is_never_stored(study, tmp_path):
    furniture = study.sentences.assign(voice="boilerplate")
    comparison = compare_all(study.scores, ["direct_share"], resamples=100)
    drawn = write_all(replace(study, sentences=furniture), comparison, tmp_path)
    assert "voice_course" not in drawn
    assert list((tmp_path / "figures").glob("voice_course*")) == []


def test_shared_copy_and_formulas_are_drawn_where_there_are_any(study, tmp_path):
    ids = study.articles["article_id"]
    reuse = typed_table(
        "reuse",
        pd.DataFrame(
            {
                "article_id": [ids[0]],
                "start": 0,
                "end": 50,
                "source_article_id": [ids[20]],
                "source_start": 0,
                "source_end": 50,
                "words": 9,
            }
        ),
    )
    formulas = typed_table(
        "formulas",
        pd.DataFrame(
            {
                "article_id": list(ids[:12]) * 2 + list(ids[12:24]),
                "sentence": 1,
                "start": 0,
                "end": 5,
                "entry": ["جلالة الملك"] * 24 + ["فخامة الرئيس"] * 12,
                "state": "MA",
                "class": "honorific",
            }
        ),
    )
    fuller = replace(study, reuse=reuse, formulas=formulas)
    comparison = compare_all(study.scores, ["praise_per_1000"], resamples=100)
    drawn = write_all(fuller, comparison, tmp_path)
    assert {"reuse_matrix", "formulas_keyness"} <= set(drawn)


def test_the_gallery_shows_every_figure_there_is():
    from pathlib import Path

    import toolkit.figures

    page = (Path(__file__).parents[2] / "docs" / "gallery" / "index.md").read_text("utf-8")
    homes = ("outlets", "sources", "voices", "praise", "reuse", "keywords", "quality")
    drawn = [name for name, home in toolkit.figures._HOMES.items() if home in homes]
    assert len(drawn) == 8
    for name in drawn:
        for language in ("en", "ar"):
            assert f"({name}-{language}.png)" in page


def test_the_gallery_shows_what_the_shipped_models_measured(monkeypatch):
    from pathlib import Path

    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    import gallery

    shown = gallery.measured().set_index(["task", "metric"])
    assert shown.loc[("praise", "f1"), "value"] == gallery.model("praise")["out_of_fold"]["f1"]
    assert shown["value"].between(0, 1).all()
    assert gallery.voice_reliability()["n"].sum() == shown.loc[("voice", "f1"), "n"]
