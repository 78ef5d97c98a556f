#!/usr/bin/env python3
"""Sets gazetteer/data/units.csv beside other packages, which are asked and not copied from.

    python3 gazetteer/scripts/check_units.py [--packages FOLDER] [--all]

1. Counts and names of a day, against vietnam-provinces (PyPI) and dvhcvn (npm), both under the GPL. Their differences
   are printed, the first few unless `--all`: most are days on which a list lags behind the law.
2. What `unit_divisions.py` says otherwise than vietnamadminunits: successors that are a namesake's, and the main one by
   name. Both are printed with their figures.
3. For every commune of 2025-06-30, the successor that vietnamadminunits' own converter answers. A difference that is
   none of those fails the check.

Needs the packages of requirements.txt."""

import argparse
import csv
import json
import re
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter
from pathlib import Path

import unit_divisions
from unit_lists import Named, Package, fold, read_reform, split

DATA = Path(__file__).resolve().parent.parent / "data"
LAST_DAY = "2025-06-30"


def provinces(version, sha256):
    return Package("pypi", "vietnam-provinces", version, sha256)


def dvhcvn(version, sha256):
    return Package("npm", "dvhcvn", version, sha256)


# A list, and the day it is nearest to. The first leaves out island districts without communes.
LISTS = (
    ("2020-01-15", provinces("0.2", "c0e9d318c14f7e5f3d531ede9a0ae67c80d46faab12b69d203481917e90d85c5")),
    ("2021-06-30", provinces("0.3.0", "ed8d7e9f7d661669a568809443226e3d232b030a758d9174385cbaa556dd6f31")),
    ("2022-10-01", dvhcvn("1.0.20221001", "0ba1a1eb5edaad7148f4780fd11d7311c522267643b91cbeb69b68d0f132cd17")),
    ("2024-05-01", dvhcvn("1.1.20240501", "f8ac9e16374eb350287f1688f7e4a2ee00ebbc121a39e0f5bb0cfa91a43a697c")),
    ("2024-11-01", dvhcvn("1.1.20241101", "01b15d66df7441b61d499e7bff7e08522f903ad5b89cac9bc6094a32937d472e")),
    ("2025-01-01", provinces("0.5.8", "05ae0ed3f06196f36a99db36a4607aa1320b77c833b02eceedc38077cc517d44")),
    ("2025-03-01", dvhcvn("1.2.20250301", "a04a7517946154f0693e19e5929c51813c649cfd25e454ae7ae743baaa7a03c5")),
    ("2025-10-01", provinces("2025.10.1", "1693dece496b1e04e2b637a3dd79a87a22666e13c91c51cf06dc27e482987f57")),
)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=Path)
    parser.add_argument("--all", action="store_true", help="print every difference")
    args = parser.parse_args()
    with open(DATA / "units.csv", encoding="utf-8", newline="") as file:
        units = {row["id"]: row for row in csv.DictReader(file)}
    with tempfile.TemporaryDirectory() as fresh:
        folder = args.packages or Path(fresh)
        folder.mkdir(parents=True, exist_ok=True)
        for day, package in LISTS:
            compare(day, package, read(package, folder), units, args.all)
        reform = read_reform(folder)
    settled = unit_divisions.settle(reform)
    tell(settled, reform)
    sys.exit(0 if ask_converter(units, settled) else 1)


def read(package, folder):
    """{code: Named} of districts and communes."""
    return (read_provinces if package.name == "vietnam-provinces" else read_dvhcvn)(package.fetch(folder))


def read_provinces(path):
    with zipfile.ZipFile(path) as wheel:
        nested = json.loads(wheel.read("vietnam_provinces/data/nested-divisions.json"))
    found = {}
    for province in nested:
        code = f"{province['code']:02}"
        for ward in province.get("wards", []):
            found[f"{ward['code']:05}"] = Named(*split(ward["name"]), code)
        for district in province.get("districts", []):
            found[f"{district['code']:03}"] = Named(*split(district["name"]), code)
            for ward in district["wards"]:
                found[f"{ward['code']:05}"] = Named(*split(ward["name"]), f"{district['code']:03}")
    return found


def read_dvhcvn(path):
    with tarfile.open(path) as tar:
        script = tar.extractfile("package/lib/index.js").read().decode()
    entry = re.compile(r"""Level[123]\((?:\d+, )*["'](\d+)["'], (?:"([^"]*)"|'((?:[^'\\]|\\.)*)')""")
    found, above = {}, {}
    for code, double, single in entry.findall(script):
        above[len(code)] = code
        if len(code) > 2:
            name = (double or single).replace("\\'", "'")
            found[code] = Named(*split(name), above[2 if len(code) == 3 else 3])
    return found


