"""Agency credit: whole names, in the places where pages credit, and nowhere else."""

import pandas as pd
import pytest

from toolkit.measures.credits.agencies import agencies
from toolkit.measures.credits.find import byline_credits, document_credits, find_credits


def named(text: str) -> list[str]:
    return [credit.agency for credit in document_credits(text)]


def written(text: str) -> list[str]:
    return [text[credit.start : credit.end] for credit in document_credits(text)]


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("الرباط /ومع/ أكدت الوزارة أن البرنامج مستمر.", "MAP"),
        ("(و م ع)", "MAP"),
        ("و.م.ع", "MAP"),
        ("و. م. ع", "MAP"),
        ("وصرح لوكالة المغرب العربي للأنباء بأنه راض.", "MAP"),
        ("باريس (أ ف ب) - قال الرئيس إنه سيسافر.", "AFP"),
        ("فرانس24/ أ ف ب", "AFP"),
        ("أ.ف.ب", "AFP"),
        ("وقال المصدر لفرانس برس إن الطريق مغلق.", "AFP"),
        ("وشاهد مصور وكالة الصحافة الفرنسية الدخان.", "AFP"),
        ("AFP", "AFP"),
        ("لندن (رويترز) - ارتفعت الأسعار.", "Reuters"),
        ("ولم يتسن لرويترز التحقق من الخبر.", "Reuters"),
        ("(د ب أ)", "dpa"),
        ("وفقا للألمانية.", "dpa"),
        ("ونقلت أسوشييتد برس عن مسؤول.", "AP"),
        ("ونقلت الأسوشيتد برس عن مسؤول.", "AP"),
        ("واشنطن (AP)", "AP"),
        ("الرياض - واس", "SPA"),
        ("الرياض 25 شوال 1436 هـ الموافق 10 اغسطس 2015 م واس", "SPA"),
        ("دمشق-سانا", "SANA"),
        ("طهران - إرنا - قال الوزير.", "IRNA"),
        ("الدوحة - قنا: افتتح الأمير المعرض.", "QNA"),
        ("أبوظبي (وام)", "WAM"),
        ("عمان (بترا) - التقى الملك الوفد.", "Petra"),
        ("القاهرة - أ ش أ: وصل الوزير.", "MENA"),
        ("وقالت وكالة أنباء الشرق الأوسط إن الوزير وصل.", "MENA"),
        ("بكين - شينخوا", "Xinhua"),
        ("وذكرت الأناضول أن الاجتماع أرجئ.", "Anadolu"),
        ("نقلا عن سبوتنيك.", "Sputnik"),
        ("نقلا عن تاس.", "TASS"),
        ("ونقلت وكالة «معا» عن شهود.", "Maan"),
        ("المصدر: الجزيرة + وكالات", "agencies"),
        ("نيويورك ـ الوكالات:", "agencies"),
        ("وأفادت وكالة الأنباء الرسمية بأن الطريق فتح.", "official agency"),
        ("لم تنشر #وكالة_الأنباء_القطرية النص.", "QNA"),
        ('ونسبت وكالة "خبر" للأنباء ذلك إلى شاهد.', "Al Masdar"),
        ('ونقلت وكالة "ميزان أونلاين" الحكم.', "Mizan"),
        ("وبث موقع أعماق التسجيل.", "Amaq"),  # an agency's site
        ("وأوضح موقع بلومبرغ أن الصفقة ألغيت.", "Bloomberg"),
        # "but the agency - a platform close to the Guard - asked": an aside, then a reporting verb
        ("لكن وكالة مشرق - وهي منصة قريبة من الحرس - تساءلت عن السبب.", "Mashregh"),
    ],
)
def test_every_way_of_crediting_is_found(text: str, agency: str) -> None:
    assert named(text) == [agency]


@pytest.mark.parametrize(
    "text",
    [
        "اشترت المدرسة عددا من الحواسيب الجديدة.",  # computers: "was" inside a word
        "عادت الحواس الخمس إلى المريض.",  # the senses
        "ومع ذلك وصل الوفد في موعده.",  # "and with that", written like the agency's letters
        "زار السياح مدينة البتراء ثم سافروا إلى قنا معا.",  # Petra, Qena, together
        "نشرت صحيفة الشرق الأوسط مقالا عن المعرض.",  # the paper of that name
        "امتدت الأمطار إلى هضبة الأناضول شرقا.",  # the plateau
        "ترجم الكتاب من الفرنسية إلى الألمانية.",  # languages
        "خفضت وكالة موديز للتصنيف الائتماني توقعاتها.",  # a rating agency
        "وصلت وكالات الإغاثة إلى المخيم.",  # aid agencies
        "قالت وكالة الاستخبارات المركزية إنها لا تعلق.",  # the CIA
        "كلبتنا الصغيرة (بِنا) لعبت في الطين.",  # a dog's name in brackets
        "وقال في مقابلة مع قناة بلومبرغ إنه متفائل.",  # the television channel
        "وقال الرئيس إن وكالة الأنباء الفرنسية يمكن أن تقوم بدور محوري.",  # the matter of the news
        "لكن وكالة رويترز، وهي أقدم منه، ستنتقل إلى مبنى آخر.",  # so is it behind an aside
        'طلبت وكالة "موديز" مهلة.',  # a rating agency in quotation marks
        "كونا صديقين منذ الصغر.",  # "they formed", not the Kuwaiti agency
    ],
)
def test_other_words_credit_nobody(text: str) -> None:
    assert named(text) == []


def test_the_whole_name_is_one_credit() -> None:
    # "and the official Syrian news agency (SANA) said"
    text = "وقالت وكالة الأنباء السورية الرسمية (سانا) إن الطريق مفتوح."
    assert written(text) == ["وكالة الأنباء السورية الرسمية (سانا)"]


