"""What people really have is read right; what is wrong gets one line that says what to do."""

import csv
import gzip
import io
import json
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.articles import read_articles
from toolkit.articles.encodings import decode
from toolkit.articles.formats.delimited import read_delimited
from toolkit.errors import InputError

# "The minister praised Morocco's role; he said: "a pioneer", on two lines."
TEXT = 'أشاد الوزير بدور المغرب؛ وقال: "رائد"،\nفي سطرين; ثم, مضى.'
TITLE = "اجتماع مراكش"
ROW = {
    "article_id": "a1",
    "outlet": "هسبريس",
    "published": "2022-05-11",
    "title": TITLE,
    "text": TEXT,
}


def csv_bytes(rows, *, delimiter=",", encoding="utf-8", newline="\r\n"):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(
        out, fieldnames=list(rows[0]), delimiter=delimiter, lineterminator=newline
    )
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode(encoding)


def error_of(path, **options):
    with pytest.raises(InputError) as caught:
        read_articles(path, **options)
    message = str(caught.value)
    assert "\n" not in message
    assert Path(path).name in message
    return message


# ---- tables that people really have ----


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1256", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_csv_in_every_dress_reads_the_same(tmp_path, delimiter, encoding, newline):
    path = tmp_path / "news.csv"
    path.write_bytes(csv_bytes([ROW], delimiter=delimiter, encoding=encoding, newline=newline))
    article = read_articles(path).iloc[0]
    assert article["text"] == TEXT
    assert article["title"] == TITLE
    assert article["article_id"] == "a1"
    assert article["published"] == pd.Timestamp("2022-05-11", tz="UTC")


def test_iso_8859_6_is_told_from_windows_1256(tmp_path):
    text = "قال الوزير إن المغرب يستضيف الاجتماع في المدينة"
    path = tmp_path / "old.csv"
    path.write_bytes(f"outlet,text\nالعلم,{text}\n".encode("iso8859-6"))
    assert read_articles(path)["text"].tolist() == [text]


def test_the_excel_delimiter_hint_is_no_header(tmp_path):
    path = tmp_path / "excel.csv"
    path.write_bytes("sep=;\r\noutlet;text\r\nالعلم;قال نعم, ثم لا\r\n".encode("utf-8-sig"))
    assert read_articles(path)["text"].tolist() == ["قال نعم, ثم لا"]


def test_a_tsv_that_quotes_nothing_keeps_its_quotation_marks(tmp_path):
    path = tmp_path / "plain.tsv"
    path.write_text('outlet\ttext\nالعلم\t"رائد" قال الوزير\nالعلم\tثم "مضى\n', "utf-8")
    assert read_articles(path)["text"].tolist() == ['"رائد" قال الوزير', 'ثم "مضى']


def test_texts_that_look_like_missing_values_or_numbers_stay_text(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("article_id,outlet,text\n007,العلم,NA\n008,العلم,12\n", "utf-8")
    articles = read_articles(path, all_languages=True)
    assert articles["text"].tolist() == ["NA", "12"]
    assert articles["article_id"].tolist() == ["007", "008"]


def test_line_breaks_nul_and_blanks_inside_a_text_are_kept_as_read(tmp_path):
    text = " أ\r\nب\u2028ج\x00د\u200f \n"
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"outlet": "x", "text": text}, ensure_ascii=False), "utf-8")
    assert read_articles(path)["text"].tolist() == [text]


def test_a_field_longer_than_the_csv_module_allows_is_read(tmp_path):
    path = tmp_path / "long.csv"
    path.write_text("outlet,text\nالعلم," + "كلمة " * 60_000 + "\n", "utf-8")
    limit = csv.field_size_limit()
    assert len(read_articles(path)["text"][0]) == 300_000
    assert csv.field_size_limit() == limit


