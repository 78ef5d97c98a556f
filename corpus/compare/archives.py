#!/usr/bin/env python3
"""Archives and tables written by others' software, through `bangvang extract`: the articles of plain files come out.

    cargo build --release
    pip install -r corpus/compare/requirements.txt; apt-get install wget
    python3 corpus/compare/archives.py            # formats, then malformed input
    python3 corpus/compare/archives.py --memory   # peak memory and speed by format and size

Writers: warcio, Wget (--warc-file, crawling a server of Python's on loopback), pyarrow, python-zstandard, Brotli, and
Python's own gzip, zipfile, tarfile, csv and json. Every run is held to the law: records read = articles + skipped +
problems, and to bounds of time and memory. Exits 1 if a row of the table is wrong. BANGVANG names another program
than target/release/bangvang; --cases a,b runs only cases whose names contain one of these."""
import argparse, csv, functools, gzip, http.server, io, json, os, re, shutil, subprocess, sys, tarfile, tempfile
import threading, time, zipfile
from pathlib import Path

import brotli, pyarrow, pyarrow.parquet, zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PROGRAM = str(Path(os.environ.get("BANGVANG", Path(__file__).parents[2] / "target/release/bangvang")).absolute())
# Bounds of a run over a small or a malformed input.
SECONDS, MEGABYTES = 120, 512
PAGES = 24

PLACES = ["Hà Nam", "Tây Ninh", "Gia Lai", "Thái Bình", "Quảng Trị", "Bến Tre"]
FIELDS = ["trồng rừng", "hiến máu", "dạy nghề", "giữ đê", "nuôi tôm", "làm đường thôn"]


def lines(n):
    """The lines of page n: an invented ceremony, no two the same."""
    place, field = PLACES[n % 6], FIELDS[n // 6 % 6]
    return [
        f"{place} khen thưởng phong trào {field}",
        f"Sáng {n % 27 + 1}/3/2024, UBND tỉnh {place} tổ chức hội nghị tổng kết phong trào {field} năm 2023.",
        f"Dịp này, UBND tỉnh tặng Bằng khen cho {n + 2} tập thể và {2 * n + 3} cá nhân có thành tích xuất sắc.",
    ]


def text(n):
    return "\n".join(lines(n))


def html(n, filler=""):
    title, *body = lines(n)
    body = "".join(f"<p>{line}</p>\n" for line in body)
    return (f"<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>{title}</title></head>\n"
            f"<body><h1>{title}</h1>\n{body}{filler}</body></html>\n").encode()


def url(n):
    return f"http://bao.example/tin-{n}.html"


# A process begins with the peak memory of the one that it is a copy of: a small one in between.
LAUNCH = """
import os, signal, sys
child = os.fork()
if child == 0:
    os.execv(sys.argv[3], sys.argv[3:])
signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
signal.alarm(int(sys.argv[2]))
_, status, usage = os.wait4(child, 0)
open(sys.argv[1], "w").write(str(usage.ru_maxrss))
sys.exit(os.waitstatus_to_exitcode(status) & 255)
"""


class Ran:
    """A finished run: its records, problems and counts, seconds and megabytes at the most."""

    def __init__(self, *paths, args=(), stdin=None):
        folder = tempfile.mkdtemp(dir=WORK)
        out = os.path.join(folder, "out")
        with open(os.path.join(folder, "stdout"), "w+") as stdout, open(os.path.join(folder, "stderr"), "w+") as stderr:
            start = time.monotonic()
            usage = os.path.join(folder, "usage")
            command = [PROGRAM, "extract", *map(str, paths), "-o", out, *args]
            self.code = subprocess.run([sys.executable, "-ISc", LAUNCH, usage, str(3600 if MEMORY else SECONDS), *command],
                                       stdin=stdin or subprocess.DEVNULL, stdout=stdout, stderr=stderr).returncode
            self.seconds, self.megabytes = time.monotonic() - start, int(open(usage).read()) / 1024
            stdout.seek(0), stderr.seek(0)
            self.stdout, self.stderr = stdout.read(), stderr.read()
        read = lambda name: [json.loads(line) for line in open(os.path.join(out, name))] if os.path.exists(out) else []
        self.records, self.problems = ([], []) if MEMORY else (read("articles.jsonl"), read("problems.jsonl"))
        found = re.match(r"(\d+) records?: (\d+) articles?, (\d+) skipped, (\d+) problems?", self.stdout)
        self.counts = tuple(map(int, found.groups())) if found else None
        shutil.rmtree(folder)

    def told(self):
        """What must be the same whatever the articles came in."""
        return [(r["text"], [(c["award"], c["kind"], c["count"], c["date"]) for c in r["conferrals"]])
                for r in self.records]

    def wrong(self):
        """What no run may do."""
        if self.counts is None:
            return f"exit code {self.code}: {self.stderr[-200:]}"
        records, articles, skipped, problems = self.counts
        if records != articles + skipped + problems or articles != len(self.records):
            return f"the counts do not add up: {self.counts}, {len(self.records)} records"
        if self.seconds > SECONDS or self.megabytes > MEGABYTES:
            return f"{self.seconds:.0f} s, {self.megabytes:.0f} MB"


# Formats: a function of a folder, that returns the file it wrote; its name says what it is.

def response(writer, n, body, headers=(), kind="response", status="200 OK", address=None, **more):
    head = StatusAndHeaders(status, [("Content-Type", "text/html; charset=utf-8"), *headers], protocol="HTTP/1.1")
    record = writer.create_warc_record(address or url(n), kind, payload=io.BytesIO(body), http_headers=head, **more)
    writer.write_record(record)


def chunked(body):
    chunks = (body[i:i + 300] for i in range(0, len(body), 300))
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks) + b"0\r\n\r\n"


