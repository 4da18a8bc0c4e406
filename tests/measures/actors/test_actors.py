"""Who speaks, for which state: phrases as Arabic news writes them, each with what is right."""

import pandas as pd
import pytest

from toolkit.errors import InputError
from toolkit.examples import marrakesh
from toolkit.measures.actors import actors_sheet, find_actors, gather_actors, mentions_of
from toolkit.measures.actors.corrections import read_corrections
from toolkit.measures.actors.gender import gender_of
from toolkit.measures.actors.reading.mentions import read_mention
from toolkit.measures.actors.reading.targets import read_target
from toolkit.study.scoring import score

NAMES = {
    "السيد بوريطة": ("person", "ناصر بوريطة", "MA"),
    "وبوريطة": ("person", "ناصر بوريطة", "MA"),
    "بلينكين": ("person", "أنتوني بلينكن", "US"),
    "أنطوني بلنكن": ("person", "أنتوني بلينكن", "US"),
    "نيولاند": ("person", "فيكتوريا نولاند", "US"),
    "الوزير الإسباني ألباريس": ("person", "خوسيه مانويل ألباريس", "ES"),
    "نائب الرئيس مايك بنس": ("person", "مايك بنس", "US"),
    # "Trump's lawyer Michael Cohen": the name behind the title, not the one inside it.
    "محامي ترامب مايكل كوهين": ("person", "مايكل كوهين", "US"),
    "واشنطن": ("state", "الولايات المتحدة", "US"),
    "الولاياتالمتحدة": ("state", "الولايات المتحدة", "US"),
    "قصر المرادية": ("state", "الجزائر", "DZ"),
    "نظام الكابرانات": ("state", "الجزائر", "DZ"),
    "السلطات البريطانية": ("state", "بريطانيا", "GB"),
    "بلاغ لوزارة الخارجية المغربية": ("body", "", "MA"),
    "متحدث باسم الخارجية الروسية": ("body", "", "RU"),
    'وكالة الأنباء الإسبانية "أوروبا بريس"': ("body", "أوروبا بريس", "ES"),
    # "the German paper": the letters of the article begin the name of the land, too.
    "صحيفة هاندلشبلات الألمانية": ("body", "", "DE"),
    # A short land has its preposition all the same.
    "مسؤول في السلطة المحلية بعدن": ("unnamed", "", "YE"),
    # Kings, lands and surnames inside a man's name are none of their own.
    "الدكتور عبدالرحمن الجبير": ("person", "عبدالرحمن الجبير", ""),
    "محمد الجزائري": ("person", "محمد الجزائري", ""),
    "الإمام فيصل بن تركي": ("person", "فيصل بن تركي", ""),
    "مشعل بن عبدالله بن مساعد": ("person", "مشعل بن عبدالله بن مساعد", ""),
    "رئيس جامعة الملك عبدالله للعلوم": ("office", "", ""),
    # A governor of a region is no king; the king's deputy is his heir.
    "أمير منطقة مكة المكرمة": ("office", "أمير منطقة مكة المكرمة", "SA"),
    "نائب خادم الحرمين الشريفين": ("office", "", "SA"),
    # Where somebody lives tells no citizenship; a member of Europe's parliament is of several states.
    "الناشط المقيم في لندن إدريس السالمي": ("person", "إدريس السالمي", ""),
    "النائب الأوروبي كارل هانسن": ("person", "كارل هانسن", "INT"),
    # "the international organisation" is one, "an international organisation" any.
    "المنظمة الدولية": ("body", "الأمم المتحدة", "INT"),
    "منظمة دولية للإغاثة": ("body", "", ""),
    # The deputy of a spokesman speaks for the same house.
    "نائب المتحدث الصحفي باسم البيت الأبيض": ("state", "الولايات المتحدة", "US"),
    # What stands behind a colon is somebody's words; where he spoke is none of who he is.
    "الأمير علي: لن أترشح غدا": ("person", "علي", ""),
    "الوزير في مقابلة مع صحيفة": ("pointing", "", ""),
    # A referee is no ruling, and sources that are diplomatic are no ministry.
    "الحكم الدولي نبيل الشمري": ("person", "نبيل الشمري", ""),
    "مصادر دبلوماسية": ("unnamed", "", ""),
    # A first name makes a person of whom type says a company.
    "بول سكولز": ("person", "بول سكولز", ""),
    # A verb behind a name is none of it; nor is a title before one.
    "الممثلة سمر الحوراني تنتقد الجدل": ("person", "سمر الحوراني", ""),
    "المعارض المنفي منير الطاهري": ("person", "منير الطاهري", ""),
    # "the adviser Merkel" is she; "Merkel's adviser" would be another.
    "المستشارة ميركل": ("person", "أنغيلا ميركل", "DE"),
    # Two titles and one name are one man.
    "رئيس الأركان ووزير الدفاع سالم الحوراني": ("person", "سالم الحوراني", ""),
    "مدير المعهد عبد الله الصقر": ("person", "عبد الله الصقر", ""),
    # A deputy is not his minister, the head of a board is no head of state.
    "نائب وزير الخارجية الإيراني": ("unnamed", "", "IR"),
    "الرئيس الفلسطيني في جلسة مجلس الأمن": ("office", "", "PS"),
    "رئيس الوزراء الإسرائيلي ووزير الخارجية الأميركي": ("group", "", "INT"),
    "هيئة الزيتون توثق حسابها": ("body", "هيئة الزيتون", ""),
}


