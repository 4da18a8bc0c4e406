"""Try what a hostile tester tries, and count what breaks.

    python benchmarks/hostile.py [--family NAME ...]

A study of three invented articles is made in a temporary folder, and each family of input tried on
it. An attempt fails where the command shows a traceback or calls its own fault, ends well with what
is wrong or ends badly without a word, where the study or the input has changed, or where something
half-written is left. Exit status 1 if any fails.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import io
import json
import shutil
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

import toolkit
from toolkit.cli import main as toolkit_main
from toolkit.errors import InputError

# "The minister of health said that the campaign succeeded in the regions of the country."
TEXT = "قال وزير الصحة إن الحملة نجحت في جهات البلاد كلها. " * 6
ROWS = [
    {
        "article_id": name,
        "outlet": "الخبر",
        "title": "لقاء",
        "text": TEXT,
        "published": "2022-05-11",
    }
    for name in "abc"
]
REFUSED, DONE = "refused", "done"


class Attempt(NamedTuple):
    """What is tried, and whether it must be refused, must be done, or may be either."""

    what: str
    run: Callable[[], tuple[int, str]]
    expected: str = ""


def command(*arguments: object) -> Callable[[], tuple[int, str]]:
    """A command that is run here; gives its exit status and all that it said."""

    def run() -> tuple[int, str]:
        said = io.StringIO()
        with redirect_stdout(said), redirect_stderr(said):
            status = toolkit_main([str(argument) for argument in arguments])
        return status, said.getvalue()

    return run


def scored(table: Any, **options: Any) -> Callable[[], tuple[int, str]]:
    """A call of `toolkit.score`; an `InputError` counts as status 2."""

    def run() -> tuple[int, str]:
        try:
            study = toolkit.score(table, **options)
        except InputError as error:
            return 2, f"error: {error}"
        right = len(study.scores) == len(table) and (study.scores["words"] > 0).all()
        return 0, "" if right else "WRONG: an article is lost, or has no words"

    return run


def lines(*rows: object) -> bytes:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def options(place: Path) -> Iterator[Attempt]:
    study, data = place / "study", place / "articles.jsonl"
    for given in (
        ["--seed", "-1"], ["--seed", "9" * 5000], ["--sample", "0"], ["--sample", "1.5"],
        ["--processes", "0"], ["--language", "xx"], ["--column", "a"], ["--column", "=text"],
        ["--pattern", "("], ["--dates", "never"], ["--out", ""], ["--lexicon", "no such file"],
        ["--actors", str(data)], ["--by", "no such column"], ["--out", "/dev/null"], ["--nonsense"],
    ):  # fmt: skip
        out = [] if "--out" in given else ["--out", place / "out"]
        yield Attempt(" ".join(given)[:40], command("run", data, *out, *given), REFUSED)
    yield Attempt("show a stranger", command("show", study, "\x1b[31m"), REFUSED)
    yield Attempt("show into the study", command("show", study, "a", "--html", study), REFUSED)
    yield Attempt("score into its data", command("score", data, "--out", data), REFUSED)
    yield Attempt("sample into its data", command("sample", data, "--out", data), REFUSED)
    yield Attempt("no such command", command("no-such-command"), REFUSED)


FILES: dict[str, tuple[bytes, str]] = {
    "empty.jsonl": (b"", REFUSED),
    "cut.jsonl": (lines(*ROWS)[:-20], REFUSED),
    "number.jsonl": (b"7\n", REFUSED),
    "deep.jsonl": (b'{"text": ' + b"[" * 5000 + b"]" * 5000 + b"}", REFUSED),
    "digits.jsonl": (b'{"article_id": ' + b"9" * 5000 + b', "text": "x"}', ""),
    "twice.jsonl": (lines(ROWS[0], ROWS[0]), ""),
    "surrogate.jsonl": (b'{"outlet": "x", "title": "", "text": "\\ud800 ' + TEXT.encode() + b'"}', ""),
    "mark.jsonl": (b"\xef\xbb\xbf" + lines(*ROWS), DONE),
    "nul.csv": (b"article_id,outlet,text\na,x,\0\0\0", ""),
    "quote.csv": (b'article_id,text\na,"never closed', ""),
    "latin.csv": (b"text\n\xff\xfe\xfd", REFUSED),
    "none.csv": (b"one,two\n1,2\n", REFUSED),
    "false.parquet": (b"PAR1 and nothing", REFUSED),
    "false.xlsx": (b"PK\x03\x04 and nothing", REFUSED),
    "false.docx": (b"PK\x03\x04 and nothing", REFUSED),
    "cut.jsonl.gz": (gzip.compress(lines(*ROWS), mtime=0)[:-9], REFUSED),
    "false.jsonl.gz": (b"\x1f\x8b", REFUSED),
    "attributes.html": (b"<p " + b" ".join(b"a%d" % n for n in range(40_000)) + b">", REFUSED),
    "deep.html": (b"<div>" * 100_000, REFUSED),
    "tags.html": (b"<p>x</p>" * 200_000, REFUSED),
    "quotes.html": (b"<q>" * 90_000, REFUSED),
    "blank.txt": (b" \n\n", REFUSED),
    "bytes.pdf": (b"%PDF-1.7 and nothing", REFUSED),
    "entity.xml": (b'<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss>&b;</rss>', REFUSED),
}  # fmt: skip


def files(place: Path) -> Iterator[Attempt]:
    for name, (body, expected) in FILES.items():
        file = place / "files" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(body)
        out = place / "out"
        yield Attempt(name, command("score", file, "--outlet", "x", "--out", out), expected)


def folders(place: Path) -> Iterator[Attempt]:
    def changed(name: str, change: Callable[[Path], object]) -> Path:
        copy = place / "folders" / name
        shutil.copytree(place / "study", copy)
        change(copy)
        return copy

    yield Attempt("no folder", command("show", place / "nowhere", "a"), REFUSED)
    for file, body in (
        ("study.toml", b"[run]\nseed = -1"), ("study.toml", b"a = " + b"[" * 3000),
        ("study.toml", b"\xff"), ("scores.parquet", b"PAR1"), ("articles.parquet", b""),
    ):  # fmt: skip
        name = f"{file} {len(body)}"
        copy = changed(name, lambda c, file=file, body=body: (c / file).write_bytes(body))
        used = ("run", copy) if file == "study.toml" else ("show", copy, "a")
        yield Attempt(name, command(*used), REFUSED)
    gone = changed("gone", lambda c: (c / "scores.parquet").unlink())
    yield Attempt("a table is gone", command("show", gone, "a"), REFUSED)
    other = changed("other", lambda c: pd.DataFrame({"x": [1]}).to_parquet(c / "praise.parquet"))
    yield Attempt("a table of another kind", command("show", other, "a"), REFUSED)
    (place / "own").mkdir()
    (place / "own" / "notes.txt").write_text("mine")
    data = place / "articles.jsonl"
    yield Attempt(
        "into files of one's own", command("score", data, "--out", place / "own"), REFUSED
    )


def shares(place: Path) -> Iterator[Attempt]:
    dry = place / "dry"
    command("dehydrate", place / "study", "--out", dry)()
    data = place / "articles.jsonl"
    changes: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
        "identifiers of lists": lambda t: t.assign(article_id=[["a"]] * len(t)),
        "identifiers twice": lambda t: t.assign(article_id="a"),
        "hashes of numbers": lambda t: t.assign(document_sha256=1),
        "lengths below nought": lambda t: t.assign(title_length=-5),
        "lengths of words": lambda t: t.assign(text_length="x"),
        "no identifiers": lambda t: t.drop(columns="article_id"),
        "no rows": lambda t: t.iloc[:0],
    }
    for name, change in changes.items():
        copy = place / "shares" / name
        shutil.copytree(dry, copy)
        change(pd.read_parquet(dry / "articles.parquet")).to_parquet(copy / "articles.parquet")
        out = place / "out"
        yield Attempt(name, command("rehydrate", copy, data, "--out", out), "")
    for body in (b"[]", b'{"files": ["../../x"]}', b'{"format": 99}', b"\xff"):
        copy = place / "shares" / f"card {body!r}".replace("/", "_")
        shutil.copytree(dry, copy)
        (copy / "dehydrated.json").write_bytes(body)
        yield Attempt(copy.name, command("rehydrate", copy, data, "--out", place / "out"), REFUSED)


def codings(place: Path) -> Iterator[Attempt]:
    """Sheets and exports of coding programs that are given back."""
    kinds = {
        "empty.csv": b"", "strange.csv": b"one,two\n1,2\n", "stranger.csv": b"article_id\nnobody\n",
        "false.xlsx": b"PK\x03\x04", "empty.json": b"", "list.json": b"[1, 2]", "cut.json": b'[{"id": 1',
        "deep.json": b"[" * 5000, "false.zip": b"PK\x03\x04", "bytes.jsonl": b"\xff\xfe",
        "nobody.jsonl": lines({"article_id": "nobody", "attributions": []}),
        "beyond.jsonl": lines({**ROWS[0], "attributions": [{"start": 400_000, "end": 400_009}]}),
    }  # fmt: skip
    for name, body in kinds.items():
        file = place / "codings" / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(body)
        yield Attempt(name, command("evaluate", place / "study", file), REFUSED)


def tables(_: Path) -> Iterator[Attempt]:
    table = pd.DataFrame(ROWS)
    changes: dict[str, tuple[Any, str]] = {
        "whole numbers as identifiers": (table.assign(article_id=[1, 2, 3]), DONE),
        "one identifier missing": (table.assign(article_id=["a", None, "c"]), ""),
        "identifiers twice": (table.assign(article_id="a"), REFUSED),
        "garbage as a date": (table.assign(published="garbage"), REFUSED),
        "numbers as texts": (table.assign(text=5), ""),
        "missing texts": (table.assign(text=None), REFUSED),
        "lists as texts": (table.assign(text=[["a"]] * 3), REFUSED),
        "an index that repeats": (table.set_index(np.zeros(3, dtype=int)), DONE),
        "a column twice": (pd.concat([table, table[["text"]]], axis=1), REFUSED),
        "categories": (table.astype("category"), DONE),
        "no rows": (table.iloc[:0], ""),
        "no text": (table.drop(columns="text"), REFUSED),
        "numbers as names": (table.rename(columns={"outlet": 7}), ""),
    }
    for name, (given, expected) in changes.items():
        yield Attempt(name, scored(given), expected)


FAMILIES = {
    "options": options, "files": files, "folders": folders, "shares": shares, "codings": codings,
    "tables": tables,
}  # fmt: skip


def seal(place: Path) -> str:
    """A hash of the study and its data, none of which an attempt may change."""
    kept = [place / "articles.jsonl", *sorted((place / "study").rglob("*"))]
    digest = hashlib.sha256()
    for file in kept:
        digest.update(str(file).encode())
        digest.update(file.read_bytes() if file.is_file() else b"")
    return digest.hexdigest()


def what_is_wrong(attempt: Attempt, place: Path, sealed: str, *, family: str) -> str:
    """Why an attempt fails; empty where it does not."""
    try:
        status, said = attempt.run()
    except (Exception, SystemExit):
        return "traceback: " + traceback.format_exc().strip().splitlines()[-1][:120]
    out = place / "out"
    left = [path.name for path in place.iterdir() if path.name.startswith(".out")]
    half = status == 2 and out.exists()
    shutil.rmtree(out, ignore_errors=True)
    if "Traceback" in said or "a fault of the toolkit" in said or "WRONG" in said:
        return said.strip()[-200:]
    # Status 1 is an answer, as that no article is the same.
    if status and ("error: " not in said if status != 1 else not said.strip()):
        return f"status {status}, and no error said: {said.strip()[-120:]}"
    if family != "options" and "--help` tells" in said:
        return f"never reached what it is to try: {said.strip()[-120:]}"
    if status not in (0, 1, 2):
        return f"status {status}"
    if attempt.expected == REFUSED and status != 2:
        return f"taken, status {status}"
    if attempt.expected == DONE and status:
        return f"refused: {said.strip()[-120:]}"
    if left or half:
        return f"half-written: {left or out.name}"
    return "" if seal(place) == sealed else "the study or its data have changed"


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--family", nargs="*", choices=FAMILIES, default=list(FAMILIES))
    chosen = parser.parse_args().family
    tried, failed = 0, 0
    with tempfile.TemporaryDirectory() as held:
        place = Path(held)
        (place / "articles.jsonl").write_bytes(lines(*ROWS))
        articles = toolkit.read_articles(place / "articles.jsonl")
        toolkit.write_study(toolkit.score(articles), place / "study")
        sealed = seal(place)
        print("| family | tried | failed |\n|---|---|---|")
        for name in chosen:
            count, bad = 0, []
            for attempt in FAMILIES[name](place):
                count += 1
                if wrong := what_is_wrong(attempt, place, sealed, family=name):
                    bad.append(f"{attempt.what}: {wrong}")
            tried, failed = tried + count, failed + len(bad)
            print(f"| {name} | {count} | {'; '.join(bad) or 0} |", flush=True)
    print(f"\n{tried} tried, {failed} failed")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
