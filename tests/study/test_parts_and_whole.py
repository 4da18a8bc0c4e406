"""The steps that look across articles, done part by part: parts of two give what the whole gives."""

import pandas as pd
import pytest

import toolkit
from toolkit.articles import check_articles, flag_duplicates, repeated_lines
from toolkit.articles.boilerplate.repetition import LineCounts, folded_line, lines_among
from toolkit.articles.duplicates import duplicates_among, text_runs
from toolkit.errors import InputError
from toolkit.measures.quotations import find_quotations
from toolkit.measures.quotations.find import join_quotations
from toolkit.measures.quotations.matching.contents import content_rows
from toolkit.measures.reuse.corpus import join_words
from toolkit.measures.reuse.find import find_reuse, index_reuse, reuse_scores
from toolkit.measures.reuse.index import article_words

# "The garden of the big house is open to all": nothing but that it recurs makes it boilerplate.
LAST = "حديقة البيت الكبير مفتوحة للجميع"
# "The minister said: 'the threat that the organisation poses has not receded after years of war'."
SAID = 'قال الوزير ناصر بوريطة: "إن التهديد الذي يمثله التنظيم {} بعد سنوات من الحرب".'
OUTLETS = ("الخبر", "الرأي")
BODIES = (
    SAID.format("لم يتراجع"),
    # "The convoy reached the northern port at dawn, and its load was taken to the stores of the city."
    "وصلت القافلة إلى الميناء الشمالي فجرا ونقلت حمولتها إلى مخازن المدينة القريبة.",
    SAID.format("تراجع"),
    "وصلت القافلة إلى الميناء الشمالي فجرا ونقلت حمولتها إلى مخازن المدينة القريبة.",
    # "The council discussed the budget of the schools and put the vote off to next week."
    "ناقش المجلس ميزانية المدارس وأرجأ التصويت عليها إلى الأسبوع المقبل بطلب من الأعضاء.",
    "ذكرت مصادر أن القافلة وصلت: وصلت القافلة إلى الميناء الشمالي فجرا ونقلت حمولتها أمس.",
)
LINES = {(outlet, folded_line(LAST)) for outlet in OUTLETS}


@pytest.fixture(scope="module")
def corpus():
    rows = [
        {"article_id": f"a{n}", "outlet": OUTLETS[n in (2, 3, 5)], "title": f"خبر {n}", "text": f"{body}\n{LAST}",
         "published": f"2022-05-1{n}"}
        for n, body in enumerate(BODIES)
    ]  # fmt: skip
    return check_articles(pd.DataFrame(rows))


@pytest.fixture(scope="module")
def whole(corpus):
    return toolkit.score(corpus, reuse=True, quotations=True)


def parts(table):
    return [table.iloc[n : n + 2].reset_index(drop=True) for n in range(0, len(table), 2)]


def furniture(sentences):
    return int((sentences["voice"] == "boilerplate").sum())


def test_six_articles_that_end_in_one_line_have_six_sentences_of_boilerplate(corpus, whole):
    assert furniture(whole.sentences) == 6
    lines = repeated_lines(corpus, share=0)
    scored = [toolkit.score(part, repeated=lines) for part in parts(corpus)]
    assert sum(furniture(study.sentences) for study in scored) == 6
    for name in ("sentences", "praise", "credits"):
        joined = pd.concat([getattr(study, name) for study in scored], ignore_index=True)
        pd.testing.assert_frame_equal(joined, getattr(whole, name))
    alone = [toolkit.score(part) for part in parts(corpus)]
    assert sum(furniture(study.sentences) for study in alone) == 0


def test_lines_are_not_handed_over_to_be_passed_over(corpus):
    with pytest.raises(InputError, match="repeated"):
        toolkit.score(corpus, repetition=False, repeated={("الخبر", LAST)})


@pytest.mark.parametrize("share", [0.0, 0.05, 0.9])
def test_lines_counted_part_by_part_are_those_of_the_whole(corpus, share):
    table = pd.concat([corpus, corpus.head(2)])  # copies of one article count once
    counts = LineCounts()
    for part in parts(table):
        counts.add(part)
    found = [lines_among(part, counts.repeated(share=share)) for part in parts(table)]
    assert set().union(*found) == repeated_lines(table, share=share) == LINES


def test_no_part_has_no_line():
    assert LineCounts().repeated() == frozenset()


def test_duplicates_across_parts_are_those_of_the_whole(corpus):
    flagged = flag_duplicates(corpus)
    assert flagged["duplicate_of"].tolist()[3] == "a1"
    found = duplicates_among(map(text_runs, parts(corpus)))
    pd.testing.assert_frame_equal(found, flagged[["duplicate_of", "duplicate_kind"]])


def test_flags_that_stand_there_are_made_anew(corpus):
    old = corpus.assign(duplicate_of="nobody", duplicate_kind="exact")
    pd.testing.assert_frame_equal(
        flag_duplicates(old)[[*flag_duplicates(corpus)]], flag_duplicates(corpus)
    )


def test_reuse_across_parts_is_that_of_the_whole(corpus, whole):
    assert len(whole.reuse) > 0
    cut = parts(corpus)
    sentences = [whole.sentences[whole.sentences["article_id"].isin(p["article_id"])] for p in cut]
    words = join_words(map(article_words, cut, sentences))
    index = index_reuse(corpus.drop(columns=["title", "text"]), words=words)
    assert index.words.vocabulary == index_reuse(corpus, sentences=whole.sentences).words.vocabulary
    found = find_reuse(index)
    pd.testing.assert_frame_equal(found, whole.reuse[[*found]], check_dtype=False)
    expected = reuse_scores(corpus, sentences=whole.sentences)
    pd.testing.assert_frame_equal(reuse_scores(index), expected)
    assert (expected["shared_copy_share"] > 0.5).sum() >= 2


def test_quotations_across_parts_are_those_of_the_whole(corpus, whole):
    found = find_quotations(corpus, whole.attributions)
    assert found["article_id"].tolist() == ["a0", "a2"]
    acts = [
        whole.attributions[whole.attributions["article_id"].isin(p["article_id"])]
        for p in parts(corpus)
    ]
    rows = pd.concat(map(content_rows, parts(corpus), acts), ignore_index=True)
    pd.testing.assert_frame_equal(join_quotations(rows), found)
