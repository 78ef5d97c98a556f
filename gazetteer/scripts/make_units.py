#!/usr/bin/env python3
"""Writes gazetteer/data/units.csv: the lists of `unit_lists.py` laid over each other, and the changes by law of
gazetteer/data/unit-changes.csv.

    python3 gazetteer/scripts/make_units.py             writes the table
    python3 gazetteer/scripts/make_units.py --check     compares it with the table in the tree, and fails where they differ

`--packages FOLDER` keeps the packages; what is there is not fetched again."""

import argparse
import csv
import datetime
import difflib
import io
import re
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import unit_lists
from unit_lists import Named, fold, split

DATA = Path(__file__).resolve().parent.parent / "data"
COLUMNS = ("id", "type", "name", "parent", "from", "to", "successors", "other_names")
REFORM = "2025-07-01"
# How a name of the highlands is spelled besides.
SPELLINGS = (("Đắk", "Đăk"), ("Đắk", "Đắc"), ("Đăk", "Đắk"), ("Đăk", "Đắc"), ("Đắc", "Đắk"), ("Kông", "Công"))


@dataclass
class Unit:
    """One row: what stood under a code for a time without change."""

    code: str
    named: Named
    vintage: str = ""
    start: str = ""
    end: str = ""
    successors: list = field(default_factory=list)
    spellings: set = field(default_factory=set)

    @property
    def id(self):
        return f"{self.code}-{self.vintage}"


@dataclass(frozen=True)
class Change:
    """A row of unit-changes.csv."""

    day: str
    change: str
    unit: str
    was: Named | None
    became: tuple
    line: int


