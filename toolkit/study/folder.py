"""The study folder: a manifest, its pages, its articles, its report and its choices.

``manifest.csv``, ``pages/``, ``articles.parquet``, ``fetch-report.csv`` and ``study.toml``. The
pages are written as they come; everything else at the end, each file whole or not at all.
"""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from toolkit.articles.duplicates import flag_duplicates
from toolkit.articles.fetching.fetch import PAGES, FetchOptions, Outcome, visit_all
from toolkit.articles.fetching.manifest import read_manifest
from toolkit.articles.fetching.tables import CAME, article_table, report_csv, report_table
from toolkit.articles.pages.sites import read_sites
from toolkit.articles.readers import read_articles
from toolkit.errors import InputError
from toolkit.output.cells import csv_table
from toolkit.output.progress import notebook_bar
from toolkit.output.whole import whole_file
from toolkit.study.choices import (
    RunChoices,
    column_mapping,
    is_study_folder,
    read_choices,
    run_choices,
    write_choices,
)
from toolkit.study.grouping import declare_groups
from toolkit.study.mark import STAMP, check_place, stamp_of, stamped

MANIFEST = "manifest.csv"
REPORT = "fetch-report.csv"
ARTICLES = "articles.parquet"
CORRECTED = "actors.csv"
LEXICONS = "lexicons"
_SITES = "sites.yaml"


@dataclass(frozen=True)
class Fetched:
    """What a run of fetching gave.

    Attributes
    ----------
    articles, report : DataFrame
        As `article_table` and `report_table` give them.
    """

    articles: pd.DataFrame
    report: pd.DataFrame

    def counts(self) -> dict[str, int]:
        """How many addresses have each status, the most frequent first."""
        return {str(key): int(n) for key, n in self.report["status"].value_counts().items()}


