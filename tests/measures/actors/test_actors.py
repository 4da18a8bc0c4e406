"""Who speaks, for which state: phrases as Arabic news writes them, each with what is right."""

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.measures.actors import actors_sheet, find_actors, gather_actors, mentions_of
from toolkit.measures.actors.corrections import read_corrections
from toolkit.measures.actors.reading.mentions import read_mention
from toolkit.measures.actors.reading.targets import read_target
from toolkit.study.scoring import score

NAMES = {
    "السيد بوريطة": ("person", "ناصر بوريطة", "MA"),
    "وبوريطة": ("person", "ناصر بوريطة", "MA"),
    "بلينكين": ("person", "أنتوني بلينكن", "US"),
    "أنطوني بلنكن": ("person", "أنتوني بلينكن", "US"),
    "نيولاند": ("person", "فيكتوريا نولاند", "US"),
    "الوزير الإسباني ألباريس": ("person", "خوسيه مانويل ألباريس", "ES"),
    "نائب الرئيس مايك بنس": ("person", "مايك بنس", "US"),
    # "Trump's lawyer Michael Cohen": the name behind the title, not the one inside it.
    "محامي ترامب مايكل كوهين": ("person", "مايكل كوهين", "US"),
    "واشنطن": ("state", "الولايات المتحدة", "US"),
    "الولاياتالمتحدة": ("state", "الولايات المتحدة", "US"),
    "قصر المرادية": ("state", "الجزائر", "DZ"),
    "نظام الكابرانات": ("state", "الجزائر", "DZ"),
    "السلطات البريطانية": ("state", "بريطانيا", "GB"),
    "بلاغ لوزارة الخارجية المغربية": ("body", "", "MA"),
    "متحدث باسم الخارجية الروسية": ("body", "", "RU"),
    'وكالة الأنباء الإسبانية "أوروبا بريس"': ("body", "أوروبا بريس", "ES"),
}


@pytest.mark.parametrize(("phrase", "expected"), NAMES.items())
def test_a_phrase_is_read(phrase, expected):
    reading = read_mention(phrase)
    kind, name, state = expected
    assert (reading.kind, reading.state) == (kind, state)
    assert not name or reading.name == name


def test_two_arabic_names_of_the_same_consonants_stay_two():
    assert read_mention("قاسم سليماني").name != read_mention("الملك سلمان").name


def test_a_family_name_beside_another_first_name_is_another_person():
    assert not read_mention("إريك ترامب").known


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("بالدور الريادي للمغرب", "المغرب"),
        ("التجربة المغربية في التكوين", "المغرب"),
        ("القيادة الرشيدة للملك محمد السادس", "محمد السادس"),
        ("العلاقات المغربية الأمريكية", "المغرب والولايات المتحدة"),
    ],
)
def test_praise_of_a_deed_is_its_owners(phrase, name):
    assert read_target(phrase).name == name


def study(*texts: str, outlet: str = "هسبريس", day: str = "2022-05-11"):
    table = pd.DataFrame({
        "article_id": [str(i) for i in range(len(texts))], "outlet": outlet, "title": "",
        "text": list(texts), "published": pd.Timestamp(day, tz="UTC"),
    })  # fmt: skip
    return score(table)


def test_an_office_is_who_held_it_on_the_day():
    found = study("أكد وزير الخارجية الأميركي أن الاجتماع ناجح.", day="2018-06-01")
    assert found.attributions["actor"].tolist() == ["person:مايك بومبيو"]
    found = study("أكد وزير الخارجية الأميركي أن الاجتماع ناجح.", day="2022-05-11")
    assert found.attributions["actor"].tolist() == ["person:أنتوني بلينكن"]


def test_one_actor_across_articles_and_spellings():
    found = study(
        "قال وزير الخارجية المغربي ناصر بوريطة إن الاجتماع ناجح.",
        "أكد بوريطة أن التهديد قائم.",
        "أعلن رئيس الدبلوماسية المغربية أن الدورة ستعقد في مراكش.",
    )
    row = found.actors.iloc[0]
    assert (row["name"], row["state"], row["acts"], row["articles"]) == ("ناصر بوريطة", "MA", 3, 3)


def test_unnamed_sources_are_never_joined_across_articles():
    text = "قال مسؤول أميركي إن الاجتماع ناجح."
    assert study(text, text).attributions["actor"].nunique() == 2


def test_parts_and_the_whole_give_the_same_actors():
    found = study("قال ناصر بوريطة إن الاجتماع ناجح.", "أشادت واشنطن بدور المغرب.")
    articles, acts, praise = found.articles, found.attributions, found.praise
    parts = [
        mentions_of(articles[rows], acts[acts["article_id"].isin(articles["article_id"][rows])],
                    praise[praise["article_id"].isin(articles["article_id"][rows])])
        for rows in (articles["article_id"] == "0", articles["article_id"] == "1")
    ]  # fmt: skip
    joined = gather_actors(pd.concat(parts, ignore_index=True), acts, praise)
    pd.testing.assert_frame_equal(joined.actors, find_actors(articles, acts, praise).actors)


def test_a_researchers_correction_wins_and_survives_new_articles():
    texts = ("قال سالم الحوراني إن الاجتماع ناجح.", "وقال منير الطاهري إنه قلق.")
    found = study(*texts)
    sheet = actors_sheet(found.actors, found.articles, found.attributions, found.praise)
    sheet.loc[sheet["name"].isin(["سالم الحوراني", "منير الطاهري"]), "name"] = "الناطقان"
    sheet.loc[sheet["name"] == "الناطقان", "state"] = "JO"
    again = study(*texts, "أكد سالم الحوراني أن الاجتماع مهم.").articles
    corrected = score(again, actors=sheet)
    assert set(corrected.attributions["actor"]) == {"person:الناطقان"}
    assert set(corrected.attributions["state"]) == {"JO"}


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [("state", "Maroc", "row 1: state is 'Maroc'"), ("kind", "man", "row 1: kind is 'man'")],
)
def test_a_slip_in_the_corrections_is_told(column, value, said):
    found = study("قال ناصر بوريطة إن الاجتماع ناجح.")
    with pytest.raises(InputError, match=said):
        read_corrections(found.actors.assign(**{column: value}))


def test_a_missing_file_of_corrections_is_told(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_corrections(tmp_path / "actors.csv")


def test_scores_rest_on_actors():
    found = study("قال ناصر بوريطة إن الاجتماع ناجح. وقال بلينكن إن الاجتماع مهم.")
    row = found.scores.iloc[0]
    assert row["states"] == 2
    assert row["state_diversity"] == 1.0
    assert 0 < row["own_state_share"] < 1
    assert 0.5 <= row["top_actor_share"] < 1