@pytest.mark.parametrize(
    "phrase", ["تأسيسها", "تمسكه بالاتفاق", "الرئيس العام للناشئين", "بعض البلاغات"]
)
def test_what_is_no_name_is_no_person(phrase):
    assert read_mention(phrase).kind != "person"
    assert read_mention(phrase).office != "head"


@pytest.mark.parametrize("phrase", ["الوزير الإسباني، الذي راهن عليه الخصوم كي يرتد على عقبيه"])
def test_words_of_a_clause_are_no_name(phrase):
    assert read_mention(phrase).kind == "pointing"


def test_a_town_is_no_surname_of_the_same_letters():
    # Paris beside Albares, whose name begins with the letters of the article.
    assert read_mention("باريس").state == "FR"
    assert read_mention("الباريس").name == "خوسيه مانويل ألباريس"


def test_words_of_the_same_consonants_need_the_look_of_a_name():
    assert not read_mention("وكالة جرجرة").known


@pytest.mark.parametrize(("phrase", "expected"), NAMES.items())
def test_a_phrase_is_read(phrase, expected):
    reading = read_mention(phrase)
    kind, name, state = expected
    assert (reading.kind, reading.state) == (kind, state)
    assert not name or reading.name == name


def test_two_arabic_names_of_the_same_consonants_stay_two():
    assert read_mention("قاسم سليماني").name != read_mention("الملك سلمان").name


def test_a_family_name_beside_another_first_name_is_another_person():
    assert not read_mention("إريك ترامب").known


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("بالدور الريادي للمغرب", "المغرب"),
        ("التجربة المغربية في التكوين", "المغرب"),
        ("القيادة الرشيدة للملك محمد السادس", "محمد السادس"),
        ("العلاقات المغربية الأمريكية", "المغرب والولايات المتحدة"),
    ],
)
def test_praise_of_a_deed_is_its_owners(phrase, name):
    assert read_target(phrase).name == name


NO_PRAISE = pd.DataFrame(
    columns=["article_id", "praise", "start", "target", "holder", "attribution"]
)


def study(*texts: str, outlet: str = "هسبريس", day: str = "2022-05-11"):
    table = pd.DataFrame({
        "article_id": [str(i) for i in range(len(texts))], "outlet": outlet, "title": "",
        "text": list(texts), "published": pd.Timestamp(day, tz="UTC"),
    })  # fmt: skip
    return score(table)


def test_an_office_is_who_held_it_on_the_day():
    found = study("أكد وزير الخارجية الأميركي أن الاجتماع ناجح.", day="2018-06-01")
    assert found.attributions["actor"].tolist() == ["person:مايك بومبيو"]
    found = study("أكد وزير الخارجية الأميركي أن الاجتماع ناجح.", day="2022-05-11")
    assert found.attributions["actor"].tolist() == ["person:أنتوني بلينكن"]


def test_one_actor_across_articles_and_spellings():
    found = study(
        "قال وزير الخارجية المغربي ناصر بوريطة إن الاجتماع ناجح.",
        "أكد بوريطة أن التهديد قائم.",
        "أعلن رئيس الدبلوماسية المغربية أن الدورة ستعقد في مراكش.",
    )
    row = found.actors.iloc[0]
    assert (row["name"], row["state"], row["acts"], row["articles"]) == ("ناصر بوريطة", "MA", 3, 3)


