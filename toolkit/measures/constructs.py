"""A researcher's own constructs: where the words of a lexicon of one's own stand, and who says them.

Dictionary analysis as in studies of blame, threat or human interest (Semetko and Valkenburg 2000),
with what Arabic needs: whole words through clitics and paradigms, negation right before the hit, and
the holder, that is the source of the act of attribution that a hit lies in, else the narrator. Any
lexicon of `toolkit.lexicons` runs; the counts are those that the table shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.arabic import Folded, fold
from toolkit.arabic.document import Document
from toolkit.articles.sentence_table import read_documents
from toolkit.errors import InputError
from toolkit.knowledge import read_yaml
from toolkit.lexicons import Lexicon, Matcher, compile_lexicons, load_lexicon
from toolkit.measures.attribution.acts import NARRATOR, ActIndex, acts_by_article, holder_of
from toolkit.measures.declaration import EVIDENCE, Batch, Measure, declared

COLUMNS = (
    *("article_id", "lexicon", "sentence", "start", "end", "entry", "class", "strength"),
    *("negated", "holder", "attribution"),
)
_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[،,.؛;:!؟?()\n]")


def read_lexicons(
    lexicons: Iterable[Lexicon | str | Path] | Lexicon | str | Path | None,
) -> tuple[Lexicon, ...]:
    """The lexicons to run, read from their files where they are paths or names.

    Raises
    ------
    InputError
        Where one cannot be read, two share a name, or a name would hide a score of the toolkit.

    Examples
    --------
    >>> from toolkit.lexicons import parse_lexicon
    >>> [lexicon.name for lexicon in read_lexicons(parse_lexicon("name: blame\\nentries: [فشل]"))]
    ['blame']
    """
    if lexicons is None:
        return ()
    given = [lexicons] if isinstance(lexicons, Lexicon | str | Path) else lexicons
    given = list(given) if isinstance(given, Iterable) else [given]
    if not all(isinstance(each, Lexicon | str | Path) for each in given):
        raise InputError("lexicons: give a lexicon, the path of its file, or a list of them")
    found = tuple(each if isinstance(each, Lexicon) else load_lexicon(each) for each in given)
    names = [column_name(lexicon) for lexicon in found]
    for name in names:
        if names.count(name) > 1:
            raise InputError(f"lexicons: two are named {name!r}; give each a name of its own")
        own = {score.name for measure in declared() for score in measure.scores}
        if taken := {f"{name}_per_1000", f"narrator_{name}_share"} & own:
            raise InputError(
                f"lexicon {name!r}: scores have a column {sorted(taken)[0]!r} already; give the "
                f"lexicon another name, such as {name}_mine"
            )
    return found


def column_name(lexicon: Lexicon) -> str:
    """What the lexicon's scores are named by: its name, blanks and slashes as underscores."""
    return re.sub(r"\W+", "_", lexicon.name.strip())


def find_constructs(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    attributions: pd.DataFrame | None,
    lexicons: Sequence[Lexicon],
    *,
    documents: Sequence[Document] | None = None,
) -> pd.DataFrame:
    """Find the entries of lexicons in articles.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``title``, ``text``.
    sentences : DataFrame
        ``article_id``, ``start``, ``boilerplate`` (or ``voice``).
    attributions : DataFrame or None
        Acts of attribution; without them all is the narrator's.
    lexicons : sequence of Lexicon
    documents : sequence of Document, optional
        The articles as they have been read, to read them once.

    Returns
    -------
    DataFrame
        A row a hit: `COLUMNS`; ``negated`` where a negation stands within three words before and
        the entry does not say ``negatable: false``. Hits in boilerplate are left out.

    Examples
    --------
    >>> from toolkit.lexicons import parse_lexicon
    >>> from toolkit.articles.sentence_table import cut_sentences
    >>> blame = parse_lexicon("name: blame\\nentries: [{entry: حمّل, perfect: حمل}, كارثة]")
    >>> rows = pd.DataFrame({"article_id": ["a"], "title": [""],
    ...     "text": ["وحمّلت المعارضة الحكومة المسؤولية. لم تقع كارثة."]})
    >>> found = find_constructs(rows, cut_sentences(rows), None, [blame])
    >>> found[["entry", "negated", "holder"]].values.tolist()
    [['حمّل', False, 'narrator'], ['كارثة', True, 'narrator']]
    """
    if not lexicons:
        return pd.DataFrame(columns=list(COLUMNS))
    if documents is None:
        documents = read_documents(articles, sentences)
    rows = _rows(articles["article_id"].tolist(), documents, attributions, tuple(lexicons))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def score_constructs(
    scores: pd.DataFrame, constructs: pd.DataFrame, lexicons: Sequence[Lexicon]
) -> pd.DataFrame:
    """Add two columns a lexicon to the scores.

    ``NAME_per_1000``, hits that are not negated per thousand words, and ``narrator_NAME_share``,
    the share of them in the article's own voice (missing where it has none).
    """
    added: dict[str, Any] = {}
    counted = constructs[~constructs["negated"].astype(bool)]
    # Arabic words are not looked for in another language, so there they are missing, not nought.
    in_arabic = scores["attributions"].notna() if "attributions" in scores else True
    for lexicon in lexicons:
        name = column_name(lexicon)
        own = counted[counted["lexicon"] == lexicon.name]
        hits = _count(own, scores)
        told = _count(own[own["holder"] == NARRATOR], scores)
        words = scores["words"].where((scores["words"] > 0) & in_arabic)
        added[f"{name}_per_1000"] = (1000 * hits / words).astype("float64")
        added[f"narrator_{name}_share"] = (told / hits.where(hits > 0)).astype("float64")
    return scores.assign(**added)


