"""Codings go out to annotation tools and come back without a span lost or moved."""

import json
import unicodedata
import zipfile
from xml.etree import ElementTree

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.validation.codebook import codebook, shown, shown_layer, shown_value, values
from toolkit.validation.coding import read_coded, read_texts
from toolkit.validation.inception import TYPE, inception_codings, read_inception, write_inception
from toolkit.validation.inception_project import write_inception_project
from toolkit.validation.interface import label_studio_interface
from toolkit.validation.label_studio import (
    label_studio_codings,
    read_label_studio,
    write_label_studio,
)
from toolkit.validation.offsets import Utf16
from toolkit.validation.span_codings import put_together
from toolkit.validation.span_table import (
    CODE_NAMES,
    LAYERS,
    coded_from_spans,
    documents,
    span_table,
    spans_from_coded,
)

# Vowel marks, tatweel, a flag (two astral points), a family (joined by ZWJ), a precomposed and a
# decomposed alef with madda, a bidirectional mark.
PIECES = [
    "قالَ",
    "الوزيـــر",
    "🇲🇦",
    "👨‍👩‍👧",
    "آ",
    unicodedata.normalize("NFD", "آ"),
    "\u200f",
    " ",
    "«",
    "é",
    "\n",
]
HARD = "أكّد الوزير 🇲🇦 أنّ «القرآن» 👨‍👩‍👧 وثيقةٌ.\nوأضاف: نعم"


def to_frame(title: str, text: str, article_id: str = "س-1") -> pd.DataFrame:
    return pd.DataFrame({"article_id": [article_id], "outlet": ["الخبر"], "title": [title],
                         "text": [text]})  # fmt: skip


@st.composite
def articles_and_spans(draw):
    title, text = ("".join(draw(st.lists(st.sampled_from(PIECES), max_size=12))) for _ in "ab")
    articles = to_frame(title, text)
    length = len(documents(articles)["س-1"])
    place = st.integers(0, length)
    rows = [
        {"article_id": "س-1", "layer": layer, "unit": unit, "start": min(a, b), "end": max(a, b),
         "voice": "official" if layer == "sentence" else None,
         "kind": "direct" if layer == "cue" else None,
         "target": "المغرب 🇲🇦" if layer == "praise" else None}
        for unit, (layer, a, b) in enumerate(
            draw(st.lists(st.tuples(st.sampled_from(["sentence", "cue", "praise"]), place, place), max_size=6)))
        if a != b
    ]  # fmt: skip
    return articles, span_table(rows)


def without_units(spans: pd.DataFrame) -> list[tuple]:
    return sorted(map(tuple, spans.drop(columns="unit").astype(str).to_numpy().tolist()))


@settings(max_examples=60, deadline=None)
@given(articles_and_spans())
def test_label_studio_gives_back_every_span_where_it_was(tmp_path_factory, made):
    articles, spans = made
    file = tmp_path_factory.mktemp("ls") / "tasks.json"
    write_label_studio(articles, spans, file)
    assert without_units(read_label_studio(file, predictions=True)) == without_units(spans)


@settings(max_examples=60, deadline=None)
@given(articles_and_spans())
def test_inception_gives_back_every_span_where_it_was(tmp_path_factory, made):
    articles, spans = made
    folder = tmp_path_factory.mktemp("inception")
    write_inception(articles, spans, folder)
    pd.testing.assert_frame_equal(read_inception(folder), spans)


def test_inceptions_offsets_count_utf16_units_as_java_does(tmp_path):
    articles = to_frame("", HARD)
    start = documents(articles)["س-1"].index("القرآن")
    spans = span_table(
        [{"article_id": "س-1", "layer": "praise", "unit": 0, "start": start, "end": start + 6}]
    )
    write_inception(articles, spans, tmp_path)
    cas = json.loads(next(tmp_path.iterdir()).read_text("utf-8"))
    sofa, coding = (
        next(fs for fs in cas["%FEATURE_STRUCTURES"] if fs["%TYPE"] == t)
        for t in ("uima.cas.Sofa", TYPE)
    )
    utf16 = sofa["sofaString"].encode("utf-16-le")
    assert utf16[2 * coding["begin"] : 2 * coding["end"]].decode("utf-16-le") == "القرآن"
    assert coding["begin"] == start + 2, "the flag before it is two code points, four units"