CODINGS = {
    "gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress,
    "deflate": lambda body: __import__("zlib").compress(body),
}


def warc(folder, name, packed, version="1.0"):
    """Responses in all codings, and what is no article between them."""
    path = folder / name
    with open(path, "wb") as out:
        writer = WARCWriter(out, gzip=packed, warc_version=version)
        writer.write_record(writer.create_warcinfo_record(name, {"software": "x"}))
        for n in range(PAGES):
            body, headers = html(n), []
            coding = [None, *CODINGS][n % 5]
            if coding:
                body, headers = CODINGS[coding](body), [("Content-Encoding", coding)]
            if n % 2:
                body, headers = chunked(body), [*headers, ("Transfer-Encoding", "chunked")]
            if n % 6 == 5:
                writer.write_record(writer.create_warc_record(
                    url(n), "resource", payload=io.BytesIO(html(n)), warc_content_type="text/html"))
            else:
                response(writer, n, body, headers)
        response(writer, 0, b"", status="302 Found", headers=[("Location", "/")])
        response(writer, 0, html(0), status="404 Not Found")
        writer.write_record(writer.create_revisit_record(url(0), "sha1:X", url(0), "2024-03-28T00:00:00Z",
                            StatusAndHeaders("200 OK", [], protocol="HTTP/1.1")))
        writer.write_record(writer.create_warc_record(url(0), "metadata", payload=io.BytesIO(b"via: x\r\n"),
                                                      warc_content_type="application/warc-fields"))
    return path


def warc_zst(folder, dictionary):
    """A frame per record; with a dictionary, that in a frame before them, packed itself."""
    plain = warc(folder, "plain-for-zst.warc", False).read_bytes()
    records = [b"WARC/1.0\r\n" + part for part in plain.split(b"WARC/1.0\r\n")[1:]]
    path, out, trained = folder / "x.warc.zst", b"", None
    if dictionary:
        trained = zstandard.train_dictionary(8192, [html(n) for n in range(2000)])
        content = zstandard.compress(trained.as_bytes())
        out = b"\x5d\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content
    packer = zstandard.ZstdCompressor(dict_data=trained) if trained else zstandard.ZstdCompressor()
    path.write_bytes(out + b"".join(packer.compress(record) for record in records))
    return path


