"""Words that an archive glued are parted, and every offset stays."""

import pytest

from toolkit.arabic.document import read_document


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("دعم الولاياتالمتحدة", "دعم الولايات المتحده"),  # the United States
        ("الأممالمتحدة والاتحادالأوروبي", "الامم المتحده والاتحاد الاوروبي"),
        ("العراقوسوريا", "العراق وسوريا"),
        ("ورحبتالأممالمتحدة", "ورحبت الامم المتحده"),  # two seams
        ("إلىدعم الجهود", "الي دعم الجهود"),  # ى ends a word
        ("المتحدةالأمريكية", "المتحده الامريكيه"),  # so does ة
    ],
)
def test_glued_words_are_parted(text, words):
    document = read_document("", text)
    assert " ".join(document.words) == words
    for start, end in zip(document.starts, document.ends, strict=True):
        assert document.text[start:end].strip() == document.text[start:end]
    assert "".join(
        document.text[a:b] for a, b in zip(document.starts, document.ends, strict=True)
    ) == text.replace(" ", "")


@pytest.mark.parametrize("text", ["الموانىء", "فيالق", "العمالية", "عبدالله", "المغربي"])
def test_words_stay_whole(text):
    assert len(read_document("", text).words) == 1