def read_changes(path):
    changes = []
    with open(path, encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            was = Named(*split(row["was"]), row["parent"]) if row["was"] else None
            became = tuple(code for code in row["became"].split("|") if code)
            changes.append(Change(row["day"], row["change"], row["unit"], was, became, line))
    return sorted(changes, key=lambda change: change.day)


def eve(day):
    """The day before."""
    return (datetime.date.fromisoformat(day) - datetime.timedelta(1)).isoformat()


class History:
    """The units of every code, oldest first, of the three-level system until 2025-06-30 and of the two-level
    system since."""

    def __init__(self, lists, reform, changes):
        self.lists, self.reform, self.changes = lists, reform, changes
        self.old = defaultdict(list)
        self.new = {}
        self.read_lists()
        self.read_reform()
        self.read_changes()
        self.date_the_rest()
        self.follow()

    def read_lists(self):
        """A unit for every stretch of lists in which a code stands for the same."""
        steps = [*self.lists, self.reform.before]
        for step in steps:
            for code, named in step.units.items():
                units = self.old[code]
                last = units[-1] if units else None
                unbroken = last and last.last is previous(steps, step) and last.named.same(named)
                if not unbroken:
                    last = Unit(code, named, step.label)
                    last.first = step
                    units.append(last)
                last.last = step
                last.spellings.add(last.named.name)
                # The latest list has the official spelling, and of parents the code alone counts.
                last.named = named
        for code, units in self.old.items():
            for unit in units:
                if unit.last is self.reform.before:
                    unit.vintage, unit.end = "2020", eve(REFORM)
                elif unit.last is self.lists[-1] and len(code) < 5:
                    unit.vintage = f"2020-{unit.named.kind}"

    def read_reform(self):
        for code, named in self.reform.after.units.items():
            self.new[code] = Unit(code, named, "2025", REFORM)
        for code, units in self.old.items():
            into = self.reform.successors.get(code, [])
            if units[-1].end == eve(REFORM):
                units[-1].successors = [self.new[it] for it in into]
        for code, units in self.old.items():
            if len(code) == 3 and units[-1].end and not units[-1].successors:
                units[-1].successors = self.of_district(units[-1])

    def of_district(self, district):
        """The one unit of the next system that a whole district became, else its new province."""
        parts = [u[-1] for u in self.old.values() if u[-1].named.parent == district.code and u[-1].end]
        into = {id(it): it for part in parts for it in part.successors}
        if len(into) == 1:
            return list(into.values())
        return self.old[district.named.parent][-1].successors

    def read_changes(self):
        """First the units that a change ended, some known by it alone; then what became of them."""
        ended = []
        for change in self.changes:
            if change.was:
                ended.append((change, self.ended_by(change)))
        for change in self.changes:
            if change.change == "founded":
                for code in change.became:
                    self.standing(code, change).start = change.day
        for change, unit in ended:
            unit.successors = [self.standing(code, change) for code in change.became]
            for unit in unit.successors:
                if change.change != "joined":
                    unit.start = change.day

    def ended_by(self, change):
        units = self.old[change.unit]
        same = [u for u in units if u.named.same(change.was) and u.end in ("", eve(change.day))]
        if same:
            unit = same[0]
        else:
            unit = Unit(change.unit, change.was, change.day[:4])
            unit.first = unit.last = None
            before = [u for u in units if u.end and u.end < change.day]
            units.insert(len(before), unit)
        unit.end = eve(change.day)
        return unit

    def standing(self, code, change):
        """The unit of a code on the day of a change."""
        later = [u for u in self.old[code] if not u.end or u.end >= change.day]
        if not later:
            raise SystemExit(f"unit-changes.csv, line {change.line}: no unit {code} stands on {change.day}")
        return later[0]

    def date_the_rest(self):
        """Where two lists differ and no change of the unit's own tells when: the day its province or its district
        was rearranged, else the years of the lists."""
        for units in self.old.values():
            for unit in units:
                if not unit.end:
                    unit.end = self.last_day(unit)
        for units in self.old.values():
            for unit, following in zip(units, units[1:]):
                if not following.start and following.first:
                    following.start = next_day(unit.end)
            first = units[0]
            if not first.start and first.first and first.first is not self.lists[0]:
                first.start = next_day(self.last_day_before(first))

    def last_day(self, unit):
        steps = [*self.lists, self.reform.before]
        return self.eve_between(unit, unit.last, steps[steps.index(unit.last) + 1])

    def last_day_before(self, unit):
        steps = [*self.lists, self.reform.before]
        return self.eve_between(unit, steps[steps.index(unit.first) - 1], unit.first)

    def eve_between(self, unit, earlier, later):
        between = [c for c in self.changes if earlier.day < c.day <= later.day and c.change == "communes"]
        for scope in self.scopes(unit):
            for change in between:
                if change.unit == scope:
                    return eve(change.day)
        return str(int(later.day[:4]) - 1)

    def scopes(self, unit):
        """The unit's code, its district's and its province's."""
        scopes = [unit.code]
        while parent := (self.old[scopes[-1]][-1].named.parent if len(scopes) > 1 else unit.named.parent):
            scopes.append(parent)
        return scopes

    def follow(self):
        """What took over the units that ended before the reform and have no successor yet."""
        heirs = self.heirs_by_name()
        for code, units in self.old.items():
            for unit, following in zip(units, units[1:]):
                unit.successors = unit.successors or [following]
            last = units[-1]
            if not last.successors and len(code) == 5:
                last.successors = self.by_former_name(last, heirs)

    def heirs_by_name(self):
        heirs = defaultdict(list)
        for code, names in self.reform.former.items():
            for name in set(names):
                heirs[name].append(code)
        return heirs

    def by_former_name(self, unit, heirs):
        """The one commune of the same district, else of the same province, that has the unit's name among its former
        ones."""
        full = fold({kind: word for word, kind in unit_lists.TYPES.items()}[unit.named.kind] + unit.named.name)
        scopes = self.scopes(unit)[1:]
        for scope in scopes:
            for name in (full, fold(unit.named.name)):
                found = [c for c in heirs[name] if scope in self.later_scopes(self.old[c][-1])]
                if len(found) == 1:
                    later = [u for u in self.old[found[0]] if u.end > unit.end]
                    return later[:1]
        return []

    def later_scopes(self, unit):
        return {unit.named.parent, self.old[unit.named.parent][-1].named.parent}

    def rows(self):
        units = [u for units in self.old.values() for u in units] + list(self.new.values())
        rows = []
        for unit in units:
            into = "|".join(dict.fromkeys(it.id for it in unit.successors))
            named = unit.named
            row = (unit.id, named.kind, named.name, named.parent, unit.start, unit.end, into, other_names(unit))
            rows.append(row)
        return sorted(rows, key=lambda row: (len(row[0].split("-")[0]), row[0]))


def previous(steps, step):
    at = steps.index(step)
    return steps[at - 1] if at else None


def next_day(end):
    if len(end) == 4:
        return str(int(end) + 1)
    return (datetime.date.fromisoformat(end) + datetime.timedelta(1)).isoformat()


def other_names(unit):
    """Spellings of other lists, and those of the highlands."""
    names = {unit.named.name} | unit.spellings
    for _ in range(2):
        for one, other in SPELLINGS:
            names |= {re.sub(rf"\b{one}\b", other, name) for name in names}
    names |= {name.replace("'", "") for name in names}
    return "|".join(sorted(names - {unit.named.name}))


def build(folder):
    lists = [unit_lists.read_2019(folder), unit_lists.read_2021(folder), unit_lists.read_2023(folder)]
    return History(lists, unit_lists.read_reform(folder), read_changes(DATA / "unit-changes.csv"))


def text_of(rows):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--packages", type=Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as fresh:
        folder = args.packages or Path(fresh)
        folder.mkdir(parents=True, exist_ok=True)
        made = text_of(build(folder).rows())
    path = DATA / "units.csv"
    if not args.check:
        path.write_text(made, encoding="utf-8")
        return
    diff = list(difflib.unified_diff(path.read_text(encoding="utf-8").splitlines(), made.splitlines(), "in the tree", "made now", n=0, lineterm=""))
    print("\n".join(diff[:60]) if diff else "units.csv is what the sources and unit-changes.csv make")
    sys.exit(1 if diff else 0)


if __name__ == "__main__":
    main()