@pytest.mark.parametrize(
    ("text", "outlet", "state"),
    [
        # "the ministry for the community abroad" is Algiers', whoever prints it
        ("أعلنت وزارة الشؤون الخارجية والجالية الوطنية بالخارج موقفها من المغرب.", "هسبريس", "DZ"),
        # ministers of a region are of several states
        ("قال وزراء أفارقة إن المغرب بلد مضيف.", "هسبريس", "INT"),
        # in news for all Arab states, the land that is named, not the outlet's
        ("انتقلت القاهرة إلى الإعداد. وقالت الحكومة إن المصريين راضون.", "Sky News Arabia", "EG"),
        # whoever speaks for a movement in dispute is of no state
        ("قالت ليلى سليم القيادية في جبهة البوليساريو إن المغرب أخطأ.", "هسبريس", None),
    ],
)
def test_the_state_of_who_speaks(text, outlet, state):
    found = study(text, outlet=outlet).attributions
    assert [s if isinstance(s, str) else None for s in found["state"]] == [state]


def test_an_officer_of_a_land_is_whom_the_days_articles_name():
    found = study(
        "قال وزير الخارجية الإسباني خوسيه مانويل ألباريس إن اللقاء ناجح.",
        "أكد الوزير الإسباني أن اللقاء مهم.",
    )
    assert set(found.attributions["actor"]) == {"person:خوسيه مانويل ألباريس"}


def test_the_participants_of_one_meeting_are_one_group_by_its_town():
    texts = ["المشاركون في مؤتمر مراكش قالوا ذلك.", "الوفود المشاركة في اجتماع مراكش أكدت ذلك."]
    ends = [10, 16]
    acts = pd.DataFrame({
        "article_id": ["a", "b"], "attribution": 0, "cue_start": 25, "source_start": 1,
        "source_end": ends, "source_resolved_start": pd.NA, "source_resolved_end": pd.NA,
        "speaker": [text[: end - 1] for text, end in zip(texts, ends, strict=True)],
        "source_type": "intergovernmental",
    })  # fmt: skip
    articles = pd.DataFrame({
        "article_id": ["a", "b"], "title": "", "text": texts,
        "published": pd.Timestamp("2022-05-11", tz="UTC"),
    })  # fmt: skip
    found = find_actors(articles, acts, NO_PRAISE)
    assert found.attributions["actor"].nunique() == 1
    # A month later it is another meeting.
    later = articles.assign(published=pd.to_datetime(["2022-05-11", "2022-07-11"], utc=True))
    assert find_actors(later, acts, NO_PRAISE).attributions["actor"].nunique() == 2


def test_who_praises_is_not_whom_the_praise_honours():
    # "Blinken thanked the kingdom": the target's words may begin with the holder.
    acts = pd.DataFrame({
        "article_id": ["a"], "attribution": [0], "cue_start": [1], "source_start": [5],
        "source_end": [11], "source_resolved_start": pd.NA, "source_resolved_end": pd.NA,
        "speaker": ["بلينكن"], "source_type": ["government"],
    })  # fmt: skip
    praise = pd.DataFrame({
        "article_id": ["a"], "praise": [0], "start": [0], "target": ["بلينكن المغرب"],
        "holder": ["بلينكن"], "attribution": [0],
    })  # fmt: skip
    articles = pd.DataFrame({"article_id": ["a"], "title": "", "text": ["شكر بلينكن المغرب."]})
    assert find_actors(articles, acts, praise).praise["target_state"].tolist() == ["MA"]


def acts_of(*rows):
    """Acts of articles: article, source, speaker's type."""
    return pd.DataFrame([
        {"article_id": own, "attribution": n, "cue_start": start + len(source) + 1,
         "source_start": start, "source_end": start + len(source), "source_resolved_start": pd.NA,
         "source_resolved_end": pd.NA, "speaker": source, "source_type": kind}
        for n, (own, start, source, kind) in enumerate(rows)
    ])  # fmt: skip


def read(text, *sources, title="", **columns):
    """Actor and state of every source that stands in a text."""
    document = f"{title}\n{text}"
    rows, start = [], 0
    for source, kind in sources:
        start = document.index(source, start)
        rows.append(("a", start, source, kind))
        start += 1
    articles = pd.DataFrame({"article_id": ["a"], "title": [title], "text": [text], **columns})
    found = find_actors(articles, acts_of(*rows), NO_PRAISE).attributions
    return [
        (actor if isinstance(actor, str) else None, state if isinstance(state, str) else None)
        for actor, state in zip(found["actor"], found["state"], strict=True)
    ]


