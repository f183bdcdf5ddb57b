#!/usr/bin/env python3
# tarazi calibrate end to end: kill -9 at random moments and --resume, refusals, files of the result.
# Use: evidence_calibrate.py PROGRAM
"""A small calibration in a stylised world; whatever kills it, the result must be that of an undisturbed call."""

import csv
import random
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = ""
ROOT = Path(__file__).resolve().parents[2]
CALIBRATION = f"""tarazi: calibration/1
title: Small
seed: 5
worlds:
  w: {{scenario: {ROOT}/configs/calibration/trade-shock.yaml, months: 240}}
parameters:
  trade_up: {{path: parameters.trade_up, low: 0.02, high: 0.1}}
  drift: {{path: parameters.drift_sd, low: 0.001, high: 0.06}}
targets:
  sd: {{statistic: change_sd, years: 1, value: 0.07, error: 0.01}}
  year_one: {{statistic: trade_adjustment, years: 10, from: A, to: B, value: 0.38, error: 0.05}}
history: {{waves: 2, runs: 40}}
abc: {{population: 300, generations: 5}}
point: {{evaluations: 60}}
"""


def tarazi(*words):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=300)


class Calibrate(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.at = Path(cls.folder.name)
        cls.file = cls.at / "small.yaml"
        cls.file.write_text(CALIBRATION)
        start = time.time()
        done = tarazi("calibrate", cls.file, "--out", cls.at / "whole", "--threads", 1, "--method", "abc,history,point", "--check", 40)
        cls.seconds = time.time() - start
        assert done.returncode == 0, done.stderr
        cls.text = done.stdout

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_learns_what_the_targets_speak_of(self):
        with open(self.at / "whole/parameters.csv", newline="", encoding="utf-8") as file:
            rows = {row["parameter"]: row for row in csv.DictReader(file)}
        self.assertLess(float(rows["trade_up"]["low"]), 0.043)
        self.assertGreater(float(rows["trade_up"]["high"]), 0.039)
        self.assertLess(float(rows["drift"]["variance_ratio"]), 0.25)
        for name in ("posterior.yaml", "region.yaml", "draws.csv", "targets.csv", "coverage.csv", "runs-abc.json"):
            self.assertTrue((self.at / "whole" / name).stat().st_size > 0, name)
        self.assertIn("Point estimate", self.text)

    def test_killed_and_resumed_gives_the_same(self):
        out = self.at / "torn"
        random.seed(1)
        kills = 0
        for _ in range(6):
            words = [PROGRAM, "calibrate", str(self.file), "--out", str(out), "--resume", "--quiet", "--threads", "2"]
            with subprocess.Popen(words, stderr=subprocess.DEVNULL) as process:
                try:
                    process.wait(timeout=random.uniform(0.2, 0.6) * max(self.seconds, 0.5))
                except subprocess.TimeoutExpired:
                    process.send_signal(signal.SIGKILL)
                    kills += 1
                process.wait()
        done = tarazi("calibrate", self.file, "--out", out, "--resume", "--quiet")
        self.assertEqual(done.returncode, 0, done.stderr)
        for name in ("draws.csv", "parameters.csv", "targets.csv", "runs-abc.json"):
            self.assertEqual((out / name).read_bytes(), (self.at / "whole" / name).read_bytes(), f"{name} after {kills} kills")

    def test_refuses_to_mix(self):
        again = tarazi("calibrate", self.file, "--out", self.at / "whole")
        self.assertEqual(again.returncode, 4, again.stderr)
        other = self.at / "other.yaml"
        other.write_text(CALIBRATION.replace("seed: 5", "seed: 6"))
        mixed = tarazi("calibrate", other, "--out", self.at / "whole", "--resume")
        self.assertEqual(mixed.returncode, 2, mixed.stderr)
        self.assertIn("another calibration", mixed.stderr)
        bad = self.at / "bad.yaml"
        bad.write_text(CALIBRATION.replace("change_sd", "change_sds"))
        wrong = tarazi("calibrate", bad, "--out", self.at / "bad")
        self.assertEqual(wrong.returncode, 2)
        self.assertIn("bad.yaml:10", wrong.stderr)
        self.assertEqual(tarazi("calibrate", self.file, "--out", self.at / "x", "--method", "point", "--check", 5).returncode, 64)


if __name__ == "__main__":
    PROGRAM = str(Path(sys.argv.pop(1)).resolve())
    unittest.main()
