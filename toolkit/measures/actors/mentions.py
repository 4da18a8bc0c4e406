"""The map: every phrase of an article that names an actor, read and resolved.

One row a phrase: which row of which table it stands in, the key by which it is joined with others
of other articles, and what it tells of the actor. An article's rows depend on it alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import pandas as pd

from toolkit.arabic.document import Document, join_document
from toolkit.measures.actors.gazetteer.lookup import find_known
from toolkit.measures.actors.keys import key_of, name_size
from toolkit.measures.actors.lists import word_list
from toolkit.measures.actors.outlets import is_outlet, is_pan_arab, own_states
from toolkit.measures.actors.reading.mentions import read_mention
from toolkit.measures.actors.reading.record import DISPUTED, Reading
from toolkit.measures.actors.reading.targets import read_target
from toolkit.measures.actors.scene.article import OWN_WEIGHT
from toolkit.measures.actors.scene.scene import Scene
from toolkit.measures.actors.tokens import bare_words, plain_words, tokens_of
from toolkit.measures.actors.told import ToldAct, ToldPraise, told_acts, told_days, told_praises

ROLES = ("source", "holder", "target")
COLUMNS = (
    "article_id", "role", "number", "key", "kind", "name", "words", "state", "source_type",
    "office", "printed", "outlet", "seat",
    "told", "day",
)  # fmt: skip
NARRATOR = "narrator"


class Mention(NamedTuple):
    """A phrase that names an actor; the columns of the mentions table."""

    article_id: str
    role: str
    number: int
    key: str
    kind: str
    name: str
    words: str
    state: str
    source_type: str
    office: str
    printed: str
    outlet: str
    seat: str
    told: bool
    day: float


def mentions_of(
    articles: pd.DataFrame,
    attributions: pd.DataFrame,
    praise: pd.DataFrame,
    *,
    documents: Sequence[Document] | None = None,
) -> pd.DataFrame:
    """Read every source, holder and target of some articles.

    Parameters
    ----------
    articles : DataFrame
        ``article_id``, ``title``, ``text``; where known ``outlet``, ``published``, ``country``.
    attributions, praise : DataFrame
        As `toolkit.score` gives them, of these articles.
    documents : sequence of Document, optional
        The articles as read once, in the same order, where they have been already.

    Returns
    -------
    DataFrame
        One row a phrase, the columns of `COLUMNS`.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "title": [""],
    ...     "text": ["قال بوريطة إن الاجتماع ناجح."]})
    >>> acts = pd.DataFrame({"article_id": ["a"], "attribution": [0], "cue_start": [1],
    ...     "source_start": [5], "source_end": [11], "source_resolved_start": pd.NA,
    ...     "source_resolved_end": pd.NA, "speaker": ["بوريطة"], "source_type": ["government"]})
    >>> mentions_of(articles, acts, acts[:0])[["name", "state"]].values.tolist()
    [['ناصر بوريطة', 'MA']]
    """
    titles, ids = articles["title"].tolist(), articles["article_id"].tolist()
    texts = [
        join_document(title, text)
        for title, text in zip(titles, articles["text"].tolist(), strict=True)
    ]
    acts, praises = (
        told_acts(dict(zip(ids, texts, strict=True)), attributions),
        told_praises(praise),
    )
    folded = [d.folded for d in documents] if documents is not None else [None] * len(ids)
    outlets = articles["outlet"].tolist() if "outlet" in articles else [""] * len(ids)
    kinds_of = articles["outlet_kind"].tolist() if "outlet_kind" in articles else outlets
    rows: list[Mention] = []
    for article_id, title, text, own, outlet, kind, day, state in zip(
        ids, titles, texts, folded, outlets, kinds_of, told_days(articles), own_states(articles),
        strict=True,
    ):  # fmt: skip
        found = acts.get(article_id, ()), praises.get(article_id, ())
        if found[0] or found[1]:
            weight = 0 if is_pan_arab(str(outlet), str(kind)) else OWN_WEIGHT
            scene = Scene(title if isinstance(title, str) else "", text, own, state, weight)
            scene.outlet = str(outlet)
            rows += _article(article_id, scene, *found, day=float(day))
    numbers = {"number": "int64", "told": "bool", "day": "float64"}
    kinds = dict.fromkeys(COLUMNS, "str") | numbers
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(kinds)


def _article(
    article_id: str, scene: Scene, acts: Sequence[ToldAct], praises: Sequence[ToldPraise],
    *, day: float,
) -> list[Mention]:  # fmt: skip
    rows: list[Mention] = []

    def row(role: str, number: int, reading: Reading, printed: str) -> None:
        key = key_of(reading, article_id, day)
        if key:
            rows.append(
                Mention(
                    article_id, role, number, key, reading.kind, reading.name,
                    " ".join(reading.words), reading.state.replace(DISPUTED, ""), reading.source_type, reading.office,
                    printed, scene.outlet, scene.own_state,
                    not reading.guessed, day,
                )
            )  # fmt: skip

    scene.cues = frozenset(act.cue for act in acts)
    phrases = [p for act in acts for p in (act.source, act.resolved, act.speaker) if p]
    for phrase in dict.fromkeys(phrases):
        reading = read_mention(phrase)
        if reading.kind == "person" and (reading.known or name_size(reading.words) > 1):
            scene.names.append(reading)
            scene.titles.append((reading, frozenset(plain_words(phrase))))
    for act in acts:
        scene.callings.append(read_mention(act.source or act.resolved, act.source_type))
    by_act: dict[int, Reading] = {}
    waiting = list(praises)
    for act in acts:
        while waiting and waiting[0].start < act.cue:
            _praise(waiting.pop(0), scene, by_act, row)
        reading, printed = _source(act, scene)
        if not reading.is_open:
            by_act[act.number] = reading
            row("source", act.number, reading, printed)
    for rest in waiting:
        _praise(rest, scene, by_act, row)
    return rows


def _source(act: ToldAct, scene: Scene) -> tuple[Reading, str]:
    """Who speaks, and by which phrase: the source's own words first, then what is said elsewhere."""
    phrases = [phrase for phrase in (act.source, act.resolved, act.speaker) if phrase]
    readings = [read_mention(phrase, act.source_type) for phrase in phrases]
    if not readings:
        return Reading("nothing"), ""
    if not act.named:
        readings = [_unnamed(r) for r in readings]
    readings = [_own(r, phrase, scene) for r, phrase in zip(readings, phrases, strict=True)]
    if act.source and readings[0].kind == "pointing":
        # What a description points back to is looked for before the speaker that it was given.
        readings[0] = scene.described(readings[0], before=act.cue) or readings[0]
    readings = [scene.resolve(r, before=act.cue) if not r.is_open else r for r in readings]
    told = [n for n, r in enumerate(readings) if not r.is_open]
    place = told[0] if told else 0
    best = readings[place] if told else scene.resolve(readings[0], before=act.cue)
    if best.kind == "person" and not best.known:
        place = next(
            (n for n in told if readings[n].kind == "person"
             and set(best.words) < set(readings[n].words)), place,
        )  # fmt: skip
    elif best.kind == "unnamed" and len(told) > 1 and readings[told[-1]].kind in (
        "person", "office",
    ):  # fmt: skip
        place = told[-1]
    best = readings[place] if told else best
    if best.kind == "unnamed" and act.cue < len(scene.title):
        best = scene.named_later(best)
    scene.tell(best)
    return best, phrases[place]


