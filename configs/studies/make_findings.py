#!/usr/bin/env python3
# Runs every study of this folder and writes README.md with their findings, taken from the results.
# Use: make_findings.py PROGRAM [FOLDER_FOR_DATABASES]; run it again after any change of model or scenario.
"""The text between the headings is what `tarazi analyse` says; nothing is typed in by hand."""

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ORDER = ["pressure-and-offer", "policies-under-pressure", "corridor-and-rupture", "coercion-threshold", "tipping", "sensitivity", "screening"]
INTRODUCTION = """# Studies on the baseline

Each file is an experiment on the noisy baseline; each runs in less than two minutes on two cores. The findings below
are what `tarazi analyse` says of the results, shortened; `make_findings.py` runs all studies and writes this file.
They are findings about the model with its assumptions, not forecasts. How to read them: `src/study/README.md`.
`tarazi analyse FILE.db --html FILE.html` draws the same.
"""


def value_of(row):
    """The difference at the end of a row, for comparing rows of one factor."""
    found = re.search(r"(\S+)(?: \[\S+ \S+\])?$", row)
    return abs(float(found.group(1)))


def shortened(text, most=5):
    """Of each numeric outcome the largest difference of each factor, or the first rows of its table of indices."""
    text = re.sub(r"\n(?:In short|Means)\n(?:  .*\n)+", "", text)
    head, *blocks = text.split("\n\n")
    out = ["\n".join(head.splitlines()[1:2])]
    for block in blocks:
        title, *rows = block.strip("\n").splitlines()
        if re.search(r"^\S+=", title):  # a single category: the section on tipping speaks of these
            continue
        kept, largest, listed = [title], {}, 0
        for row in rows:
            if row.startswith("  Differences"):
                kept.append("  Largest difference to the first level of each factor, paired under common random numbers")
                largest = {"": ""}
            elif largest and not row.startswith("  Share") and not re.match(r"\s+factor", row):
                factor = row.split()[0]
                if factor not in largest or value_of(row) > value_of(largest[factor]):
                    largest[factor] = row
            elif largest and row.startswith("  Share"):
                kept += [r for f, r in largest.items() if f] + [row]
                largest = {}
            elif not largest:
                listed += 1
                if listed <= most + 3 or row.startswith("  Convergence"):
                    kept.append(row)
        kept += [r for f, r in largest.items() if f]
        out.append("\n".join(kept))
    return "\n\n".join(out).strip()


def main():
    program = str(Path(sys.argv[1]).resolve())
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(tempfile.mkdtemp())
    parts = [INTRODUCTION]
    for name in ORDER:
        study = HERE / f"{name}.yaml"
        question = re.sub(r"^# ?", "", study.read_text().split("tarazi:")[0], flags=re.MULTILINE).strip()
        database = folder / f"{name}.db"
        start = time.time()
        subprocess.run([program, "-q", "study", str(study), "--out", str(database)], check=True)
        print(f"{name}: {time.time() - start:.1f} s", flush=True)
        said = subprocess.run([program, "analyse", str(database)], check=True, capture_output=True, text=True).stdout
        parts.append(f"## {name}\n\n{question}\n\n```\n{shortened(said)}\n```\n")
    (HERE / "README.md").write_text("\n".join(parts))


if __name__ == "__main__":
    main()