def stands(unit, day):
    """True if the unit stands on a day; its own days may be years."""
    start, end = unit["from"], unit["to"]
    return (not start or start <= day) and (not end or day[: len(end)] <= end)


def compare(day, package, theirs, units, everything):
    standing = {i.split("-")[0]: u for i, u in units.items() if u["parent"] and stands(u, day)}
    ours = {code: Named(unit["type"], unit["name"], unit["parent"]) for code, unit in standing.items()}
    districts, communes = (f"{digits(theirs, n)}, ours {digits(ours, n)}" for n in (3, 5))
    print(f"\n{package.name} {package.version}, beside ours of {day}: districts {districts}; communes {communes}")
    # Codes were reassigned more than once; what they stand for is compared.
    ours, theirs = by_meaning(ours), by_meaning(theirs)
    only = [f"  only ours:   {ours[it]}" for it in sorted(ours.keys() - theirs.keys())]
    only += [f"  only theirs: {theirs[it]}" for it in sorted(theirs.keys() - ours.keys())]
    print(f"  {len(ours.keys() & theirs.keys())} names are the same; on one side only: {len(only)}")
    print("\n".join(only if everything else only[:4] + only[-4:]))


def digits(units, number):
    """How many units have a code of so many digits."""
    return sum(len(code) == number for code in units)


def by_meaning(units):
    """{parent, folded name, type: the unit in words}."""
    return {(it.parent, fold(it.name), it.kind): f"{it.kind} {it.name}, of {it.parent}" for it in units.values()}


def tell(settled, reform):
    """Prints what the divisions say otherwise than the package."""
    before, after = reform.before.units, reform.after.units
    at = lambda code: f"{code} {before[code].name}, {before[before[code].parent].name}"
    print(f"\nSuccessors that are a namesake's, whose district is at least {unit_divisions.MUCH_NEARER} times nearer:")
    for it in settled.dropped:
        far, near = f"{it.km:.0f} km", f"{it.namesake_km:.0f} km from {at(it.namesake)}"
        print(f"  {at(it.commune)}: not {it.successor} {after[it.successor].name}, {far} off, {near}")
    communes = {it.commune for it in settled.dropped}
    main = sum(reform.successors[code][0] != settled.successors[code][0] for code in communes)
    print(f"  {len(settled.dropped)} of {len(communes)} communes, the default of {main}")
    print("\nMain successors by name, where the default is another one:")
    for code in settled.own_name:
        default, own = reform.successors[code][0], settled.successors[code][0]
        print(f"  {at(code)}: {own} {after[own].name}, not {default} {after[default].name}")
    divided = sum(len(code) == 5 and len(into) > 1 for code, into in reform.successors.items())
    print(f"  {len(settled.own_name)} of {divided} divided communes")


def why_other(code, answer, settled):
    """The rule by which a commune's main successor is not the converter's answer; None where there is none."""
    if any(it.commune == code and it.successor == answer for it in settled.dropped):
        return "that is a namesake's"
    return "the main one by name" if code in settled.own_name else None


def ask_converter(units, settled):
    from vietnamadminunits import convert_address

    words = {"phuong": "Phường", "xa": "Xã", "thi-tran": "Thị trấn", "huyen": "Huyện", "quan": "Quận"}
    words |= {"thi-xa": "Thị xã", "thanh-pho": "Thành phố", "tinh": "Tỉnh"}
    standing = {u["id"].split("-")[0]: u for u in units.values() if stands(u, LAST_DAY)}
    full = lambda unit: f"{words[unit['type']]} {unit['name']}"
    communes = [u for code, u in standing.items() if len(code) == 5]
    agreed, reasons = 0, Counter()
    print()
    for commune in communes:
        district = standing[commune["parent"]]
        province = standing[district["parent"]]
        address = f"{full(commune)}, {full(district)}, {full(province)}"
        answer = convert_address(address).ward_code
        main_successor = commune["successors"].split("|")[0]
        if main_successor == f"{answer}-2025":
            agreed += 1
        else:
            why = why_other(commune["id"].split("-")[0], answer, settled) or "UNEXPLAINED"
            reasons[why] += 1
            print(f"  {commune['id']} {address}: ours {main_successor}, the converter's {answer}: {why}")
    print(f"\nvietnamadminunits' converter agrees on {agreed} of {len(communes)} communes")
    print("\n".join(f"  not on {number}: {why}" for why, number in reasons.items()))
    return "UNEXPLAINED" not in reasons


if __name__ == "__main__":
    main()
