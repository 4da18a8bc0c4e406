"""What speaks for two contents being the same words: order, containment, company, synonyms."""

import numpy as np
import pandas as pd

from toolkit.measures.quotations.matching.contents import collect_contents
from toolkit.measures.quotations.matching.decision import keep_company, same_score
from toolkit.measures.quotations.matching.index import index_contents
from toolkit.measures.quotations.matching.similarity import weigh
from toolkit.measures.quotations.speakers import reconcile

ORDER = "لن نقبل أي اتفاق يمس سيادة بلادنا على مياهها"  # we accept no deal that touches our waters
MIXED = "على مياهها سيادة بلادنا يمس اتفاق أي نقبل لن"  # the same words in no order
OTHER = "سنفتح مدارس جديدة في القرى النائية هذا الخريف"  # we shall open schools in far villages
LONG = f"التقينا أمس وفدا من الصيادين وسمعنا مطالبهم، {ORDER}، وسنعرض الأمر على البرلمان"


def known(*articles):
    """Contents, index and all pairs of articles that each print some quotations."""
    texts = [" ".join(f"«{words}»." for words in printed) for printed in articles]
    ids = [f"a{k}" for k in range(len(texts))]
    table = pd.DataFrame({
        "article_id": ids, "outlet": ids, "title": "", "text": texts, "published": "2022-05-11",
    })  # fmt: skip
    columns = ["article_id", "attribution", "content_start", "content_end", "kind", "speaker"]
    contents = collect_contents(table, pd.DataFrame(columns=columns))
    speakers = reconcile(contents.table["speaker"].tolist(), contents.days)
    return contents, index_contents(contents, speakers)


def pair(one, two):
    _, index = known([one], [two])
    return weigh(index, np.array([[0, 1]]))


def test_a_cut_is_contained_in_the_whole():
    evidence = pair(ORDER, LONG)
    assert evidence.contain[0] > 0.99
    assert evidence.ratio[0] > 0.5


def test_the_same_words_in_no_order_are_little_evidence():
    straight, mixed = pair(ORDER, ORDER), pair(ORDER, MIXED)
    assert mixed.content[0] == straight.content[0]
    assert mixed.ordered[0] < straight.ordered[0] / 2
    assert mixed.rare_order[0] < straight.rare_order[0] / 2


def test_nothing_in_common_is_nothing():
    evidence = pair(ORDER, OTHER)
    assert evidence.contain[0] < 0.1
    assert evidence.ordered[0] == 0


def test_synonyms_count_as_one_word():
    # "the file of the Sahara" / "the question of the Sahara"
    one = "لن نغير موقفنا من ملف الصحراء أبدا"
    two = "لن نغير موقفنا من قضية الصحراء أبدا"
    assert pair(one, two).contain[0] > 0.99


def test_two_articles_that_share_other_statements_make_a_doubtful_pair_likelier():
    contents, index = known([ORDER, OTHER], [ORDER, OTHER], [OTHER])
    rows = [(0, 2), (1, 3), (1, 4), (3, 4)]
    pairs = np.array(rows)
    evidence = weigh(index, pairs)
    company = keep_company(index, pairs, evidence)
    others = dict(zip(rows, company.others(index, pairs, evidence), strict=True))
    assert others[1, 3] > others[1, 4]  # a0 and a1 share another statement, a0 and a2 do not
    alone = same_score(evidence, np.zeros(len(pairs)))
    assert (same_score(evidence, np.ones(len(pairs))) > alone).all()
    assert len(contents) == 5


def test_articles_that_were_never_compared_keep_no_company():
    _, index = known([ORDER], [ORDER], [OTHER])
    first = np.array([[0, 1]])
    company = keep_company(index, first, weigh(index, first))
    other = np.array([[0, 2]])
    assert company.others(index, other, weigh(index, other))[0] == 0
    nothing = np.zeros((0, 2), dtype=np.int64)
    assert keep_company(index, nothing, weigh(index, nothing)).others(
        index, other, weigh(index, other)
    ).tolist() == [0.0]
