#!/usr/bin/env python3
"""Writes gazetteer/data/units.csv: the lists of `unit_lists.py` laid over each other, and the changes by law of
gazetteer/data/unit-changes.csv.

    python3 gazetteer/scripts/make_units.py             writes the table
    python3 gazetteer/scripts/make_units.py --check     fails where it differs from the table in the tree

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

import unit_divisions
import unit_lists
from unit_lists import TYPES, Named, fold, split

DATA = Path(__file__).resolve().parent.parent / "data"
COLUMNS = ("id", "type", "name", "parent", "from", "to", "successors", "other_names")
REFORM = "2025-07-01"
TYPE_WORDS = {kind: word for word, kind in TYPES.items()}
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
    # The first and last list that has it, by their places; None where a change alone tells of it.
    first: int | None = None
    last: int | None = None

    @property
    def id(self):
        return f"{self.code}-{self.vintage}"


@dataclass(frozen=True)
class Change:
    """A row of unit-changes.csv."""

    day: str
    kind: str
    unit: str
    was: Named | None
    became: tuple
    line: int


KINDS = ("raised", "lowered", "renamed", "moved", "split", "merged", "joined", "founded", "communes", "wards")


def read_changes(path):
    changes = []
    with open(path, encoding="utf-8", newline="") as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            if row["change"] not in KINDS:
                raise SystemExit(f"{path.name}, line {line}: {row['change']!r} is none of {', '.join(KINDS)}")
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
        self.steps = [*lists, reform.before]
        self.old = defaultdict(list)
        self.new = defaultdict(list)
        self.read_lists()
        self.read_reform()
        self.read_changes()
        self.date_the_rest()
        self.follow()

    def read_lists(self):
        """A unit for every stretch of lists in which a code stands for the same."""
        for at, step in enumerate(self.steps):
            for code, named in step.units.items():
                units = self.old[code]
                if not (units and units[-1].last == at - 1 and self.unbroken(units[-1], named)):
                    units.append(Unit(code, named, step.label, first=at))
                unit = units[-1]
                unit.last = at
                unit.spellings.add(unit.named.name)
                # The latest list has the official spelling.
                unit.named = named
        for code, units in self.old.items():
            for unit in units:
                if unit.last == len(self.lists):
                    unit.vintage, unit.end = "2020", eve(REFORM)
                elif unit.last == len(self.lists) - 1 and len(code) < 5:
                    unit.vintage = f"2020-{unit.named.kind}"

    def unbroken(self, unit, named):
        """True if a list's entry is the unit of the list before, though it may be spelled otherwise: a name that
        changes without a law is another spelling."""
        if unit.named.same(named):
            return True
        place = (unit.named.kind, unit.named.parent) == (named.kind, named.parent)
        return place and len(unit.code) == 5 and len(self.eve_between(unit, unit.last, unit.last + 1, False)) == 4

    def read_reform(self):
        for code, named in self.reform.after.units.items():
            self.new[code].append(Unit(code, named, "2025", REFORM))
        standing = [units[-1] for units in self.old.values() if units[-1].end]
        successors = unit_divisions.settle(self.reform).successors
        for unit in standing:
            unit.successors = [self.new[code][0] for code in successors.get(unit.code, [])]
        parts = defaultdict(list)
        for unit in standing:
            parts[unit.named.parent].append(unit)
        for unit in standing:
            if len(unit.code) == 3 and not unit.successors:
                unit.successors = self.of_district(unit, parts[unit.code])

    def of_district(self, district, communes):
        """The one unit of the next system that a whole district became, else its new province."""
        into = {it.id: it for commune in communes for it in commune.successors}
        return list(into.values()) if len(into) == 1 else self.old[district.named.parent][-1].successors

    def read_changes(self):
        """First the units that a change ended, some known by it alone; then what became of them."""
        ended = [(change, self.ended_by(change)) for change in self.changes if change.was]
        for change in self.changes:
            if change.kind == "founded":
                for code in change.became:
                    self.standing(code, change).start = change.day
        for change, unit in ended:
            unit.successors = [self.standing(code, change) for code in change.became]
            for successor in unit.successors:
                if change.kind != "joined":
                    successor.start = change.day

    def system(self, change):
        return self.new if change.day > REFORM else self.old

    def ended_by(self, change):
        units = self.system(change)[change.unit]
        same = [u for u in units if u.named.same(change.was) and u.end in ("", eve(change.day))]
        if same:
            unit = same[0]
        else:
            unit = Unit(change.unit, change.was, eve(change.day)[:4])
            units.insert(sum(self.last_day(u) < change.day for u in units), unit)
        unit.end = eve(change.day)
        return unit

    def standing(self, code, change):
        """The unit of a code, or of a code and a name that no list has (75:Thành phố Đồng Nai), on the day of a
        change."""
        code, _, full = code.partition(":")
        units = self.system(change)[code]
        later = [u for u in units if self.last_day(u) >= change.day]
        if full and not later:
            kind, name = split(full)
            later = [Unit(code, Named(kind, name, units[-1].named.parent), change.day[:4])]
            units += later
        if not later:
            raise SystemExit(f"unit-changes.csv, line {change.line}: no unit {code} stands on {change.day}")
        return later[0]

    def last_day(self, unit):
        """The unit's last day, for a list's unit that has none yet as `date_the_rest` will give it; "9" while it
        stands."""
        if unit.end or unit.last is None:
            return unit.end or "9"
        return self.eve_between(unit, unit.last, unit.last + 1, False)

    def date_the_rest(self):
        """Where two lists differ and no change of the unit's own tells when: the day its district or province was
        rearranged, else the years of the lists."""
        for units in self.old.values():
            for unit, following in zip(units, [*units[1:], None]):
                if not unit.end and following:
                    unit.end = self.eve_of_leaving(unit, following)
                if not unit.end:
                    retyped = following is not None and fold(following.named.name) == fold(unit.named.name)
                    unit.end = self.eve_between(unit, unit.last, unit.last + 1, retyped)
                if following and not following.start:
                    following.start = next_day(unit.end)
            first = units[0]
            if not first.start and first.first:
                first.start = next_day(self.eve_between(first, first.first - 1, first.first, False))

    def eve_of_leaving(self, unit, following):
        """The last day of the district that a commune left because it was dissolved; "" where it was not. Other
        communes of that province may have been rearranged before."""
        if len(unit.code) < 5 or unit.named.parent == following.named.parent:
            return ""
        earlier, later = self.steps[unit.last].day, self.steps[unit.last + 1].day
        district = self.old[unit.named.parent][-1]
        return district.end if earlier < next_day(district.end or later) <= later else ""

    def eve_between(self, unit, earlier, later, retyped):
        """The eve of the change between two lists. `retyped`: the unit only becomes phường or thị trấn, which may
        have a resolution of its own."""
        earlier, later = self.steps[earlier].day, self.steps[later].day
        between = [change for change in self.changes if earlier < change.day <= later]
        kinds = [("wards", "raised"), ("communes",)] if retyped else [("communes",), ("wards", "raised")]
        for kind in kinds:
            for scope in self.scopes(unit):
                for change in between:
                    if change.kind in kind and change.unit == scope:
                        return eve(change.day)
        return str(int(later[:4]) - 1)

    def scopes(self, unit):
        """The unit's code, its district's and its province's."""
        scopes = [unit.code, unit.named.parent]
        while scopes[-1]:
            scopes.append(self.old[scopes[-1]][-1].named.parent)
        return scopes[:-1]

    def follow(self):
        """What took over the units that ended before the reform and have no successor yet."""
        heirs = defaultdict(list)
        for code, names in self.reform.former.items():
            named = self.reform.before.units[code]
            for name in {*names, fold(named.name), full_name(named)}:
                heirs[name].append(code)
        for code, units in self.old.items():
            for unit, following in zip(units, units[1:]):
                unit.successors = unit.successors or [following]
            if not units[-1].successors and len(code) == 5:
                units[-1].successors = self.by_former_name(units[-1], heirs)

    def by_former_name(self, unit, heirs):
        """The one commune of the same district, else of the same province, that has the unit's name, or has it among
        its former ones."""
        for scope in self.scopes(unit)[1:]:
            for name in (full_name(unit.named), fold(unit.named.name)):
                found = [code for code in heirs[name] if scope in self.scopes(self.old[code][-1])]
                if len(found) == 1:
                    return [next(u for u in self.old[found[0]] if later_than(u, unit))]
        return []

    def rows(self):
        units = [u for system in (self.old, self.new) for units in system.values() for u in units]
        rows = []
        for unit in units:
            into = "|".join(dict.fromkeys(it.id for it in unit.successors))
            named = unit.named
            row = (unit.id, named.kind, named.name, named.parent, unit.start, unit.end, into, other_names(unit))
            rows.append(row)
        return sorted(rows, key=lambda row: (len(row[0].split("-")[0]), row[0]))


def full_name(named):
    return fold(TYPE_WORDS[named.kind] + named.name)


def later_than(unit, other):
    """True if the unit still stands after the last day of another."""
    return unit.end[: len(other.end)] > other.end


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
    lists = [unit_lists.read_2019(folder), unit_lists.read_2021(folder), unit_lists.read_2022(folder)]
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
    there = path.read_text(encoding="utf-8").splitlines()
    diff = list(difflib.unified_diff(there, made.splitlines(), "in the tree", "made now", n=0, lineterm=""))
    print("\n".join(diff[:60]) if diff else "units.csv is what the sources and unit-changes.csv make")
    sys.exit(1 if diff else 0)


if __name__ == "__main__":
    main()
