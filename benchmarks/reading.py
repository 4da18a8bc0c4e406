"""How long reading takes, how much memory it needs at most, and what goes in and comes out.

python benchmarks/reading.py articles.jsonl.gz [--sample 300]     # time and peak memory
python benchmarks/reading.py --forms                              # rows and characters, in = out
"""

import argparse
import inspect
import json
import resource
import tempfile
import time
import zipfile
from pathlib import Path

import pandas as pd

import toolkit

SAID = "قال الوزير إن اللقاء نجح نجاحا كبيرا. وأشاد الرئيس بجهود عمال الميناء في المدينة رقم {}."
FEED = "<rss><channel><title>العلم</title>{}</channel></rss>"
ITEM = "<item><title>لقاء</title><description>{}</description></item>"
FACTIVA = "HD  لقاء\nPD  11 May 2022\nSN  العلم\nTD\n{}\n\nAN  Document A{}\n\n"
NEXIS = "لقاء\nالعلم\nMay 11, 2022\n\nBody\n\n{}\n\nEnd of Document\n\n"
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def measure(path: Path, sample: int | None) -> None:
    """Time and peak memory of reading one file."""
    options = {"all_languages": True}
    if "all_languages" not in inspect.signature(toolkit.read_articles).parameters:
        options = {}
    toolkit.read_articles(Path("data/sample"))  # imports
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.perf_counter()
    articles = toolkit.read_articles(path, sample=sample, seed=7, **options)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{len(articles)} articles, sample {sample}: {seconds:.1f} s, "
          f"peak {peak / 1024:.0f} MB ({before / 1024:.0f} before)")  # fmt: skip


def forms(folder: Path, count: int = 50) -> None:
    """Write the same articles in every form, read each, and compare rows and characters."""
    texts = [SAID.format(number) for number in range(count)]
    table = pd.DataFrame({"outlet": "العلم", "title": "لقاء", "text": texts})
    records = table.to_dict("records")
    table.to_csv(folder / "a.csv", index=False)
    table.to_csv(folder / "a-1256.csv", index=False, sep=";", encoding="cp1256")
    table.to_csv(folder / "a.tsv", index=False, sep="\t")
    table.to_csv(folder / "unicode.txt", index=False, sep="\t", encoding="utf-16")
    table.to_json(folder / "a.jsonl", orient="records", lines=True, force_ascii=False)
    table.to_json(folder / "array.json", orient="records", force_ascii=False)
    table.to_json(folder / "columns.json", force_ascii=False)
    (folder / "wrapped.json").write_text(json.dumps({"ok": 1, "articles": records}), "utf-8")
    table.to_parquet(folder / "a.parquet")
    table.to_excel(folder / "a.xlsx", index=False)
    (folder / "a.rss").write_text(FEED.format("".join(map(ITEM.format, texts))), "utf-8")
    dump = "".join(FACTIVA.format(text, number) for number, text in enumerate(texts))
    (folder / "factiva.txt").write_text(dump, "utf-8")
    (folder / "nexis.txt").write_text("".join(map(NEXIS.format, texts)), "utf-8")
    for number, text in enumerate(texts):
        for kind in ("txt", "html", "docx"):
            (folder / f"pages-{kind}").mkdir(exist_ok=True)
            _write_page(folder / f"pages-{kind}" / f"{number}.{kind}", text)
    wanted = sum(map(len, texts))
    print("form\tarticles in\tout\tcharacters in\tout")
    for path in sorted(folder.iterdir()):
        read = toolkit.read_articles(path, outlet="العلم")
        print(f"{path.name}\t{count}\t{len(read)}\t{wanted}\t{int(read['text'].str.len().sum())}")


def _write_page(path: Path, text: str) -> None:
    if path.suffix == ".docx":
        names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        body = PARAGRAPH.format("لقاء في الميناء صباح اليوم") + PARAGRAPH.format(text)
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(
                "word/document.xml", f"<w:document {names}><w:body>{body}</w:body></w:document>"
            )
    elif path.suffix == ".html":
        page = f"<html><head><meta charset=utf-8><title>لقاء</title></head><body><article><h1>لقاء</h1><p>{text}</p></article></body></html>"
        path.write_text(page, "utf-8")
    else:
        path.write_text(f"لقاء في الميناء صباح اليوم\n{text}", "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path, nargs="?")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--forms", action="store_true")
    options = parser.parse_args()
    if options.forms:
        with tempfile.TemporaryDirectory() as folder:
            forms(Path(folder))
    if options.corpus:
        measure(options.corpus, options.sample)


if __name__ == "__main__":
    main()
