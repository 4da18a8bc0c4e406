"""Acts on pages as they are: the habits of real pages, in sentences of our own."""

from pathlib import Path

import pandas as pd
import pytest

from toolkit.articles.sentence_table import cut_sentences
from toolkit.measures.attribution import find_attributions


def acts_of(text, title=""):
    table = pd.DataFrame({"article_id": ["a"], "title": [title], "text": [text]})
    acts = find_attributions(table, cut_sentences(table))
    document = f"{title}\n{text}"
    for part in ("cue", "source", "content"):
        spans = zip(acts[f"{part}_start"], acts[f"{part}_end"], strict=True)
        acts[f"{part}_words"] = [
            None if pd.isna(a) else document[int(a) : int(b)] for a, b in spans
        ]
    return acts


@pytest.mark.parametrize(
    "text",
    [
        # The minister visited the camps of the movements that demand to secede.
        "وزار الوزير مخيمات الحركات المطالبة بالانفصال في الجنوب.",
        # The company moved its machines and workers to the port yesterday evening.
        "ونقلت الشركة آلاتها وعمالها إلى الميناء مساء أمس.",
        # As host the mayor will attend the dinner. The meeting was very useful to all.
        "كمضيف سيحضر العمدة حفل العشاء. وكان اللقاء مفيدا جدا للجميع.",
    ],
)
def test_no_act(text):
    assert acts_of(text).empty


@pytest.mark.parametrize(
    "source",
    [
        "المشاركون في الاجتماع الوزاري",  # the participants in the ministerial meeting
        "أعضاء التحالف الدولي",  # the members of the coalition
        "مصدر مسؤول بالأمانة العامة لجامعة الدول العربية",  # a source in the League's secretariat
    ],
)
def test_who_takes_part_has_the_type_of_what_he_takes_part_in(source):
    acts = acts_of(f"أعلن {source} أن الجولة المقبلة ستعقد في الخريف.")
    assert acts["source_type"].tolist() == ["intergovernmental"]


def test_a_speech_printed_whole_is_the_speakers_to_its_end():
    speech = "أيها الحضور الكريم\nأحييكم جميعا باسم بلادي.\nونؤكد أننا ماضون في العمل معكم.\nوشكرا لكم على حسن الإصغاء."
    acts = acts_of(f"وألقى وزير الخارجية كلمة في الافتتاح وهذا نصها:\n{speech}\nوحضر اللقاء سفراء.")
    assert acts["cue_words"].tolist() == ["وألقى"]
    assert acts["content_words"][0] == speech.rstrip(".")
    assert acts["kind"][0] == "direct"


def test_his_own_distance_is_no_second_act_and_stands_in_no_content():
    # The paper claimed that the delegation had left early, as it claims.
    acts = acts_of("وزعمت الصحيفة أن الوفد غادر مبكرا، حسب زعمها.")
    assert acts["cue_words"].tolist() == ["وزعمت"]
    assert "زعمها" not in acts["content_words"][0]


def test_one_name_in_several_spellings_is_one_speaker():
    text = "قال وزير الخارجية أنتوني بلينكن إن الوضع صعب. وأكد بلينكين أن الدعم مستمر. وأضاف بلنكن أن اللقاء مثمر."
    acts = acts_of(text)
    assert acts["speaker"].nunique() == 1
    assert set(acts["source_type"]) == {"government"}


def test_glued_names_are_sources():
    # The UnitedStates announced that it would help
    acts = acts_of("وأعلنت الولاياتالمتحدة أنها ستقدم الدعم للبلدين.")
    assert acts["source_words"].tolist() == ["الولاياتالمتحدة"]
    assert acts["source_type"].tolist() == ["government"]


def test_darija_is_reported_speech():
    # And the minister said that the meeting went well
    acts = acts_of("وگال الوزير بلي الاجتماع داز مزيان.")
    assert acts["cue_words"].tolist() == ["وگال"]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        # As came from the mouth of the chairwoman (…).
        ("كما جاء على لسان رئيسة الدورة (لن نترك جيراننا وحدهم في هذه المحنة).", "لن نترك جيراننا وحدهم في هذه المحنة"),
        # The mayor said: (…). An aside in brackets is none.
        ("وقال العمدة (وهو طبيب سابق): (سنفتح المستشفى قبل نهاية السنة).", "سنفتح المستشفى قبل نهاية السنة"),
    ],
)  # fmt: skip
def test_round_brackets_quote_where_words_announce_them(text, content):
    acts = acts_of(text)
    assert acts["content_words"].tolist() == [content]
    assert acts["kind"].tolist() == ["direct"]


def test_a_content_that_opens_with_a_mark_ends_with_it():
    # The chairman said: "…" then left the hall for the station.
    acts = acts_of('وقال رئيس الاتحاد: "الموسم كان صعبا على الجميع" ثم غادر القاعة نحو المحطة.')
    assert acts["content_words"].tolist() == ["الموسم كان صعبا على الجميع"]
    assert acts["kind"].tolist() == ["direct"]


