#!/usr/bin/env python3
# The commands of studies end to end: resume after kill -9 at random moments, shards, merge, export, analysis, mistakes.
# Use: study_commands.py PROGRAM
"""Runs a small study over and over; the rows must never differ."""

import csv
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = ""
ROOT = Path(__file__).resolve().parents[2]
STUDY = """tarazi: study/1
title: Pressure and policy
scenario: {root}/configs/studies/worlds/pressure-and-offer.yaml
replicates: {replicates}
design: {{kind: grid}}
factors:
  pressure: {{path: events.eu-pressure.pin.pressure, values: [0, 0.2, 0.4, 0.6]}}
  policy: {{path: states.AZE.strategy, values: [multi-vector, bandwagon]}}
outcomes:
  china: {{measure: influence_share, from: CHN, on: AZE, at: end}}
  index: {{measure: multivector_index, state: AZE, at: mean}}
  posture: {{measure: posture, state: AZE}}
"""


def tarazi(*words, check=True):
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=300)
    if check and done.returncode != 0:
        raise AssertionError(f"{words}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def rows(file):
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        return sorted(database.execute("SELECT * FROM runs"))


class StudyCommands(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.at = Path(cls.folder.name)
        cls.study = cls.at / "study.yaml"
        cls.study.write_text(STUDY.format(root=ROOT, replicates=600))
        start = time.time()
        tarazi("study", cls.study, "--out", cls.at / "whole.db", "--threads", "1")
        cls.seconds = time.time() - start
        cls.expected = rows(cls.at / "whole.db")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def killed(self, out, *words):
        """Starts a study, kills it at a random moment and finishes it; returns how many rows the killed one left."""
        process = subprocess.Popen([PROGRAM, "study", str(self.study), "--out", str(out), "--threads", "2", *words],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(random.uniform(0, self.seconds))
        process.send_signal(signal.SIGKILL)
        process.wait()
        left = 0
        if out.exists():
            try:
                left = len(rows(out))
            except sqlite3.OperationalError:
                left = 0  # killed before the tables were there
        tarazi("study", self.study, "--out", out, *words)
        return left

    def test_kill_and_resume(self):
        self.assertEqual(len(self.expected), 8 * 600)
        self.assertTrue(all(row[3] == "ok" for row in self.expected))
        random.seed(1)
        left = []
        for k in range(10):
            out = self.at / f"killed-{k}.db"
            left.append(self.killed(out))
            self.assertEqual(rows(out), self.expected)
        self.assertLess(min(left), len(self.expected), "no kill came in time to mean anything")

    def test_shards_killed_and_merged(self):
        random.seed(2)
        parts = [self.at / f"part-{i}.db" for i in (1, 2, 3)]
        for i, part in enumerate(parts, 1):
            self.killed(part, "--shard", f"{i}/3")
        out = self.at / "merged.db"
        tarazi("merge", out, *parts)
        self.assertEqual(rows(out), self.expected)
        tarazi("merge", out, *parts)
        self.assertEqual(rows(out), self.expected)

    def test_interrupt_saves(self):
        out = self.at / "interrupted.db"
        process = subprocess.Popen([PROGRAM, "study", str(self.study), "--out", str(out), "--threads", "1"],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        time.sleep(self.seconds / 2)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate()
        self.assertIn(process.returncode, (0, 130))
        if process.returncode == 130:
            self.assertIn("The same command goes on", said)
        tarazi("study", self.study, "--out", out)
        self.assertEqual(rows(out), self.expected)

    def test_full_disk_loses_nothing(self):
        """A limit on the size of files stands for a full disk: writing fails in the middle of the study."""
        out = self.at / "full.db"

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (250_000, 250_000))

        done = subprocess.run([PROGRAM, "study", str(self.study), "--out", str(out), "--threads", "1"], capture_output=True, text=True,
                              preexec_fn=limit)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("make room and run the same command again", done.stderr)
        tarazi("study", self.study, "--out", out)
        self.assertEqual(rows(out), self.expected)

    def test_query_of_the_readme(self):
        with sqlite3.connect(self.at / "whole.db") as database:
            found = database.execute("SELECT pressure, policy, avg(china) FROM runs JOIN points USING (point) "
                                     "GROUP BY pressure, policy").fetchall()
        self.assertEqual(len(found), 8)
        self.assertTrue(all(0 < share < 1 for _, _, share in found))

    def test_export(self):
        tarazi("export", self.at / "whole.db", "--csv", self.at / "csv")
        with open(self.at / "csv" / "runs.csv", newline="") as file:
            table = list(csv.DictReader(file))
        self.assertEqual(len(table), len(self.expected))
        first = self.expected[0]
        self.assertEqual((table[0]["point"], int(table[0]["replicate"]), float(table[0]["china"])), (first[0], first[1], first[4]))
        self.assertEqual((self.at / "csv" / "study.yaml").read_text(), self.study.read_text())

    def test_analysis(self):
        said = tarazi("analyse", self.at / "whole.db").stdout
        for word in ("Means", "paired under common random numbers", "Share of the variance", "posture"):
            self.assertIn(word, said)

    def test_page(self):
        page = self.at / "page.html"
        tarazi("analyse", self.at / "whole.db", "--html", page)
        text = page.read_text()
        data = json.loads(text.split('id="tarazi-data">')[1].split("</script>")[0])
        self.assertEqual((data["kind"], data["runs"], len(data["points"])), ("study", 8 * 600, 8))
        self.assertNotRegex(text, r'(src|href)="http')
        response = next(r for r in data["responses"] if r["name"] == "china")
        # The numbers of the page are those of the rows: the mean at one point, and a difference replicate by replicate.
        with sqlite3.connect(self.at / "whole.db") as database:
            mean = "SELECT avg(china) FROM runs JOIN points USING (point) WHERE pressure = ? AND policy = ?"
            means = {(p, w): database.execute(mean, (p, w)).fetchone()[0] for p in (0, .6) for w in ("multi-vector", "bandwagon")}
        place = data["points"].index([.6, 1])
        self.assertAlmostEqual(response["points"][place][0], means[.6, "bandwagon"], 12)
        largest = next(d for d in response["differences"] if d["factor"] == 0 and d["to"] == .6)
        expected = sum(means[.6, w] - means[0, w] for w in ("multi-vector", "bandwagon")) / 2
        self.assertAlmostEqual(largest["difference"][0], expected, 12)
        level = next(v for v in response["levels"] if v["factor"] == 0 and v["level"] == .6)
        self.assertAlmostEqual(level["mean"][0], (means[.6, "multi-vector"] + means[.6, "bandwagon"]) / 2, 12)
        self.assertTrue(any("changes most from pressure = 0 to 0.6" in sentence for sentence in data["findings"]))
        done = tarazi("analyse", self.at / "whole.db", "--html", page, check=False)
        self.assertEqual(done.returncode, 4)
        self.assertIn("--force", done.stderr)
        self.assertEqual(page.read_text(), text)
        tarazi("analyse", self.at / "whole.db", "--html", page, "--force")

    def test_changed_study_is_refused_or_extended(self):
        changed = self.at / "changed.yaml"
        changed.write_text(STUDY.format(root=ROOT, replicates=601))
        out = self.at / "extend.db"
        tarazi("study", self.study, "--out", out)
        done = tarazi("study", changed, "--out", out, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--extend", done.stderr)
        tarazi("study", changed, "--out", out, "--extend")
        self.assertEqual(len(rows(out)), 8 * 601)

    def test_mistakes(self):
        bad = self.at / "bad.yaml"
        bad.write_text(STUDY.format(root=ROOT, replicates=1).replace("kind: grid", "kind: gird"))
        done = tarazi("study", bad, "--out", self.at / "bad.db", check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("bad.yaml:5:16: design.kind: 'gird' is no choice here; did you mean grid", done.stderr)
        self.assertFalse((self.at / "bad.db").exists())
        self.assertEqual(tarazi("study", self.study, "--out", self.at / "x.db", "--shard", "3/2", check=False).returncode, 64)
        self.assertEqual(tarazi("study", self.study, "--out", self.at / "no" / "x.db", check=False).returncode, 4)
        self.assertEqual(tarazi("analyse", self.at / "none.db", check=False).returncode, 4)

    def test_schema(self):
        schema = json.loads(tarazi("schema", "study").stdout)
        self.assertIn("factors", schema["properties"])

    def test_gnu_parallel_style_shards(self):
        """The shards of the documentation, run at once."""
        names = [self.at / f"at-once-{i}.db" for i in range(1, 5)]
        processes = [subprocess.Popen([PROGRAM, "-q", "study", str(self.study), "--out", str(name), "--shard", f"{i}/4", "--threads", "1"])
                     for i, name in enumerate(names, 1)]
        self.assertEqual([process.wait() for process in processes], [0] * 4)
        tarazi("merge", self.at / "at-once.db", *names)
        self.assertEqual(rows(self.at / "at-once.db"), self.expected)


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
