"""Runs from Python: arrays without copies, tables equal to the CSV files, branches, comparisons, Ctrl-C."""
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
import pandas as pd
import tarazi

FOLDER = Path(__file__).parents[2] / "configs/scenarios"


def noisy():
    return tarazi.load(FOLDER / "baseline-noisy.yaml")


def pressed():
    return tarazi.load(FOLDER / "baseline-2024.yaml").extend(
        {"events": {"press": {"at": 3, "pin": {"from": "EU", "to": "AZE", "pressure": .6}}}})


class Numbers(unittest.TestCase):
    def test_the_worked_case_of_the_model(self):
        text = """{tarazi: scenario/1, title: worked case, start: 2024-01, months: 120, states: {
          N: {gdp: 100, position: [-0.5], strategy: multi-vector}, S: {gdp: 1000, position: [1], strategy: conditionality},
          W: {gdp: 5000, passive: true}},
          trade: {N: {S: 10, W: 5}, S: {N: 6, W: 100}, W: {N: 8, S: 90}}, investment: {S: {N: 20}, N: {S: 2}},
          affinity: {N: {S: 0.2}}, bonds: {N: {S: 0.3}}, events: {e: {at: 0, pin: {from: S, to: N, pressure: 0.5}}}}"""
        x = tarazi.parse(text).run().to_xarray().isel(replicate=0)
        self.assertAlmostEqual(float(x.position.sel(month=120, state="N")), -0.542127123376, places=11)
        self.assertAlmostEqual(float(x.trade.sel(month=12, state="N", partner="S")), 6.92562364068, places=9)
        self.assertAlmostEqual(float(x.influence_share.sel(month=2, state="N", partner="S")), 0.866374457503, places=11)
        self.assertAlmostEqual(float(x.output.sel(month=1, state="N")), 98.6780736432, places=9)

    def test_threads_lanes_and_instruction_sets_change_nothing(self):
        sc = noisy()
        first = sc.run(24, 20, 7)
        for how in ({"threads": 1}, {"threads": 3}, {"lanes": 1}, *({"isa": isa} for isa in tarazi.instruction_sets)):
            self.assertEqual(sc.run(24, 20, 7, **how).signature, first.signature, how)
        self.assertNotEqual(sc.run(24, 20, 8).signature, first.signature)
        part = sc.run(24, 3, 7, first_replicate=5)
        np.testing.assert_array_equal(part.arrays()["position"], first.arrays()["position"][5:8])

    def test_arrays_are_views_that_outlive_the_run(self):
        run = noisy().run(12, 3)
        data = run.to_xarray()
        for name in ("position", "output", "exports", "affinity"):
            self.assertTrue(np.shares_memory(data[name].values, run.arrays()[name]), name)
        self.assertFalse(run.arrays()["exports"].flags.owndata)
        with self.assertRaises(ValueError):
            run.arrays()["exports"][0] = 1
        kept, copy = run.arrays()["exports"], run.arrays()["exports"].copy()
        del run, data
        np.testing.assert_array_equal(kept, copy)

    def test_a_run_keeps_its_scenario_as_it_was(self):
        sc = noisy()
        run = sc.run(3)
        sc["parameters.influence"] = 0
        self.assertNotEqual(run.scenario["parameters.influence"], 0)


class Tables(unittest.TestCase):
    def test_equal_the_files_of_results(self):
        run = noisy().run(6, 2)
        with tempfile.TemporaryDirectory() as folder:
            try:
                run.save(os.path.join(folder, "out"))
            except RuntimeError as error:
                self.skipTest(str(error))
            for name in ("states", "dyads", "corridors", "freight"):
                file = pd.read_csv(os.path.join(folder, "out", name + ".csv"), float_precision="round_trip")
                table = getattr(run, name)
                self.assertEqual(list(table.columns), list(file.columns), name)
                for column in file:
                    ours = table[column].astype(object).where(table[column].notna(), None)
                    theirs = file[column].astype(object).where(file[column].notna(), None)
                    self.assertEqual(list(ours), list(theirs), f"{name}.{column}")
            with self.assertRaises(tarazi.FileError):
                run.save(os.path.join(folder, "out"))

    def test_units_and_names(self):
        data = noisy().run(2).to_xarray()
        for name, variable in data.data_vars.items():
            self.assertIn("long_name", variable.attrs, name)
        self.assertEqual(data.exports.attrs["units"], "bn USD/yr")
        self.assertEqual(str(data.date.values[1])[:7], "2024-02")

    def test_netcdf_holds_the_same_numbers(self):
        import xarray as xr
        data = noisy().run(4, 2).to_xarray()
        with tempfile.TemporaryDirectory() as folder:
            data.to_netcdf(os.path.join(folder, "run.nc"))
            with xr.open_dataset(os.path.join(folder, "run.nc")) as again:
                np.testing.assert_array_equal(again.exports.values, data.exports.values)