def fetch(
    manifest: str | Path,
    out: str | Path,
    *,
    options: FetchOptions | None = None,
    columns: Mapping[str, str] | None = None,
    force: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Fetched:
    """Fetch the articles of a manifest into a study folder.

    Parameters
    ----------
    manifest
        As `read_manifest` reads it.
    out
        The study folder; pages that it holds already are not fetched again.
    options
        How to fetch.
    columns
        The user's column names and the toolkit's.
    force
        Write among files that no study has written, too.
    progress
        Told how many addresses are done, and of how many; a notebook shows a bar if none is given.

    Raises
    ------
    InputError
        The manifest cannot be read, or `out` is a file or holds files of somebody's own.
    """
    options = options or FetchOptions()
    check_place(out, force=force)
    wanted = read_manifest(manifest, columns=columns)
    read_sites(options.sites)  # a slip in there should be told before anything is fetched
    folder = _made(Path(out))
    known = read_choices(folder) if is_study_folder(folder) else {}
    kept = {"run": {"seed": 0, "language": "en"}, **known, "fetch": _kept(options)}
    if options.sites is not None and options.sites.resolve() != (folder / _SITES).resolve():
        shutil.copyfile(options.sites, folder / _SITES)
    # At once, so that a run that is stopped leaves a folder that is known and can be gone on with.
    write_choices(folder, kept)
    with notebook_bar(len(wanted), "fetching") as advance:
        outcomes = visit_all(wanted, folder / PAGES, options, progress=progress or advance)
    fetched = Fetched(article_table(wanted, outcomes), report_table(wanted, outcomes))
    _write(folder / MANIFEST, lambda path: csv_table(wanted).to_csv(path, index=False))
    _write(folder / REPORT, lambda path: path.write_text(report_csv(fetched.report), "utf-8"))
    _write_articles(folder, fetched.articles)
    return fetched


def open_study(data: str | Path, given: Mapping[str, Any]) -> tuple[RunChoices, pd.DataFrame]:
    """Read what the main job works on: any data, or a study folder with its kept choices.

    What stands in the table twice is flagged, and stays.

    Parameters
    ----------
    data
        What `read_articles` reads, or a study folder. Where a study folder holds pages, its
        articles are made of them anew.
    given
        Choices of this run, which go before the kept ones; None is no choice.

    Raises
    ------
    InputError
        Nothing there to read, or a choice that nobody knows.
    """
    folder = Path(data)
    choices = run_choices(folder, given)
    if choices.is_kept and choices.data:
        folder = folder / choices.data
    elif choices.is_kept:
        remake_articles(folder)
    articles = read_articles(
        folder,
        columns=column_mapping(choices.columns),
        outlet=choices.outlet,
        sample=choices.sample,
        seed=choices.seed,
        all_languages=choices.takes_all_languages,
        languages=choices.languages,
        sheet=choices.sheet,
        pattern=choices.pattern,
        dates=choices.dates or "refuse",
        mend=bool(choices.mend),
    )
    if choices.is_kept:
        # How a study came about stands in its own files; the same study gives the same bytes
        # whether it was fetched or restored.
        articles.attrs.pop("account", None)
    if choices.groups:
        articles = declare_groups(articles, choices.groups)
    articles.attrs.pop(STAMP, None)  # of another run than the one that is to come
    if "duplicate_of" not in articles:  # unless its owner has flagged them
        articles = flag_duplicates(articles)
    return choices, articles


def keep_choices(
    out: str | Path,
    choices: RunChoices,
    *,
    data: str | Path,
    actors: Path | None = None,
    lexicons: Sequence[Path] = (),
) -> None:
    """Write the choices of a run into its folder, so that running the folder does it again.

    `actors` are the corrected actors of the run, `lexicons` its own lexicons: the folder keeps
    them, too.
    """
    folder = Path(out)
    known = read_choices(folder) if is_study_folder(folder) else {}
    table = choices.table()
    if lexicons:
        table["lexicons"] = [_kept_lexicon(file, folder) for file in lexicons]
    if actors is not None:
        table["actors"] = CORRECTED
        if actors.resolve() != (folder / CORRECTED).resolve():
            shutil.copyfile(actors, folder / CORRECTED)
    if choices.scored is not None:
        place = (Path(data) / choices.scored).resolve()
        table["scored"] = Path(os.path.relpath(place, folder.resolve())).as_posix()
    elif folder.resolve() != Path(data).resolve():
        source = Path(data) / (choices.data or "")
        table["data"] = Path(os.path.relpath(source.resolve(), folder.resolve())).as_posix()
    declared = {"groups": choices.groups} if choices.groups else {}
    write_choices(folder, {**known, "run": table, **declared})


def _kept_lexicon(lexicon: Path, folder: Path) -> str:
    """A lexicon's place in the study folder, copied there; a shipped one keeps its name."""
    if not lexicon.is_file():
        return str(lexicon)
    kept = folder / LEXICONS / lexicon.name
    kept.parent.mkdir(exist_ok=True)
    if lexicon.resolve() != kept.resolve():
        shutil.copyfile(lexicon, kept)
    return f"{LEXICONS}/{lexicon.name}"


def remake_articles(folder: Path) -> None:
    """Make a study folder's article table anew from its pages, if it holds any; ask for nothing.

    Raises
    ------
    InputError
        None of its pages holds an article.
    """
    chosen = read_choices(folder).get("fetch")
    if chosen is None or not (folder / PAGES).is_dir():
        return
    wanted = read_manifest(folder / chosen.get("manifest", MANIFEST))
    outcomes = _offline(wanted, folder, chosen)
    if not any(outcome.status in CAME for outcome in outcomes):
        raise InputError(f"{folder}: none of its pages holds an article; see {REPORT}")
    _write_articles(folder, article_table(wanted, outcomes))


def _offline(wanted: pd.DataFrame, folder: Path, chosen: Mapping[str, Any]) -> list[Outcome]:
    sites = folder / chosen["sites"] if chosen.get("sites") else None
    options = FetchOptions(
        delay=0.0,
        archive=chosen.get("archive") or None,
        allow_private=chosen.get("allow_private", False),
        all_languages=chosen.get("all_languages", False),
        sites=sites,
    )
    return visit_all(wanted, folder / PAGES, options, offline=True)


def _kept(options: FetchOptions) -> dict[str, Any]:
    return {
        "manifest": MANIFEST,
        "delay": options.delay,
        "archive": options.archive or "",
        "allow_private": options.allow_private,
        "all_languages": options.all_languages,
        "sites": _SITES if options.sites is not None else None,
    }


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"{folder}: cannot be written ({error.strerror})") from None
    return folder


def _write_articles(folder: Path, articles: pd.DataFrame) -> None:
    if articles.empty:  # a table of another run must not stand beside this run's report
        (folder / ARTICLES).unlink(missing_ok=True)
        return
    # Its own stamp: what an earlier run has made of other articles is not of these. Where they are
    # the same, its tables still are theirs.
    stamp = stamp_of({"articles": articles})
    if _stamp_there(folder / ARTICLES) == stamp:
        return
    marked = stamped(articles, stamp)
    _write(folder / ARTICLES, lambda path: marked.to_parquet(path, index=False))


def _stamp_there(file: Path) -> str:
    """What the stamp of a file of articles by themselves would be; empty where there is none."""
    try:
        return stamp_of({"articles": pd.read_parquet(file)})
    except (OSError, ValueError, LookupError):
        return ""


def _write(path: Path, write: Callable[[Path], object]) -> None:
    with whole_file(path) as part:
        write(part)
