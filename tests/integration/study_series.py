#!/usr/bin/env python3
# Series of a study as xarray sees them: the numbers of single runs, labels, units; killed, sharded and merged alike.
# Use: study_series.py PROGRAM
"""The same months must stand in the NetCDF file and in the CSV files of a single run."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import numpy as np
import pandas as pd
import xarray as xr

PROGRAM = ""
ROOT = Path(__file__).resolve().parents[2]
WORLD = ROOT / "configs" / "studies" / "worlds" / "pressure-and-offer.yaml"
STUDY = """tarazi: study/1
title: Paths
scenario: {world}
replicates: {replicates}
design: {{kind: grid}}
factors:
  pressure: {{path: events.eu-pressure.pin.pressure, values: [0, 0.6]}}
  policy: {{path: states.AZE.strategy, values: [multi-vector, bandwagon]}}
outcomes:
  china: {{measure: influence_share, from: CHN, on: AZE, at: end}}
series:
  measures: [influence_share, position, posture, exports, pressure, flow]
  every: 3
"""


def tarazi(*words, check=True, **environment):
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=300, env={**os.environ, **environment})
    if check and done.returncode != 0:
        raise AssertionError(f"{words}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done


def rows(file):
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        return [sorted(database.execute(f"SELECT * FROM {table}")) for table in ("runs", "series")]


class StudySeries(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.at = Path(cls.folder.name)
        cls.study = cls.at / "paths.yaml"
        cls.study.write_text(STUDY.format(world=WORLD, replicates=200))
        start = time.time()
        said = tarazi("study", cls.study, "--out", cls.at / "paths.db", "--threads", "1").stdout
        cls.seconds = time.time() - start
        assert "--netcdf" in said, said
        tarazi("export", cls.at / "paths.db", "--netcdf", cls.at / "paths.nc")
        cls.data = xr.load_dataset(cls.at / "paths.nc")

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_shape_and_labels(self):
        self.assertEqual(dict(self.data.sizes), {"point": 4, "replicate": 200, "month": 41, "state": 6, "partner": 6, "corridor": 7})
        self.assertEqual(list(self.data.month[:3].values), [0, 3, 6])
        self.assertEqual(str(self.data.date[1].values)[:10], "2024-04-01")
        self.assertEqual(list(self.data.state.values), ["AZE", "CHN", "RUS", "IRN", "EU", "ROW"])
        self.assertEqual(list(self.data.policy.values), ["multi-vector", "bandwagon"] * 2)
        self.assertEqual(list(self.data.factor_pressure.values), [0, 0, .6, .6])  # a measure of the file has the plain name
        self.assertEqual(self.data.exports.attrs["units"], "bn USD a year")
        self.assertEqual(self.data.posture.attrs["flag_meanings"].split()[0], "multi-vector")
        for name in ("study", "scenario_hash", "source"):
            self.assertTrue(self.data.attrs[name])

    def test_numbers_of_a_single_run(self):
        """Point pressure .6, bandwagon, replicates 0 to 2, against the CSV files of the same run."""
        tarazi("run", WORLD, "--set", "events.eu-pressure.pin.pressure=0.6", "--set", "states.AZE.strategy=bandwagon", "--replicates", "3",
               "--out", self.at / "run")
        point = self.data.isel(point=3)
        dyads = pd.read_csv(self.at / "run" / "dyads.csv", float_precision="round_trip")
        states = pd.read_csv(self.at / "run" / "states.csv", float_precision="round_trip")
        corridors = pd.read_csv(self.at / "run" / "corridors.csv", float_precision="round_trip")
        compared = 0
        for replicate in range(3):
            for month in (0, 60, 120):
                here = point.sel(replicate=replicate, month=month)
                now = dyads[(dyads.replicate == replicate) & (dyads.month == month)]
                for row in now.itertuples():
                    pair = here.sel(state=row._4, partner=row.to)
                    for ours, theirs in ((pair.exports, row.exports), (pair.pressure, row.pressure), (pair.influence_share, row.influence_share)):
                        np.testing.assert_equal(float(ours), theirs)
                        compared += 1
                for row in states[(states.replicate == replicate) & (states.month == month)].itertuples():
                    np.testing.assert_equal(float(here.position.sel(state=row.state)), row.position_1)
                    if isinstance(row.posture, str):
                        words = self.data.posture.attrs["flag_meanings"].split()
                        self.assertEqual(words[int(here.posture.sel(state=row.state))], row.posture)
                for row in corridors[(corridors.replicate == replicate) & (corridors.month == month)].itertuples():
                    np.testing.assert_equal(float(here.flow.sel(corridor=row.corridor)), row.flow)
        self.assertEqual(compared, 3 * 3 * 30 * 3)

    def test_empty_is_nan(self):
        self.assertTrue(np.isnan(self.data.influence_share.sel(state="AZE", partner="AZE")).all())
        self.assertTrue(np.isnan(self.data.posture.sel(state="ROW")).all())
        self.assertFalse(np.isnan(self.data.exports.sel(state="AZE", partner="ROW")).any())

    def test_killed_and_merged(self):
        random.seed(3)
        expected, parts = rows(self.at / "paths.db"), []
        for k in (1, 2, 3):
            parts.append(self.at / f"part-{k}.db")
            command = [PROGRAM, "study", str(self.study), "--out", str(parts[-1]), "--shard", f"{k}/3", "--threads", "2"]
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(0, self.seconds / 3))
            process.send_signal(signal.SIGKILL)
            process.wait()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        tarazi("merge", self.at / "merged.db", *parts)
        self.assertEqual(rows(self.at / "merged.db"), expected)

    def test_only_some_states(self):
        study = self.at / "some.yaml"
        study.write_text(STUDY.format(world=WORLD, replicates=2).replace("every: 3", "every: 50\n  states: [EU, AZE]"))
        tarazi("study", study, "--out", self.at / "some.db")
        tarazi("export", self.at / "some.db", "--netcdf", self.at / "some.nc", "--csv", self.at / "csv")
        some = xr.load_dataset(self.at / "some.nc")
        self.assertEqual(list(some.state.values), ["AZE", "EU"])
        self.assertEqual(list(some.month.values), [0, 50, 100])
        np.testing.assert_array_equal(some.influence_share.sel(state="AZE", partner="EU", month=0),
                                      self.data.influence_share.sel(state="AZE", partner="EU", month=0, replicate=[0, 1]))

    def test_fans_of_the_page(self):
        tarazi("analyse", self.at / "paths.db", "--html", self.at / "paths.html")
        data = json.loads((self.at / "paths.html").read_text().split('id="tarazi-data">')[1].split("</script>")[0])
        fan = data["fans"][0]
        self.assertEqual((fan["outcome"], fan["every"], len(fan["points"])), ("china", 3, 4))
        last = next(p for p in fan["points"] if p["values"] == [.6, 1])
        share = self.data.influence_share.isel(point=3).sel(state="AZE", partner="CHN")
        np.testing.assert_allclose(last["mean"], share.mean("replicate"), rtol=1e-12)
        np.testing.assert_allclose(last["high"], share.quantile(.95, "replicate"), rtol=1e-12)

    def test_mistakes(self):
        plain = self.at / "plain.yaml"
        plain.write_text(STUDY.format(world=WORLD, replicates=1).split("series:")[0])
        tarazi("study", plain, "--out", self.at / "plain.db")
        done = tarazi("export", self.at / "plain.db", "--netcdf", self.at / "plain.nc", check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("nothing was kept month by month", done.stderr)
        done = tarazi("study", plain, "--out", self.at / "paths.db", check=False)
        self.assertEqual(done.returncode, 2)
        done = tarazi("export", self.at / "paths.db", "--netcdf", self.at / "paths.nc", check=False)
        self.assertEqual(done.returncode, 4)
        self.assertIn("--force", done.stderr)
        done = tarazi("export", self.at / "paths.db", "--netcdf", self.at / "none" / "paths.nc", check=False)
        self.assertEqual(done.returncode, 4)
        self.assertEqual(tarazi("export", self.at / "paths.db", check=False).returncode, 64)
        bad = self.at / "bad.yaml"
        bad.write_text(STUDY.format(world=WORLD, replicates=1).replace("posture, exports", "postures, exports, exports"))
        done = tarazi("study", bad, "--out", self.at / "bad.db", check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("series.measures.2: 'postures' is no measure of this scenario; did you mean posture", done.stderr)
        self.assertIn("series.measures.4: is given twice", done.stderr)
        self.assertFalse((self.at / "bad.db").exists())

    def test_log_of_a_cluster(self):
        done = tarazi("study", self.study, "--out", self.at / "log.db", "--threads", "1", TARAZI_LOG_SECONDS="0")
        first = done.stderr.splitlines()[0]
        self.assertRegex(first, r"^running: \d+ of 800 runs, \d+(\.\d)? runs a second, \d+ s left$")
        self.assertEqual(tarazi("study", self.study, "--out", self.at / "quiet.db", "-q", TARAZI_LOG_SECONDS="0").stderr, "")


if __name__ == "__main__":
    PROGRAM = os.path.abspath(sys.argv.pop(1))
    unittest.main()
