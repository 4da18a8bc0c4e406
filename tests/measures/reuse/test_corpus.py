"""Words of a corpus: runs of letters and digits, with their place in the document as read."""

import pandas as pd

from toolkit.measures.reuse.corpus import corpus_words


def test_offsets_give_back_the_words_as_read() -> None:
    # "he said: the ministry's 25% share" with diacritics, tatweel, a ligature and Arabic digits
    title, text = "عنوان", "قَالَ: حِصّـةُ الوزارة ٢٥٪ ﷲ"
    words = corpus_words(pd.DataFrame({"title": [title], "text": [text]}))
    document = f"{title}\n{text}"
    read = [document[s:e] for s, e in zip(words.starts, words.ends, strict=True)]
    assert read == ["قَالَ", "حِصّـةُ", "الوزارة", "٢٥", "ﷲ"]


def test_spelling_variants_are_one_word() -> None:
    words = corpus_words(pd.DataFrame({"title": [""], "text": ["إلى الى الي ـإلى أَلِى"]}))
    assert len(set(words.ids.tolist())) == 1


def test_missing_titles_and_texts_are_empty() -> None:
    table = pd.DataFrame({"title": [None, "ع"], "text": ["كلمة", None]})
    words = corpus_words(table)
    assert words.lengths.tolist() == [1, 0]
    assert (int(words.starts[0]), int(words.ends[0])) == (1, 5)
