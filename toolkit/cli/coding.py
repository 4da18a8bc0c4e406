"""The commands around hand coding: draw a sample to code, measure against a coding."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from toolkit.cli.options import (
    AllLanguages,
    Columns,
    Data,
    Dates,
    Mend,
    Outlet,
    Pattern,
    Seed,
    Sheet,
    read_data,
)
from toolkit.errors import InputError


def register(app: typer.Typer) -> None:
    """Add the commands to the application."""
    app.command()(evaluate)
    app.command()(sample)


def evaluate(
    directory: Annotated[Path, typer.Argument(help="A folder that `run` or `score` has written.")],
    gold: Annotated[Path, typer.Argument(help="Hand-coded articles, JSON Lines.")],
    articles: Annotated[
        Path | None, typer.Option("--articles", help="Their texts, if not beside them.")
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", help="Write the figures here, too.")
    ] = None,
    errors_file: Annotated[
        Path | None,
        typer.Option("--errors", help="Write what is missed, invented or wrong here, as Markdown."),
    ] = None,
) -> None:
    """Measure scored articles against hand-coded ones."""
    import json

    from toolkit.output.whole import write_whole
    from toolkit.study.study import read_study
    from toolkit.validation.agreement import agreement
    from toolkit.validation.coding import coded_from_tables, read_coded, read_texts

    study = read_study(directory)
    coded = read_coded(gold)
    ids = [row["article_id"] for row in coded]
    if not study.scores["article_id"].isin(ids).any():
        raise InputError(f"{gold}: none of its articles is in {directory}; score those articles")
    found = coded_from_tables(dict(study.tables()), ids)
    texts = read_texts(gold, articles)
    result = agreement(coded, found, texts)
    typer.echo("\n".join(result.lines()))
    if errors_file is not None:
        from toolkit.validation.errors import attribution_errors, error_report

        report = error_report(attribution_errors(coded, found, texts), texts)
        write_whole(errors_file, report)
    if json_file is not None:
        write_whole(json_file, json.dumps(result.to_dict(), indent=1) + "\n")


def sample(
    data: Data,
    n: Annotated[int, typer.Option("--n", help="How many articles.")] = 60,
    out: Annotated[Path, typer.Option("--out", help="The file to write, .csv or .jsonl.")] = Path(
        "sample.jsonl"
    ),
    by: Annotated[str, typer.Option("--by", help="The column that makes the strata.")] = "outlet",
    seed: Seed = 0,
    column: Columns = None,
    outlet: Outlet = None,
    all_languages: AllLanguages = False,
    sheet: Sheet = None,
    pattern: Pattern = None,
    dates: Dates = None,
    mend: Mend = False,
) -> None:
    """Draw articles to code by hand, with their probabilities."""
    from toolkit.validation.sampling import draw_sample, write_sample

    articles = read_data(
        data, columns=column, outlet=outlet, all_languages=all_languages,
        sheet=sheet, pattern=pattern, dates=dates, mend=mend,
    )  # fmt: skip
    drawn = draw_sample(articles, n=n, by=by, seed=seed)
    write_sample(drawn, out)
    typer.echo(f"{len(drawn)} articles: {out}")
