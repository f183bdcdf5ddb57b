#!/usr/bin/env python3
# Runs the R code of src/python/README.md on results the program makes, and checks a number it prints.
# Use: r_page.py PROGRAM
"""What the page shows to users of R must work as it stands."""

import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STUDY = """tarazi: study/1
title: For R
scenario: {root}/configs/studies/worlds/pressure-and-offer.yaml
replicates: 3
design: {{kind: grid}}
factors: {{pressure: {{path: events.eu-pressure.pin.pressure, values: [0, 0.6]}}}}
outcomes: {{china: {{measure: influence_share, from: CHN, on: AZE, at: end}}}}
series: {{measures: [influence_share], every: 12}}
"""


def call(folder, *words):
    done = subprocess.run([str(w) for w in words], cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode != 0:
        sys.exit(f"{words}: {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return done.stdout


def main():
    program = Path(sys.argv[1]).resolve()
    page = (ROOT / "src/python/README.md").read_text(encoding="utf-8")
    code = re.search(r"^```r\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "study.yaml").write_text(STUDY.format(root=ROOT))
        call(folder, program, "run", ROOT / "configs/scenarios/baseline-noisy.yaml", "--replicates", "4", "--out", "results/noisy")
        call(folder, program, "study", "study.yaml", "--out", "results/study.db")
        call(folder, program, "export", "results/study.db", "--netcdf", "results/study.nc")
        (folder / "page.R").write_text('pdf("plot.pdf")\n' + code)
        said = call(folder, "Rscript", "page.R")
        with sqlite3.connect(folder / "results/study.db") as database:
            mean = database.execute("SELECT avg(china) FROM runs").fetchone()[0]
        printed = float(re.findall(r"\[1\] ([0-9.]+)", said)[-1])
        if abs(printed - mean) > 1e-5 or (folder / "plot.pdf").stat().st_size < 1000:
            sys.exit(f"R says {printed}, the database {mean}\n{said}")
        print(f"R: mean share {printed}, as in the database")


if __name__ == "__main__":
    main()
