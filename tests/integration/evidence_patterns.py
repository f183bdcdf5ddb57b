#!/usr/bin/env python3
# tarazi evidence end to end: files that agree with each other and with a run by hand, threads, refusals.
# Use: evidence_patterns.py PROGRAM
"""A few draws and points are enough: what is tested is the bookkeeping; what the patterns say is a golden text."""

import csv
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

PROGRAM = ""
ROOT = Path(__file__).resolve().parents[2]
BASELINE = ROOT / "configs/scenarios/baseline-2024.yaml"
POSTERIOR = ROOT / "configs/calibrated-2014.yaml"


def tarazi(*words):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=300)


class Evidence(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.out = Path(cls.folder.name) / "evidence"
        cls.said = tarazi("evidence", BASELINE, "--posterior", POSTERIOR, "--draws", 4, "--points", 6, "--out", cls.out)
        assert cls.said.returncode == 0, cls.said.stderr
        cls.data = json.loads((cls.out / "evidence.json").read_text(encoding="utf-8"))
        with open(cls.out / "evidence.csv", newline="", encoding="utf-8") as file:
            cls.rows = list(csv.DictReader(file))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_files_agree(self):
        self.assertEqual([p["id"] for p in self.data["patterns"]], [f"P{k}" for k in range(1, 10)])
        self.assertEqual(sum(len(p["experiments"]) for p in self.data["patterns"]), 12)
        self.assertEqual([len(s["points"]) for s in self.data["samples"]], [4, 6])
        for pattern in self.data["patterns"]:
            for k, share in enumerate(pattern["shares"]):
                computed = [o for o in share["outcome"] if o >= 0]
                self.assertEqual((share["computed"], share["held"]), (len(computed), sum(computed)))
                row = next(r for r in self.rows if r["pattern"] == pattern["id"] and r["sample"] == self.data["samples"][k]["name"] and r["kind"] == "pattern")
                self.assertAlmostEqual(float(row["share"]), share["held"] / share["computed"], places=6)
                self.assertLessEqual(share["low"], share["share"])
                self.assertGreaterEqual(share["high"], share["share"])
                # A pattern holds where all its claims do, so never more often than the rarest of them.
                claims = [f["samples"][k]["share"] for f in pattern["findings"] if f["claim"]]
                self.assertLessEqual(share["share"], min(claims) + 1e-9)
        text = (self.out / "evidence.txt").read_text(encoding="utf-8")
        self.assertIn(text, self.said.stdout)
        self.assertIn('"kind":"evidence"', (self.out / "evidence.html").read_text(encoding="utf-8"))

    def test_a_number_is_that_of_a_run(self):
        """P4 at the first draw: the index with 2 bn a year is what `tarazi run` gives with the same numbers."""
        folder = Path(self.folder.name)
        done = tarazi("-q", "evidence", BASELINE, "--posterior", POSTERIOR, "--draws", 1, "--points", 0, "--out", folder / "first")
        self.assertEqual(done.returncode, 0, done.stderr)
        data = json.loads((folder / "first/evidence.json").read_text(encoding="utf-8"))
        found = next(f for f in data["patterns"][3]["findings"] if f["what"] == "index at month 120 with 2 bn a year")
        scenario = folder / "offer.yaml"
        scenario.write_text(f"tarazi: scenario/1\nextends: {BASELINE}\ntitle: Offer\nevents:\n  offer:\n    at: 2025-01\n"
                            f"    pin: {{from: CHN, to: AZE, offer: {{value: 2, assumption: a test}}}}\n", encoding="utf-8")
        sample = data["samples"][0]
        words = [w for name, value in zip(sample["parameters"], sample["points"][0]) for w in ("--set", f"parameters.{name}={value!r}")]
        done = tarazi("run", scenario, *words, "--out", folder / "run")
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(folder / "run/states.csv", newline="", encoding="utf-8") as file:
            index = next(float(r["multivector_index"]) for r in csv.DictReader(file) if r["state"] == "AZE" and r["month"] == "120")
        self.assertAlmostEqual(found["samples"][0]["median"], index, delta=1e-6)
        self.assertGreater(abs(found["baseline"] - index), 1e-5)  # or the draw would not have been used

    def test_threads_change_nothing(self):
        again = Path(self.folder.name) / "again"
        done = tarazi("--threads", 1, "-q", "evidence", BASELINE, "--posterior", POSTERIOR, "--draws", 4, "--points", 6, "--out", again)
        self.assertEqual((done.returncode, done.stdout), (0, ""))
        self.assertEqual((again / "evidence.csv").read_bytes(), (self.out / "evidence.csv").read_bytes())

    def test_refusals(self):
        done = tarazi("evidence", BASELINE, "--posterior", POSTERIOR, "--draws", 1, "--points", 0, "--out", self.out)
        self.assertEqual(done.returncode, 4)
        self.assertIn("--force", done.stderr)
        other = ROOT / "configs/calibration/trade-shock.yaml"
        done = tarazi("evidence", other, "--draws", 0, "--points", 1)
        self.assertEqual(done.returncode, 2)
        self.assertIn("there is no AZE", done.stderr)
        self.assertIn("no corridor middle", done.stderr)
        done = tarazi("evidence", BASELINE, "--posterior", "nowhere.yaml", "--points", 0)
        self.assertEqual(done.returncode, 4)
        self.assertIn("nowhere.yaml", done.stderr)
        mine = Path(self.folder.name) / "mine"
        mine.mkdir()
        (mine / "thesis.txt").write_text("years of work", encoding="utf-8")
        done = tarazi("evidence", BASELINE, "--draws", 0, "--points", 1, "--out", mine, "--force")
        self.assertEqual(done.returncode, 4)
        self.assertEqual([p.name for p in mine.iterdir()], ["thesis.txt"])


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
