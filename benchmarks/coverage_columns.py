"""Set the columns moment, camp and copy of the Marrakesh manifest by its rules.

``python benchmarks/coverage_columns.py`` writes them anew into data/marrakesh/coverage.csv by
data/marrakesh/rules.yaml; with ``--check`` it writes nothing, names the rows that differ, and its
exit status is 1 if there are any.
"""

import argparse
import csv
import io
import sys
from pathlib import Path
from urllib.parse import urlsplit

import yaml

MARRAKESH = Path(__file__).parents[1] / "data" / "marrakesh"
COVERAGE, RULES = MARRAKESH / "coverage.csv", MARRAKESH / "rules.yaml"


def read_rules(path=RULES):
    """The rules of each column, in their order."""
    return yaml.safe_load(path.read_text("utf-8"))


def read_rows(path=COVERAGE):
    """The manifest's rows, every cell as it stands."""
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def derived(row, rules):
    """The cells that the rules give a row, by column; empty where no rule holds."""
    return {
        column: next((rule["value"] for rule in own if holds(rule, row)), "")
        for column, own in rules.items()
    }


def holds(rule, row):
    """Whether every condition of a rule holds for a row."""
    parts = [part.strip() for part in row["note"].split(";")]
    angle = parts[1] if len(parts) > 1 else ""
    host = urlsplit(row["url"]).netloc.lower().removeprefix("www.")
    words = f"{row['outlet']}; {row['note']}"
    day = row["published"]
    tests = {
        "begins": lambda wanted: parts[0].partition(" (")[0] in wanted,
        "angle": lambda wanted: any(word in angle for word in wanted),
        "says": lambda wanted: any(word in words for word in wanted),
        "from": lambda first: bool(day) and day >= str(first),
        "until": lambda last: bool(day) and day <= str(last),
        "country": lambda wanted: (
            bool(row["country"]) and wanted in ("any", row["country"])
            if isinstance(wanted, str)
            else row["country"] in wanted
        ),
        "outlet_kind": lambda wanted: row["outlet_kind"] in wanted,
        "host": lambda wanted: host in wanted,
    }
    return all(tests[name](wanted) for name, wanted in rule.items() if name != "value")


def main():
    """Write the columns, or compare them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    rules, rows = read_rules(), read_rows()
    made = [{**row, **derived(row, rules)} for row in rows]
    differ = [row["url"] for row, new in zip(rows, made, strict=True) if row != new]
    print(f"{len(rows)} pages, {len(differ)} of them set anew")
    if check:
        print("".join(f"{url}\n" for url in differ), end="")
        sys.exit(bool(differ))
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(made[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(made)
    COVERAGE.write_bytes(out.getvalue().encode("utf-8"))


if __name__ == "__main__":
    main()
