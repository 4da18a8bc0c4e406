"""A shared study, whole again: its texts read from the user's own copies of the articles.

What is the same to the last character is restored; every article that is not is named, with how
many of its lines are as they were.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.arabic.document import join_document
from toolkit.articles.formats.quoting import unquoted
from toolkit.articles.formats.records import read_parquet
from toolkit.articles.readers import read_articles
from toolkit.articles.schema import STRING
from toolkit.errors import InputError
from toolkit.output.cells import csv_table
from toolkit.output.whole import whole_folder
from toolkit.study.choices import NAME as CHOICES
from toolkit.study.choices import shared_choices, write_choices
from toolkit.study.dry_studies import (
    CARD,
    FORMAT,
    KEPT_IDS,
    TEXTS,
    check_new,
    document_hash,
    is_text,
    line_hashes,
    read_lines,
    strings,
    write_lines,
)

REPORT = "rehydrate-report.csv"
_DRY = ("article_id", "title_length", "text_length", "document_sha256", "line_hashes")


@dataclass(frozen=True)
class Rehydrated:
    """What became of each article: ``article_id``, ``url``, ``status``, ``reason``.

    The status is ``same``, ``changed`` or ``missing``.
    """

    report: pd.DataFrame

    def count(self, status: str) -> int:
        """How many articles have a status."""
        return int((self.report["status"] == status).sum())


def rehydrate(shared: str | Path, copies: str | Path, out: str | Path) -> Rehydrated:
    """Restore a dehydrated study from one's own copies of its articles.

    Parameters
    ----------
    shared
        What `dehydrate` wrote.
    copies
        The articles: a study folder of `toolkit fetch`, or anything that `read_articles` reads.
        Found by ``article_id``, else by address, else by the hash of the text.
    out
        The folder to write: every table and file of codes, of the articles that are the same,
        ``rehydrate-report.csv``, and ``study.toml``, so that `toolkit run` makes the rest again.

    Raises
    ------
    InputError
        Not a dehydrated study, or no articles.
    """
    source = Path(shared)
    check_new(Path(out))
    card = _read_card(source)
    dry = _read_dry(source / "articles.parquet")
    own = read_articles(copies, all_languages=True)
    with _of_a_share(source / "articles.parquet"):
        report, texts = _match(dry, own)
    documents = {name: join_document(*pair) for name, pair in texts.items()}
    with whole_folder(out) as folder:
        csv_table(report).to_csv(folder / REPORT, index=False, lineterminator="\n")
        for name in card["files"]:
            path = source / Path(str(name)).name
            with _of_a_share(path):
                _restore(path, folder, texts, documents)
    return Rehydrated(report)


@contextmanager
def _of_a_share(path: Path) -> Iterator[None]:
    """Whatever a shared file breaks, it is that file which is wrong: it was made by others."""
    try:
        yield
    except (InputError, OSError):
        raise
    except Exception as error:
        said = " ".join(f"{type(error).__name__}: {error}".split())[:120]
        raise InputError(f"{path}: not as toolkit dehydrate writes it ({said})") from None


def _restore(
    path: Path, folder: Path, texts: dict[str, tuple[str, str]], documents: dict[str, str]
) -> None:
    """Write one of the shared files with its texts; one that holds numbers alone is left."""
    if path.suffix == ".parquet":
        table = read_parquet(path)
        wet = _wet_articles(table, texts) if path.name == "articles.parquet" else table
        _wet_table(wet, documents).to_parquet(folder / path.name, index=False)
    elif path.suffix == ".jsonl":
        rows = [row for row in read_lines(path) if row.get("article_id") in documents]
        write_lines(
            folder / path.name, [unquoted(row, documents[row["article_id"]]) for row in rows]
        )
    elif path.name == CHOICES:
        write_choices(folder, shared_choices(path.parent))


def _read_dry(path: Path) -> pd.DataFrame:
    dry = read_parquet(path)
    missing = [name for name in _DRY if name not in dry]
    if missing:
        raise InputError(f"{path}: no column {missing[0]}, so it was not written by dehydrate")
    texts = ("article_id", "document_sha256", "line_hashes")
    wrong = [name for name in texts if not all(isinstance(cell, str) for cell in dry[name])]
    if wrong or dry["article_id"].duplicated().any():
        raise InputError(
            f"{path}: column {(wrong or ['article_id'])[0]} is not as toolkit dehydrate writes it"
        )
    return dry


def _match(
    dry: pd.DataFrame, copies: pd.DataFrame
) -> tuple[pd.DataFrame, dict[str, tuple[str, str]]]:
    """Compare each article with its copy: the report, and title and text of those that are same."""
    pairs = list(zip(copies["title"].tolist(), copies["text"].tolist(), strict=True))
    by_id = dict(zip(copies["article_id"], pairs, strict=True))
    by_url = dict(zip(copies["url"], pairs, strict=True)) if "url" in copies else {}
    by_hash = {document_hash(join_document(*pair)): pair for pair in pairs}
    lines, texts = [], {}
    for row in dry.to_dict("records"):
        name, address = row["article_id"], row.get("url")
        pair = by_hash.get(row["document_sha256"])
        if pair is not None:
            texts[name] = pair
            lines.append((name, address, "same", ""))
            continue
        pair = by_id.get(name) or by_url.get(address)
        if pair is None:
            lines.append((name, address, "missing", "no copy of it"))
        else:
            lines.append((name, address, "changed", _change(row, join_document(*pair))))
    report = pd.DataFrame(lines, columns=["article_id", "url", "status", "reason"], dtype=STRING)
    return report, texts


def _change(row: dict[Any, Any], text: str) -> str:
    were, are = str(row["line_hashes"]).split(), line_hashes(text).split()
    then, now = set(were), set(are)
    still = sum(line in now for line in were)
    new = sum(line not in then for line in are)
    return f"{still} of {len(were)} lines are as they were, {new} are new"


def _wet_articles(articles: pd.DataFrame, texts: dict[str, tuple[str, str]]) -> pd.DataFrame:
    wet = articles[articles["article_id"].isin(list(texts))].reset_index(drop=True)
    found = [texts[name] for name in wet["article_id"]]
    wet = wet.drop(columns=[name for name in _DRY if name != "article_id"])
    for at, name in enumerate(TEXTS):
        place = 3 + at if len(wet.columns) >= 3 + at else len(wet.columns)
        wet.insert(place, name, strings(pair[at] for pair in found))
    return wet


def _wet_table(table: pd.DataFrame, documents: dict[str, str]) -> pd.DataFrame:
    here = table["article_id"].isin(list(documents))
    if "source_article_id" in table:
        sources = table["source_article_id"]
        here &= sources.isna() | sources.isin(list(documents))
    wet = table[here].reset_index(drop=True)
    owners = wet["article_id"].tolist()
    for name in wet.columns.difference([*KEPT_IDS, *TEXTS]):
        if is_text(wet[name]):
            values = zip(owners, wet[name], strict=True)
            wet[name] = strings(
                unquoted(v, documents[o]) if isinstance(v, str) else None for o, v in values
            )
    return wet


def _read_card(folder: Path) -> dict[str, Any]:
    path = folder / CARD
    try:
        card = json.loads(path.read_text("utf-8"))
        if card["format"] != FORMAT or not isinstance(card["files"], list):
            raise ValueError
    except FileNotFoundError:
        raise InputError(f"{path}: no such file, so {folder} is no dehydrated study") from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        raise InputError(f"{path}: not written by toolkit dehydrate, or by a later one") from None
    return dict(card)
