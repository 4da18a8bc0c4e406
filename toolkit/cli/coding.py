"""The commands around hand coding: draw a sample to code, measure against codings, compare."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from toolkit.cli.options import (
    AllLanguages,
    Columns,
    Data,
    Dates,
    Force,
    Mend,
    Outlet,
    Pattern,
    Seed,
    Sheet,
    check_new_file,
    read_data,
)
from toolkit.cli.saying import say
from toolkit.errors import InputError
from toolkit.output.progress import terminal_bar

if TYPE_CHECKING:
    import pandas as pd

    from toolkit.study.study import Study
    from toolkit.validation.evaluation import Evaluation

StudyFolder = Annotated[
    Path, typer.Argument(metavar="STUDY", help="A folder that `run` or `score` has written.")
]
By = Annotated[str, typer.Option("--by", help="The column that makes the groups.")]
MEASURES = ("official_voice_share", "attributed_share", "praise_per_1000", "official_framing")
UNCERTAIN = "uncertain"
WHERE = ("anywhere", UNCERTAIN)


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(sample)
    app.command()(evaluate)
    app.command()(compare)


def _forms() -> list[str]:
    from toolkit.validation.forms import FORMS

    return list(FORMS)


def sample(
    data: Data,
    n: Annotated[int, typer.Option("--n", min=1, help="How many articles.")] = 60,
    out: Annotated[Path, typer.Option("--out", help="The new folder to write.")] = Path("to-code"),
    form: Annotated[
        str,
        typer.Option(
            "--for", help="sheet (Excel), label-studio or inception.", autocompletion=_forms
        ),
    ] = "sheet",
    unit: Annotated[
        str, typer.Option("--unit", help="What a sheet codes: article, sentence or span.")
    ] = "span",
    by: Annotated[str, typer.Option("--by", help="The column that makes the strata.")] = "outlet",
    where: Annotated[
        str,
        typer.Option("--where", help="anywhere, or uncertain: more where the scorer is unsure."),
    ] = WHERE[0],
    pilot: Annotated[
        bool, typer.Option("--pilot", help="Ten further articles to practise on.")
    ] = False,
    prelabel: Annotated[
        bool, typer.Option("--prelabel", help="Offer what the toolkit found as a draft; it biases.")
    ] = False,
    seed: Seed = 0,
    column: Columns = None,
    outlet: Outlet = None,
    all_languages: AllLanguages = False,
    sheet: Sheet = None,
    pattern: Pattern = None,
    dates: Dates = None,
    mend: Mend = False,
) -> None:
    """Draw articles to code by hand, in the form to code them in.

    Their probabilities of being drawn go along. DATA may be a scored study.
    """
    from toolkit.validation.coding import coded_from_tables
    from toolkit.validation.forms import write_forms
    from toolkit.validation.sampling import draw_pilot, draw_sample
    from toolkit.validation.uncertainty import draw_uncertain, uncertainty

    if where not in WHERE:
        raise InputError(f"--where {where}: allowed: {', '.join(WHERE)}")
    study = _study(data)
    if study is not None and (column or outlet or all_languages):
        raise InputError(f"{data} is a study, whose articles are read already; leave out --column, "
                         "--outlet and --all-languages")  # fmt: skip
    articles = (
        study.articles
        if study is not None
        else read_data(
            data,
            columns=column,
            outlet=outlet,
            all_languages=all_languages,
            sheet=sheet,
            pattern=pattern,
            dates=dates,
            mend=mend,
        )
    )
    if study is None and (prelabel or where == UNCERTAIN):
        study = _score(articles)
    if where == UNCERTAIN and study is not None:
        drawn = draw_uncertain(articles, uncertainty(study), n=n, by=by, seed=seed)
    else:
        drawn = draw_sample(articles, n=n, by=by, seed=seed)
    practice = draw_pilot(articles, drawn, by=by, seed=seed) if pilot else None
    found = None
    if prelabel and study is not None:
        ids = [*drawn["article_id"], *([] if practice is None else practice["article_id"])]
        found = coded_from_tables(dict(study.tables()), ids)
    written = write_forms(drawn, out, form=form, unit=unit, found=found, pilot=practice)
    further = "" if practice is None else f", {len(practice)} to practise on"
    say(f"{len(drawn)} articles{further}: {out} ({', '.join(written)})")


def evaluate(
    directory: StudyFolder,
    files: Annotated[
        list[Path],
        typer.Argument(help="What coders gave back: sheets, exports, JSON Lines; several coders."),
    ],
    by: By = "outlet",
    out: Annotated[
        Path | None, typer.Option("--out", help="Write every table here, and the differences.")
    ] = None,
    decisions: Annotated[
        Path | None, typer.Option("--decisions", help="The sheet of differences, decided.")
    ] = None,
    prefer: Annotated[
        str | None, typer.Option("--prefer", help="The coder taken where nothing is decided.")
    ] = None,
    merge: Annotated[
        Path | None,
        typer.Option("--merge", help="Write one coding of all here, for `compare --coded`."),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the overall figures here, too.")
    ] = None,
    errors_file: Annotated[
        Path | None,
        typer.Option("--errors", help="Write what is missed, invented or wrong here, as Markdown."),
    ] = None,
    seed: Seed = 0,
    force: Force = False,
) -> None:
    """Measure a scored study against codings of its articles, and coders against each other.

    Verdicts that a report has saved give the precision of what was looked at.
    """
    from toolkit.study.study import read_study
    from toolkit.validation.evaluation import evaluate as evaluate_files
    from toolkit.validation.verdicts import Verdicts

    for file in (merge, json_file, errors_file):
        check_new_file(file, force=force)
    if out is not None and out.is_dir() and any(out.iterdir()) and not force:
        raise InputError(f"{out}: is there already, and decisions may be in it; name a new folder, "
                         "or write over it with --force")  # fmt: skip
    done = evaluate_files(
        read_study(directory), files, by=by, decisions=decisions, prefer=prefer, seed=seed
    )
    if isinstance(done, Verdicts):
        _refuse_of_verdicts({"--merge": merge, "--json": json_file, "--errors": errors_file})
    say("\n".join(done.lines()))
    if out is not None:
        done.write(out)
    if isinstance(done, Verdicts):
        return
    _write_agreement(done, merge, json_file, errors_file, prefer)


def _refuse_of_verdicts(options: Mapping[str, Path | None]) -> None:
    if given := [name for name, value in options.items() if value is not None]:
        raise InputError(f"{given[0]}: needs codings of whole articles, not verdicts")


def _write_agreement(
    done: Evaluation, merge: Path | None, json_file: Path | None, errors_file: Path | None,
    prefer: str | None,
) -> None:  # fmt: skip
    """Write what was asked for of codings of whole articles."""
    import json

    from toolkit.output.whole import write_whole
    from toolkit.validation.merging import write_coded

    if errors_file is not None:
        write_whole(errors_file, _errors(done))
    if json_file is not None:
        write_whole(json_file, json.dumps(done.agreement.to_dict(), indent=1) + "\n")
    if merge is not None:
        if done.open and prefer is None:
            raise InputError(
                f"--merge: {done.open} differences between coders have no decision; decide them "
                "in the differences.xlsx that --out writes and give it with --decisions, or name a "
                "coder with --prefer"
            )
        write_coded(done.coded, merge)
        say(f"{len(done.coded)} articles: {merge}")


def compare(
    directory: StudyFolder,
    measure: Annotated[
        list[str] | None, typer.Option("--measure", help="A column of the scores; repeat it.")
    ] = None,
    by: By = "outlet",
    coded: Annotated[
        Path | None, typer.Option("--coded", help="What `evaluate --merge` wrote: corrects by it.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write the table here, CSV.")] = None,
    seed: Seed = 0,
    force: Force = False,
) -> None:
    """Compare groups of articles, as scored and corrected by hand coding."""
    from toolkit.comparison import compare as compare_groups
    from toolkit.output.cells import csv_table
    from toolkit.output.whole import write_whole
    from toolkit.study.study import read_study

    check_new_file(out, force=force)
    study = read_study(directory)
    measures = list(measure or MEASURES)
    by_hand = None if coded is None else _by_hand(study, coded, measures)
    found = compare_groups(study.scores, measures, by=by, coded=by_hand, seed=seed)
    table = found.to_frame() if found.corrected is None else found.corrected
    say(_shown(table))
    say(found.describe())
    if out is not None:
        write_whole(out, csv_table(table).to_csv(index=False, float_format="%.6g"))
        say(f"{len(table)} rows: {out}")


def _study(data: Path) -> Study | None:
    """The study that DATA is, if it is one."""
    from toolkit.study.study import read_study

    return read_study(data) if (data / "scores.parquet").exists() else None


def _score(articles: pd.DataFrame) -> Study:
    from toolkit.study.scoring import score

    with terminal_bar(len(articles)) as (advance, _):
        return score(articles, progress=advance)


def _errors(done: Evaluation) -> str:
    from toolkit.validation.errors import attribution_errors, error_report

    with_acts = [row for row in done.coded if row["attributions"] is not None]
    return error_report(attribution_errors(with_acts, done.found, done.texts), done.texts)


def _by_hand(study: Study, file: Path, measures: list[str]) -> pd.DataFrame:
    from toolkit.validation.coded_scores import MEASURES as CODED
    from toolkit.validation.coded_scores import coded_scores
    from toolkit.validation.coding import read_coded
    from toolkit.validation.span_table import documents

    if unknown := [name for name in measures if name not in CODED]:
        raise InputError(
            f"--measure {unknown[0]}: no coding gives it; there are {', '.join(CODED)}"
        )
    scores = coded_scores(read_coded(file, documents(study.articles)), study.articles)
    if empty := [name for name in measures if scores[name].isna().all()]:
        raise InputError(f"{file}: {empty[0]} was not coded in it; name others with --measure")
    return scores


def _shown(table: pd.DataFrame) -> str:
    kept = ("measure", "kind", "group", "group_a", "group_b", "method", "estimate", "low", "high",
            "n", "n_a", "coded", "p_adjusted", "note")  # fmt: skip
    columns = [name for name in kept if name in table and table[name].notna().any()]
    plain = table[columns].astype(object).where(table[columns].notna(), "")
    return str(plain.to_string(index=False, float_format="{:.3f}".format))