def test_the_cas_is_read_alike_by_the_reference_implementation(tmp_path):
    cassis = pytest.importorskip("cassis")
    articles = to_frame("عنوان", HARD)
    text = documents(articles)["س-1"]
    start = text.index("وثيقة")
    spans = span_table(
        [
            {
                "article_id": "س-1",
                "layer": "cue",
                "unit": 0,
                "start": start,
                "end": start + 5,
                "kind": "direct",
            }
        ]
    )
    write_inception(articles, spans, tmp_path)
    file = next(tmp_path.iterdir())
    cas = cassis.load_cas_from_json(file.read_text("utf-8"))
    found = cas.select(TYPE)[0]
    assert (found.begin, found.end, found.kind) == (start, start + 5, "مباشر · direct")
    assert found.get_covered_text() == "وثيقة"
    cas.to_json(str(file))
    pd.testing.assert_frame_equal(read_inception(tmp_path), spans)


def test_label_studios_older_offsets_are_recognised_by_the_words(tmp_path):
    articles = to_frame("", HARD)
    text = documents(articles)["س-1"]
    start = text.index("وثيقة")
    file = tmp_path / "export.json"
    units = Utf16(text)
    value = {"start": units.from_points(start), "end": units.from_points(start + 5),
             "text": "وثيقة", "labels": ["praise"]}  # fmt: skip
    task = {"id": 7, "data": {"article_id": "س-1", "text": text}, "annotations": [
        {"completed_by": 3, "result": [{"id": "x", "type": "labels", "from_name": "layer", "to_name": "text", "value": value}]}]}  # fmt: skip
    file.write_text(json.dumps([task]), "utf-8")
    spans = read_label_studio(file)
    assert (spans["start"].iloc[0], spans["end"].iloc[0]) == (start, start + 5)
    value["text"] = "وثيقتان"
    file.write_text(json.dumps([task]), "utf-8")
    with pytest.raises(InputError, match="was the text changed"):
        read_label_studio(file)


def test_two_coders_of_one_task_stay_apart(tmp_path):
    text = "\nقال نعم"
    region = {"id": "x", "type": "labels", "from_name": "layer", "to_name": "text",
              "value": {"start": 1, "end": 4, "text": "قال", "labels": ["cue"]}}  # fmt: skip
    task = {"data": {"article_id": "a", "text": text},
            "annotations": [{"completed_by": 1, "result": [region]}, {"completed_by": 2, "result": [region]},
                            {"completed_by": 3, "was_cancelled": True, "result": [region]}]}  # fmt: skip
    (tmp_path / "export.json").write_text(json.dumps([task]), "utf-8")
    assert read_label_studio(tmp_path / "export.json")["coder"].tolist() == ["1", "2"]


def test_the_interface_knows_every_layer_and_code_in_both_languages():
    tree = ElementTree.fromstring(label_studio_interface())
    names = {e.get("value") for e in tree.iter("Label")}
    assert names == {shown_layer(name) for name in LAYERS if name != "article"}
    whole = {"official_framing", "agencies"}
    regions = {e.get("name") for e in tree.iter() if e.get("perRegion")}
    assert regions == set(CODE_NAMES) - whole
    shortcuts = [e.get("hotkey") for e in tree.iter() if e.get("hotkey")]
    assert len(shortcuts) == len(set(shortcuts))
    of_voice = next(e for e in tree.iter("Choices") if e.get("name") == "voice")
    assert [c.get("value") for c in of_voice] == [shown_value("voice", v) for v in values("voice")]
    assert "rtl" in tree.get("style")


def test_every_question_of_the_interface_has_its_name_above_it():
    # Seen in the real program: of a cue one read "yes, no" and not of what.
    tree = ElementTree.fromstring(label_studio_interface())
    for code in CODE_NAMES:
        above = next(e for e in tree.iter() if any(c.get("name") == code for c in e))
        heads = [c.get("value") for c in above if c.tag == "Header"]
        assert shown(codebook()["codes"][code]) in heads
        if any(c.get("perRegion") for c in above):
            assert above.get("visibleWhen") == "region-selected"
    # And "cue" ran together with its key Q.
    assert "hotkey" in tree.findtext("Style")


