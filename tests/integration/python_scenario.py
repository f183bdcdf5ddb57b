"""Scenarios from Python: reading, paths, checks with file, line and path, and the way back to YAML."""
import math
import os
import tempfile
import unittest
from pathlib import Path

import tarazi

BASELINE = Path(__file__).parents[2] / "configs/scenarios/baseline-2024.yaml"


class Reading(unittest.TestCase):
    def setUp(self):
        self.sc = tarazi.load(BASELINE)

    def test_reads_by_path_key_and_attribute(self):
        self.assertEqual(self.sc["states.AZE.strategy"], "multi-vector")
        self.assertEqual(self.sc.states.AZE.gdp, self.sc["states"]["AZE"]["gdp"])
        self.assertIn("AZE", self.sc.states)
        self.assertEqual(set(self.sc.codes) - set(self.sc.active), {"ROW"})
        self.assertIsInstance(self.sc.months, int)
        for path in self.sc.paths():
            self.assertIsInstance(self.sc[path], (int, float, str, type(None)), path)

    def test_yaml_reads_back_to_an_equal_scenario(self):
        again = tarazi.parse(self.sc.to_yaml())
        self.assertEqual(again, self.sc)
        with tempfile.TemporaryDirectory() as folder:
            self.sc.save(os.path.join(folder, "copy.yaml"))
            self.assertEqual(tarazi.load(os.path.join(folder, "copy.yaml")).hash, self.sc.hash)

    def test_mistakes_of_a_file_come_with_line_and_path(self):
        with self.assertRaises(tarazi.InputError) as caught:
            tarazi.parse("tarazi: scenario/1\nstart: 2024-01\nmonths: 3\nstates:\n  AZE: {gdp: -1, home_shar: 3}\n", "lesson.yaml")
        error = caught.exception
        self.assertEqual((error.file, error.line), ("lesson.yaml", 5))
        self.assertGreaterEqual(len(error.problems), 2)
        self.assertTrue(any("home_share" in problem.what for problem in error.problems), error.problems)
        self.assertIn("states.AZE.gdp", [problem.path for problem in error.problems])

    def test_a_missing_file_is_an_os_error(self):
        with self.assertRaises(OSError) as caught:
            tarazi.load("there-is-no-such.yaml")
        self.assertEqual(caught.exception.filename, "there-is-no-such.yaml")


class Changing(unittest.TestCase):
    def setUp(self):
        self.sc = tarazi.load(BASELINE)

    def test_sets_by_path_key_and_attribute(self):
        self.sc.states.AZE.strategy = "bandwagon"
        self.sc["parameters.influence"] = .003
        self.sc["months"] = 24
        self.sc.states.AZE.position = [.25]
        self.assertEqual(self.sc["states.AZE.strategy"], "bandwagon")
        self.assertEqual(self.sc["states.AZE.strategy.autonomy"], -.5)
        self.assertEqual(self.sc.parameters.influence, .003)
        self.assertEqual(self.sc["states.AZE.position"], .25)
        self.assertEqual(self.sc["months"], 24)

    def test_a_failed_change_changes_nothing(self):
        before = self.sc.hash
        with self.assertRaises(tarazi.InputError) as caught:
            self.sc.update({"parameters.influence": .002, "states.AZE.strategy": "bandwagn"})
        self.assertIn("bandwagon", str(caught.exception))
        self.assertEqual(caught.exception.path, "states.AZE.strategy")
        self.assertEqual(self.sc.hash, before)

    def test_wrong_values_are_refused_with_their_path(self):
        for path, value in {"states.AZE.gdp": math.nan, "parameters.influence": 9, "states.XYZ.gdp": 1, "nothing": 1,
                            "states.AZE.strategy": 3, "months": 2.5, "seed": -1, "states.AZE.home_share": True,
                            "states.AZE.growth": object(), "states.AZE.anchor": None}.items():
            with self.subTest(path=path), self.assertRaises(tarazi.InputError) as caught:
                self.sc[path] = value
            self.assertIn(path.split(".")[0], str(caught.exception))

    def test_copies_are_independent(self):
        other = self.sc.with_changes({"parameters.coercion": 0}, AZE="balancing")
        self.assertNotEqual(other.hash, self.sc.hash)
        self.assertEqual(self.sc["states.AZE.strategy"], "multi-vector")

    def test_extend_lays_keys_of_a_file_over_a_scenario(self):
        longer = self.sc.extend({"events": {"line": {"at": "2025-01", "strategy": {"state": "AZE", "use": "bandwagon"}}}})
        self.assertEqual(longer["events.line.at"], 12)
        self.assertEqual(longer["trade.AZE.EU"], self.sc["trade.AZE.EU"])
        with self.assertRaises(tarazi.InputError) as caught:
            self.sc.extend({"events": {"line": {"at": 3, "strategy": {"state": "AZZ", "use": "bandwagon"}}}})
        self.assertIn("AZE", str(caught.exception))

    def test_shows_itself_in_a_notebook(self):
        self.assertIn("Azerbaijan", self.sc._repr_html_())
        self.assertIn("AZE", repr(self.sc))


if __name__ == "__main__":
    unittest.main()