def test_attached_particles_stay_outside() -> None:
    # "a source said to Reuters" with the preposition joined to the name
    assert written("وقال مصدر لرويترز إن السفينة غرقت.") == ["رويترز"]
    assert written("وقال لوكالة رويترز إنه وصل.") == ["وكالة رويترز"]


def test_diacritics_and_tatweel_stay_inside_the_evidence() -> None:
    assert written("ونقلت رُويـترز عن مصدر.") == ["رُويـترز"]


def test_an_ambiguous_name_counts_after_a_sure_one() -> None:
    # "the Kuwaiti agency said ... and Kuna added"
    text = "ذكرت وكالة الأنباء الكويتية أن الوزير وصل. ثم أعلن مراسلو كونا أنه غادر."
    assert named(text) == ["KUNA", "KUNA"]


def article(text: str, title: str = "خبر اليوم") -> pd.DataFrame:
    return pd.DataFrame({"article_id": ["a"], "title": [title], "text": [text]})


def test_a_signature_alone_on_a_line_is_credited() -> None:
    table = find_credits(article("و م ع\nأكد الوزير في الرباط أن البرنامج مستمر هذا العام."))
    assert table["agency"].tolist() == ["MAP"]
    assert table["sentence"].tolist() == [1]


def test_a_teaser_is_not_credited() -> None:
    body = "أكد الوزير أن البرنامج مستمر."
    sentences = pd.DataFrame(
        {
            "article_id": "a",
            "sentence": [0, 1, 2],
            "start": [0, 10, 40],
            "end": [9, 39, 150],
            "voice": ["narrator", "official", "boilerplate"],
        }
    )
    teaser = "قال وزير المالية التركي لوكالة رويترز الثلاثاء إن بلاده لن ترفع الضرائب هذا العام"
    table = find_credits(article(body + "\n" + teaser), sentences)
    assert table.empty
    assert table.columns.tolist() == [
        "article_id",
        "sentence",
        "start",
        "end",
        "agency",
        "agency_kind",
    ]


def test_offsets_point_into_the_document() -> None:
    rows = article("قال الوزير لوكالة الأناضول إنه وصل.", title="رويترز: وصول الوزير")
    found = find_credits(rows)
    document = rows["title"][0] + "\n" + rows["text"][0]
    pieces = [document[s:e] for s, e in zip(found["start"], found["end"], strict=True)]
    assert pieces == ["رويترز", "وكالة الأناضول"]
    assert found["sentence"].tolist() == [0, 1]


def test_missing_texts_credit_nobody() -> None:
    rows = pd.DataFrame({"article_id": ["a", "b"], "title": ["خبر", None], "text": [None, ""]})
    assert find_credits(rows).empty


def test_the_byline_is_a_credit_of_its_own() -> None:
    rows = pd.DataFrame(
        {"article_id": ["a", "b", "c"], "author": ["برلين - د ب أ، رويترز", "فيصل الحواس", None]}
    )
    assert byline_credits(rows)["agency"].tolist() == ["Reuters", "dpa"]


def test_the_list_is_sound() -> None:
    known = agencies()
    assert len(known.kinds) > 80
    assert set(known.kinds.values()) == {"state", "international", "other"}
    owners: dict[tuple[str, str], set[str]] = {}
    for form in known.forms:
        owners.setdefault((form.text, form.level), set()).add(form.agency)
    assert {k: v for k, v in owners.items() if len(v) > 1} == {}


def test_agreement_with_the_gold(shared) -> None:
    articles = pd.read_json(shared / "gold" / "dev_articles.jsonl", lines=True)
    gold = pd.read_json(shared / "gold" / "dev.jsonl", lines=True).set_index("article_id")
    found = find_credits(articles).groupby("article_id")["agency"].agg(set)
    right = wrong = missed = 0
    for article_id, title, text in articles[["article_id", "title", "text"]].values:
        document = f"{title}\n{text}"
        expected = set()
        for name in gold.loc[article_id, "agencies"]:
            start = document.find(name)
            hits = [
                c.agency
                for c in document_credits(document)
                if c.start < start + len(name) and start < c.end
            ]
            expected.add(hits[0] if hits else name)
        got = found.get(article_id, set())
        right += len(expected & got)
        wrong += len(got - expected)
        missed += len(expected - got)
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.95


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ('ونقلت وكالة الأنباء الإسبانية "أوروبا بريس" الخبر.', "Europa Press"),
        ("وذكرت الوكالة الإسبانية للأنباء «أوروبا بريس» ذلك.", "Europa Press"),
        ('ونقلت وكالة الأنباء الإسبانية "سيلفا" عن شهود.', "سيلفا"),  # not listed, not EFE
        ('ونقلت وكالة الأنباء الإيطالية "نوفا" عن شهود.', "Nova"),  # as the list writes it
        ("ونقلت وكالة الأنباء الإيطالية «آكي» عن شهود.", "AKI"),
        ('وقالت وكالة الأنباء الإسبانية: "وصل الوفد".', "EFE"),  # what it says, not its name
    ],
)
def test_a_name_in_marks_wins_over_the_nationality(text, agency):
    assert named(text) == [agency]


def test_a_sites_own_name_credits_no_agency():
    rows = {
        "article_id": ["a", "b"],
        "title": "زيارة",
        "text": ["شبكة (الأناضول) الثقافية - خاص\nوصل الوفد.", "أنقرة (الأناضول) - وصل الوفد."],
        "outlet": "شبكة (الأناضول) الثقافية",
    }
    assert find_credits(pd.DataFrame(rows))["article_id"].tolist() == ["b"]
