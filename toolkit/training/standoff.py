"""Coded articles without their texts, and the way back to them.

Codings may be published where the articles may not: a stand-off file holds codes, offsets and a
hash of every document, no word of it. Joined with the articles it becomes a folder of gold.

    python -m toolkit.training.standoff CODES CORPUS [CORPUS …] --out DIR
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from toolkit.arabic.document import join_document
from toolkit.errors import InputError
from toolkit.training.gold import read_lines
from toolkit.validation.coding import read_coded


def join(
    coded: Iterable[Mapping[str, Any]], articles: Iterable[Mapping[str, Any]]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of a coding and its article, in the order of the codings.

    Parameters
    ----------
    coded : iterable of mappings
        Codings with ``article_id`` and ``sha256``, the hash of the document in UTF-8.
    articles : iterable of mappings
        With ``article_id``, ``title`` and ``text``.

    Raises
    ------
    InputError
        Where an article is missing or is not the text that was coded.

    Examples
    --------
    >>> article = {"article_id": "a", "title": "خبر", "text": "قال الوزير نعم."}
    >>> import hashlib
    >>> digest = hashlib.sha256("خبر\\nقال الوزير نعم.".encode()).hexdigest()
    >>> len(join([{"article_id": "a", "sha256": digest}], [article]))
    1
    """
    codings = list(coded)
    wanted = {row["article_id"] for row in codings}
    texts = {row["article_id"]: dict(row) for row in articles if row["article_id"] in wanted}
    pairs = []
    for row in codings:
        article = texts.get(row["article_id"])
        if article is None:
            raise InputError(f"{row['article_id']}: coded, but in none of the corpora named")
        document = join_document(article["title"], article["text"])
        if hashlib.sha256(document.encode("utf-8")).hexdigest() != row["sha256"]:
            raise InputError(f"{row['article_id']}: not the text that was coded (hash differs)")
        pairs.append((dict(row), article))
    return pairs


def main(arguments: Sequence[str] | None = None) -> None:
    """Write ``gold.jsonl`` and ``articles.jsonl`` of the joined codings."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("codes", type=Path)
    parser.add_argument("corpora", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    articles = (row for corpus in options.corpora for row in read_lines(corpus))
    pairs = join(read_coded(options.codes), articles)
    options.out.mkdir(parents=True, exist_ok=True)
    for name, side in (("gold", 0), ("articles", 1)):
        text = "".join(json.dumps(pair[side], ensure_ascii=False) + "\n" for pair in pairs)
        (options.out / f"{name}.jsonl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
