"""Every place of a word is found, whatever is joined to it and however it is spelt."""

from pathlib import Path

import kwic as benchmark
import pandas as pd
import pytest

import toolkit
from toolkit import kwic
from toolkit.errors import InputError
from toolkit.lexicons import parse_lexicon

# "The minister praised Morocco. Then the delegation went to Morocco / and by Morocco, Moroccans."
TEXT = "أشاد الوزير بالمغرب. ثم توجه الوفد للمغرب وعاد من المَغْــرِب، والمغاربة والمغربي هناك."


def hits(text, *terms, **options):
    return kwic(text, *terms, **options)["hit"].tolist()


def test_a_word_is_found_through_clitics_marks_and_tatweel_and_no_other_word_is():
    assert hits(TEXT, "المغرب") == ["بالمغرب", "للمغرب", "المَغْــرِب"]


def test_a_verb_is_found_with_future_and_pronoun():
    # "He will declare it, and he declares."
    assert hits("سيعلنها غدا ويعلن", "يعلن") == ["سيعلنها", "ويعلن"]


def test_spelling_does_not_matter():
    # "the first lady: the committee, its committee"
    assert hits("إلي السيدة الأولي: اللجنه ولجنتها", ["أولى", "لجنة"]) == [
        *("الأولي", "اللجنه", "ولجنتها"),
    ]


def test_a_phrase_is_found_through_its_clitics_but_not_across_a_stop():
    # "to the prime minister. The prime. Minister"
    assert hits("لرئيس الحكومة. رئيس. الحكومة ورئيس «الحكومة»", "رئيس الحكومة") == [
        *("لرئيس الحكومة", "ورئيس «الحكومة"),
    ]


def test_a_star_stands_for_any_letters():
    assert hits(TEXT, "مغرب*") == ["بالمغرب", "للمغرب", "المَغْــرِب", "والمغربي"]
    assert hits(TEXT, "*غار?ة") == ["والمغاربة"]


def test_one_term_does_not_hide_another_and_a_term_without_place_is_counted():
    found = kwic(TEXT, ["المغرب", "من المغرب", "تونس"])
    assert found.counts() == {"المغرب": 3, "من المغرب": 1, "تونس": 0}


BLAME = parse_lexicon(
    "name: blame\nentries: [{entry: فشل, class: failure, avoid: [فشل كلوي]}, {entry: كارثة}]"
)
# "The plan's failure is a catastrophe; a kidney failure."
FAILED = "فشل الخطة كارثة؛ مريض فشل كلوي"


def test_keys_of_a_lexicon_find_what_the_lexicon_finds():
    assert hits(FAILED, lexicon=BLAME) == ["فشل", "كارثة"]
    assert hits(FAILED, "failure", lexicon=BLAME) == ["فشل"]
    assert kwic(FAILED, "كارثة", lexicon=BLAME)["term"].tolist() == ["كارثة"]


def test_the_place_is_where_the_offsets_say():
    table = pd.DataFrame({"article_id": ["١"], "outlet": ["م"], "title": ["خبر"], "text": [TEXT]})
    document = f"خبر\n{TEXT}"
    for row in kwic(table, "المغرب").itertuples():
        assert document[row.start : row.end] == row.hit


def test_the_window_counts_words_and_stops_at_the_ends():
    row = kwic(TEXT, "الوزير", window=1).iloc[0]
    assert (row["left"], row["hit"], row["right"]) == ("أشاد", "الوزير", "بالمغرب")
    bare = kwic(TEXT, "الوزير", window=0).iloc[0]
    assert (bare["left"], bare["right"]) == ("", "")
    whole = kwic(TEXT, "الوزير", window=99).iloc[0]
    assert whole["right"].endswith("هناك.")