def test_columns_are_mapped_and_the_users_own_kept(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("source;body;Headline;coder;URL\nالعلم;قال نعم;عنوان;sara;http://x\n", "utf-8")
    columns = {"source": "outlet", "body": "text", "Headline": "title"}
    article = read_articles(path, columns=columns).iloc[0]
    assert article[["outlet", "text", "title", "coder", "url"]].tolist() == [
        "العلم",
        "قال نعم",
        "عنوان",
        "sara",
        "http://x",
    ]


def test_two_columns_can_trade_names(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("outlet,title,text\nالعلم,النص الطويل,العنوان\n", "utf-8")
    article = read_articles(path, columns={"title": "text", "text": "title"}).iloc[0]
    assert (article["title"], article["text"]) == ("العنوان", "النص الطويل")


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.ndjson", "a.json"])
def test_json_lines_plain_and_compressed(tmp_path, name):
    raw = (json.dumps(ROW) + "\n\n" + json.dumps({**ROW, "article_id": "a2"}) + "\n").encode()
    (tmp_path / name).write_bytes(gzip.compress(raw) if name.endswith("gz") else raw)
    assert read_articles(tmp_path / name)["article_id"].tolist() == ["a1", "a2"]


def test_a_json_array_is_read_too(tmp_path):
    (tmp_path / "a.json").write_text(json.dumps([ROW], indent=1), "utf-8")
    assert read_articles(tmp_path / "a.json")["text"].tolist() == [TEXT]


def test_a_compressed_csv_is_known_by_its_bytes(tmp_path):
    (tmp_path / "a.csv").write_bytes(gzip.compress(csv_bytes([ROW])))
    assert read_articles(tmp_path / "a.csv")["text"].tolist() == [TEXT]


def test_own_columns_of_json_keep_their_kinds(tmp_path):
    rows = [
        {**ROW, "shares": 3, "paid": True, "tags": ["مراكش"], "score": None},
        {**ROW, "article_id": "a2", "shares": None, "paid": False, "score": 0.5},
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    articles = read_articles(tmp_path / "a.jsonl")
    assert articles["shares"].iloc[0] == 3
    assert pd.isna(articles["shares"].iloc[1])
    assert articles["paid"].tolist() == [True, False]
    assert articles["tags"].iloc[0] == '["مراكش"]'
    assert articles["score"].iloc[1] == 0.5
    articles.to_parquet(tmp_path / "b.parquet")
    pd.testing.assert_frame_equal(read_articles(tmp_path / "b.parquet"), articles)


def test_parquet_with_a_named_index(tmp_path):
    pd.DataFrame([ROW]).set_index("article_id").to_parquet(tmp_path / "a.parquet")
    assert read_articles(tmp_path / "a.parquet")["article_id"].tolist() == ["a1"]


def test_half_a_character_becomes_the_replacement_character(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"outlet": "x", "text": "نص \\ud83d"}', "utf-8")
    assert read_articles(tmp_path / "a.jsonl")["text"].tolist() == ["نص \ufffd"]


def test_one_broken_byte_does_not_make_a_file_windows_1256(tmp_path):
    raw = (
        "outlet,text\nالعلم,".encode()
        + TEXT.replace("\n", " ").replace(",", "").replace('"', "").encode() * 4
        + b"\xff\n"
    )
    (tmp_path / "a.csv").write_bytes(raw)
    text = read_articles(tmp_path / "a.csv")["text"][0]
    assert text.startswith("أشاد الوزير")
    assert text.endswith("\ufffd")


# ---- what is missing and can be made ----


def test_missing_identifiers_are_made_from_file_and_row(tmp_path):
    path = tmp_path / "May 11.csv"
    path.write_text("outlet,text\nأ,نص\nب,نص آخر\n", "utf-8")
    assert read_articles(path)["article_id"].tolist() == ["May 11-1", "May 11-2"]


def test_missing_title_is_empty_and_missing_date_is_missing(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("outlet,text,title,published\nأ,نص,,\n", "utf-8")
    article = read_articles(path).iloc[0]
    assert article["title"] == ""
    assert pd.isna(article["published"])


def test_outlet_fills_the_gaps_only(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("outlet,text\nأ,نص\n,نص آخر\n", "utf-8")
    assert read_articles(path, outlet="ب")["outlet"].tolist() == ["أ", "ب"]


# ---- samples ----


def test_a_sample_is_drawn_by_its_seed_in_the_order_of_the_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("outlet,text\n" + "".join(f"أ,نص {n}\n" for n in range(50)), "utf-8")
    whole = read_articles(path)
    first = read_articles(path, sample=10, seed=3)
    pd.testing.assert_frame_equal(first, read_articles(path, sample=10, seed=3))
    assert (
        first["article_id"].tolist()
        != read_articles(path, sample=10, seed=4)["article_id"].tolist()
    )
    positions = [whole["article_id"].tolist().index(name) for name in first["article_id"]]
    assert positions == sorted(set(positions))
    assert len(read_articles(path, sample=99)) == 50


def test_a_sample_of_none_is_refused(tmp_path):
    with pytest.raises(InputError, match="sample"):
        read_articles(tmp_path, sample=0)


# ---- folders ----


def test_a_data_set_ignores_what_lies_beside_it(tmp_path):
    (tmp_path / "articles.jsonl").write_text(json.dumps(ROW), "utf-8")
    (tmp_path / "gold.jsonl").write_text('{"sentences": []}', "utf-8")
    (tmp_path / "README.md").write_text("# بطاقة", "utf-8")
    (tmp_path / "notes.txt").write_text("ملاحظة", "utf-8")
    assert read_articles(tmp_path)["article_id"].tolist() == ["a1"]


def test_two_data_sets_in_one_folder_are_not_guessed_between(tmp_path):
    (tmp_path / "articles.jsonl").write_text(json.dumps(ROW), "utf-8")
    (tmp_path / "articles.csv").write_bytes(csv_bytes([ROW]))
    assert "articles.csv, articles.jsonl" in error_of(tmp_path)


def test_a_folder_of_pages_names_outlets_by_folder(tmp_path):
    for outlet in ("hespress", "map"):
        (tmp_path / outlet).mkdir()
        (tmp_path / outlet / "1.txt").write_text(f"عنوان الخبر الأول\nنص {outlet}.", "utf-8")
    (tmp_path / ".DS_Store").write_bytes(b"\x00\x01")
    (tmp_path / "README.txt").write_text("about", "utf-8")
    articles = read_articles(tmp_path)
    assert articles["article_id"].tolist() == ["hespress/1", "map/1"]
    assert articles["outlet"].tolist() == ["hespress", "map"]
    assert articles["title"].tolist() == ["عنوان الخبر الأول"] * 2
    assert read_articles(tmp_path, outlet="كلها")["outlet"].tolist() == ["كلها"] * 2


def test_a_folder_of_tables_is_one_table(tmp_path):
    (tmp_path / "b.csv").write_text("outlet,text\nأ,نص\n", "utf-8")
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW), "utf-8")
    assert read_articles(tmp_path)["article_id"].tolist() == ["a1", "b-1"]


# ---- bad input: one line each ----


def test_missing_file(tmp_path):
    assert "no such file" in error_of(tmp_path / "none.csv")
    assert "no such file" in error_of(tmp_path / "none.parquet")


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.parquet", "a.txt", "a.html", "a.jsonl.gz"])
@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xa0"])
def test_empty_file(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    error_of(tmp_path / name)


def test_gzip_of_nothing(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b""))
    assert "empty" in error_of(tmp_path / "a.jsonl.gz")


def test_header_without_rows(tmp_path):
    (tmp_path / "a.csv").write_text("outlet,text\n", "utf-8")
    assert "no articles" in error_of(tmp_path / "a.csv")


def test_csv_without_text_names_the_columns_there_are(tmp_path):
    (tmp_path / "a.csv").write_text("outlet,words\nأ,نص\n", "utf-8")
    message = error_of(tmp_path / "a.csv")
    assert "no column text" in message
    assert "outlet, words" in message
    assert 'columns={"body": "text"} or --column body=text' in message


def test_a_mapped_column_that_is_not_there(tmp_path):
    (tmp_path / "a.csv").write_text("outlet,text\nأ,نص\n", "utf-8")
    assert "no column body" in error_of(tmp_path / "a.csv", columns={"body": "text"})


def test_a_mapping_onto_a_column_that_is_there(tmp_path):
    (tmp_path / "a.csv").write_text("outlet,text,body\nأ,نص,نص\n", "utf-8")
    assert "column text already" in error_of(tmp_path / "a.csv", columns={"body": "text"})


def test_missing_outlet(tmp_path):
    (tmp_path / "a.csv").write_text("text\nنص\n", "utf-8")
    assert "--outlet" in error_of(tmp_path / "a.csv")
    assert read_articles(tmp_path / "a.csv", outlet="أ")["outlet"].tolist() == ["أ"]


def test_an_empty_outlet_is_named_by_row(tmp_path):
    (tmp_path / "a.csv").write_text("outlet,text\nأ,نص\n ,نص\n", "utf-8")
    assert "row 2, column outlet" in error_of(tmp_path / "a.csv")


def test_duplicate_identifier_names_both_rows(tmp_path):
    rows = [ROW, {**ROW, "article_id": "a2"}, ROW]
    (tmp_path / "a.csv").write_bytes(csv_bytes(rows))
    message = error_of(tmp_path / "a.csv")
    assert "row 3, column article_id: 'a1'" in message
    assert "row 1" in message


@pytest.mark.parametrize("date", ["yesterday", "2022-13-40", "05/31/2022", "11 of May", "99999999"])
def test_a_date_nobody_can_read_names_its_row(tmp_path, date):
    (tmp_path / "a.csv").write_bytes(
        csv_bytes([ROW, {**ROW, "article_id": "a2", "published": date}])
    )
    message = error_of(tmp_path / "a.csv")
    assert "row 2, column published" in message
    assert date in message
    assert "2022-05-11" in message


def test_truncated_gzip(tmp_path):
    rows = [json.dumps({**ROW, "article_id": str(n)}) for n in range(200)]
    whole = gzip.compress("\n".join(rows).encode())
    for cut in (12, len(whole) // 2, len(whole) - 4):
        (tmp_path / "a.jsonl.gz").write_bytes(whole[:cut])
        assert "cut short" in error_of(tmp_path / "a.jsonl.gz")


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04" + bytes(range(256)),
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        b"PAR1" + bytes(100),
        b"\x7fELF" + bytes(range(256)),
        bytes(range(256)) * 20,
        b"a,b\n" + bytes(200),
    ],
)
def test_a_binary_file_named_csv(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    assert "not a text file" in error_of(tmp_path / "a.csv")


def test_a_parquet_file_whose_texts_are_damaged(tmp_path):
    table = pa.table({"outlet": ["م"], "text": pa.array([b"\xd9"], pa.binary())})
    texts = pa.StringArray.from_buffers(1, *table["text"].chunk(0).buffers()[1:])
    pq.write_table(table.set_column(1, "text", texts), tmp_path / "a.parquet")
    assert "not a Parquet file" in error_of(tmp_path / "a.parquet")


def test_a_parquet_file_cut_short_or_something_else(tmp_path):
    pd.DataFrame([ROW]).to_parquet(tmp_path / "a.parquet")
    raw = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(raw[:-20])
    assert "Parquet" in error_of(tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_text("outlet,text\n", "utf-8")
    assert "Parquet" in error_of(tmp_path / "b.parquet")


def test_a_folder_with_nothing_in_it(tmp_path):
    assert "nothing in this folder" in error_of(tmp_path)


def test_a_kind_of_file_that_is_not_read(tmp_path):
    (tmp_path / "a.pkl").write_bytes(b"\x80\x04N.")
    message = error_of(tmp_path / "a.pkl")
    assert ".csv" in message


def test_broken_json_names_its_line(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps(ROW) + "\n" + '{"text": "نص', "utf-8")
    assert "line 2" in error_of(tmp_path / "a.jsonl")
    (tmp_path / "b.jsonl").write_text('["a"]\n', "utf-8")
    assert "no object" in error_of(tmp_path / "b.jsonl")
    (tmp_path / "c.jsonl").write_text(json.dumps(ROW) + "\n17\n", "utf-8")
    assert "line 2 is no object" in error_of(tmp_path / "c.jsonl")


def test_a_line_with_too_many_fields_names_row_and_line(tmp_path):
    (tmp_path / "a.csv").write_text('outlet,text\n"أ","نص\nثان"\nأ,نص, ثالث\n', "utf-8")
    message = error_of(tmp_path / "a.csv")
    assert "row 2 (line 4) has 3 fields" in message


def test_a_quotation_mark_never_closed_does_not_swallow_the_rest(tmp_path):
    (tmp_path / "a.csv").write_text('outlet,text\nأ,"نص\nب,نص, آخر\n', "utf-8")
    assert "line 2" in error_of(tmp_path / "a.csv")


def test_a_column_that_stands_there_twice(tmp_path):
    (tmp_path / "a.csv").write_text("outlet,text,text\nأ,نص,نص\n", "utf-8")
    assert "text stands there twice" in error_of(tmp_path / "a.csv")


def test_empty_columns_behind_the_last_are_left_out(tmp_path):
    (tmp_path / "a.csv").write_text("outlet;text;;\nأ;نص;;\n", "utf-8")
    articles = read_articles(tmp_path / "a.csv")
    assert articles["text"].tolist() == ["نص"]
    assert "" not in articles
    (tmp_path / "a.csv").write_text("outlet;text;;\nأ;نص;x;y\n", "utf-8")
    assert "without a name stands there twice" in error_of(tmp_path / "a.csv")


def test_texts_all_empty(tmp_path):
    (tmp_path / "a.csv").write_text("outlet,text\nأ,\nب, \n", "utf-8")
    assert "empty in every row" in error_of(tmp_path / "a.csv")


# ---- properties ----

FIELD = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"))


@given(texts=st.lists(FIELD, min_size=1, max_size=4), delimiter=st.sampled_from(",;\t|"))
def test_any_text_survives_a_quoted_csv(texts, delimiter):
    rows = [{"outlet": "أ", "title": "ع", "text": text} for text in texts]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]), delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    path = Path("a.csv")
    raw = out.getvalue().encode()
    try:
        decode(raw, path)
    except InputError:
        return  # mostly control characters: rightly taken for binary
    assert read_delimited(raw, path)["text"].tolist() == texts


@settings(max_examples=150)
@given(raw=st.binary(max_size=200), kind=st.sampled_from([".csv", ".jsonl", ".txt", ".parquet"]))
def test_no_bytes_raise_anything_but_the_documented_error(tmp_path_factory, raw, kind):
    path = tmp_path_factory.mktemp("fuzz") / f"a{kind}"
    path.write_bytes(raw)
    try:
        articles = read_articles(path, outlet="أ")
    except InputError as caught:
        error = str(caught)
    else:
        assert articles["text"].notna().all()
        return
    assert "\n" not in error


# ---- the real files ----


def test_the_corpora_and_the_gold_are_read_whole(shared):
    ant = read_articles(shared / "corpora" / "ant.jsonl.gz", sample=20, seed=1)
    assert len(ant) == 20
    assert ant["published"].notna().all()
    assert len(read_articles(shared / "gold" / "dev_articles.jsonl")) == 168


def test_the_seed_article_has_its_headline_as_title(shared):
    path = shared / "seed" / "elaph-2022-05-11.txt"
    article = read_articles(path).iloc[0]
    assert article["title"].startswith("مسؤول أميركي")
    assert article["text"].startswith("أخبار\n")
    whole = path.read_text("utf-8")
    assert len(article["title"]) + len(article["text"]) + 1 == len(whole)