def test_an_outlet_that_names_itself_is_of_its_seat():
    found = read("قالت وكالة زيتونة إن الموسم جيد.", ("وكالة زيتونة", "media"),
                 outlet=["وكالة زيتونة للأنباء"], country=["TN"])  # fmt: skip
    assert found[0][1] == "TN"


def test_an_outlet_that_others_quote_is_of_its_seat():
    articles = pd.DataFrame({
        "article_id": ["a", "b"], "title": "", "outlet": ["وكالة زيتونة للأنباء", "صحيفة التل"],
        "country": ["TN", "JO"], "text": ["قال سالم الحوراني نعم.", "قالت وكالة زيتونة إنه قال."],
    })  # fmt: skip
    acts = acts_of(("a", 5, "سالم الحوراني", "citizen"), ("b", 6, "وكالة زيتونة", "media"))
    assert find_actors(articles, acts, NO_PRAISE).attributions["state"].tolist()[1] == "TN"


def test_an_officer_of_a_headline_is_who_speaks_most_in_the_text():
    text = (
        "قال المسؤول الأميركي جون هارلو نعم. وقال المسؤول الأميركي كارل دين لا. "
        "وأضاف المسؤول الأميركي جون هارلو ذلك."
    )
    sources = [
        ("مسؤول أميركي", "government"), ("المسؤول الأميركي جون هارلو", "government"),
        ("المسؤول الأميركي كارل دين", "government"), ("المسؤول الأميركي جون هارلو", "government"),
    ]  # fmt: skip
    found = read(text, *sources, title="مسؤول أميركي يقول نعم")
    assert found[0] == ("person:جون هارلو", "US")


def test_an_office_without_a_name_is_whom_the_article_names_with_it():
    text = "أعلن عامل إقليم الوادي سالم الحوراني ذلك. ثم قال عامل إقليم الوادي نعم."
    found = read(text, ("عامل إقليم الوادي سالم الحوراني", "government"),
                 ("عامل إقليم الوادي نعم"[:17], "government"))  # fmt: skip
    assert {actor for actor, _ in found} == {"person:سالم الحوراني"}


def test_a_paper_is_called_the_paper_afterwards():
    text = "ذكرت نيويورك تايمز ذلك. وقالت الصحيفة إنه صحيح."
    found = read(text, ("نيويورك تايمز", "media"), ("الصحيفة", "media"))
    assert {actor for actor, _ in found} == {"body:نيويورك تايمز"}


def test_the_man_is_whom_the_text_has_named():
    text = "قال الناشط سالم الحوراني نعم. وقال الرجل إنه باق."
    found = read(text, ("الناشط سالم الحوراني", "civil_society"), ("الرجل", "civil_society"))
    assert {actor for actor, _ in found} == {"person:سالم الحوراني"}


def test_a_surname_that_looks_like_a_plural_is_its_bearer():
    text = "قالت المختصة لبنى السعدون نعم. ورأت السعدون ذلك."
    found = read(text, ("المختصة لبنى السعدون", "expert"), ("السعدون", "expert"))
    assert {actor for actor, _ in found} == {"person:لبنى السعدون"}


@pytest.mark.parametrize(
    ("country", "kind", "state"),
    [("JO", "private", "JO"), ("GB", "private", None), ("AE", "pan_arab", None)],
)
def test_an_expert_without_a_state_is_a_citizen_at_home_alone(country, kind, state):
    found = read("قال الباحث كمال السالمي إن الأمر صعب.", ("الباحث كمال السالمي", "expert"),
                 outlet=["منبر التل"], country=[country], outlet_kind=[kind])  # fmt: skip
    assert found[0][1] == state


def test_a_state_that_a_title_tells_goes_before_what_articles_are_about():
    articles = pd.DataFrame({
        "article_id": ["a", "b", "c"], "title": "", "outlet": "منبر التل", "text": [
            "قال الناطق سالم الحوراني إن اليمن واليمن واليمن بخير.",
            "قال الناطق سالم الحوراني إن اليمن واليمن واليمن بخير.",
            "قال الناطق الأردني سالم الحوراني نعم."],
    })  # fmt: skip
    acts = acts_of(("a", 5, "الناطق سالم الحوراني", "government"),
                   ("b", 5, "الناطق سالم الحوراني", "government"),
                   ("c", 5, "الناطق الأردني سالم الحوراني", "government"))  # fmt: skip
    found = find_actors(articles, acts, NO_PRAISE).attributions
    assert set(found["state"]) == {"JO"}


