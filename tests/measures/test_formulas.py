"""Formulas of official speech in articles: offsets as read, sentences, states and classes."""

import gzip
import itertools
import json

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.arabic import fold
from toolkit.articles.sentence_table import cut_sentences
from toolkit.errors import InputError
from toolkit.lexicons import load_lexicon, parse_lexicon
from toolkit.measures.formulas import COLUMNS, find_formulas
from toolkit.measures.tables import typed_table


def articles(*texts: str, title: str = "خبر") -> pd.DataFrame:
    ids = [f"a{number}" for number in range(len(texts))]
    return pd.DataFrame({"article_id": ids, "title": title, "text": list(texts)})


def found(*texts: str, title: str = "خبر", **options) -> pd.DataFrame:
    table = articles(*texts, title=title)
    return find_formulas(table, cut_sentences(table), **options)


def entries(text: str) -> list[str]:
    return found(text)["entry"].tolist()


def cut(text: str, rows: pd.DataFrame, title: str = "خبر") -> list[str]:
    document = f"{title}\n{text}"
    return [document[a:b] for a, b in zip(rows["start"], rows["end"], strict=True)]


def test_offsets_are_those_of_the_text_as_read():
    # "And by the far-sighted vision" with vowels, a tatweel, a zero-width joiner, and clitics.
    text = "وبالرُّؤيــةِ المتبصِّرة\u200d\u200e للملك"
    rows = found(text)
    [span] = cut(text, rows)
    assert span.startswith("وبالرُّؤيــةِ المتبصِّرة")
    assert fold(span).text == "وبالرويه المتبصره"
    assert rows[["entry", "state", "class"]].values.tolist() == [
        ["الرؤية المتبصرة", "Morocco", "self_description"]
    ]


def test_a_ligature_before_a_formula_does_not_shift_it():
    # The ligature "blessings and peace upon him" is one letter as read and many folded.
    text = "النبي ﷺ دعا. حضر أمير المؤمنين الصلاة."
    assert cut(text, found(text)) == ["أمير المؤمنين"]


def test_the_longest_formula_at_a_place_counts_once():
    # "His Majesty King Mohammed VI, may God grant him victory and support him, presided."
    text = "ترأس صاحب الجلالة الملك محمد السادس، نصره الله وأيده، المجلس."
    assert entries(text) == ["صاحب الجلالة الملك محمد السادس", "نصره الله وأيده"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "to His Majesty the King": the preposition stands on the first word
        ("رفع برقية لجلالة الملك.", ["جلالة الملك"]),
        # "for the territorial integrity of the kingdom": ل swallows the alef
        ("دعم ثابت للوحدة الترابية للمملكة.", ["الوحدة الترابية للمملكة"]),
        # "'the autonomy plan'" in marks; the marks do not count
        ("نوقش «مخطط الحكم الذاتي» أمس.", ["مخطط الحكم الذاتي"]),
        # a stop stands between: "He met the prince of. The believers prayed."
        ("التقى أمير. المؤمنين صلوا.", []),
        # "the king's horse": a word alone is no formula
        ("فاز حصان الملك بالسباق.", []),
        # the letters stand inside other words
        ("قرأ بأمير المؤمنينية.", []),
    ],
)
def test_words_are_whole_and_clitics_are_read(text, expected):
    assert entries(text) == expected


def test_a_formula_does_not_run_from_the_title_into_the_text():
    assert found("المؤمنين صلوا في المسجد.", title="أمير")["entry"].tolist() == []
    rows = found("صلى في المسجد.", title="أمير المؤمنين")
    assert rows[["sentence", "start", "end"]].values.tolist() == [[0, 0, 13]]


def test_each_formula_is_given_its_sentence_and_article():
    # A ship; then the king's vision in the second sentence; nothing; a blessing.
    first = "رست سفينة. جسد المشروع الرؤية الملكية."
    rows = found(first, "لا شيء هنا.", "وصل الملك، حفظه الله، إلى جدة.")
    assert rows[["article_id", "sentence", "state"]].values.tolist() == [
        ["a0", 2, "Morocco"],
        ["a2", 1, "Saudi Arabia"],
    ]