def test_the_first_of_two_verbs_keeps_its_own_content():
    # They praised the town's efforts, and affirmed that cooperation would go on.
    acts = acts_of("وأشاد المجتمعون في فاس بجهود المدينة، وأكدوا أن التعاون سيستمر.")
    first, second = acts["content_words"].tolist()
    assert "جهود المدينة" in first
    assert "التعاون" not in first
    assert second == "التعاون سيستمر"


@pytest.mark.parametrize(
    ("source", "source_type"),
    [
        ("المشاركون في المؤتمر الوزاري للتحالف", "intergovernmental"),
        ("الوزراء المجتمعون في لقاء التحالف", "intergovernmental"),
        ("المشاركون في الندوة العلمية", "expert"),
        ("مصدر دبلوماسي في الاتحاد الإفريقي", "intergovernmental"),
        ("مسؤولة بالأمم المتحدة", "intergovernmental"),
    ],
)
def test_a_group_is_its_whole_phrase_and_a_body_gives_its_type(source, source_type):
    acts = acts_of(f"وأكد {source} أن العمل سيتواصل في الخريف.")
    assert acts["source_words"].tolist() == [source]
    assert acts["source_type"].tolist() == [source_type]


def test_where_somebody_writes_is_no_part_of_who_writes():
    acts = acts_of("وكتبت السفيرة على تويتر أن الحفل كان ناجحا.")
    assert acts["source_words"].tolist() == ["السفيرة"]


def test_a_family_name_is_no_verb():
    # سيريني has the letters of "he will show me".
    acts = acts_of("وأكدت وكيلة وزارة الخارجية الإيطالية مارينا سيريني أن التحالف باق.")
    assert acts["cue_words"].tolist() == ["وأكدت"]


def test_an_event_that_confirms_says_nothing():
    assert acts_of("وجاءت الجولة مؤكدة عمق الصداقة بين الشعبين.").empty


@pytest.mark.parametrize(
    "opening",
    ["وجاء في كلمة الأمين العام:", "وألقت الوزيرة كلمة جاء فيها:", "وورد في البيان الختامي:"],
)
def test_what_came_in_a_speech_is_its_speakers_to_its_end(opening):
    speech = "نشكر المملكة على الاستقبال.\nونؤكد أن العمل لم ينته بعد."
    acts = acts_of(f"{opening}\n{speech}")
    assert acts["content_words"].tolist() == [speech.rstrip(".")]


def test_verbs_of_darija_in_their_own_forms():
    # The minister (f.) affirmed that the help will grow; the councillor explains that it is enough.
    acts = acts_of("وأكدات الوزيرة باللي الدعم غادي يتزاد. وكيوضح المستشار بلي كافي هاد العام.")
    assert acts["cue_words"].tolist() == ["وأكدات", "وكيوضح"]
    assert acts["content_words"].tolist()[0] == "الدعم غادي يتزاد"


def _case(name):
    path = Path(__file__).parents[4] / "shared" / "cases" / name / "input.csv"
    if not path.is_file():
        pytest.skip("needs ../shared/cases, which is not here")
    table = pd.read_csv(path, dtype=str)
    if "article_id" not in table:
        table["article_id"] = [str(row) for row in range(len(table))]
    return table.assign(title=table["title"].fillna(""))


def test_every_kind_of_mark_bounds_its_quotation():
    table = _case("quotation-marks")
    acts = find_attributions(table, cut_sentences(table))
    documents = dict(zip(table["article_id"], table["title"] + "\n" + table["text"], strict=True))
    said = acts[acts["speaker"].str.contains("وزير الخارجية", na=False)]
    words = [
        documents[a][int(b) : int(c)]
        for a, b, c in zip(said["article_id"], said["content_start"], said["content_end"], strict=True)
    ]  # fmt: skip
    assert set(said["article_id"]) == set(table["article_id"])
    assert {w.removesuffix(" في محاربة الإرهاب") for w in words} == {"المغرب شريك موثوق"}
    assert set(said["kind"]) == {"direct"}


def test_a_form_that_no_verb_has_is_free_to_be_a_name():
    table = _case("verb-form-that-is-a-name")
    acts = find_attributions(table, cut_sentences(table))
    assert acts["cue_start"].tolist() == [len(table["title"][0]) + 1]
    assert acts["speaker"].tolist() == ["إبراهيم قالن المتحدث باسم الرئيس"]


@pytest.mark.parametrize(
    "source", ["المدير العام للمستشفى سعيد العمري", "المتحدث الرسمي لحرس الحدود العقيد ساهر الحربي"]
)
def test_the_speaker_stands_behind_the_paper_that_is_spoken_to(source):
    # The director told «the new dawn» that the ward will open soon.
    acts = acts_of(f"وأوضح لـ”الفجر الجديد” {source} أن القسم سيفتح قريبا.")
    assert acts["source_words"].tolist() == [source]


def test_highlights_of_a_statement_are_not_its_text():
    # These are the most notable things that came in the statement: then the reporter's own lines.
    acts = acts_of(
        'وفي ما يلي أبرز ما ورد في البيان:\nوجاء في البيان: "نرحب بالاتفاق ونشكر الوسطاء".\n'
        "ووصل الوفد إلى المدينة مساء."
    )
    assert acts["content_words"].tolist() == ["نرحب بالاتفاق ونشكر الوسطاء"]