def test_one_first_name_joins_no_two_men():
    articles = pd.DataFrame({
        "article_id": ["a", "b"], "title": "",
        "text": ["قال العميد عبد الله نعم.", "قال المهندس عبد الله لا."],
    })  # fmt: skip
    acts = acts_of(
        ("a", 5, "العميد عبد الله", "government"), ("b", 5, "المهندس عبد الله", "business")
    )
    assert find_actors(articles, acts, NO_PRAISE).attributions["actor"].nunique() == 2


def test_what_is_praised_and_nobodys_is_not_told():
    # "the black holes" are no actor, and so not the state that the text is about
    reading = read_target("الثقوب السوداء")
    assert reading.is_open


def test_gender_is_told_by_first_names_of_either_kind():
    assert [gender_of(name, []) for name in ("أنور السالمي", "سيف الحربي", "زينب العلوي")] == [
        "m", "m", "f",
    ]  # fmt: skip


def test_unnamed_sources_are_never_joined_across_articles():
    text = "قال مسؤول أميركي إن الاجتماع ناجح."
    assert study(text, text).attributions["actor"].nunique() == 2


@pytest.fixture(scope="module")
def whole():
    return score(marrakesh())


@pytest.mark.parametrize("parts", [1, 2, 5, 36])
def test_parts_and_the_whole_give_the_same_actors(whole, parts):
    articles, acts, praise = whole.articles, whole.attributions, whole.praise
    order = articles["article_id"].tolist()[::-1]
    mentions = []
    for part in range(parts):
        own = set(order[part::parts])
        rows = (table[table["article_id"].isin(own)] for table in (articles, acts, praise))
        mentions.append(mentions_of(*rows))
    joined = gather_actors(pd.concat(mentions, ignore_index=True), acts, praise)
    pd.testing.assert_frame_equal(joined.actors, whole.actors)
    assert joined.attributions["actor"].equals(acts["actor"])


def test_a_researchers_correction_wins_and_survives_new_articles():
    texts = ("قال سالم الحوراني إن الاجتماع ناجح.", "وقال منير الطاهري إنه قلق.")
    found = study(*texts)
    sheet = actors_sheet(found.actors, found.articles, found.attributions, found.praise)
    sheet.loc[sheet["name"].isin(["سالم الحوراني", "منير الطاهري"]), "name"] = "الناطقان"
    sheet.loc[sheet["name"] == "الناطقان", "state"] = "JO"
    again = study(*texts, "أكد سالم الحوراني أن الاجتماع مهم.").articles
    corrected = score(again, actors=sheet)
    assert set(corrected.attributions["actor"]) == {"person:الناطقان"}
    assert set(corrected.attributions["state"]) == {"JO"}


def test_a_correction_of_an_unnamed_source_stays_with_its_article():
    text = "قال مسؤول أميركي إن الاجتماع ناجح."
    found = study(text)
    sheet = actors_sheet(found.actors, found.articles, found.attributions, found.praise)
    sheet["name"] = "كارل دين"
    # An article that comes before it has an unnamed source of the same words.
    articles = study(text, text, text).articles
    articles["article_id"] = ["9", "8", "0"]
    corrected = score(articles, actors=sheet).attributions
    named = dict(zip(corrected["article_id"], corrected["actor"], strict=True))
    assert named["0"] == "unnamed:كارل دين"
    assert "كارل دين" not in named["8"] + named["9"]


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [("state", "Maroc", "row 1: state is 'Maroc'"), ("kind", "man", "row 1: kind is 'man'")],
)
def test_a_slip_in_the_corrections_is_told(column, value, said):
    found = study("قال ناصر بوريطة إن الاجتماع ناجح.")
    with pytest.raises(InputError, match=said):
        read_corrections(found.actors.assign(**{column: value}))


def test_a_missing_file_of_corrections_is_told(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        read_corrections(tmp_path / "actors.csv")


def test_scores_rest_on_actors():
    found = study("قال ناصر بوريطة إن الاجتماع ناجح. وقال بلينكن إن الاجتماع مهم.")
    row = found.scores.iloc[0]
    assert row["states"] == 2
    assert row["state_diversity"] == 1.0
    assert 0 < row["own_state_share"] < 1
    assert 0.5 <= row["top_actor_share"] < 1