def test_boilerplate_is_left_out_whichever_column_tells_it():
    table = articles("زار أمير المؤمنين المدينة. عاد أمير المؤمنين.")
    cuts = cut_sentences(table)
    assert len(find_formulas(table, cuts)) == 2
    cuts["boilerplate"] = cuts["sentence"] == 2
    assert find_formulas(table, cuts)["sentence"].tolist() == [1]
    voices = cuts.assign(voice=cuts["boilerplate"].map({True: "boilerplate", False: "source"}))
    voices = voices.drop(columns="boilerplate")
    assert find_formulas(table, voices)["sentence"].tolist() == [1]


def test_an_own_lexicon_replaces_the_shipped_one():
    own = parse_lexicon(
        "name: own\nentries:\n  - {entry: سفينة الخير, class: loaded, state: Narnia}\n  - رست"
    )
    rows = found("رست سفينة الخير أمام أمير المؤمنين.", lexicon=own)
    assert rows[["entry", "state", "class"]].values.tolist() == [
        ["رست", "", ""],
        ["سفينة الخير", "Narnia", "loaded"],
    ]


def test_no_formula_gives_an_empty_table_of_the_same_types():
    empty, full = found("رست سفينة."), found("عاد أمير المؤمنين.")
    assert list(empty) == list(COLUMNS)
    assert empty.empty
    assert empty.dtypes.tolist() == full.dtypes.tolist()
    pd.testing.assert_frame_equal(typed_table("formulas", full).drop(columns="text"), full)


def test_order_of_the_sentences_and_index_of_the_articles_do_not_matter():
    table = articles("زار أمير المؤمنين المدينة. عاد.", "وصل الملك، حفظه الله.")
    cuts = cut_sentences(table)
    expected = find_formulas(table, cuts)
    shuffled = cuts.sample(frac=1, random_state=3)
    rows = find_formulas(table.set_axis([7, 3]), shuffled)
    assert len(expected) == 2
    pd.testing.assert_frame_equal(rows, expected)


def test_errors_say_what_to_do():
    table = articles("عاد أمير المؤمنين.")
    cuts = cut_sentences(table)
    with pytest.raises(InputError, match="articles: no column 'title'"):
        find_formulas(table.drop(columns="title"), cuts)
    with pytest.raises(InputError, match="cut_sentences"):
        find_formulas(table, cuts.drop(columns="boilerplate"))
    with pytest.raises(InputError, match="none of article 'a0'"):
        find_formulas(table, cuts.iloc[:0])


def test_every_shipped_formula_is_found_in_its_example():
    shipped = load_lexicon("formulas").entries
    rows = found(*(entry.example for entry in shipped))
    by_article = rows.groupby("article_id")["entry"].agg(list).to_dict()
    missed = [e.entry for i, e in enumerate(shipped) if not by_article.get(f"a{i}")]
    assert missed == []


WORDS = ["أمير", "المؤمنين", "وأميرُ", "جلالة", "الملك", ".", "\n", "ﷺ", "«", "»", "سفينة", "لجلالة"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_spans_lie_in_their_sentence_and_do_not_overlap(words):
    table = articles(" ".join(words))
    cuts = cut_sentences(table)
    rows = find_formulas(table, cuts)
    ends = cuts.set_index("sentence")
    behind = 0
    for row in rows.itertuples():
        assert behind <= row.start < row.end
        assert ends.loc[row.sentence, "start"] <= row.start
        assert row.end <= ends.loc[row.sentence, "end"]
        behind = row.end


def test_real_articles_hold_formulas_of_their_states(shared):
    with gzip.open(shared / "corpora" / "saudi.jsonl.gz", "rt", encoding="utf-8") as lines:
        table = pd.DataFrame([json.loads(line) for line in itertools.islice(lines, 300)])
    rows = find_formulas(table, cut_sentences(table))
    counts = rows["state"].value_counts()
    assert counts.idxmax() in ("Saudi Arabia", "Gulf states", "Arab states")
    assert counts["Saudi Arabia"] > counts.get("Morocco", 0) + counts.get("Algeria", 0)
