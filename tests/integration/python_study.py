"""Studies from Python: the same rows and indices as the program's, resumed after Ctrl-C, errors that say what and where."""
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

import numpy as np
import tarazi

ROOT = Path(__file__).parents[2]
GRID = """tarazi: study/1
title: Pressure and policy
scenario: {world}
replicates: {replicates}
design: {{kind: grid}}
factors:
  pressure: {{path: events.eu-pressure.pin.pressure, values: [0, 0.6]}}
  policy: {{path: states.AZE.strategy, values: [multi-vector, bandwagon]}}
outcomes:
  china: {{measure: influence_share, from: CHN, on: AZE, at: end}}
  posture: {{measure: posture, state: AZE}}
{more}"""


class Studies(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.at = Path(cls.folder.name)
        cls.file = cls.write("grid")
        cls.study = tarazi.study(cls.file, cls.at / "grid.db", progress=False)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    @classmethod
    def write(cls, name, replicates=24, more=""):
        file = cls.at / f"{name}.yaml"
        file.write_text(GRID.format(world=ROOT / "configs/studies/worlds/pressure-and-offer.yaml", replicates=replicates, more=more))
        return file

    def test_rows_are_those_of_single_runs(self):
        runs = self.study.runs
        self.assertEqual(list(runs.columns), ["point", "replicate", "seed", "status", "pressure", "policy", "china", "posture"])
        self.assertEqual(len(runs), 4 * 24)
        sc = tarazi.load(ROOT / "configs/studies/worlds/pressure-and-offer.yaml").with_changes(
            {"events.eu-pressure.pin.pressure": .6, "states.AZE.strategy": "bandwagon"})
        data = sc.run(replicates=24).to_xarray()
        ours = runs[(runs.pressure == .6) & (runs.policy == "bandwagon")].sort_values("replicate").china.to_numpy()
        np.testing.assert_array_equal(ours, data.influence_share.sel(state="AZE", partner="CHN").isel(month=-1).to_numpy())

    def test_tables_agree_with_the_rows(self):
        runs = self.study.runs
        means = self.study.means("china")
        for row in means.itertuples():
            here = runs[(runs.pressure == row.pressure) & (runs.policy == row.policy)].china
            self.assertAlmostEqual(row.value, here.mean(), 12)
            self.assertTrue(row.low < row.value < row.high)
        wide = runs.pivot_table(index="replicate", columns=["pressure", "policy"], values="china")
        paired = ((wide[.6] - wide[0.]).mean(axis=1))
        row = self.study.differences("china").query("factor == 'pressure'").iloc[0]
        self.assertAlmostEqual(row.value, paired.mean(), 12)
        from scipy import stats
        half = stats.t.ppf(.975, 23) * paired.std(ddof=1) / 24**.5
        self.assertAlmostEqual(row.high - row.value, half, 9)
        level = self.study.effects("china").query("factor == 'policy' and level == 'bandwagon'").iloc[0]
        self.assertAlmostEqual(level.value, runs[runs.policy == "bandwagon"].china.mean(), 12)
        self.assertTrue(any(o.startswith("posture=") for o in self.study.outcomes))
        self.assertIn("pressure", self.study.findings[0])
        self.assertIn(self.study.findings[0], self.study.text())

    def test_xarray_and_points(self):
        data = self.study.to_xarray()
        self.assertEqual(dict(data.sizes), {"point": 4, "replicate": 24})
        self.assertIn("AZE", data.china.attrs["long_name"])
        row = self.study.runs.iloc[30]
        self.assertEqual(float(data.china.sel(point=row.point, replicate=row.replicate)), row.china)
        self.assertEqual(str(data.policy.sel(point=row.point).item()), row.policy)
        self.assertEqual(len(self.study.points), 4)

    def test_series(self):
        kept = tarazi.study(self.write("series", 3, "series: {measures: [influence_share], every: 12}\n"), progress=False)
        data = kept.series()
        self.assertEqual(dict(data.sizes)["month"], 11)
        last = data.influence_share.sel(state="AZE", partner="CHN", month=120).to_numpy().ravel()
        np.testing.assert_array_equal(np.sort(last), np.sort(kept.runs.china.to_numpy()))
        with self.assertRaisesRegex(tarazi.InputError, "nothing was kept month by month"):
            self.study.series()

    def test_other_designs(self):
        world = ROOT / "configs/scenarios/baseline-noisy.yaml"
        frame = """{{tarazi: study/1, scenario: {world}, replicates: 2, design: {design}, factors: {{
          influence: {{path: parameters.influence, low: 0.0005, high: 0.004}}, anchoring: {{path: parameters.anchoring, low: 0.002, high: 0.012}}}},
          outcomes: {{position: {{measure: position, state: AZE}}}}}}"""
        for design, column, method in (("{kind: saltelli, points: 16}", "total", "sobol"), ("{kind: morris, trajectories: 6}", "mu_star", "morris"),
                                       ("{kind: latin-hypercube, points: 12}", "value", "effects")):
            file = self.at / "other.yaml"
            file.write_text(frame.format(world=world, design=design))
            found = tarazi.study(file, progress=False)
            table = getattr(found, method)()
            self.assertEqual(sorted(table.factor), ["anchoring", "influence"])
            self.assertTrue(np.isfinite(table[column]).all() and (table[column].abs().diff().dropna() <= 0).all())
            self.assertEqual(list(found.effects().columns), list(table.columns))
            self.assertIsNotNone(found.plot.effects())
        with self.assertRaisesRegex(tarazi.InputError, "need a saltelli design; this study is a latin-hypercube design"):
            found.sobol()

    def test_plots_and_page(self):
        for axes in (self.study.plot.effects(), self.study.plot.differences("china"), self.study.plot.map("china", "pressure", "policy")):
            self.assertTrue(axes.get_title())
        with self.assertRaisesRegex(KeyError, "no factor 'x'; there are pressure, policy"):
            self.study.plot.map("china", "x")
        self.assertIn("4 points", self.study._repr_html_())

    def test_interrupt_saves_and_the_same_call_goes_on(self):
        file = self.write("long", 20000)
        code = f"import tarazi; tarazi.study({str(file)!r}, {str(self.at / 'long.db')!r}, progress=False)"
        child = subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True)
        deadline = time.time() + 60
        while time.time() < deadline and not (self.at / "long.db").exists():
            time.sleep(.02)
        time.sleep(.5)
        child.send_signal(signal.SIGINT)
        said = child.communicate(timeout=120)[1]
        if child.returncode == 0:
            self.skipTest("the machine was too fast to be interrupted")
        self.assertIn("KeyboardInterrupt", said)
        seen = []
        done = tarazi.study(file, self.at / "long.db", progress=lambda runs, total: seen.append((runs, total)))
        self.assertEqual(len(done.runs), 4 * 20000)
        self.assertEqual(seen[-1], (80000, 80000))

    def test_the_interpreter_is_free_meanwhile(self):
        ticks = []
        stop = threading.Event()
        thread = threading.Thread(target=lambda: [ticks.append(time.monotonic()) or time.sleep(.002) for _ in iter(stop.is_set, True)])
        thread.start()
        tarazi.study(self.write("free", 2000), progress=False)
        stop.set()
        thread.join()
        self.assertGreater(len(ticks), 5)

    def test_temporary_databases_go_with_the_study(self):
        found = tarazi.study(self.file, progress=False)
        path = Path(found.path)
        self.assertTrue(path.exists())
        del found
        self.assertFalse(path.exists())

    def test_errors(self):
        bad = self.at / "bad.yaml"
        bad.write_text(self.file.read_text().replace("kind: grid", "kind: gird"))
        with self.assertRaises(tarazi.InputError) as caught:
            tarazi.study(bad, progress=False)
        self.assertEqual((caught.exception.line, caught.exception.path), (5, "design.kind"))
        self.assertIn("did you mean grid", str(caught.exception))
        with self.assertRaises(tarazi.FileError):
            tarazi.open_study(self.at / "none.db")
        with self.assertRaises(tarazi.FileError):
            tarazi.study(self.file, self.at / "none" / "x.db", progress=False)
        with self.assertRaisesRegex(tarazi.InputError, "--extend|extend"):
            tarazi.study(self.write("grid-more", 25), self.at / "grid.db", progress=False)
        with self.assertRaisesRegex(KeyError, "no outcome 'x'; there are china"):
            self.study.means("x")
        for wrong in ({"threads": 1.5}, {"progress": 3}, {"out": 5}):
            with self.assertRaises(TypeError):
                tarazi.study(self.file, **wrong)

        def breaks(done, total):
            raise RuntimeError("no more")
        with self.assertRaisesRegex(RuntimeError, "no more"):
            tarazi.study(self.write("stopped", 5000), threads=1, progress=breaks)


if __name__ == "__main__":
    os.environ.setdefault("MPLBACKEND", "Agg")
    unittest.main()
