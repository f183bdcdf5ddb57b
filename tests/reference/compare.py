#!/usr/bin/env python3
# Compares two folders of result tables cell by cell and names the worst difference; exit 0 equal, 1 different.
# Usage: compare.py DIR_A DIR_B [--tolerance 1e-9] [--months LAST]
"""Rows are joined by their key columns, numbers compared by relative error, text exactly."""

import argparse
import csv
import math
import sys
from pathlib import Path

KEYS = {
    "states.csv": ("month", "replicate", "state"),
    "dyads.csv": ("month", "replicate", "from", "to"),
    "corridors.csv": ("month", "replicate", "corridor"),
    "freight.csv": ("month", "replicate", "class", "route"),
}
TEXT = {"month", "date", "replicate", "state", "lean_towards", "posture", "from", "to", "corridor", "class", "route"}
FLOOR = 1e-12
# Unsold and unbought trade are small differences of large sums: their rounding is that of the state's output.
FLOOR_SCALE = {"idle": "output", "shortage": "output"}


def read_table(path, keys, last_month=None):
    """(columns, {key: row}) of a CSV file; a key that occurs twice is an error."""
    rows = {}
    with open(path, newline="", encoding="utf-8") as table:
        reader = csv.DictReader(table)
        for row in reader:
            if last_month is not None and int(row["month"]) > last_month:
                continue
            key = tuple(row[name] for name in keys)
            if key in rows:
                raise ValueError(f"{path}: two rows for {key}")
            rows[key] = row
        return reader.fieldnames or [], rows


def cell_error(column, a, b, scale=1.0):
    """Relative error of two cells: 0 when equal within the floor, infinite when they cannot be compared."""
    if a == b:
        return 0.0
    if column in TEXT or a == "" or b == "":
        return math.inf
    x, y = float(a), float(b)
    if not (math.isfinite(x) and math.isfinite(y)):
        return math.inf
    if abs(x - y) <= FLOOR * max(1.0, scale):
        return 0.0
    return abs(x - y) / max(abs(x), abs(y))


def compare_tables(name, folder_a, folder_b, tolerance, last_month=None):
    """Differences of one table: (list of complaints about shape, {column: [count, worst, description]})."""
    keys = KEYS[name]
    paths = [Path(folder) / name for folder in (folder_a, folder_b)]
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        return [f"{path} is missing" for path in missing], {}
    columns_a, a = read_table(paths[0], keys, last_month)
    columns_b, b = read_table(paths[1], keys, last_month)
    shape = []
    if columns_a != columns_b:
        shape.append(f"{name}: columns differ: {columns_a} and {columns_b}")
    for here, there, path in ((a, b, paths[1]), (b, a, paths[0])):
        lost = [key for key in here if key not in there]
        if lost:
            shape.append(f"{path}: {len(lost)} rows missing, the first: {dict(zip(keys, lost[0]))}")
    found = {}
    for key in a:
        if key not in b:
            continue
        for column in columns_a:
            if column not in columns_b:
                continue
            scale = float(a[key].get(FLOOR_SCALE.get(column, ""), "") or 1.0)
            error = cell_error(column, a[key][column], b[key][column], scale)
            if error > tolerance:
                entry = found.setdefault(column, [0, -1.0, ""])
                entry[0] += 1
                if error > entry[1]:
                    where = " ".join(f"{k}={v}" for k, v in zip(keys, key))
                    entry[1] = error
                    entry[2] = f"{name} {where} {column}: {a[key][column]!r} and {b[key][column]!r}"
    return shape, found


def compare(folder_a, folder_b, tolerance=1e-9, last_month=None, out=sys.stdout):
    """True when the folders agree; prints every column that differs and, last, the worst cell."""
    worst, worst_text, agree = -1.0, "", True
    for name in KEYS:
        shape, found = compare_tables(name, folder_a, folder_b, tolerance, last_month)
        for complaint in shape:
            agree = False
            print(complaint, file=out)
        for column, (count, error, text) in found.items():
            agree = False
            print(f"{name} {column}: {count} cells differ, relative error up to {error:.3g}", file=out)
            if error > worst:
                worst, worst_text = error, text
    if worst_text:
        print(f"worst cell: {worst_text} (relative error {worst:.3g})", file=out)
    print("the folders agree" if agree else "the folders differ", file=out)
    return agree


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder_a")
    parser.add_argument("folder_b")
    parser.add_argument("--tolerance", type=float, default=1e-9)
    parser.add_argument("--months", type=int, help="compare only months up to this one")
    options = parser.parse_args()
    sys.exit(0 if compare(options.folder_a, options.folder_b, options.tolerance, options.months) else 1)


if __name__ == "__main__":
    main()
