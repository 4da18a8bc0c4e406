import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.articles import check_articles
from toolkit.articles.sentence_table import cut_sentences
from toolkit.errors import InputError
from toolkit.study.scoring import score, score_chunk
from toolkit.study.study import TABLES

# A minister on the harvest; a ship; a deputy's reproach; praise of a king; a page with a teaser.
TEXTS = [
    "قال وزير الفلاحة إن الموسم جيد. وأضاف أن الأمطار كانت غزيرة.",
    "رست سفينة في الميناء فجر اليوم.",
    "اتهم النائب الحكومة بتبذير المال العام، ونفت الوزارة ذلك.",
    "يعكس المشروع الرؤية المتبصرة لجلالة الملك حفظه الله.",
    "افتتح الوالي المعرض.\nاقرأ أيضا: أسعار الخضر",
]


def articles(numbers: list[int]) -> pd.DataFrame:
    rows = [
        {"article_id": f"{i}", "outlet": f"منبر {n % 2}", "title": "خبر", "text": TEXTS[n]}
        for i, n in enumerate(numbers)
    ]
    return check_articles(pd.DataFrame(rows))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.integers(0, len(TEXTS) - 1), min_size=2, max_size=6), st.data())
def test_a_chunk_and_the_whole_give_the_same_rows(numbers, data):
    table = articles(numbers)
    cut = data.draw(st.integers(1, len(table) - 1))
    whole = score_chunk(table)
    first, second = (score_chunk(t) for t in (table.iloc[:cut], table.iloc[cut:]))
    for name, rows in whole.items():
        parts = pd.concat([first[name], second[name]], ignore_index=True)
        pd.testing.assert_frame_equal(rows, parts)


def test_a_study_has_every_table_and_a_row_an_article():
    study = score(articles([0, 1, 2]), reuse=True)
    assert [name for name, _ in study.tables()] == list(TABLES)
    assert study.scores["article_id"].tolist() == ["0", "1", "2"]
    assert study.scores["shared_copy_share"].notna().all()


def test_reuse_is_missing_where_it_was_not_asked_for():
    assert score(articles([0])).scores["agency_reuse_share"].isna().all()


def test_offsets_point_into_the_article_as_read():
    table = articles([4, 0])
    documents = {r.article_id: f"{r.title}\n{r.text}" for r in table.itertuples()}
    sentences = cut_sentences(table)
    shown = [documents[r.article_id][r.start : r.end] for r in sentences.itertuples()]
    assert shown[:3] == ["خبر", "افتتح الوالي المعرض.", "اقرأ أيضا: أسعار الخضر"]
    assert sentences["boilerplate"].tolist()[:3] == [False, False, True]


def test_progress_is_told(monkeypatch):
    monkeypatch.setattr("toolkit.study.scoring.CHUNK", 2)
    told: list[tuple[int, int]] = []
    score(articles([0, 1, 2]), progress=lambda done, of: told.append((done, of)))
    assert told == [(2, 3), (3, 3)]


def test_processes_change_nothing(monkeypatch):
    monkeypatch.setattr("toolkit.study.scoring.CHUNK", 2)
    table = articles([0, 1, 2, 3])
    one, two = score(table, processes=1), score(table, processes=2)
    for name, rows in one.tables():
        pd.testing.assert_frame_equal(rows, getattr(two, name))


def test_no_article_is_refused():
    with pytest.raises(InputError, match="no rows"):
        score(articles([0]).iloc[:0])


# "The minister said that the road is open."
SAID = "قال الوزير إن الطريق مفتوح."


@pytest.mark.parametrize(
    "given",
    [SAID, [SAID], (SAID,), pd.Series([SAID]), pd.DataFrame({"text": [SAID]})],
    ids=["text", "list", "tuple", "Series", "frame"],
)
def test_a_text_is_scored_however_it_is_given(given):
    study = score(given)
    assert study.attributions["cue"].tolist() == ["قال"]
    assert study.articles["outlet"].tolist() == ["no outlet"]


def test_texts_without_an_outlet_do_not_make_each_other_boilerplate():
    assert score([SAID] * 4).scores["attributions"].tolist() == [1] * 4


@pytest.mark.parametrize("given", [None, 7, {"text": SAID}, [SAID, 7], b"x"], ids=repr)
def test_what_is_no_article_is_told_what_to_pass(given):
    with pytest.raises(InputError, match="a text, or a list or Series of texts"):
        score(given)


def test_a_study_is_not_scored_again():
    with pytest.raises(InputError, match=r"scored already; give study\.articles"):
        score(score(SAID))


# "The station opened in town n. / Our newspaper is printed every morning in the capital."
NOTICE = "تطبع صحيفتنا كل صباح في مطابع العاصمة"


def noticed(outlets):
    rows = [
        {"outlet": outlet, "title": "خبر", "text": f"افتتحت محطة المدينة {n}.\n{NOTICE}"}
        for n, outlet in enumerate(outlets)
    ]
    return check_articles(pd.DataFrame(rows))


def last_voices(study):
    return study.sentences.groupby("article_id", sort=False)["voice"].last().tolist()


def test_what_an_outlet_prints_under_three_articles_is_boilerplate():
    table = noticed(["م", "م", "م", "ن", "ن"])
    voices = last_voices(score(table))
    assert voices[:3] == ["boilerplate"] * 3
    assert "boilerplate" not in voices[3:]
    assert "boilerplate" not in last_voices(score(table, repetition=False))


def test_repeated_lines_are_gathered_over_all_chunks(monkeypatch):
    table = noticed(["م", "م", "م", "م"])
    whole = score(table)
    monkeypatch.setattr("toolkit.study.scoring.CHUNK", 1)
    parts = score(table)
    for (_, rows), (_, again) in zip(whole.tables(), parts.tables(), strict=True):
        pd.testing.assert_frame_equal(rows, again)
    assert last_voices(parts) == ["boilerplate"] * 4


def test_an_empty_title_is_no_sentence():
    study = score(noticed(["م"]).assign(title=""))
    assert study.sentences["sentence"].min() == 1
    assert (study.sentences["end"] > study.sentences["start"]).all()
