"""Draw the pictures of the gallery and the README from the sample: `gallery.py [--out DIR]`.

Every figure in both languages, and an article with its evidence marked and two with the copy that
they share side by side, photographed in Chromium
(left out, with a word, where there is none). The reliability curve shows the voice model's own
figures, out of fold, and has its table beside it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from importlib.resources import files
from pathlib import Path

import pandas as pd

import toolkit
from toolkit import figures
from toolkit.comparison import count_terms, keyness
from toolkit.measures.reuse_views import sharing_graph
from toolkit.measures.study import Study
from toolkit.report import write_shared_copy
from toolkit.run import sample_data

ARTICLE = "S-3-1"
DPI = 160
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


def draw(study: Study, language: str) -> dict[str, figures.Drawing]:
    """Every figure by the name of its function."""
    look = {"language": language}
    acts, articles = study.attributions, study.articles
    counts = count_terms(articles)
    # Letters alone are abbreviations taken apart, no words.
    terms = keyness(counts[counts["term"].str.len() > 1])
    shared = sharing_graph(study.reuse, articles)
    return {
        "by_outlet": figures.by_outlet(study.scores, "praise_per_1000", **look),
        "source_mix": figures.source_mix(acts, articles, **look),
        "voice_course": figures.voice_course(study.sentences, articles, **look),
        "praise_flows": figures.praise_flows(study.praise, acts, articles, **look),
        "reuse_matrix": figures.reuse_matrix(shared, **look),
        "keyness": figures.keyness(terms, terms=4, **look),
        "accuracy": figures.accuracy(ACCURACY, **look),
        "reliability": figures.reliability(voice_reliability(), **look),
        "corrected": figures.corrected(CORRECTED, measure="official_source_share", **look),
    }


def voice_reliability() -> pd.DataFrame:
    """How often labels of about one confidence are right, as measured when voice was trained."""
    model = files("toolkit.measures") / "data" / "voice_model.json"
    return pd.DataFrame(json.loads(model.read_text("utf-8"))["out_of_fold"]["reliability"])


def photograph(study: Study, out: Path) -> None:
    """The marked article, and the two that share most runs side by side, as Chromium shows them."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        print("no Chromium here: the marked articles are left out")
        return
    with tempfile.TemporaryDirectory() as held:
        article = toolkit.show(study, ARTICLE).save(Path(held) / "article.html")
        outlet = study.articles.set_index("article_id")["outlet"]
        taker, giver = (
            study.reuse[name].map(outlet) for name in ("article_id", "source_article_id")
        )
        runs = study.reuse[taker != giver].groupby(["article_id", "source_article_id"]).size()
        pair = Path(held) / "pair.html"
        write_shared_copy(study.articles, *runs.idxmax(), pair, language="en")
        for page, name, size in (
            (article, "marked_article.png", "900,900"),
            (pair, "shared_copy.png", "1100,640"),
        ):
            switches = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
            switches += [f"--window-size={size}", f"--user-data-dir={held}/profile"]
            command = [found, *switches, f"--screenshot={out / name}", page.as_uri()]
            subprocess.run(command, check=True, timeout=120, capture_output=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("--out", type=Path, default=Path("docs/gallery"))
    out = options.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    study = toolkit.score(toolkit.read_articles(sample_data()), reuse=True)
    for language in ("en", "ar"):
        for name, drawing in draw(study, language).items():
            drawing.savefig(out / f"{name}-{language}.png", dpi=DPI)
    table = figures.reliability(voice_reliability()).table
    table.to_csv(out / "reliability.csv", index=False, float_format="%.10g", lineterminator="\n")
    photograph(study, out)


if __name__ == "__main__":
    main()
