# Checks the reader, the calendar of events and the command-line tools of the reference implementation.
# Run in this folder: /usr/bin/python3 -m unittest
"""Tests of reading, of events month by month, and of generate, reference and compare together."""

import contextlib
import io
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import numpy as np

from compare import compare
from generate import random_scenario
from parameters import PRESETS
from reader import read_scenario
from reference import simulate
from test_reference import scenario_of, two_states

HERE = Path(__file__).resolve().parent


def worlds_with(events, months=12, **more):
    """The worlds 0..months of the two-state tree under events."""
    return [world for _, world in simulate(scenario_of(two_states(events=events, **more)), months)]


class Reading(unittest.TestCase):
    """Scenario files."""

    def read(self, text, others=()):
        with tempfile.TemporaryDirectory() as folder:
            for name, content in others:
                (Path(folder) / name).write_text(content, encoding="utf-8")
            (Path(folder) / "main.yaml").write_text(text, encoding="utf-8")
            return read_scenario(Path(folder) / "main.yaml")

    BASE = """
start: 2024-03
months: 6
states:
  NO: {gdp: {value: 5, source: "a table"}, strategy: {extends: patron, inplay: 0.3}}
  ON: {gdp: 1e1, position: [0.5], home_share: .5}
trade: {NO: {ON: 1.5}, ON: {NO: 2}}
affinity: {NO: {ON: 0.5}}
bonds: {ON: {NO: 0.25}}
security: {NO: {ON: 0.1}}
"""

    def test_numbers_defaults_and_symmetry(self):
        s = self.read(self.BASE)
        self.assertEqual((s.codes, s.start, s.output[0], s.output[1]), (["NO", "ON"], (2024, 3), 5.0, 10.0))
        self.assertEqual((s.home_share[0], s.home_share[1], s.x[0, 0]), (0.25, 0.5, 0.0))
        self.assertEqual((s.affinity[1, 0], s.bonds[0, 1], s.security[1, 0]), (0.5, 0.25, 0.0))
        self.assertEqual((s.weights[0]["inplay"], s.weights[0]["statecraft"]), (0.3, PRESETS["patron"]["statecraft"]))
        self.assertEqual(s.weights[1]["anchoring_x"], 2.0)
        self.assertEqual([s.date(month) for month in (0, 9, 10, 22)], ["2024-03", "2024-12", "2025-01", "2026-01"])

    def test_affinity_in_both_directions(self):
        s = self.read(self.BASE.replace("affinity: {NO: {ON: 0.5}}", "affinity: {NO: {ON: 0.5}, ON: {NO: -0.1}}"))
        self.assertEqual((s.affinity[0, 1], s.affinity[1, 0]), (0.5, -0.1))

    def test_extends_and_table_file(self):
        csv_text = "exporter,importer,value\nNO,ON,9\nON,NO,8.5\n"
        over = "extends: base.yaml\nmonths: 9\nstates: {NO: {gdp: 7}}\ntrade: {file: trade.csv}\n" \
               "noise: calibrated\nparameters: {mood_sd: 0.1}\n"
        s = self.read(over, [("base.yaml", self.BASE), ("trade.csv", csv_text)])
        self.assertEqual((s.months, s.output[0], s.output[1]), (9, 7.0, 10.0))
        np.testing.assert_array_equal(s.trade, [[0, 9], [8.5, 0]])
        self.assertEqual((s.parameters["mood_sd"], s.parameters["drift_sd"]), (0.1, 0.017))


class Calendar(unittest.TestCase):
    """When events act, and what they leave behind."""

    def test_pressure_pin_holds_then_relaxes(self):
        pin = {"at": "2024-04", "until": 6, "pin": {"from": "B", "to": "A", "pressure": 0.5}}
        worlds = worlds_with({"press": pin})
        found = [world.p[1, 0] for world in worlds]
        self.assertEqual(found[:7], [0, 0, 0, 0.5, 0.5, 0.5, 0.5])
        self.assertTrue(0.4 <= found[7] < 0.5 and found[8] < found[7])

    def test_offer_pin_jumps_back(self):
        worlds = worlds_with({"o": {"at": 2, "until": 4, "pin": {"from": "B", "to": "A", "offer": 1.5}}})
        self.assertEqual([world.u[1, 0] for world in worlds[:6]], [0, 0, 1.5, 1.5, 1.5, 0])
        self.assertAlmostEqual(worlds[3].K[1, 0] - worlds[2].K[1, 0], 1.5 / 12, delta=1e-6)

    def test_last_month_has_its_events(self):
        worlds = worlds_with({"s": {"at": 12, "state": {"name": "A", "output": -0.1}}})
        self.assertAlmostEqual(worlds[12].Y[0], 90, delta=1e-9)
        self.assertAlmostEqual(worlds[11].Y[0], 100, delta=1e-9)

    def test_change_one_way_moves_the_bond_both_ways(self):
        change = {"at": 1, "change": {"from": "A", "to": "B", "affinity": 0.1, "bond": 0.2, "mood": 0.5}}
        world = worlds_with({"visit": change})[1]
        self.assertEqual((world.A[0, 1], world.A[1, 0], world.m[0, 1], world.m[1, 0]), (0.1, 0.0, 0.5, 0.0))
        self.assertEqual((world.B[0, 1], world.B[1, 0], world.Brest[1, 0]), (0.2, 0.2, 0.2))

    def test_change_both_ways_acts_once(self):
        change = {"at": 1, "change": {"from": "A", "to": "B", "affinity": 0.1, "bond": 0.2}, "both_ways": True}
        world = worlds_with({"visit": change})[1]
        self.assertEqual((world.A[0, 1], world.A[1, 0], world.B[0, 1], world.B[1, 0]), (0.1, 0.1, 0.2, 0.2))

    def test_strategy_change_keeps_the_start_intercepts(self):
        worlds = worlds_with({"s": {"at": 3, "strategy": {"state": "A", "use": {"openness_affinity": 1}}}},
                             affinity={"A": {"B": 0.4}})
        self.assertAlmostEqual(worlds[3].q[0, 1], 0.0, delta=1e-15)
        # q* moves by openness_affinity A = 0.4 at once, of which the lever covers a fifth in a month.
        self.assertAlmostEqual(worlds[4].q[0, 1], 0.2 * 0.4, delta=1e-12)

    def test_closing_a_corridor_diverts_its_flow(self):
        routes = {"corridors": {"land": {"through": ["B"], "days": 10, "cost": 0.1, "capacity": 9},
                                "sea": {"days": 30, "cost": 0.1, "capacity": 90}},
                  "freight": {"goods": {"between": ["A", "W"], "routes": {"land": 0.6, "sea": 0.4}, "tonnes": 5,
                                        "value_share": 0.2}}}
        worlds = worlds_with({"shut": {"at": 2, "corridor": {"name": "land", "open": 0}}}, **routes)
        self.assertEqual((worlds[2].F["land"], worlds[2].F["sea"]), (3.0, 2.0))
        self.assertAlmostEqual(worlds[3].f["goods"]["land"], 0.54, delta=1e-12)
        self.assertAlmostEqual(worlds[3].f["goods"]["sea"], 0.46, delta=1e-12)
        self.assertLess(worlds[3].T[0, 2], 4.0)


