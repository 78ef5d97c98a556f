#!/usr/bin/env python3
"""Weights of confidence: fits them to gold, or checks how well they hold on other gold.

    fit_confidence.py PROGRAM GOLD...            writes extract/data/confidence.csv
    fit_confidence.py PROGRAM GOLD... --check    prints the reliability table; 1 if it is off by more than --limit

GOLD is a folder with texts/ID.txt and json/ID.json, as the scorer (--scorer) reads it. A row is right when the
scorer matches it with a row of the gold in award, class, kind of recipients and status. PROGRAM is `bangvang`,
built from the tables as they are; `explain --json` says which features its rows have. Nothing but the standard
library is needed."""
import argparse, concurrent.futures, csv, importlib.util, json, math, pathlib, subprocess, sys

TABLE = pathlib.Path(__file__).resolve().parent.parent / "data" / "confidence.csv"
# How dear a weight is: that of a normal prior around nought with variance 1 / RIDGE.
RIDGE = 2.0
LOW, HIGH = 0.05, 0.99
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def load(path):
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def explained(program, text):
    """The rows of one page, each with the features that are not nought, and its confidence."""
    run = subprocess.run([program, "explain", str(text), "--json", "--min-confidence", "0"], capture_output=True, check=False)
    if run.returncode not in (0, 3):
        sys.exit(f"{text}: {run.stderr.decode()}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def rows_of(program, scorer, folder):
    """(features, is right, confidence) of all rows of one gold."""
    golds = sorted((folder / "json").glob("*.json"))
    with concurrent.futures.ThreadPoolExecutor() as pool:
        pages = list(pool.map(lambda gold: explained(program, folder / "texts" / f"{gold.stem}.txt"), golds))
    rows = []
    for gold, page in zip(golds, pages):
        found = [row["conferral"] for row in page]
        wanted = json.loads(gold.read_text(encoding="utf-8"))["conferrals"]
        pairs = scorer.match_conferrals(wanted, found)
        right = {j for _, j, fields in pairs if all(fields[name] for name in scorer.CORE)}
        for j, row in enumerate(page):
            features = {part["feature"]: part["value"] for part in row["confidence"]}
            rows.append((features, j in right, row["conferral"]["confidence"]))
    return rows


def solve(matrix, vector):
    """Gauss with pivots; both arguments are used up."""
    n = len(vector)
    for i in range(n):
        p = max(range(i, n), key=lambda r: abs(matrix[r][i]))
        matrix[i], matrix[p], vector[i], vector[p] = matrix[p], matrix[i], vector[p], vector[i]
        for r in range(i + 1, n):
            f = matrix[r][i] / matrix[i][i]
            vector[r] -= f * vector[i]
            for c in range(i, n):
                matrix[r][c] -= f * matrix[i][c]
    out = [0.0] * n
    for i in reversed(range(n)):
        out[i] = (vector[i] - sum(matrix[i][c] * out[c] for c in range(i + 1, n))) / matrix[i][i]
    return out


def logistic(rows, names):
    """Weights by Newton's method; the first feature is free of the ridge."""
    data = [([features.get(name, 0.0) for name in names], float(right)) for features, right, _ in rows]
    weights = [0.0] * len(names)
    for _ in range(100):
        gradient = [(RIDGE if i else 0.0) * w for i, w in enumerate(weights)]
        hessian = [[(RIDGE if i else 1e-6) * (i == j) for j in range(len(names))] for i in range(len(names))]
        for x, right in data:
            p = sure(x, weights)
            for i, value in enumerate(x):
                if value:
                    gradient[i] += (p - right) * value
                    for j, other in enumerate(x):
                        hessian[i][j] += p * (1 - p) * value * other
        step = solve(hessian, gradient)
        weights = [w - s for w, s in zip(weights, step)]
        if max(map(abs, step)) < 1e-9:
            break
    return weights


def sure(values, weights):
    return 1 / (1 + math.exp(-sum(v * w for v, w in zip(values, weights))))


def fit(rows, table):
    """Weights that keep to their directions: what would weigh the other way weighs nothing."""
    active = [row["feature"] for row in table]
    direction = {row["feature"]: row["direction"] for row in table}
    while True:
        weights = dict(zip(active, logistic(rows, active)))
        wrong = [f for f, w in weights.items() if (direction[f] == "+" and w < 0) or (direction[f] == "-" and w > 0)]
        if not wrong:
            return {row["feature"]: round(weights.get(row["feature"], 0.0), 2) for row in table}
        active = [f for f in active if f not in wrong]


def confidence(features, weights):
    p = sure([features.get(f, 0.0) for f in weights], weights.values())
    return round(min(max(p, LOW), HIGH), 2)


def reliability(pairs):
    """Prints the table for (confidence, is right); how far the two are apart in the mean, weighted by rows."""
    apart = 0.0
    print("| confidence | rows | mean | right |\n|---|---|---|---|")
    for low, high in zip(BINS, BINS[1:]):
        inside = [(p, r) for p, r in pairs if low <= p < high]
        if inside:
            mean = sum(p for p, _ in inside) / len(inside)
            right = sum(r for _, r in inside) / len(inside)
            apart += len(inside) / len(pairs) * abs(mean - right)
            print(f"| {low:.1f} to {high:.1f} | {len(inside)} | {mean:.2f} | {right:.2f} |")
    mean, right = (sum(pair[i] for pair in pairs) / len(pairs) for i in (0, 1))
    brier = sum((p - r) ** 2 for p, r in pairs) / len(pairs)
    print(f"| all | {len(pairs)} | {mean:.2f} | {right:.2f} |")
    print(f"\nexpected calibration error {apart:.3f}, Brier score {brier:.3f}")
    return apart


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("program")
    ap.add_argument("gold", nargs="+", type=pathlib.Path)
    ap.add_argument("--scorer", type=pathlib.Path, default=TABLE.parents[2] / "../shared/eval/score.py")
    ap.add_argument("--check", action="store_true")
    ap.add_argument("--limit", type=float, default=0.10)
    args = ap.parse_args()
    scorer = load(args.scorer)
    sets = [rows_of(args.program, scorer, folder) for folder in args.gold]
    rows = [row for own in sets for row in own]
    if args.check:
        return int(reliability([(p, right) for _, right, p in rows]) > args.limit)

    with open(TABLE, encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    if len(sets) > 1:
        print("Each set by weights fitted to the others:\n")
        pairs = []
        for own in sets:
            weights = fit([row for other in sets if other is not own for row in other], table)
            pairs += [(confidence(features, weights), right) for features, right, _ in own]
        reliability(pairs)
    weights = fit(rows, table)
    with open(TABLE, "w", encoding="utf-8", newline="") as file:
        file.write("feature,direction,weight,meaning\n")
        for row in table:
            file.write(f"{row['feature']},{row['direction']},{weights[row['feature']]:.2f},{row['meaning']}\n")
    print(f"\n{TABLE.name}: {len(rows)} rows of {len(sets)} sets")
    return 0


if __name__ == "__main__":
    sys.exit(main())
