"""Draw the pictures of the gallery and the README from the sample: `gallery.py [--out DIR]`.

Every figure in both languages, an article with its evidence marked and two with the copy that they
share side by side, photographed in Chromium (left out, with a word, where there is none). The
reliability curve shows the voice model's own figures, out of fold, and has its table beside it.
`--study DIR` takes what `toolkit run` has written instead of scoring anew; `--readme` draws what
the README shows and no more, as `make figures` does.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pandas as pd
from PIL import Image, ImageChops

import toolkit
from toolkit import figures
from toolkit.comparison import count_terms, keyness
from toolkit.examples import sample_data
from toolkit.measures.quotations import (
    find_differences,
    find_quotations,
    read_clusters,
    score_fidelity,
    tendencies,
)
from toolkit.measures.reuse.views import sharing_graph
from toolkit.report import write_shared_copy
from toolkit.study.study import Study

ARTICLE = "S-3-1"
COVERAGE = Path(__file__).parents[1] / "data" / "marrakesh" / "coverage.csv"
DPI = 160
SIZE = (900, 3000)  # of the window; higher than the article
MARGIN = 18
ACCURACY = pd.DataFrame(
    [("cue", "f1", 0.9, 0.86, 0.93), ("content", "f1", 0.8, 0.75, 0.84)],
    columns=["task", "metric", "value", "low", "high"],
)
CORRECTED = pd.DataFrame(
    [
        ("أ", "naive", 0.62, 0.58, 0.66),
        ("أ", "corrected", 0.55, 0.46, 0.64),
        ("ب", "naive", 0.41, 0.37, 0.45),
        ("ب", "corrected", 0.43, 0.35, 0.51),
    ],
    columns=["group", "method", "estimate", "low", "high"],
)


def draw_readme(study: Study, language: str) -> dict[str, figures.Drawing]:
    """The figures of the README by the name of their function."""
    look = {"language": language}
    return {
        "by_outlet": figures.by_outlet(study.scores, "praise_per_1000", **look),
        "source_mix": figures.source_mix(study.attributions, study.articles, **look),
    }


def draw(study: Study, language: str) -> dict[str, figures.Drawing]:
    """Every figure by the name of its function."""
    look = {"language": language}
    acts, articles = study.attributions, study.articles
    clusters = read_clusters(articles, acts, study.quotations)
    differences = find_differences(clusters)
    lost = differences.loc[differences["kind"] == "negation", "quotation"].iloc[0]
    quotation = next(cluster for cluster in clusters if cluster.quotation == lost)
    kinds = tendencies(differences, score_fidelity(clusters))
    counts = count_terms(articles)
    # Letters alone are abbreviations taken apart, no words.
    terms = keyness(counts[counts["term"].str.len() > 1], content_only=True)
    shared = sharing_graph(study.reuse, articles)
    return {
        **draw_readme(study, language),
        "coverage": figures.coverage(pd.read_csv(COVERAGE), **look),
        "voice_course": figures.voice_course(study.sentences, articles, **look),
        "course": figures.course(study.scores, "praise_per_1000", by="country", **look),
        "praise_flows": figures.praise_flows(study.praise, acts, articles, **look),
        "speakers": figures.speakers(acts, articles, study.actors, **look),
        "states": figures.states(acts, articles, **look),
        "voices_network": figures.voices_network(acts, articles, study.actors, **look),
        "reuse_matrix": figures.reuse_matrix(shared, **look),
        "keyness": figures.keyness(terms, terms=4, **look),
        "quotation_rows": figures.quotation_rows(quotation, **look),
        "statements": figures.statements(
            toolkit.statements(study, within="moment", least=3), **look
        ),
        "difference_kinds": figures.difference_kinds(kinds, **look),
        "accuracy": figures.accuracy(ACCURACY, **look),
        "reliability": figures.reliability(voice_reliability(), **look),
        "corrected": figures.corrected(CORRECTED, measure="official_source_share", **look),
    }


def voice_reliability() -> pd.DataFrame:
    """How often labels of about one confidence are right, as measured when voice was trained."""
    model = files("toolkit.measures.voice") / "data" / "voice_model.json"
    return pd.DataFrame(json.loads(model.read_text("utf-8"))["out_of_fold"]["reliability"])


def write_pair(study: Study, page: Path) -> Path:
    """The two articles of different outlets that share most runs, side by side."""
    outlet = study.articles.set_index("article_id")["outlet"]
    taker, giver = (study.reuse[name].map(outlet) for name in ("article_id", "source_article_id"))
    runs = study.reuse[taker != giver].groupby(["article_id", "source_article_id"]).size()
    return write_shared_copy(study.articles, *runs.idxmax(), page, language="en")


def photograph(page: Path, place: Path) -> None:
    """A page as Chromium shows it, cut to where it ends."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        print("no Chromium here: the marked articles are left out")
        return
    with tempfile.TemporaryDirectory() as held:
        switches = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        size = [f"--window-size={SIZE[0]},{SIZE[1]}", f"--user-data-dir={held}/profile"]
        command = [found, *switches, *size, f"--screenshot={place}", page.as_uri()]
        subprocess.run(command, check=True, timeout=120, capture_output=True)
    with Image.open(place) as taken:
        picture = taken.convert("RGB")
    blank = Image.new("RGB", picture.size, picture.getpixel((0, 0)))
    *_, end = ImageChops.difference(picture, blank).getbbox()
    picture.crop((0, 0, SIZE[0], min(end + MARGIN, SIZE[1]))).save(place)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--out", type=Path, default=Path("docs/gallery"))
    options.add_argument("--study", type=Path, help="what `toolkit run` wrote of the sample")
    options.add_argument("--readme", action="store_true", help="the pictures of the README only")
    given = options.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    if given.study is None:
        study = toolkit.score(toolkit.read_articles(sample_data()), reuse=True)
    else:
        study = toolkit.read_study(given.study)
    if study.quotations.empty:
        study = replace(study, quotations=find_quotations(study.articles, study.attributions))
    for language in ("en", "ar"):
        drawn = draw_readme(study, language) if given.readme else draw(study, language)
        for name, drawing in drawn.items():
            drawing.savefig(given.out / f"{name}-{language}.png", dpi=DPI)
        with tempfile.TemporaryDirectory() as held:
            page = toolkit.show(study, ARTICLE, language=language).save(Path(held) / "article.html")
            photograph(page, given.out / f"marked_article-{language}.png")
    if given.readme:
        return
    table = figures.reliability(voice_reliability()).table
    table.to_csv(
        given.out / "reliability.csv", index=False, float_format="%.10g", lineterminator="\n"
    )
    with tempfile.TemporaryDirectory() as held:
        photograph(write_pair(study, Path(held) / "pair.html"), given.out / "shared_copy.png")


if __name__ == "__main__":
    main()
