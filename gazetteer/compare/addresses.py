#!/usr/bin/env python3
"""`bangvang gazetteer find --addresses` beside vietnamadminunits' parse_address, on the addresses of addresses.csv.

    cargo build --release
    python3 -m venv venv && venv/bin/pip install -r gazetteer/compare/requirements.txt
    venv/bin/python gazetteer/compare/addresses.py            prints the table; exits 1 unless ours is right more often
    venv/bin/python gazetteer/compare/addresses.py --write    puts it into gazetteer/COMPARE.md
    venv/bin/python gazetteer/compare/addresses.py --check    exits 1 also where it differs from the one there
    venv/bin/python gazetteer/compare/addresses.py --wrong    prints what came out wrong (of both, or --wrong=ours, --wrong=theirs)
    venv/bin/python gazetteer/compare/addresses.py FILE       of other addresses than addresses.csv

An answer is right where the codes of province, district and commune are those of the row, and none is there that the row has not.
BANGVANG names another program than target/release/bangvang."""

import argparse
import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from importlib.metadata import version
from pathlib import Path

from vietnamadminunits import parse_address

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "COMPARE.md"
PROGRAM = os.environ.get("BANGVANG", HERE.parents[1] / "target" / "release" / "bangvang")
# What each is told of a row's system.
DAY = {"three-levels": "2025-06-30", "two-levels": "2025-07-01"}
MODE = {"three-levels": "LEGACY", "two-levels": "FROM_2025"}


def ours(rows):
    """Codes of province, district and commune, row by row."""
    answers = [None] * len(rows)
    for system, day in DAY.items():
        at = [i for i, row in enumerate(rows) if row["system"] == system]
        lines = "".join(rows[i]["address"] + "\n" for i in at)
        command = [PROGRAM, "gazetteer", "find", "--addresses", "-", "--on", day]
        out = subprocess.run(command, input=lines, text=True, encoding="utf-8", capture_output=True, check=True).stdout
        for i, line in zip(at, out.splitlines(), strict=True):
            unit = json.loads(line)["unit"]
            codes = [id.split("-")[0] for id in unit["path_ids"]] if unit else []
            answers[i] = tuple(next((code for code in codes if len(code) == length), "") for length in (2, 3, 5))
    return answers


def theirs(row):
    """The same; they are told the system, and how many levels the address names."""
    try:
        unit = parse_address(row["address"], mode=MODE[row["system"]], level=int(row["level"]))
    except Exception:  # Whatever it cannot read, it has not read.
        return ("", "", "")
    return tuple(code or "" for code in (unit.province_code, unit.district_code, unit.ward_code))


def table(kinds, counts):
    lines = [
        "| kind of address | addresses | both right | ours only | theirs only | neither |",
        "| --- | --: | --: | --: | --: | --: |",
    ]
    for kind in [*kinds, "all"]:
        cells = [counts[kind, *which] for which in ((True, True), (True, False), (False, True), (False, False))]
        lines.append(f"| {kind} | {' | '.join(map(str, [sum(cells), *cells]))} |")
    ours = counts["all", True, True] + counts["all", True, False]
    theirs = counts["all", True, True] + counts["all", False, True]
    every = sum(counts["all", a, b] for a in (True, False) for b in (True, False))
    lines += ["", f"Right of {every}: bangvang {ours}, vietnamadminunits {version('vietnamadminunits')} {theirs}."]
    return "\n".join(lines), ours, theirs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path, default=HERE / "addresses.csv")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--wrong", nargs="?", const="both", choices=("both", "ours", "theirs"))
    args = parser.parse_args()
    with open(args.file, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    counts = Counter()
    for row, our in zip(rows, ours(rows), strict=True):
        want, their = (row["province"], row["district"], row["ward"]), theirs(row)
        counts[row["kind"], our == want, their == want] += 1
        counts["all", our == want, their == want] += 1
        for name, answer in (("ours", our), ("theirs", their)):
            if args.wrong in ("both", name) and answer != want:
                print(f"{name}: {row['kind']}: {row['address']}: {'/'.join(answer)} for {'/'.join(want)}")
    made, right, other = table(kinds, counts)
    print(made)
    if args.write or args.check:
        page = PAGE.read_text(encoding="utf-8")
        put, tables = re.subn(r"(?s)(<!-- table -->\n).*(<!-- /table -->)", lambda m: f"{m[1]}{made}\n{m[2]}", page)
        if tables != 1:
            raise SystemExit(f"{PAGE.name} has no place for the table")
        if args.write:
            PAGE.write_text(put, encoding="utf-8")
        elif put != page:
            raise SystemExit(f"{PAGE.name} has another table; run with --write")
    if right <= other:
        raise SystemExit("ours is not right more often")


if __name__ == "__main__":
    main()
