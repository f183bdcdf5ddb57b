"""Policies written in Python: what they see and send, repeatability, and errors that say whose and when."""
import gc
import unittest
from pathlib import Path

import numpy as np
import tarazi

FOLDER = Path(__file__).parents[2] / "configs/scenarios"


class Mirror(tarazi.Policy):
    """Answers pressure in kind."""

    def reset(self):
        self.months = []

    def decide(self, seen, signals):
        self.months.append(seen.month)
        assert self.months == list(range(seen.month + 1)), "each world has its own memory"
        signals.pressure = seen.pressure_on_me
        signals.openness["RUS"] = .5


class Dice(tarazi.Policy):
    def decide(self, seen, signals):
        signals.openness["CHN"] = self.rng.uniform(-1, 1)


class Lambda(tarazi.Policy):
    def __init__(self, rule):
        self.rule = rule

    def decide(self, seen, signals):
        return self.rule(seen, signals)


class Decisions(unittest.TestCase):
    def setUp(self):
        self.sc = tarazi.load(FOLDER / "baseline-noisy.yaml").extend(
            {"events": {"p": {"at": 1, "until": 9, "pin": {"from": "EU", "to": "AZE", "pressure": .6}}}})

    def test_signals_are_felt_next_month(self):
        self.sc.states.AZE.strategy = Mirror()
        run = self.sc.run(6, 2)
        x = run.to_xarray()
        np.testing.assert_array_equal(x.pressure.sel(state="AZE", partner="EU", month=[2, 3]), .6)
        np.testing.assert_array_equal(x.openness.sel(state="AZE", partner="RUS", month=slice(1, 6)), .5)
        self.assertEqual(self.sc.run(6, 2).signature, run.signature)

    def test_a_policy_that_does_nothing_is_the_weighted_rule(self):
        plain = self.sc.run(12, 3)
        self.sc.states.AZE.strategy = Lambda(lambda seen, signals: None)
        self.assertEqual(self.sc.run(12, 3).signature, plain.signature)

    def test_random_numbers_depend_on_seed_and_replicate_only(self):
        self.sc.states.AZE.strategy = Dice()
        run = self.sc.run(4, 3, 5)
        openness = run.arrays()["openness"][:, :, 0, 1]
        self.assertEqual(len(np.unique(openness[:, 1])), 3)
        part = self.sc.run(4, 1, 5, first_replicate=2, threads=2)
        np.testing.assert_array_equal(part.arrays()["openness"][0, :, 0, 1], openness[2])
        self.assertNotEqual(self.sc.run(4, 3, 6).arrays()["openness"][0, 1, 0, 1], openness[0, 1])

    def test_branches_and_explanations_follow_the_policy(self):
        self.sc.states.AZE.strategy = Mirror()
        run = self.sc.run(8, 2)
        why = run.explain("EU", 6, 1)
        self.assertAlmostEqual(why.move, np.diff(run.arrays()["position"][1, :, self.sc.codes.index("EU"), 0])[6], places=14)
        away = run.branch(4, AZE="bandwagon")
        np.testing.assert_array_equal(away.arrays()["openness"][:, :5], run.arrays()["openness"][:, :5])
        self.assertTrue((away.arrays()["openness"][:, 8, 0, 2] != .5).all())

    def test_a_policy_lives_as_long_as_a_scenario_or_run_needs_it(self):
        self.sc.states.AZE.strategy = Mirror()
        run = self.sc.run(3)
        del self.sc
        gc.collect()
        self.assertTrue(np.isfinite(run.explain("AZE", 2).move))
        self.assertIsInstance(run.scenario.states.AZE.strategy, Mirror)
        self.assertIn("Mirror", run.scenario._repr_html_())
        self.assertRaises(tarazi.InputError, run.scenario.to_yaml)

    def test_nonsense_says_whose_where_and_when(self):
        def nan(seen, signals):
            if seen.month == 3:
                signals.pressure["RUS"] = float("nan")

        rules = {"pressure to RUS is nan": nan, "returned int": lambda seen, signals: 3, "division": lambda seen, signals: 1 / 0,
                 "one number for each of 6": lambda seen, signals: setattr(signals, "offer", [1, 2]),
                 "did you mean": lambda seen, signals: signals.pressure["RUZ"],
                 "could not convert": lambda seen, signals: signals.openness.__setitem__("RUS", "much")}
        for text, rule in rules.items():
            self.sc.states.AZE.strategy = Lambda(rule)
            with self.subTest(text), self.assertRaises(tarazi.PolicyError) as caught:
                self.sc.run(5, 2)
            self.assertIn(text, str(caught.exception))
            self.assertIn("the policy Lambda of AZE failed in month", str(caught.exception))
        self.sc.states.AZE.strategy = Lambda(nan)
        with self.assertRaisesRegex(tarazi.PolicyError, "month 3"):
            self.sc.run(5)

    def test_only_active_states_take_objects(self):
        self.assertRaises(ValueError, self.sc.update, {"states.ROW.strategy": Mirror()})
        self.assertRaises(tarazi.InputError, self.sc.update, {"states.AZE.strategy": Mirror})
        self.assertRaises(tarazi.InputError, self.sc.update, {"states.AZE.gdp": Mirror()})
        self.assertRaises(tarazi.InputError, self.sc.update, {"states.XYZ.strategy": Mirror()})

    def test_what_is_seen_may_be_kept(self):
        kept = []
        self.sc.states.AZE.strategy = Lambda(lambda seen, signals: kept.append(seen))
        run = self.sc.run(3)
        del run
        gc.collect()
        self.assertEqual([seen.month for seen in kept], [0, 1, 2])
        self.assertEqual(kept[1].pressure_on_me["EU"], .6)
        self.assertEqual(kept[0].partners, ["CHN", "RUS", "IRN", "EU"])


if __name__ == "__main__":
    unittest.main()