def test_every_name_stands_in_both_languages_and_is_read_back():
    for entry in [*codebook()["layers"].values(), *codebook()["codes"].values(),
                  *codebook()["columns"].values()]:  # fmt: skip
        assert entry["ar"]
        assert entry["en"]


REAL = "label-studio-real-exports"


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("annotation-without-result", "task 1, article a1: an annotation has no result"),
        ("other-text-key", "task 1, article a1: its data has no 'text'; found: article_id, body"),
    ],
)
def test_an_export_that_cannot_be_read_is_refused_by_task(shared, name, says):
    with pytest.raises(InputError, match=says):
        read_label_studio(shared / "cases" / REAL / f"{name}.json")


@pytest.mark.parametrize(
    ("name", "layers", "coders"),
    [
        ("choice-for-the-whole-text", ["article", "cue"], {"1"}),
        ("completed-by-object", ["cue", "cue"], {"1", "2"}),
        ("empty-textarea", ["cue"], {"1"}),
        ("no-labels-key", [], set()),
        ("region-without-label", ["cue"], {"1"}),
    ],
)
def test_an_export_of_every_shape_is_read(shared, name, layers, coders):
    table = read_label_studio(shared / "cases" / REAL / f"{name}.json")
    assert table["layer"].tolist() == layers
    assert set(table.get("coder", ())) == coders
    if "label" in name.replace("label-studio", ""):
        assert table.attrs["notes"] == ["1 regions have no label and are passed over"]
    if "choice" in name:
        assert table["official_framing"].tolist() == ["2", None]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("one-by-one", [("a1", "")]),
        ("project-export", [("a1", "anna"), ("a1", "bilal"), ("a2", "anna")]),
    ],
)
def test_inceptions_own_exports_keep_articles_and_coders_apart(shared, place, expected):
    codings, _ = inception_codings(shared / "cases" / "inception-document-id" / place)
    assert [(c.article_id, c.coder) for c in codings] == expected


def test_a_coder_without_a_name_but_an_address_has_none_in_the_table(tmp_path):
    task = {"data": {"article_id": "a", "text": "\nقال"}, "annotations": [
        {"completed_by": {"email": "s@example.org"}, "result": []},
        {"completed_by": "s@example.org", "result": []}]}  # fmt: skip
    (tmp_path / "e.json").write_text(json.dumps([task]), "utf-8")
    codings, _ = label_studio_codings(tmp_path / "e.json")
    assert [c.coder for c in codings] == ["", ""]


def test_what_was_opened_and_saved_is_coded_as_empty(tmp_path):
    task = {"data": {"article_id": "a", "text": "\nقال", "codebook": "1.3"}, "annotations": [
        {"completed_by": 1, "result": [{"type": "choices", "from_name": "official_framing",
         "to_name": "text", "id": "g", "value": {"choices": [shown_value("official_framing", "0")]}}]}]}  # fmt: skip
    (tmp_path / "e.json").write_text(json.dumps([task]), "utf-8")
    ((coding,), notes) = label_studio_codings(tmp_path / "e.json")
    assert notes == []
    assert put_together("e", coding) == {
        "article_id": "a", "official_framing": 0, "agencies": [], "sentences": None,
        "attributions": [], "praise": [],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('[{"id": 1, "text": "خبر", "layer": []}]', "not as JSON-MIN"),
        ("{}", "no export of tasks"),
        ("[", "cannot be read as JSON"),
    ],
)
def test_exports_of_other_forms_are_refused(tmp_path, content, says):
    (tmp_path / "e.json").write_text(content, "utf-8")
    with pytest.raises(InputError, match=says):
        read_label_studio(tmp_path / "e.json")


def test_the_project_holds_layer_tag_sets_and_every_article(tmp_path):
    articles = pd.concat([to_frame("أ", HARD, "س/1"), to_frame("ب", "نعم.", "2")])
    write_inception_project(articles, None, tmp_path / "p.zip")
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        project = json.loads(archive.read("exportedproject.json"))
        names = [d["name"] for d in project["source_documents"]]
        assert names == ["س_1.json", "2.json"]
        assert all(f"source/{name}" in archive.namelist() for name in names)
    assert project["script_direction"] == "RTL"
    (layer,) = project["layers"]
    assert (layer["name"], layer["anchoring_mode"], layer["cross_sentence"]) == (TYPE, "CHARACTERS", True)  # fmt: skip
    tags = {t["name"]: [tag["tag_name"] for tag in t["tags"]] for t in project["tag_sets"]}
    assert tags["voice"] == [shown_value("voice", v) for v in values("voice")]
    assert tags["layer"] == [shown_layer(name) for name in LAYERS]