def test_lines_are_sorted_by_the_nearest_neighbour():
    text = "قال جاد نعم. قال باسل لا. أكد أمس قال تامر"
    assert kwic(text, "قال", sort="right")["right"].str.split().str[0].tolist() == [
        *("باسل", "تامر", "جاد"),
    ]
    assert kwic(text, "قال", sort="left")["left"].str.split().str[-1:].str[0].tolist()[1:] == [
        *("أمس", "نعم."),
    ]


def test_a_study_tells_whose_words_they_are():
    # "The minister said that Morocco is a partner. Morocco is big."
    study = toolkit.score("قال الوزير إن المغرب شريك مهم. والمغرب بلد كبير.")
    found = kwic(study, "المغرب")
    assert found["holder"].tolist() == ["الوزير", "narrator"]
    assert found["speaker"].tolist()[0] == "الوزير"
    assert pd.isna(found["speaker"].tolist()[1])
    assert "holder" not in kwic(TEXT, "المغرب")


def test_no_place_is_a_table_without_rows():
    found = kwic(TEXT, "تونس")
    assert len(found) == 0
    assert {"article_id", "outlet", "published", "left", "hit", "right"} <= set(found)


@pytest.mark.parametrize(
    ("terms", "options", "message"),
    [
        (None, {}, "give a word"),
        ([], {}, "give a word"),
        ([""], {}, "no word to search for"),
        ("؟!", {}, "no letter"),
        ("و.م.ع", {}, "words are parted at '.'"),
        ("المغرب_اليوم", {}, "words are parted at '_'"),
        ("المغرب", {"window": -1}, "window is -1"),
        ("المغرب", {"sort": "before"}, "choose one of text, left, right, hit"),
        ("كارثه كبرى", {"lexicon": BLAME}, "lexicon 'blame' has no key"),
        ("المغرب", {"lexicon": BLAME, "lemmas": True}, "not both"),
    ],
)
def test_what_cannot_be_searched_for_is_told(terms, options, message):
    with pytest.raises(InputError, match=message):
        kwic(TEXT, terms, **options)


@pytest.fixture
def morphology(tmp_path, monkeypatch):
    """A user who has camel-tools' data: here our own small database in its format."""
    folder = tmp_path / "data" / "morphology_db" / "calima-msa-r13"
    folder.mkdir(parents=True)
    source = Path(__file__).parents[1] / "lexicons" / "morphology_db.txt"
    (folder / "morphology.db").write_text(source.read_text("utf-8"), "utf-8")
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    return folder


def test_a_lemma_is_found_in_all_its_forms_and_not_in_anothers(morphology):
    # "The minister praised the heroes; the delegations praise him and they praise; he built the wall."
    text = "أشاد الوزير بالأبطال، وتكلم عن بطلهم. والوفود ستشيد به، ويشيدون. ثم شيّد الجدار."
    found = kwic(text, ["أشاد", "بطل"], lemmas=True)
    assert found[["term", "hit"]].values.tolist() == [
        ["أشاد", "أشاد"],
        ["بطل", "بالأبطال"],
        ["بطل", "بطلهم"],
        ["أشاد", "ويشيدون"],
    ]
    # As words alone they are found as they are written.
    assert hits(text, ["أشاد", "بطل"]) == ["أشاد", "بطلهم"]


def test_a_lemma_that_the_data_lack_is_told(morphology):
    with pytest.raises(InputError, match="the morphology data has no lemma 'سافر'"):
        kwic(TEXT, "سافر", lemmas=True)


def test_lemmas_without_their_data_are_refused(monkeypatch):
    monkeypatch.setattr("toolkit.lexicons.lemmas.morphology_file", lambda: None)
    with pytest.raises(InputError, match="need camel-tools' morphology data"):
        kwic(TEXT, "أشاد", lemmas=True)


def test_counts_are_those_of_a_plain_search():
    articles = toolkit.examples.marrakesh().head(12)
    table = benchmark.compared(articles)
    assert len(table) > 200
    wrong = table[table["kwic"] != table["plain"]]
    assert wrong.to_dict("records") == []