class Tools(unittest.TestCase):
    """generate, reference and compare as a user runs them."""

    def run_tool(self, tool, *arguments):
        return subprocess.run([sys.executable, str(HERE / tool), *map(str, arguments)], capture_output=True, text=True)

    def test_generated_scenarios_repeat_and_stay_in_bounds(self):
        kinds, sizes = set(), set()
        for seed in range(12):
            self.assertEqual(random_scenario(seed), random_scenario(seed))
            scenario = scenario_of(random_scenario(seed, months=12))
            kinds |= {event["kind"] for event in scenario.events}
            sizes.add(scenario.x.shape[1])
            for _, world in simulate(scenario):
                self.assertTrue(np.isfinite(world.T).all() and (world.T >= 0).all() and (world.Y > 0).all())
                self.assertTrue((np.abs(world.x) <= 4).all() and (world.G < 1).all() and (world.G >= 0).all())
                self.assertTrue((np.abs(world.A) <= 1).all() and (world.B >= 0).all() and (world.B <= 1).all())
                self.assertTrue((world.p >= 0).all() and (world.p <= 1).all() and (np.abs(world.q) <= 1).all())
        self.assertEqual(kinds, {"pin", "strategy", "corridor", "change", "state"})
        self.assertEqual(sizes, {1, 2})

    def test_run_and_compare(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = Path(folder)
            self.assertEqual(self.run_tool("generate.py", "--seed", 4, "--out", folder / "g.yaml").returncode, 0)
            for name, seed in (("a", 1), ("b", 1), ("c", 2)):
                done = self.run_tool("reference.py", folder / "g.yaml", "--out", folder / name, "--replicates", 2,
                                     "--months", 5, "--seed", seed)
                self.assertEqual(done.returncode, 0, done.stderr)
            same = self.run_tool("compare.py", folder / "a", folder / "b")
            self.assertEqual((same.returncode, same.stdout), (0, "the folders agree\n"))
            path = folder / "b" / "dyads.csv"
            lines = path.read_text(encoding="utf-8").splitlines()
            cells = lines[-1].split(",")
            cells[5] = repr(float(cells[5]) * (1 + 3e-9))
            path.write_text("\n".join([*lines[:-1], ",".join(cells)]) + "\n", encoding="utf-8")
            other = self.run_tool("compare.py", folder / "a", folder / "b")
            self.assertEqual(other.returncode, 1)
            self.assertIn(f"worst cell: dyads.csv month=5 replicate=1 from={cells[3]} to={cells[4]} exports", other.stdout)
            self.assertEqual(self.run_tool("compare.py", folder / "a", folder / "b", "--tolerance", "1e-8").returncode, 0)

    def test_compare_sees_missing_rows_text_and_empty_cells(self):
        rows = "month,date,replicate,corridor,flow,cost\n0,2024-01,0,sea,1.0,{}\n"
        with tempfile.TemporaryDirectory() as folder:
            for name, text in (("a", rows.format("0.5")), ("b", rows.format("")), ("c", rows.split("\n")[0] + "\n")):
                (Path(folder) / name).mkdir()
                for table, header in (("states", "state"), ("dyads", "from,to"), ("freight", "class,route")):
                    (Path(folder) / name / f"{table}.csv").write_text(f"month,date,replicate,{header}\n")
                (Path(folder) / name / "corridors.csv").write_text(text)
            said = io.StringIO()
            for one, two, agree in (("a", "a", True), ("a", "b", False), ("a", "c", False), ("c", "b", False)):
                with contextlib.redirect_stdout(io.StringIO()):
                    found = compare(Path(folder) / one, Path(folder) / two, out=said)
                self.assertEqual(found, agree, (one, two))
            self.assertIn("1 rows missing", said.getvalue())


if __name__ == "__main__":
    unittest.main()
