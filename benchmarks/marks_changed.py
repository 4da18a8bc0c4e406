"""Which articles another version of the marks and sentences reads otherwise.

Attribution, praise and voices read quotation marks and sentences: only the tables of the articles
named here can change with them.

    python benchmarks/marks_changed.py OTHER_TREE articles.jsonl.gz [--sample 3000]
"""

import argparse
import importlib.util
from pathlib import Path
from types import ModuleType

import toolkit
from toolkit.arabic import quotation_spans, sentence_spans


def other(tree: Path, name: str) -> ModuleType:
    """A module of another tree, beside this one's."""
    spec = importlib.util.spec_from_file_location(
        f"other_{name}", tree / f"toolkit/arabic/{name}.py"
    )
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tree", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--show", type=int, default=0, help="of so many, the quotations that differ"
    )
    options = parser.parse_args()
    articles = toolkit.read_articles(
        options.articles, sample=options.sample, seed=options.seed, all_languages=True
    )
    before_quotations = other(options.tree, "quotations").quotation_spans
    before_sentences = other(options.tree, "sentences").sentence_spans
    quotations, sentences = [], []
    for article in articles.itertuples():
        document = f"{article.title}\n{article.text}"
        old, new = before_quotations(document), quotation_spans(document)
        if [tuple(q) for q in old] != [tuple(q) for q in new]:
            quotations.append(article.article_id)
            if len(quotations) <= options.show:
                for sign, rows in (("-", set(map(tuple, old)) - set(map(tuple, new))),
                                   ("+", set(map(tuple, new)) - set(map(tuple, old)))):  # fmt: skip
                    for row in sorted(rows):
                        print(f"  {sign} {document[max(row[2] - 25, 0) : row[3] + 15]!r}")
        end = len(article.title)
        if before_sentences(document, end) != sentence_spans(document, end):
            sentences.append(article.article_id)
    print(f"{len(articles)} articles; quotations differ in {len(quotations)}, "
          f"sentences in {len(sentences)}")  # fmt: skip
    print("quotations:", " ".join(quotations[:200]))
    print("sentences:", " ".join(sentences[:200]))


if __name__ == "__main__":
    main()