def test_a_project_export_is_read_from_its_zip_without_what_no_coder_made(tmp_path):
    articles = to_frame("عنوان", HARD, "س/1")
    spans = span_table([{"article_id": "س/1", "layer": "praise", "unit": 3, "start": 6, "end": 9}])
    write_inception(articles, spans, tmp_path / "one")
    cas = (tmp_path / "one" / "س_1.json").read_text("utf-8").replace('"documentId": "س/1"', '"documentId": "anna"')  # fmt: skip
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for path in ("source/س_1.json", "annotation/س_1.json/INITIAL_CAS.json",
                     "annotation/س_1.json/anna.json", "curation/س_1.json/CURATION_USER.json"):  # fmt: skip
            archive.writestr(path, cas)
        archive.writestr("exportedproject.json", "{}")
    codings, _ = inception_codings(tmp_path / "export.zip")
    assert sorted((c.article_id, c.coder) for c in codings) == [("س/1", "anna"), ("س/1", "curator")]


def test_xmi_is_read_through_the_reference_implementation(tmp_path):
    cassis = pytest.importorskip("cassis")
    articles = to_frame("عنوان", HARD)
    spans = span_table([{"article_id": "س-1", "layer": "praise", "unit": 3, "start": 6, "end": 9}])
    write_inception(articles, spans, tmp_path / "one")
    cas = cassis.load_cas_from_json((tmp_path / "one" / "س-1.json").read_text("utf-8"))
    with zipfile.ZipFile(tmp_path / "inner.zip", "w") as archive:
        archive.writestr("anna.xmi", cas.to_xmi())
        archive.writestr("TypeSystem.xml", cas.typesystem.to_xml())
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        archive.write(tmp_path / "inner.zip", "annotation/س-1.json/anna.zip")
    ((coding,), _) = inception_codings(tmp_path / "export.zip")
    pd.testing.assert_frame_equal(span_table(coding.rows), spans)
    assert (coding.article_id, coding.coder) == ("س-1", "anna")


@pytest.mark.parametrize("tool", ["label_studio", "inception"])
def test_the_sample_corpus_comes_back_whole(sample_folder, tmp_path, tool):
    gold = read_coded(sample_folder / "gold.jsonl")
    articles = pd.read_json(sample_folder / "articles.jsonl", lines=True)
    texts = read_texts(sample_folder / "gold.jsonl", sample_folder / "articles.jsonl")
    spans = spans_from_coded(gold, texts)
    if tool == "inception":
        write_inception(articles, spans, tmp_path / "cas")
        found = coded_from_spans(read_inception(tmp_path / "cas"))
    else:
        write_label_studio(articles, spans, tmp_path / "tasks.json")
        found = coded_from_spans(read_label_studio(tmp_path / "tasks.json", predictions=True))
    by_id = {article["article_id"]: article for article in found}
    assert len(by_id) == len(gold) == 36
    for article in gold:
        other = by_id[article["article_id"]]
        acts = [
            {k: v for k, v in act.items() if k != "sentence"} for act in article["attributions"]
        ]
        assert other["attributions"] == sorted(acts, key=lambda a: (a["cue"], a["content"]))
        assert other["sentences"] == [
            {k: s[k] for k in ("start", "end", "voice")} for s in article["sentences"]
        ]
        assert len(other["praise"]) == len(article["praise"])
        assert other["official_framing"] == article["official_framing"]


def test_an_act_without_a_cue_is_refused_by_name():
    spans = span_table([{"article_id": "س-9", "layer": "content", "unit": 4, "start": 3, "end": 9}])
    with pytest.raises(InputError, match=r"س-9.*belongs to no cue"):
        coded_from_spans(spans)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_offsets_of_utf16_are_those_of_the_encoding(text):
    units = Utf16(text)
    for i in range(len(text) + 1):
        assert units.from_points(i) == len(text[:i].encode("utf-16-le")) // 2
        assert units.to_points(units.from_points(i)) == i
