"""The forms of words, by the paradigm table."""

import pytest

from toolkit.lexicons import Entry, entry_forms, load_lexicon
from toolkit.lexicons.paradigms import paradigm_table, slots, spell


def texts(entry: Entry) -> set[str]:
    return {form.text for form in entry_forms(entry)}


@pytest.mark.parametrize(
    ("slot", "stem", "forms"),
    [
        ("perfect", "شكر", "شكر شكرت شكروا شكرتا شكرا شكرنا"),
        ("perfect", "قاد", "قاد قادت قادوا قدت قدنا"),  # hollow
        ("perfect", "بارك", "بارك باركت باركوا باركنا"),  # not hollow: the alef is no radical
        ("perfect", "أثنى", "أثنى أثنت أثنوا أثنينا"),  # weak, y
        ("perfect", "دعا", "دعا دعت دعوا دعونا"),  # weak, w
        ("perfect", "هنأ", "هنأ هنأت هنأوا هنؤوا هنأنا"),  # hamza
        ("imperfect", "يشيد", "يشيد تشيد نشيد أشيد يشيدون يشيدوا تشيدان"),
        ("imperfect", "يثني", "يثني يثنون يثنوا يثن"),
        ("imperfect", "يدعو", "يدعو يدعون ندعو يدع"),
        ("imperfect", "يرعى", "يرعى نرعى يرعون"),
        ("masdar", "إشادة", "إشادة إشادات إشادتين"),
        ("participle", "مشيد", "مشيد مشيدا مشيدة مشيدون مشيدين مشيدات"),
        ("participle", "مثني", "مثني مثن مثنيا مثنية مثنون مثنين"),
        ("adjective", "إقليمي", "إقليمي إقليمية إقليميا إقليميون إقليميين إقليميات"),
    ],
)
def test_forms_of_a_stem(slot: str, stem: str, forms: str) -> None:
    assert set(forms.split()) <= {form.text for form in spell(slot, stem)}


@pytest.mark.parametrize(
    ("slot", "stem", "never"),
    [("perfect", "بارك", "برك"), ("perfect", "قاد", "قد"), ("noun", "إشادة", "إشادةا")],
)
def test_forms_that_do_not_exist(slot: str, stem: str, never: str) -> None:
    assert never not in {form.text for form in spell(slot, stem)}


def test_a_verb_needs_no_more_than_its_headword() -> None:
    assert {"شكر", "شكرت", "شكروا"} <= texts(Entry("شكر", pos="verb"))


def test_fixed_generates_nothing() -> None:
    assert texts(Entry("بطل", fixed=True, forms=("أبطال",))) == {"بطل", "أبطال"}
    assert "بطلان" in texts(Entry("بطل"))
    assert texts(Entry("شكر", pos="verb", fixed=True)) == {"شكر"}


def test_a_phrase_may_have_stems_beside() -> None:
    entry = Entry("رفع القبعة", pos="phrase", paradigm={"masdar": ("تقدير",)})
    assert {"رفع القبعة", "تقدير", "تقديرا"} <= texts(entry)


def test_a_bracket_is_no_part_of_the_word() -> None:
    assert "ثمن" in texts(Entry("ثمن (noun)"))
    assert not any("(" in text for text in texts(Entry("ثمن (noun)")))


def test_alternatives_in_a_phrase() -> None:
    entry = Entry("رائد/رائدة إقليمي/إقليمية", pos="phrase")
    assert len(texts(entry)) == 4
    assert "رائدة إقليمية" in texts(entry)


def test_forms_come_in_the_same_order() -> None:
    entry = Entry("أشاد", pos="verb", paradigm={"perfect": ("أشاد",), "imperfect": ("يشيد",)})
    assert entry_forms(entry) == entry_forms(entry)
    assert len(set(entry_forms(entry))) == len(entry_forms(entry))


def test_the_table_names_only_licences_that_it_has() -> None:
    licences = set(paradigm_table()["licences"])
    assert {slot.licence for slot in slots().values()} <= licences
    others = {name for slot in slots().values() for rule in slot.rules for name, _ in rule.others}
    assert others == {"indefinite", "construct", "jussive"} <= licences


def test_a_template_means_what_re_says() -> None:
    for entry in load_lexicon("cues").entries:
        for slot, stems in entry.paradigm.items():
            for stem in stems:
                matches = ((rule, rule.match.fullmatch(stem)) for rule in slots()[slot].rules)
                found = next((pair for pair in matches if pair[1]), None)
                if found and found[1]:
                    texts = [found[1].expand(form) for form in found[0].forms]
                    assert [form.text for form in spell(slot, stem)][: len(texts)] == texts
