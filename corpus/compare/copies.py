#!/usr/bin/env python3
"""The copy layer against datasketch's MinHash-LSH: the same pairs, and how much faster.

    cargo build --release -p bangvang-corpus --example copies
    pip install -r corpus/compare/requirements.txt
    python3 corpus/compare/copies.py [TEXTS.jsonl[.gz]]

TEXTS has lines with "id" and "text"; by default ../shared/corpus/articles.jsonl.gz, and where that is missing, texts
made here: chains of words in a few thousand articles, every tenth with one to five copies that an editor cut or changed.
Both get the same shingles (five syllables), 128 values a sketch, 32 bands of 4 rows, and both compare the shingles of the
pairs that the bands propose with the threshold, 0.8. What is measured is the way from shingles to pairs: sketches, insertion,
queries, comparison; beside it ours with the making of shingles. It is processor time, since the clock depends on what else
runs: ours on one thread, as datasketch has but one. Both are measured several times in turn, and each one's least counts.
Exits 1 where the pairs differ or the ratio is below 50 (--ratio). COPIES names another program than
target/release/examples/copies."""
import argparse, gzip, json, os, random, re, subprocess, sys, time
from pathlib import Path

from datasketch import MinHash, MinHashLSH

ROOT = Path(__file__).parents[2]
PROGRAM = os.environ.get("COPIES", ROOT / "target/release/examples/copies")
CORPUS = ROOT / "../shared/corpus/articles.jsonl.gz"
THRESHOLD, LENGTH, PERMUTATIONS, BANDS = 0.8, 5, 128, 32
ROUNDS = 3


def generated(count=10_000):
    """Texts of 300 to 700 words; every tenth has copies with 0 to 12% of its words changed, cut or added."""
    draw = random.Random(7)
    words = [a + b for a in ("ban", "cho", "dân", "hội", "khen", "lao", "năm", "phường", "tỉnh", "xã") for b in "àáảãạêôơưy"]
    texts = []
    while len(texts) < count:
        text = [draw.choice(words) for _ in range(draw.randint(300, 700))]
        texts.append(text)
        for _ in range(draw.randint(1, 5) if len(texts) % 10 == 0 else 0):
            copy = list(text)
            for _ in range(draw.randint(0, len(copy) // 60)):
                copy[draw.randrange(len(copy))] = draw.choice(words)
            texts.append(copy[draw.randint(0, len(copy) // 20):])
    return [{"id": f"t{n}", "text": " ".join(text)} for n, text in enumerate(texts[:count])]


def read(path):
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def shingles(text):
    syllables = re.findall(r"[^\W_]+", text.lower())
    if len(syllables) < LENGTH:
        return {" ".join(syllables)} if syllables else set()
    return {" ".join(syllables[i:i + LENGTH]) for i in range(len(syllables) - LENGTH + 1)}


def theirs(sets):
    start = time.process_time()
    lsh = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
    sketches = {}
    for name, shingle_set in sets.items():
        if shingle_set:
            sketches[name] = MinHash(num_perm=PERMUTATIONS)
            sketches[name].update_batch([s.encode() for s in shingle_set])
            lsh.insert(name, sketches[name])
    pairs = set()
    for name, sketch in sketches.items():
        for other in lsh.query(sketch):
            if name < other:
                a, b = sets[name], sets[other]
                common = len(a & b)
                if common / (len(a) + len(b) - common) >= THRESHOLD:
                    pairs.add((name, other))
    return pairs, time.process_time() - start


def ours(lines):
    one_thread = {**os.environ, "RAYON_NUM_THREADS": "1"}
    run = subprocess.run([PROGRAM, "10"], input=lines, capture_output=True, check=True, env=one_thread)
    pairs = (line.split("\t")[:2] for line in run.stdout.decode().splitlines())
    of_texts, of_shingles = map(float, run.stderr.split())
    return {tuple(sorted(pair)) for pair in pairs}, of_texts, of_shingles


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("texts", nargs="?", type=Path)
    arguments.add_argument("--ratio", type=float, default=50)
    args = arguments.parse_args()
    path = args.texts or (CORPUS if CORPUS.exists() else None)
    articles = read(path) if path else generated()
    lines = "\n".join(json.dumps(a, ensure_ascii=False) for a in articles).encode()
    sets = {a["id"]: shingles(a["text"]) for a in articles}
    texts = fast = slow = float("inf")
    for _ in range(ROUNDS):
        (mine, of_texts, of_shingles), (others, spent) = ours(lines), theirs(sets)
        texts, fast, slow = min(texts, of_texts), min(fast, of_shingles), min(slow, spent)
    print(f"{len(articles)} texts, {len(others)} pairs; processor time on one thread, least of {ROUNDS}, from shingles: ours "
          f"{fast:.3f} s, datasketch {slow:.2f} s: {slow / fast:.0f} times ({slow / texts:.0f} with {texts:.3f} s of ours "
          "from texts)")
    for name, pairs in (("only ours", mine - others), ("only datasketch", others - mine)):
        for pair in sorted(pairs):
            print(name, *pair)
    sys.exit(0 if mine == others and slow / fast >= args.ratio else 1)


if __name__ == "__main__":
    main()