def _own(reading: Reading, phrase: str, scene: Scene) -> Reading:
    """An outlet that names itself is a body of its seat's state."""
    if reading.known or not is_outlet(phrase, scene.outlet):
        return reading
    words = bare_words(phrase)
    return Reading("body", phrase, False, words, scene.own_state, "media", head=words[0])


def _unnamed(reading: Reading) -> Reading:
    """A phrase that attribution holds to name nobody: unknown words in it are no name."""
    titled = reading.office or set(reading.words) & _first_names()
    if reading.kind == "person" and not reading.known and not titled and len(reading.words) < 4:
        return replace(reading, kind="unnamed", name="")
    return reading


@cache
def _first_names() -> frozenset[str]:
    return word_list("common_names") | word_list("female_names") | word_list("male_names")


def _praise(praise: ToldPraise, scene: Scene, by_act: dict[int, Reading], row: Any) -> None:
    holder = None
    if praise.holder and praise.holder != NARRATOR:
        holder = by_act.get(praise.attribution)
        if holder is None:
            holder = scene.resolve(read_mention(praise.holder), before=praise.start)
        if not holder.is_open:
            row("holder", praise.number, holder, praise.holder)
    if praise.target:
        reading = scene.resolve(_honoured(praise.target, holder), before=praise.start, target=True)
        if not reading.is_open:
            scene.honoured.append(reading)
            row("target", praise.number, reading, praise.target)


def _honoured(target: str, holder: Reading | None) -> Reading:
    """Whom a target's phrase means: who praises stands before it in `شكر الوزير المملكة`."""
    reading = read_target(target)
    if holder is None or not holder.known or reading.name != holder.name:
        return reading
    tokens = tokens_of(target)
    found = find_known(tokens, 0)
    if found is None or found.last >= len(tokens):
        return reading
    rest = read_target(target[tokens[found.last].start :])
    return reading if rest.kind in ("nothing", "name", "unnamed") else rest
