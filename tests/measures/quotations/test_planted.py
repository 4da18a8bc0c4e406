"""Every alteration planted in the sample corpus is found, set side by side and rightly named."""

import toolkit
from toolkit.measures.quotations import find_differences, score_fidelity, tendencies
from toolkit.measures.quotations.versions.differences import compare_versions

KINDS = {
    "word_swapped": "word",
    "negation_lost": "negation",
    "number_changed": "number",
    "label_added": "label",
    "clause_dropped": "clause",
    "honorific_added": "honorific",
    "paraphrase": "paraphrase",
}


def version_with(cluster, article_id, text, study):
    row = study.articles.set_index("article_id").loc[article_id]
    document = f"{row['title']}\n{row['text']}"
    start = document.index(text)
    for version in cluster.versions:
        if version.article_id == article_id:
            overlap = min(version.end, start + len(text)) - max(version.start, start)
            if overlap > len(text) / 2:
                return version
    return None


def test_all_ten_are_found_and_rightly_named(planted, clusters, study):
    named = {}
    for number, case in enumerate(planted):
        for cluster in clusters:
            one = version_with(cluster, case["original_article"], case["original"], study)
            two = version_with(cluster, case["altered_article"], case["altered"], study)
            if one and two:
                named[number] = compare_versions(one.words, two.words).kind
    assert named == {number: KINDS[case["kind"]] for number, case in enumerate(planted)}


def test_the_table_keeps_the_contract(study):
    table = study.quotations
    assert list(table) == [
        "quotation", "article_id", "attribution", "start", "end", "speaker", "similarity", "text",
    ]  # fmt: skip
    assert table.groupby("quotation")["article_id"].nunique().min() >= 2
    assert table["similarity"].between(0, 1).all()
    assert table.groupby("quotation")["similarity"].max().min() == 1
    documents = dict(
        zip(
            study.articles["article_id"],
            study.articles["title"] + "\n" + study.articles["text"],
            strict=True,
        )
    )
    for row in table.itertuples():
        assert documents[row.article_id][row.start : row.end].strip()


def test_the_altered_version_is_blamed_and_not_the_five_that_agree(planted, clusters):
    table = find_differences(clusters)
    lost = table[table["kind"] == "negation"]
    assert lost["article_id"].tolist() == ["S-4-2"]
    assert lost["operation"].tolist() == ["dropped"]
    changed = table[table["kind"] == "number"]
    assert changed["article_id"].tolist() == ["S-4-6"]


def test_a_translated_speaker_is_never_said_to_be_altered(clusters):
    (nuland,) = [
        c for c in clusters if any("شاهدناه" in w.text for v in c.versions for w in v.words)
    ]
    assert nuland.tongue == "other"
    assert {v.relation for v in nuland.versions} == {"verbatim", "translation"}


def test_fidelity_compares_outlets_with_an_interval(clusters):
    scores = score_fidelity(clusters)
    assert scores["fidelity"].dropna().between(0, 1).all()
    estimates = toolkit.compare(scores, "fidelity").estimates
    assert estimates["high"].notna().any()
    table = tendencies(find_differences(clusters), scores)
    assert set(table["kind"]).isdisjoint({"spelling", "extent"})
    assert (table["per_100"] > 0).all()


def test_who_follows_whom_is_said_only_on_evidence(clusters):
    by_article = {
        v.article_id: v for c in clusters for v in c.versions if "نصره" in {w.text for w in v.words}
    }
    if "S-3-2" in by_article and "S-3-1" in by_article:
        assert by_article["S-3-2"].parent == "S-3-1"
    for cluster in clusters:
        assert cluster.versions[0].parent is None


def test_the_same_input_gives_the_same_table(study):
    from toolkit.measures.quotations import find_quotations

    again = find_quotations(study.articles, study.attributions)
    # The words as printed are filled in where all tables are.
    assert again.drop(columns="text").equals(study.quotations.drop(columns="text"))