def wet(folder):
    path = folder / "x.warc.wet.gz"
    with open(path, "wb") as out:
        writer = WARCWriter(out, gzip=True)
        for n in range(PAGES):
            writer.write_record(writer.create_warc_record(
                url(n), "conversion", payload=io.BytesIO(text(n).encode()), warc_content_type="text/plain"))
    return path


def wget(folder, *args):
    """A crawl: an index, the pages, a redirect, a missing page, an image, a style sheet, robots.txt."""
    site = folder / "site"
    site.mkdir()
    for n in range(PAGES):
        (site / f"tin-{n:02}.html").write_bytes(html(n))
    (site / "old").mkdir()
    (site / "old" / "index.html").write_bytes(html(0).replace("Hà Nam".encode(), b"X"))
    (site / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1")
    (site / "a.css").write_bytes(b"p { color: red }")
    (site / "robots.txt").write_bytes(b"User-agent: *\nAllow: /\n")
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    wanted = [f"{address}/tin-{n:02}.html" for n in range(PAGES)]
    wanted += [f"{address}/{path}" for path in ("old", "gone.html", "a.png", "a.css", "robots.txt")]
    (folder / "wanted").write_text("\n".join(wanted))
    subprocess.run(["wget", "-q", "--no-proxy", "-i", folder / "wanted", f"--warc-file={folder}/x", "-P", folder / "got", *args])
    server.shutdown()
    return next(path for path in folder.iterdir() if path.name.startswith("x.warc"))


def zipped(folder, method):
    path = folder / "x.zip"
    with zipfile.ZipFile(path, "w", method) as out:
        for n in range(PAGES):
            out.writestr(f"báo/tin-{n:02}.html", html(n))
    return path


def zip_stream(folder):
    """Written without seeking: sizes stand behind the entries."""
    path = folder / "x.zip"
    with open(path, "wb") as raw:
        out = zipfile.ZipFile(type("Pipe", (), {"write": raw.write, "flush": raw.flush, "seekable": lambda: False})(), "w", 8)
        for n in range(PAGES):
            out.writestr(f"tin-{n:02}.html", html(n))
        out.close()
    return path


def tarred(folder, name, mode, form):
    path = folder / name
    with tarfile.open(path, mode, format=form) as out:
        for n in range(PAGES):
            entry = tarfile.TarInfo("báo/" + "sâu/" * 40 + f"tin-{n:02}.html")
            entry.size = len(html(n))
            out.addfile(entry, io.BytesIO(html(n)))
    return path


def around(folder, made, pack, ending):
    path = folder / (made.name + ending)
    path.write_bytes(pack(made.read_bytes()))
    return path


def jsonl(folder, column="text", page=text):
    path = folder / "x.jsonl"
    with open(path, "w") as out:
        for n in range(PAGES):
            page_n = page(n)
            cell = page_n.decode() if isinstance(page_n, bytes) else page_n
            out.write(json.dumps({"id": n, "url": url(n), column: cell}, ensure_ascii=n % 2 == 0) + "\n")
    return path


def table(folder, name, **how):
    path = folder / name
    with open(path, "w", newline="", encoding="utf-8-sig" if how.pop("mark", False) else "utf-8") as out:
        writer = csv.writer(out, **how)
        writer.writerow(["url", "date", "content"])
        writer.writerows([url(n), "", text(n)] for n in range(PAGES))
    return path


def parquet(folder, codec="snappy", column="text", page=text, kind=None, **how):
    path = folder / "x.parquet"
    cells = pyarrow.array([page(n) for n in range(PAGES)], kind or pyarrow.string())
    days = pyarrow.array([None] * PAGES, pyarrow.timestamp("us", "UTC"))
    tags = pyarrow.array([["a", "b"]] * PAGES)
    columns = {"url": [url(n) for n in range(PAGES)], "tags": tags, column: cells, "date": days}
    pyarrow.parquet.write_table(pyarrow.table(columns), path, compression=codec, row_group_size=7, **how)
    return path


def formats():
    """name, writer, whether its pages are the HTML ones, how many records are skipped."""
    yield "folder", lambda f: [(f / f"{n:02}.txt").write_text(text(n)) for n in range(PAGES)] and f, False, 0
    yield "html.gz in a folder", lambda f: [(f / f"{n:02}.html.gz").write_bytes(gzip.compress(html(n))) for n in range(PAGES)] and f, True, 0
    for version in ("1.0", "1.1"):
        yield f"WARC {version}, warcio", lambda f, v=version: warc(f, "x.warc", False, v), True, 5
    yield "WARC, warcio, gz", lambda f: warc(f, "x.warc.gz", True), True, 5
    yield "WARC, gz as a whole", lambda f: around(f, warc(f, "x.warc", False), gzip.compress, ".gz"), True, 5
    yield "WARC, zst", lambda f: warc_zst(f, False), True, 5
    yield "WARC, zst, dictionary", lambda f: warc_zst(f, True), True, 5
    yield "WET", wet, False, 0
    yield "WARC, Wget, gz", wget, True, None
    yield "WARC, Wget", lambda f: wget(f, "--no-warc-compression"), True, None
    yield "ZIP, deflate", lambda f: zipped(f, zipfile.ZIP_DEFLATED), True, 0
    yield "ZIP, stored", lambda f: zipped(f, zipfile.ZIP_STORED), True, 0
    yield "ZIP, streamed", zip_stream, True, 0
    yield "ZIP in gzip", lambda f: around(f, zipped(f, zipfile.ZIP_DEFLATED), gzip.compress, ".gz"), True, 0
    for form, name in ((tarfile.USTAR_FORMAT, "ustar"), (tarfile.GNU_FORMAT, "GNU"), (tarfile.PAX_FORMAT, "pax")):
        yield f"TAR, {name}", lambda f, form=form: tarred(f, "x.tar", "w", form), True, 0
    yield "TAR, gz", lambda f: tarred(f, "x.tgz", "w:gz", tarfile.PAX_FORMAT), True, 0
    yield "TAR, zst", lambda f: around(f, tarred(f, "x.tar", "w", tarfile.GNU_FORMAT), zstandard.compress, ".zst"), True, 0
    yield "JSONL", jsonl, False, 0
    yield "JSONL, html", lambda f: jsonl(f, "raw_html", html), True, 0
    yield "JSONL, gz", lambda f: around(f, jsonl(f), gzip.compress, ".gz"), False, 0
    yield "CSV", lambda f: table(f, "x.csv"), False, 0
    yield "CSV, Excel's", lambda f: table(f, "x.csv", delimiter=";", mark=True, quoting=csv.QUOTE_ALL), False, 0
    yield "TSV", lambda f: table(f, "x.tsv", dialect="excel-tab"), False, 0
    for codec in ("none", "snappy", "gzip", "zstd", "lz4", "brotli"):
        yield f"Parquet, {codec}", lambda f, c=codec: parquet(f, c), False, 0
    yield "Parquet, html as bytes", lambda f: parquet(f, "zstd", "html", html, pyarrow.binary()), True, 0
    yield "Parquet, large_string", lambda f: parquet(f, "zstd", kind=pyarrow.large_string(), use_dictionary=False), False, 0
    yield "Parquet, pages v2", lambda f: parquet(f, "zstd", data_page_version="2.0"), False, 0


def check_formats(plain):
    for name, write, is_html, skipped in formats():
        if not chosen(name):
            continue
        folder = Path(tempfile.mkdtemp(dir=WORK))
        path = write(folder)
        ran = Ran(path)
        wrong = ran.wrong()
        if not wrong and ran.told()[:PAGES] != plain[is_html]:
            wrong = f"{len(ran.records)} articles, not those of plain files: {ran.stdout.splitlines()[:2]}, {ran.stderr[:200]}"
        if not wrong and ran.problems:
            wrong = f"problems: {ran.problems[:2]}"
        if not wrong and skipped is not None and ran.counts[2] != skipped:
            wrong = f"{ran.counts[2]} skipped, not {skipped}"
        row(name, ran, wrong)
        if path.is_file() and not wrong:
            with open(path, "rb") as stdin:
                ran = Ran("-", stdin=stdin)
            row(name + ", piped", ran, ran.wrong() or (None if ran.told()[:PAGES] == plain[is_html] else "not the same articles"))
        shutil.rmtree(folder)


# Malformed input: a function of a folder, that returns the file (or a command to pipe from), how many articles come
# out at least, and how many problem lines there are.

def damaged_gz(folder, cut):
    path = warc(folder, "x.warc.gz", True)
    return around(folder, path, lambda data: data[:int(len(data) * cut)], "")


def lying(folder, said):
    plain = warc(folder, "x.warc", False).read_bytes()
    records = plain.split(b"WARC/1.0\r\n")
    records[5] = re.sub(rb"Content-Length: \d+", b"Content-Length: " + said, records[5], count=1)
    path = folder / "y.warc"
    path.write_bytes(b"WARC/1.0\r\n".join(records))
    return path


def nested(folder, depth, width, size):
    """A ZIP of ZIPs of ZIPs, `width` of them at every depth, around so many bytes."""
    inner, name = b"a" * size, "a.txt"
    for _ in range(depth):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for n in range(width):
                packed.writestr(f"{n}-{name}", inner)
        inner, name = out.getvalue(), "in.zip"
    path = folder / "x.zip"
    path.write_bytes(inner)
    return path


def long_line(folder, ending):
    """A line of 2 GB between good ones, packed to some hundred kilobytes."""
    path = folder / f"x.jsonl.{ending}"
    good = lambda n: json.dumps({"text": text(n)}).encode() + b"\n"
    opened = gzip.open(path, "wb", 1) if ending == "gz" else zstandard.open(path, "wb")
    with opened as out:
        out.write(good(0) + b'{"text": "')
        block = b"a" * (1 << 20)
        for _ in range(2048):
            out.write(block)
        out.write(b'"}\n' + good(1))
    return path


def many_zeros(folder):
    path = folder / "x.txt.zst"
    with zstandard.open(path, "wb") as out:
        block = bytes(1 << 24)
        for _ in range(512):
            out.write(block)
    return path


def one_file(folder, name, data):
    (folder / name).write_bytes(data)
    return folder / name


def swap(made, old, new, count=1):
    made.write_bytes(made.read_bytes().replace(old, new, count))
    return made


def malformed():
    deep = b"<html><body>" + b"<div>" * 100_000 + html(0) + b"</div>" * 100_000
    yield "gzip cut in half", lambda f: damaged_gz(f, 0.5), 8, 1
    yield "gzip cut in its last member", lambda f: damaged_gz(f, 0.999), PAGES, 1
    yield "page in a cut gzip", lambda f: one_file(f, "a.html.gz", gzip.compress(html(0))[:-20]), 0, 1
    yield "Content-Length too large", lambda f: lying(f, b"999999999999"), PAGES - 1, 1
    yield "Content-Length over the next", lambda f: lying(f, b"2000"), PAGES - 1, 1
    yield "Content-Length too small", lambda f: lying(f, b"7"), PAGES - 1, 1
    yield "Content-Length not a number", lambda f: lying(f, b"many"), PAGES - 1, 1
    yield "ZIP bomb, 12 deep", lambda f: nested(f, 12, 1, 1 << 20), 0, 1
    yield "ZIP bomb, 5 deep, 16 wide, 70 TB", lambda f: nested(f, 5, 16, 1 << 26), 0, None
    yield "2 GB line in gzip", lambda f: long_line(f, "gz"), 2, 1
    yield "2 GB line in zst", lambda f: long_line(f, "zst"), 2, 1
    yield "2 GB line in a pipe", lambda f: ["sh", "-c", "head -c 2147483648 /dev/zero | tr '\\0' a"], 0, 1
    yield "8 GB of zeros in zst", many_zeros, 0, 1
    yield "HTML 100,000 deep", lambda f: one_file(f, "a.html", deep), 1, 1
    yield "NUL bytes in a page", lambda f: one_file(f, "a.txt", text(0).encode().replace(b" ", b"\0")), 0, 1
    yield "NUL bytes only", lambda f: one_file(f, "a.html", bytes(1 << 20)), 0, 1
    yield "NUL bytes in a row of CSV", lambda f: swap(table(f, "x.csv"), "Tây Ninh".encode(), b"T\0\0\0\0\0\0y"), PAGES - 1, 1
    yield "open quote in CSV", lambda f: swap(table(f, "x.csv"), b"tin-20.html,,\"", b"tin-20.html,\"\"\","), 15, None
    yield "JSONL with a cut line", lambda f: swap(jsonl(f), b'"}\n', b"\n"), PAGES - 1, 1
    yield "JSON 100,000 deep in JSONL", lambda f: one_file(f, "x.jsonl", jsonl(f).read_bytes() + b'{"text":' + b"[" * 100_000 + b"\n"), PAGES, 1
    yield "Parquet, cut", lambda f: around(f, parquet(f), lambda data: data[:-100], ""), 0, 1
    yield "Parquet, a page damaged", lambda f: around(f, parquet(f, "zstd"), lambda data: data[:600] + b"\xff" * 40 + data[640:], ""), 14, None
    yield "ZIP, cut", lambda f: around(f, zipped(f, 8), lambda data: data[:-100], ""), 0, 1
    yield "ZIP, an entry damaged", lambda f: swap(zipped(f, 0), "Tây Ninh".encode(), b"Tay Ninh "), PAGES - 1, 1
    yield "TAR, a header damaged", lambda f: swap(tarred(f, "x.tar", "w", tarfile.USTAR_FORMAT), b"tin-03", b"TIN-03"), PAGES - 1, 1
    yield "TAR, cut between entries", lambda f: around(f, tarred(f, "x.tar", "w", tarfile.GNU_FORMAT), lambda data: data[:len(data) // 2 & ~511], ""), 8, 1
    yield "TAR, cut", lambda f: around(f, tarred(f, "x.tar", "w", tarfile.USTAR_FORMAT), lambda data: data[:5000], ""), 2, 1


def check_malformed():
    for name, write, articles, problems in malformed():
        if not chosen(name):
            continue
        folder = Path(tempfile.mkdtemp(dir=WORK))
        path = write(folder)
        if isinstance(path, list):
            source = subprocess.Popen(path, stdout=subprocess.PIPE)
            ran = Ran("-", stdin=source.stdout)
            source.stdout.close()
            source.wait()
        else:
            ran = Ran(path)
        wrong = ran.wrong()
        if not wrong and len(ran.records) < articles:
            wrong = f"{len(ran.records)} articles, not {articles}: {ran.problems[:2]}"
        if not wrong and (len(ran.problems) != problems if problems is not None else not ran.problems and not articles and not ran.records):
            wrong = f"{len(ran.problems)} problem lines: {ran.problems[:3]}"
        row(name, ran, wrong)
        shutil.rmtree(folder)


# Memory: the same pages, a hundred and a thousand megabytes of them.

def filler(n):
    """Some 30 KB of menu, as pages have: links with little text."""
    return "<ul>" + "".join(f"<li><a href='/muc-{i}/{n}.html'>Chuyên mục số {i}</a></li>" for i in range(450)) + "</ul>"


def large(folder, megabytes, form):
    pages = [html(n, filler(n)) for n in range(200)]
    texts = [json.dumps({"text": (text(n) + "\n") * 60}).encode() + b"\n" for n in range(200)]
    path, written, n = folder / f"x.{form}", 0, 0
    if form == "parquet":
        schema = pyarrow.schema({"id": pyarrow.string(), "html": pyarrow.binary()})
        with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd") as out:
            while written < megabytes << 20:
                rows = [{"id": f"tin-{n + i}", "html": pages[i]} for i in range(200)]
                out.write_table(pyarrow.Table.from_pylist(rows, schema), row_group_size=200)
                written, n = written + sum(map(len, pages)), n + 200
        return path, written
    with open(path, "wb") if not form.endswith("gz") or form.startswith("warc") else gzip.open(path, "wb", 1) as out:
        writer = WARCWriter(out, gzip=form == "warc.gz") if form.startswith("warc") else None
        archive = tarfile.open(fileobj=out, mode="w|") if form.startswith("tar") else None
        while written < megabytes << 20:
            body = texts[n % 200] if form.startswith("jsonl") else pages[n % 200]
            if writer:
                response(writer, n, body, status="404 Not Found" if form == "warc.404" else "200 OK")
            elif archive:
                entry = tarfile.TarInfo(f"{n}.html")
                entry.size = len(body)
                archive.addfile(entry, io.BytesIO(body))
            else:
                out.write(body)
            written, n = written + len(body), n + 1
        if archive:
            archive.close()
    return path, written


def check_memory(sizes, forms):
    print(f"{'format':12} {'unpacked':>9} {'file':>9} {'seconds':>8} {'MB/s':>6} {'peak':>8}")
    for form in forms:
        peaks = []
        for size in sizes:
            folder = Path(tempfile.mkdtemp(dir=WORK))
            path, written = large(folder, size, form)
            on_disk = path.stat().st_size
            ran = Ran(path)
            peaks.append(ran.megabytes)
            print(f"{form:12} {written >> 20:6} MB {on_disk >> 20:6} MB {ran.seconds:8.1f} {written / ran.seconds / 1e6:6.1f} "
                  f"{ran.megabytes:5.0f} MB", flush=True)
            shutil.rmtree(folder)
        # What the allocator keeps differs by some megabytes from run to run.
        if max(peaks) > min(peaks) * 1.25 + 16:
            FAILED.append(f"{form}: memory grows with the archive: {peaks}")


def row(name, ran, wrong):
    counts = "-" if ran.counts is None else "{1:5} {2:7} {3:8}".format(*ran.counts)
    print(f"{name:36} {counts:22} {ran.seconds:7.2f} s {ran.megabytes:5.0f} MB  {'WRONG: ' + wrong if wrong else 'ok'}", flush=True)
    if wrong:
        FAILED.append(name)


def chosen(name):
    return not ARGS.cases or any(part in name for part in ARGS.cases.split(","))


def main():
    if MEMORY:
        check_memory([int(size) for size in ARGS.sizes.split(",")], ARGS.forms.split(","))
    else:
        print(f"{'':36} articles skipped problems")
        plain = []
        for page, ending in ((text, "txt"), (html, "html")):
            folder = Path(tempfile.mkdtemp(dir=WORK))
            for n in range(PAGES):
                content = page(n)
                (folder / f"{n:02}.{ending}").write_bytes(content if isinstance(content, bytes) else content.encode())
            plain.append(Ran(folder).told())
            assert len(plain[-1]) == PAGES and all(rows for _, rows in plain[-1]), "plain pages give their awards"
        check_formats(plain)
        check_malformed()
    if FAILED:
        sys.exit("wrong: " + "; ".join(FAILED))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--memory", action="store_true")
    parser.add_argument("--sizes", default="100,1000", help="megabytes, unpacked")
    parser.add_argument("--forms", default="warc,warc.gz", help="of warc, warc.gz, warc.404 (reading alone), tar, tar.gz, jsonl, jsonl.gz, parquet")
    parser.add_argument("--cases")
    ARGS = parser.parse_args()
    MEMORY, FAILED, WORK = ARGS.memory, [], tempfile.mkdtemp(prefix="bangvang-")
    try:
        main()
    finally:
        shutil.rmtree(WORK)
