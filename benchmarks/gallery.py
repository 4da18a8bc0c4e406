"""Draw the pictures of the gallery and the README from the sample: `gallery.py [--out DIR]`.

Every figure in both languages, an article with its evidence marked and two with the copy that they
share side by side, photographed in Chromium (left out, with a word, where there is none). The
figures of accuracy show what was measured when the shipped models were trained, out of fold; the
correction draws articles of the sample by lot and takes their coding from its gold.
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
from typing import Any

import pandas as pd
from PIL import Image, ImageChops

import toolkit
from toolkit import figures
from toolkit.comparison import correct, count_terms, keyness
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
from toolkit.validation.coded_scores import coded_scores
from toolkit.validation.coding import read_coded

ARTICLE = "S-3-1"
COVERAGE = Path(__file__).parents[1] / "data" / "marrakesh" / "coverage.csv"
DPI = 160
SIZE = (900, 3000)  # of the window; higher than the article
MARGIN = 18
CORRECTED = "official_voice_share"


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
        "accuracy": figures.accuracy(measured(), **look),
        "reliability": figures.reliability(voice_reliability(), **look),
        "corrected": figures.corrected(corrected(study), measure=CORRECTED, **look),
    }


def model(measure: str) -> dict[str, Any]:
    """What a shipped model says of itself, as measured when it was trained."""
    place = files(f"toolkit.measures.{measure}") / "data" / f"{measure}_model.json"
    return dict(json.loads(place.read_text("utf-8")))


def voice_reliability() -> pd.DataFrame:
    """How often labels of about one confidence are right, out of fold."""
    return pd.DataFrame(model("voice")["out_of_fold"]["reliability"])


def measured() -> pd.DataFrame:
    """How well the shipped models did on hand-coded articles that they had not seen."""
    praise, voice, framing = (model(name) for name in ("praise", "voice", "framing"))
    found, told, graded = (each["out_of_fold"] for each in (praise, voice, framing))
    nothing = (None, None)
    rows = [
        *(
            ("praise", name, found[name], *nothing, found["coded"])
            for name in ("precision", "recall")
        ),
        ("praise", "f1", found["f1"], *found["f1_interval"], found["coded"]),
        ("voice", "f1", told["macro_f1"], *told["intervals"]["macro_f1"], told["sentences"]),
        ("framing", "alpha", graded["alpha"], *graded["interval"], framing["measured_articles"]),
    ]
    return pd.DataFrame(rows, columns=["task", "metric", "value", "low", "high", "n"])


def corrected(study: Study) -> pd.DataFrame:
    """The outlets' means, corrected by the gold of articles drawn by lot, as in notebook 05."""
    drawn = toolkit.draw_sample(study.articles, n=24, seed=1)
    gold = read_coded(sample_data() / "gold.jsonl")
    coded = coded_scores(gold, study.articles).merge(
        drawn[["article_id", "stratum", "sampling_probability"]], on="article_id"
    )
    found = correct(study.scores, coded, CORRECTED)
    return found[found["group_b"].isna()]


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
