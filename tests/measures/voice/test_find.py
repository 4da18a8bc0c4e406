import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from toolkit.articles.sentence_table import cut_sentences
from toolkit.measures.voice.find import label_voices
from toolkit.measures.voice.model import VOICES, choose, voice_model

NO_ACTS = pd.DataFrame(
    {"article_id": pd.Series(dtype="str"), "source_type": pd.Series(dtype="str")}
)


def article(text: str, article_id: str = "a") -> pd.DataFrame:
    return pd.DataFrame({"article_id": [article_id], "title": ["خبر"], "text": [text]})


def act(table: pd.DataFrame, source_type: str, cue: str, source: str, content: str) -> dict:
    row = table.iloc[0]
    document = f"{row['title']}\n{row['text']}"
    spans: dict[str, object] = {}
    for name, words in (("cue", cue), ("source", source), ("content", content)):
        start = document.index(words)
        spans |= {f"{name}_start": start, f"{name}_end": start + len(words)}
    return {"article_id": row["article_id"], "source_type": source_type, **spans}


def voices(table: pd.DataFrame, acts: list[dict]) -> list[str]:
    found = pd.DataFrame(acts) if acts else NO_ACTS
    return label_voices(table, cut_sentences(table), found)["voice"].tolist()


def test_what_a_minister_says_is_official():
    # "The minister of health said that the vaccination campaign reached all the provinces."
    table = article("قال وزير الصحة إن حملة التلقيح شملت جميع الأقاليم.")
    acts = [act(table, "government", "قال", "وزير الصحة", "حملة التلقيح شملت جميع الأقاليم")]
    assert voices(table, acts)[1] == "official"


def test_what_an_opposition_deputy_says_is_another_sources():
    # "The deputy said that the government's figures are wrong."
    table = article("قال النائب إن أرقام الحكومة خاطئة ولا تعكس الواقع.")
    acts = [act(table, "party", "قال", "النائب", "أرقام الحكومة خاطئة ولا تعكس الواقع")]
    assert voices(table, acts)[1] == "other_source"


def test_a_bare_fact_is_the_narrators():
    # "Two people were killed and five wounded when a bus overturned on the road."
    assert voices(article("قتل شخصان وأصيب خمسة في انقلاب حافلة على الطريق."), [])[1] == "narrator"


def test_boilerplate_is_labelled_and_sure():
    # "Share this: Facebook, Twitter" behind the article's only sentence
    table = article("وصل الوفد إلى مراكش.\nاقرأ أيضا: سوق الأسهم")
    found = label_voices(table, cut_sentences(table), NO_ACTS)
    assert found["voice"].tolist()[2] == "boilerplate"
    assert found["voice_confidence"].tolist()[2] == 1


def test_one_article_does_not_see_another():
    # A minister's words in one article, bare facts in the next.
    first = article("قال وزير الصحة إن الحملة شملت جميع الأقاليم.", "b")
    second = article("وصل الوفد. وغادر بعد ساعة. ثم عاد.", "a")
    acts = pd.DataFrame(
        [act(first, "government", "قال", "وزير الصحة", "الحملة شملت جميع الأقاليم")]
    )
    both = pd.concat([first, second], ignore_index=True)
    together = label_voices(both, cut_sentences(both), acts)
    alone = [label_voices(t, cut_sentences(t), acts) for t in (first, second)]
    pd.testing.assert_frame_equal(together, pd.concat(alone, ignore_index=True))


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=4, max_size=4), min_size=1, max_size=8))
def test_confidence_is_the_probability_of_the_label(rows):
    table = np.array(rows) / np.array(rows).sum(axis=1, keepdims=True)
    chosen, confidence = choose(table, voice_model().threshold)
    assert (confidence == table[np.arange(len(table)), chosen]).all()
    rare = table[:, VOICES.index("narrator_official")] > voice_model().threshold
    assert ((chosen == VOICES.index("narrator_official")) == rare).all()


def test_an_article_without_text_is_labelled():
    assert voices(article(""), []) == ["narrator"]