def _count(rows: pd.DataFrame, scores: pd.DataFrame) -> pd.Series:
    counts = rows["article_id"].value_counts()
    return scores["article_id"].map(counts).fillna(0).astype("float64")


@lru_cache(maxsize=4)
def _compiled(lexicons: tuple[Lexicon, ...]) -> Matcher:
    return compile_lexicons(lexicons)


def _rows(
    ids: Sequence[str],
    documents: Sequence[Document],
    attributions: pd.DataFrame | None,
    lexicons: tuple[Lexicon, ...],
) -> Iterator[tuple[Any, ...]]:
    matcher = _compiled(lexicons)
    acts = acts_by_article(attributions)
    hits = matcher.find_all(document.folded.text for document in documents)
    text, index = -1, ActIndex([])
    columns = (hits.text, hits.start, hits.end, hits.entry)
    for number, first, last, which in zip(*(c.tolist() for c in columns), strict=True):
        document = documents[number]
        if number != text:
            text, index = number, ActIndex(acts.get(ids[number], []))
        start, end = document.folded.span(first, last)
        sentence = document.sentence_at(start)
        if sentence in document.boilerplate:
            continue
        entry, act = matcher.entries[which], index.innermost(start, end)
        yield (
            ids[number],
            matcher.lexicons[int(matcher.lexicon_of[which])].name,
            sentence,
            start,
            end,
            entry.entry,
            entry.class_,
            entry.strength,
            entry.negatable and _negated(document.folded, first),
            holder_of(document.text, act),
            act.number if act else None,
        )


def _negated(folded: Folded, first: int) -> bool:
    """Whether a negation stands before a hit, with no stop between."""
    reach, words = _negation()
    before = _STOP.split(folded.text[max(first - 80, 0) : first])[-1]
    near = _WORD.findall(before)[-reach:]
    return any(word in words or (word[1:] in words and word[0] in "وف") for word in near)


@lru_cache(maxsize=1)
def _negation() -> tuple[int, frozenset[str]]:
    text = (files("toolkit.measures") / "data" / "construct_words.yaml").read_text("utf-8")
    data = read_yaml(text)["negation"]
    return data["reach"], frozenset(fold(data["words"]).text.split())


def _find(batch: Batch) -> pd.DataFrame:
    return find_constructs(
        batch.articles,
        batch.tables["sentences"],
        batch.tables["attributions"],
        batch.lexicons,
        documents=batch.documents,
    )


MEASURE = Measure(
    name="constructs",
    place=100,
    table="constructs",
    columns={
        "article_id": "str",
        "lexicon": "str",
        "sentence": "int64",
        "start": "int64",
        "end": "int64",
        "entry": "str",
        "class": "str",
        "strength": "float64",
        "negated": "bool",
        "holder": "str",
        "attribution": "Int64",
        "text": "str",
    },
    evidence=EVIDENCE,
    find=_find,
    needs=("attributions",),
)
