#!/usr/bin/env python3
"""Every Vietnamese letter through `bangvang normalize --charset`, against tables that are not ours.

    cargo build --release
    apt-get install recode
    python3 normalize/compare/charsets.py

Sources: Python's codecs, `iconv` (glibc), `recode`, and viparse (PyPI, see requirements.txt). One process per charset
and source, one letter per line. The 134 letters of Vietnamese outside ASCII and the 52 of ASCII, as far as
the charset and the source have them. Exits 1 if a letter is wrong, or if iconv, recode or the program is
missing. BANGVANG names another program than target/release/bangvang.

peers.py takes its encoders from here: a table is a dict of character to bytes."""
import os, shutil, string, subprocess, sys, unicodedata
from pathlib import Path

PROGRAM = os.environ.get("BANGVANG", Path(__file__).parents[2] / "target/release/bangvang")
# The byte of TCVN 5712 that draws each tone mark on the letter before it.
TONES = {"\u0300": b"\xb0", "\u0309": b"\xb1", "\u0303": b"\xb2", "\u0301": b"\xb3", "\u0323": b"\xb4"}
VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ("", *TONES)] + ["đ", "Đ"]
LETTERS = [letter for letter in LETTERS if not letter.isascii()]
ASCII = {chr(code): bytes([code]) for code in (0x0A, *range(0x20, 0x7F))}
# The capitals of TCVN3: those without a tone. Fonts named .Vn...H draw the other small letters as capitals.
TCVN3_CAPITALS = "ĂÂÊÔƠƯĐ"


class Missing(Exception):
    """A source that this machine does not have."""


def split_tone(letter):
    """("ê", U+0323) of "ệ"; the tone is empty for a level letter."""
    marks = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in marks if mark in TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in TONES)), tone


def python_table(codec):
    """A codec of Python. cp1258 lacks most toned letters: the tone mark then follows the letter."""
    def code(char):
        try:
            return char.encode(codec)
        except UnicodeEncodeError:
            return "".join(split_tone(char)).encode(codec)
    return {char: code(char) for char in (*ASCII, *LETTERS)}


def command_table(*command):
    """A converter from UTF-8 on standard input; it leaves out the letters that it has no code for."""
    if not shutil.which(command[0]):
        raise Missing(command[0])
    run = subprocess.run(command, input="\n".join(LETTERS).encode(), capture_output=True)
    codes = run.stdout.split(b"\n")
    if len(codes) != len(LETTERS):
        raise Missing(f"{' '.join(command)}: {run.stderr.decode().strip()}")
    return ASCII | {letter: code for letter, code in zip(LETTERS, codes) if code}


def iconv_table(charset):
    return command_table("iconv", "-c", "-f", "UTF-8", "-t", charset)


def recode_table(charset):
    return command_table("recode", "-f", f"UTF-8..{charset}")


def viparse_table(name, without=""):
    """The table of viparse read backwards; it leaves out the letters that Latin-1 has at the same code."""
    try:
        from viparse.normalize.encodings import CHARMAPS
    except ImportError:
        raise Missing("viparse") from None
    taken, codes = set(), {}
    for found, letter in CHARMAPS[name].pairs:
        codes[letter] = found.encode("latin-1")
        taken.add(found)
    for letter in LETTERS:
        if letter not in codes and letter not in taken and ord(letter) < 0x100:
            codes[letter] = letter.encode("latin-1")
    return ASCII | {letter: codes[letter] for letter in LETTERS if letter in codes and letter not in without}


def vni_by_recode():
    """recode 3.6 has the codes of Ắ and Ằ the wrong way round: "CHIẾN THẮNG" is typed "CHIEÁN THAÉNG", as
    "chiến thắng" is "chieán thaéng". A capital pair is the small pair less 0x20."""
    table = recode_table("VNI")
    capital = {letter.upper(): bytes(byte - 0x20 for byte in table[letter]) for letter in "ắằ"}
    return table | capital


def vni_by_viparse():
    """Without what its docstring calls derived and gets wrong: ì í ỵ are one byte each in VNI."""
    return viparse_table("vni", without="ìíỵÌÍỴ")


