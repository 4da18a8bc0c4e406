"""Arabic is told from the languages of its script, and nothing Arabic is lost."""

import pandas as pd
import pytest

from toolkit.articles import read_articles
from toolkit.articles.languages import is_arabic, keep_arabic
from toolkit.errors import InputError

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
        # A family notice, names and hardly a function word.
        "احتفل خالد بن سعد الناصر بزواج نجله المهندس سعد، بحضور أعيان المدينة ووجهائها وعدد كبير.",
        # ھ for ه throughout, as some keyboards give it.
        "ھذه المدينة ھادئة، وھواؤھا ھذا الصباح ھو الأنقى، وأھلھا ھناك عند الميناء ھنأوا البحارة العائدين.",
    ],
)
def test_arabic_in_every_dress_is_arabic(text):
    assert is_arabic(text)


def table(*texts):
    ids = [str(number) for number in range(len(texts))]
    return pd.DataFrame({"article_id": ids, "title": "", "text": texts})


def test_a_table_without_another_language_is_given_back_as_it_is():
    articles = table("أشاد الوزير.", "", "2022-05-11")
    assert keep_arabic(articles) is articles


def test_a_table_in_another_language_is_refused():
    with pytest.raises(InputError, match=r"a\.csv: none of its articles is in Arabic"):
        keep_arabic(table(OTHERS["fr"], OTHERS["fa"]), file="a.csv")


def test_no_real_article_is_lost(shared):
    articles = read_articles(shared / "gold" / "dev_articles.jsonl")
    assert articles["text"].map(is_arabic).all()
