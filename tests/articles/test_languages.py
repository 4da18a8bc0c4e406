"""Arabic is told from the languages of its script, and nothing Arabic is lost."""

import pytest

from toolkit.articles import read_articles
from toolkit.articles.languages import is_arabic

OTHERS = {
    "fa": "وزیر امور خارجه ایران روز چهارشنبه گفت که این نشست در شهر مراکش برگزار شد و کشورهای عضو درباره "
    "همکاری های بیشتر گفتگو کردند. او افزود که این گروه همچنان تهدید است.",
    "ur": "وزیر خارجہ نے بدھ کے روز کہا کہ یہ اجلاس مراکش میں ہوا اور رکن ممالک نے مزید تعاون پر بات چیت کی۔",
    "ckb": "وەزیری دەرەوە ڕۆژی چوارشەممە ڕایگەیاند کە کۆبوونەوەکە لە شاری مەراکش بەڕێوەچوو.",
    "ps": "د بهرنیو چارو وزیر د چهارشنبې په ورځ وویل چې دا غونډه په مراکش کې وشوه او غړو هېوادونو خبرې وکړې.",
    "fr": "Le ministre a ouvert mercredi la réunion de Marrakech en présence de 80 délégations.",
    "en": "The minister opened the meeting in Marrakesh on Wednesday.",
    "none": "11/05/2022 — 10:30",
}


@pytest.mark.parametrize("code", OTHERS)
def test_other_languages_are_told(code):
    assert not is_arabic(OTHERS[code])


@pytest.mark.parametrize(
    "text",
    [
        "اجتماع مراكش يبحث التعاون الدولي",  # a headline without function words
        "قال متحدث باسم شركة Apple إن هاتف iPhone الجديد سيباع في المغرب.",
        "أشاد الوزیر بدور المملکة فی محاربة الإرهاب علی الحدود.",  # Persian ی and ک
    ],
)
def test_arabic_in_every_dress_is_arabic(text):
    assert is_arabic(text)


def test_no_real_article_is_lost(shared):
    articles = read_articles(shared / "gold" / "dev_articles.jsonl")
    assert articles["text"].map(is_arabic).all()