def tcvn3(table):
    """The letters that TCVN3 has of a table that has them and more."""
    kept = (letter for letter in LETTERS if letter.islower() or letter in TCVN3_CAPITALS)
    return ASCII | {letter: table[letter] for letter in kept}


def tcvn5712_2():
    """TCVN 5712-1 without the codes below 0xA0: a capital there becomes the letter and its tone mark."""
    one = iconv_table("TCVN5712-1")
    def code(char):
        if char.isascii() or one[char][0] >= 0xA0:
            return one[char]
        letter, tone = split_tone(char)
        return one[letter] + TONES[tone]
    return {char: code(char) for char in one}


SOURCES = [
    ("utf-8", "Python", lambda: python_table("utf-8")),
    ("utf-16le", "Python", lambda: python_table("utf-16-le")),
    ("utf-16be", "Python", lambda: python_table("utf-16-be")),
    ("windows-1258", "Python", lambda: python_table("cp1258")),
    ("windows-1258", "iconv", lambda: iconv_table("WINDOWS-1258")),
    ("viscii", "iconv", lambda: iconv_table("VISCII")),
    ("viscii", "recode", lambda: recode_table("VISCII")),
    ("viscii", "viparse", lambda: viparse_table("viscii")),
    ("vps", "recode", lambda: recode_table("VPS")),
    ("vps", "viparse", lambda: viparse_table("vps")),
    ("vni", "recode, Ắ and Ằ exchanged", vni_by_recode),
    ("vni", "viparse, without ì í ỵ", vni_by_viparse),
    ("tcvn3", "iconv (as TCVN5712-1)", lambda: tcvn3(iconv_table("TCVN5712-1"))),
    ("tcvn3", "viparse", lambda: tcvn3(viparse_table("tcvn3"))),
    ("tcvn5712-1", "iconv", lambda: iconv_table("TCVN5712-1")),
    ("tcvn5712-1", "recode", lambda: recode_table("TCVN")),
    ("tcvn5712-2", "iconv (TCVN5712-1, toned)", tcvn5712_2),
]


def encode(table, text):
    return b"".join(table[char] for char in text)


def normalize(data, *options):
    """What the program makes of bytes, as text; None where it refuses them."""
    run = subprocess.run([PROGRAM, "normalize", *options], input=data, capture_output=True)
    return None if run.returncode else run.stdout.decode("utf-8", "replace")


def wrong_letters(charset, table):
    """The letters that come out as something else, each with what it came out as."""
    letters = [char for char in table if char.isalpha()]
    out = normalize(encode(table, "\n".join(letters)), "--charset", charset)
    lines = [] if out is None else out.split("\n")
    lines += [""] * (len(letters) - len(lines))
    return len(letters), [(letter, line) for letter, line in zip(letters, lines) if letter != line]


def main():
    if not shutil.which(PROGRAM):
        sys.exit(f"{PROGRAM}: no such program; cargo build --release, or set BANGVANG")
    whole = len(LETTERS) + len(string.ascii_letters)
    missing, wrong = set(), []
    print(f"| {'charset':12} | {'source':25} | letters right | not in the source |")
    print("|---|---|---|---|")
    for charset, source, make in SOURCES:
        try:
            table = make()
        except Missing as e:
            missing.add(str(e))
            print(f"| {charset:12} | {source:25} | {'missing':13} | |")
            continue
        count, bad = wrong_letters(charset, table)
        wrong += [(charset, source, *pair) for pair in bad]
        lacking = [letter for letter in LETTERS if letter not in table]
        note = " ".join(lacking) if len(lacking) < 10 else f"{len(lacking)} letters of {whole}"
        print(f"| {charset:12} | {source:25} | {f'{count - len(bad)}/{count}':13} | {note} |")
    for charset, source, letter, line in wrong:
        print(f"{charset} ({source}): {letter} came out as {line!r}")
    for name in sorted(missing):
        print(f"missing on this machine: {name}", file=sys.stderr)
    sys.exit(bool(wrong or missing - {"viparse"}))


if __name__ == "__main__":
    main()
