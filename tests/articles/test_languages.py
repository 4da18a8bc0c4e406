"""Arabic is told from the languages of its script, and nothing Arabic is lost."""

import pandas as pd
import pytest

from toolkit.articles import read_articles
from toolkit.articles.languages import is_arabic, keep_arabic, keep_languages, language_of
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


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fr", OTHERS["fr"]),
        ("en", OTHERS["en"]),
        (
            "es",
            "El ministro inauguró la reunión de Marrakech y saludó a las delegaciones de los países.",
        ),
        ("de", "Der Minister eröffnete das Treffen in Marrakesch und begrüßte die Delegationen."),
        (
            "it",
            "Il ministro ha aperto la riunione di Marrakech e ha salutato le delegazioni dei paesi.",
        ),
        (
            "tr",
            "Bakan, toplantı için bir konuşma yaptı ve ülkelerin daha çok çalışması gerektiğini dedi.",
        ),
        ("ar", "أشاد الوزير بدور المغرب."),
        ("und", OTHERS["none"]),
        ("und", OTHERS["fa"]),
    ],
)
def test_a_language_is_told_by_its_small_words(code, text):
    assert language_of(text) == code


def test_what_is_said_of_a_text_holds_but_for_arabic():
    assert language_of(OTHERS["fa"], "fa-IR") == "fa"
    assert language_of(OTHERS["fr"], "ar") == "fr"  # an Arabic outlet's French page
    assert language_of("أشاد الوزير بدور المغرب.", "fr") == "ar"


def test_none_in_the_languages_asked_for_is_refused():
    with pytest.raises(InputError, match=r"a\.csv: none of its articles is in ar, en"):
        keep_languages(table(OTHERS["fr"]), ["ar", "en"], file="a.csv")


def test_a_draw_is_made_of_the_languages_asked_for(tmp_path):
    texts = [OTHERS["fr"], "أشاد الوزير بدور المغرب.", OTHERS["en"]] * 4
    rows = table(*texts).assign(outlet="الخبر")
    rows.to_json(tmp_path / "a.jsonl", orient="records", lines=True, force_ascii=False)
    drawn = read_articles(tmp_path / "a.jsonl", sample=6, languages=["ar", "fr"])
    assert set(drawn["language"]) == {"ar", "fr"}
    assert len(drawn) == 6