class Questions(unittest.TestCase):
    def test_terms_add_up_to_the_move_in_every_replicate(self):
        run = noisy().extend({"events": {"p": {"at": 1, "pin": {"from": "EU", "to": "AZE", "pressure": .5}}}}).run(12, 3)
        position = run.arrays()["position"]
        for replicate in range(3):
            why = run.explain("AZE", 8, replicate)
            self.assertAlmostEqual(why.total, why.move, places=14)
            self.assertAlmostEqual(why.move, position[replicate, 9, 0, 0] - position[replicate, 8, 0, 0], places=14)
        self.assertNotEqual(why.partners["EU"]["coercion"], 0)
        self.assertIn("AZE stands at", str(why))
        self.assertAlmostEqual(why.table["total"].sum(), why.move, places=14)
        self.assertIn("<table", why._repr_html_())

    def test_a_branch_leaves_the_past_alone(self):
        run = pressed().run(24, 2)
        branch = run.branch(10, {"parameters.coercion": 0}, AZE="bandwagon")
        ours, theirs = run.arrays()["position"], branch.arrays()["position"]
        np.testing.assert_array_equal(ours[:, :11], theirs[:, :11])
        self.assertTrue((ours[:, 24, 0] != theirs[:, 24, 0]).all())
        again = branch.branch(15, {"parameters.coercion": .01})
        np.testing.assert_array_equal(again.arrays()["exports"][:, :16], branch.arrays()["exports"][:, :16])
        why = again.explain("AZE", 20)
        self.assertAlmostEqual(why.move, again.arrays()["position"][0, 21, 0, 0] - again.arrays()["position"][0, 20, 0, 0], places=14)
        with self.assertRaises(tarazi.InputError):
            again.branch(3, {"parameters.coercion": 0})

    def test_compare_pairs_replicates(self):
        sc = noisy()
        result = tarazi.compare(sc, sc.extend({"events": {"p": {"at": 5, "pin": {"from": "EU", "to": "AZE", "pressure": .5}}}}), 16, 12)
        self.assertEqual(result.first_difference, 5)
        row = result.table.set_index(["outcome", "state", "partner"]).loc[("grievance", "AZE", "EU")]
        self.assertGreater(row.low, 0)
        self.assertLess(row.low, row.difference)
        self.assertIsNone(tarazi.compare(sc, sc, 2, 3).first_difference)
        self.assertIn("month 5", result._repr_html_())
        with self.assertRaises(tarazi.InputError):
            tarazi.compare(sc.run(3), sc.run(4))

    def test_plots_draw_what_was_run(self):
        import matplotlib
        matplotlib.use("Agg")
        import matplotlib.pyplot as plt
        run = pressed().run(12, 3)
        self.assertEqual(len([line for line in run.plot.positions().lines if len(line.get_xdata()) == 13]), len(run.scenario.active))
        for axes in (run.plot.influence("AZE"), run.plot.index(), run.plot.map(month=6), run.explain("AZE", 6).plot(),
                     tarazi.compare(run, run).plot("AZE")):
            axes.figure.canvas.draw()
            self.assertTrue(axes.get_title())
        plt.close("all")
        self.assertIn("AZE", run._repr_html_())


class Interpreter(unittest.TestCase):
    def test_other_threads_go_on_while_the_engine_computes(self):
        ticks, stop = [], threading.Event()

        def count():
            while not stop.is_set():
                ticks.append(time.monotonic())
                time.sleep(.001)

        thread = threading.Thread(target=count)
        thread.start()
        begin = time.monotonic()
        noisy().run(240, 400, threads=1)
        end = time.monotonic()
        stop.set()
        thread.join()
        during = [t for t in ticks if begin < t < end]
        self.assertGreater(len(during), 5, f"in {end - begin:.2f} s")

    def test_progress_is_told_and_may_stop(self):
        seen = []
        noisy().run(24, 32, progress=lambda done, work: seen.append((done, work)))
        self.assertEqual(seen[-1], (32 * 25, 32 * 25))
        with self.assertRaisesRegex(ZeroDivisionError, "division"):
            noisy().run(24, 32, progress=lambda done, work: 1 / 0)

    def test_ctrl_c_stops_a_long_run(self):
        code = ("import tarazi, sys\nsc = tarazi.load(sys.argv[1])\n"
                "try:\n  sc.run(2000, 40, progress=lambda d, w: print('on', flush=True))\n  print('whole')\n"
                "except KeyboardInterrupt:\n  print('stopped', sc.run(2).months)\n")
        child = subprocess.Popen([sys.executable, "-c", code, str(FOLDER / "baseline-noisy.yaml")], stdout=subprocess.PIPE, text=True)
        self.assertEqual(child.stdout.readline(), "on\n")
        child.send_signal(signal.SIGINT)
        rest = child.communicate(timeout=60)[0]
        self.assertEqual(child.returncode, 0)
        self.assertTrue(rest.endswith("stopped 2\n"), rest)

    def test_wrong_arguments_say_what_is_allowed(self):
        sc = noisy()
        for arguments in ({"months": -1}, {"months": 10 ** 6}, {"replicates": 0}, {"seed": -1}, {"seed": 2 ** 32}, {"threads": -1},
                          {"isa": "z80"}, {"lanes": 17}):
            with self.subTest(arguments), self.assertRaises(ValueError):
                sc.run(**arguments)
        for arguments in ({"months": 1.5}, {"replicates": "2"}, {"progress": 3}):
            with self.subTest(arguments), self.assertRaises(TypeError):
                sc.run(**arguments)
        with self.assertRaises(MemoryError):
            sc.run(12000, 10 ** 8)
        run = sc.run(3)
        self.assertRaises(KeyError, run.explain, "XYZ", 1)
        self.assertRaises(KeyError, run.explain, "ROW", 1)
        self.assertRaises(IndexError, run.explain, "AZE", 3)
        self.assertRaises(KeyError, run.plot.influence, "XYZ")
        self.assertRaises(IndexError, run.plot.map, 4)


if __name__ == "__main__":
    unittest.main()
