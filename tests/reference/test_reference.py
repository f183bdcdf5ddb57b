# Checks the reference implementation itself against the published numbers and analytic cases of the model description.
# Run in this folder: /usr/bin/python3 -m unittest   (test numbers in names are those of model section 10)
"""Tests of the equations, the calendar of events and the tools; reader and tools in test_tools.py."""

import tempfile
import unittest
from pathlib import Path

import numpy as np

import laws
import philox
from generate import random_scenario, write_scenario
from model import Model
from outcomes import posture_of, tables
from parameters import PARAMETERS
from reader import read_scenario
from reference import simulate

HERE = Path(__file__).resolve().parent
P = {name: row[0] for name, row in PARAMETERS.items()}

# Model section 11: N is state 0, S is state 1.
WORKED_COLUMNS = ("x_N", "x_S", "T_NS", "T_SN", "K_SN", "G_NS", "A_NS", "B_NS", "q_NS", "p_NS", "D_NS", "s_NS", "Y_N")
WORKED_ROWS = {
    0: (-0.5, 1, 10, 6, 20, 0, 0.2, 0.3, 0, 0, 0.0357688036668, 0.867075438229, 100),
    1: (-0.499731733972, 1, 9.41265120402, 5.51935307938, 20, 0.0258, 0.2, 0.3, -0.02, 0.02, 0.0338791960658,
        0.867057865252, 98.6780736432),
    2: (-0.499535489857, 0.999999365279, 8.91825011754, 5.12279866518, 19.9998946799, 0.05016036, 0.199400072704,
        0.3, -0.0359964854046, 0.0363779215202, 0.0320650905349, 0.866374457503, 98.2286581918),
    12: (-0.500151277584, 1.00029851824, 6.92562364068, 3.59388538918, 19.9969313403, 0.231915596394,
         0.169073886929, 0.299864031283, -0.0926130060268, 0.101435609119, 0.0247200543987, 0.861024034479,
         96.0846959505),
    120: (-0.542127123376, 1.02248877003, 6.15860969624, 3.02592345109, 19.9860768811, 0.532045678011,
          -0.226831452492, 0.262954808796, -0.114045039163, 0.11482423641, 0.020878396747, 0.795495524134,
          99.5358371557),
}


def scenario_of(tree):
    """A scenario from a tree, by way of a file as a user would give it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "scenario.yaml"
        write_scenario(tree, path)
        return read_scenario(path)


def two_states(**more):
    """A small tree of two active states and a passive one that trade a little."""
    tree = {
        "tarazi": "scenario/1", "title": "two", "start": "2024-01", "months": 24, "seed": 3,
        "states": {
            "A": {"gdp": 100, "position": [1.0], "strategy": {"autonomy": 0}},
            "B": {"gdp": 300, "position": [-0.5], "strategy": "reciprocal"},
            "W": {"gdp": 900, "passive": True, "position": [0]},
        },
        "trade": {"A": {"B": 5, "W": 4}, "B": {"A": 6, "W": 9}, "W": {"A": 3, "B": 8}},
        "investment": {"B": {"A": 7}, "A": {"B": 2}},
    }
    tree.update(more)
    return tree


class WorkedCase(unittest.TestCase):
    """Section 11, every row and column."""

    def test_all_values(self):
        seen = 0
        for model, w in simulate(read_scenario(HERE / "worked_case.yaml")):
            if w.month not in WORKED_ROWS:
                continue
            D, s = model.observe(w)
            found = (w.x[0, 0], w.x[1, 0], w.T[0, 1], w.T[1, 0], w.K[1, 0], w.G[0, 1], w.A[0, 1], w.B[0, 1],
                     w.q[0, 1], w.p[0, 1], D[0, 1], s[0, 1], w.Y[0])
            for name, value, expected in zip(WORKED_COLUMNS, found, WORKED_ROWS[w.month]):
                with self.subTest(month=w.month, column=name):
                    # Twelve digits are printed, so 1e-9 relative error is asked of all but exact zeros.
                    self.assertLessEqual(abs(value - expected), 1e-9 * abs(expected) + 1e-15)
                seen += 1
        self.assertEqual(seen, len(WORKED_ROWS) * len(WORKED_COLUMNS))


class AnalyticCases(unittest.TestCase):
    """Tests 1, 2, 6, 10, 11 and 12 of section 10."""

    def test_01_quiet_worlds_do_not_move(self):
        for seed in range(1, 7):
            scenario = scenario_of(random_scenario(seed, months=240, quiet=True))
            first = None
            for model, world in simulate(scenario):
                if first is None:
                    first = tables(model, world, 0)
            last = tables(model, world, 0)
            for name, rows in first.items():
                for row, later in zip(rows, last[name]):
                    for column, value in row.items():
                        if column in ("month", "date"):
                            continue
                        with self.subTest(seed=seed, table=name, column=column):
                            if isinstance(value, (float, np.floating)):
                                self.assertAlmostEqual(later[column], value, delta=1e-9 * max(1.0, abs(value)))
                            else:
                                self.assertEqual(later[column], value)

    def test_02_anchoring_alone_is_geometric(self):
        tree = two_states(parameters={"influence": 0, "coercion": 0, "resentment": 0}, pressure={"B": {"A": 0.3}})
        tree["states"]["A"]["anchor"] = [-0.7]
        for _, world in simulate(scenario_of(tree)):
            expected = -0.7 + (1 - P["anchoring"]) ** world.month * 1.7
            self.assertAlmostEqual(world.x[0, 0], expected, delta=1e-13)
            self.assertAlmostEqual(world.x[1, 0], -0.5, delta=1e-13)

    def test_06_scaling_of_equal_states(self):
        n, f = 7, 0.3
        Phi = np.full((n, n), f) + (1 - f) * np.eye(n)
        one = np.ones(n)
        T, _, _ = laws.scale_matrix(Phi, one, one, one, 12)
        self.assertAlmostEqual(T[0, 1], f / (1 + (n - 1) * f), delta=1e-14)
        self.assertAlmostEqual(T[2, 2], 1 / (1 + (n - 1) * f), delta=1e-14)

    def test_06_margins_and_uniform_scaling(self):
        rng = np.random.default_rng(5)
        Phi = rng.uniform(0.2, 3, (6, 6)) + 2 * np.eye(6)
        O, E = rng.uniform(1, 4, 6), rng.uniform(1, 4, 6)
        T, _, scaled = laws.scale_matrix(Phi, O, E, np.ones(6), 200)
        self.assertAlmostEqual(scaled.sum(), O.sum(), delta=1e-12)
        np.testing.assert_allclose(T.sum(axis=1), O, rtol=1e-12)
        np.testing.assert_allclose(T.sum(axis=0), scaled, rtol=1e-12)
        again, _, _ = laws.scale_matrix(17 * Phi, O, E, np.ones(6), 200)
        np.testing.assert_allclose(again, T, rtol=1e-12)

    def test_06_idle_equals_shortage_while_trade_only_falls_short(self):
        tree = two_states(parameters={"sweeps": 50}, events={
            "press": {"at": 0, "pin": {"from": "B", "to": "A", "pressure": 0.5}}})
        worlds = [world for _, world in simulate(scenario_of(tree), months=1)]
        self.assertGreater(worlds[1].idle.sum(), 0.01)
        self.assertAlmostEqual(worlds[1].idle.sum(), worlds[1].shortage.sum(), delta=1e-9)

    def test_10_congestion(self):
        for load, expected in ((0.5, 1.009375), (1.0, 1.15), (1.5, 1.759375)):
            self.assertAlmostEqual(laws.congestion(P, load * 8, 8), expected, delta=1e-14)
        self.assertEqual(laws.congestion(P, 50, 8), laws.congestion(P, 24, 8))
        cost = laws.corridor_cost(P, {"cost": 0.1, "days": 20, "capacity": 8}, 8)
        self.assertAlmostEqual(cost, 0.1 + 0.008 * 20 * 1.15, delta=1e-15)

    def test_11_welfare_cost(self):
        self.assertAlmostEqual(float(laws.welfare_cost(0.5)), 0.292893, delta=5e-7)
        self.assertEqual(float(laws.welfare_cost(1.2)), 1.0)

    def test_12_philox_known_answers(self):
        self.assertEqual(philox.philox4x32_10((0, 0, 0, 0), (0, 0)),
                         (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8))
        ones = 0xFFFFFFFF
        self.assertEqual(philox.philox4x32_10((ones,) * 4, (ones,) * 2),
                         (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD))
        pi_digits = ((0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0))
        self.assertEqual(philox.philox4x32_10(*pi_digits), (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1))

    def test_12_state_hash_known_answers(self):
        self.assertEqual(philox.fnv1a32(""), 0x811C9DC5)
        self.assertEqual(philox.fnv1a32("a"), 0xE40C292C)
        self.assertEqual(philox.fnv1a32("foobar"), 0xBF9CF968)

    def test_12_normals_have_mean_0_and_variance_1(self):
        draws = np.array([philox.normal(1, 2, month, 3, 4, philox.DRIFT) for month in range(20000)])
        self.assertLess(abs(draws.mean()), 0.03)
        self.assertLess(abs(draws.var() - 1), 0.04)


class Explanations(unittest.TestCase):
    """Section 4: the terms of a move by partner and mechanism add up to the move."""

    def test_terms_add_up_to_the_move(self):
        biggest = 0.0
        for seed in (2, 3, 5, 8):
            before = None
            for _, world in simulate(scenario_of(random_scenario(seed, months=12)), replicate=1):
                if before is not None:
                    total = sum(t if t.ndim == 2 else t.sum(axis=1) for t in world.explanation.values())
                    np.testing.assert_allclose(total, world.x - before, rtol=0, atol=1e-15)
                    biggest = max(biggest, np.abs(world.x - before).max())
                before = world.x
        self.assertGreater(biggest, 1e-3)


class Noise(unittest.TestCase):
    """Section 8: who gets which draw."""

    def test_added_state_shifts_nobody(self):
        small = two_states(noise="calibrated")
        large = two_states(noise="calibrated")
        large["states"] = {"C": {"gdp": 50, "position": [0]}, **large["states"]}
        shock = Model(scenario_of(small)).noise(7, 4)
        self.assertTrue((shock[:2] != 0).all() and shock[2, 0] == 0)
        np.testing.assert_array_equal(shock, Model(scenario_of(large)).noise(7, 4)[1:])

    def test_jump_gate(self):
        tree = two_states(parameters={"jump_prob": 1.0, "drift_sd": 0.0})
        shock = Model(scenario_of(tree), seed=9).noise(5, 2)
        expected = 0.6 * philox.normal(9, 2, 5, philox.fnv1a32("A"), 0, philox.JUMP_SIZE)
        self.assertEqual(shock[0, 0], expected)

    def test_mood_decays_and_is_directed(self):
        tree = two_states(parameters={"mood_sd": 0.05})
        worlds = [world for _, world in simulate(scenario_of(tree), months=2)]
        ids = philox.fnv1a32("A"), philox.fnv1a32("B")
        first = 0.05 * philox.normal(3, 0, 0, *ids, philox.MOOD)
        second = 0.5 * first + 0.05 * philox.normal(3, 0, 1, *ids, philox.MOOD)
        self.assertAlmostEqual(worlds[1].m[0, 1], first, delta=1e-16)
        self.assertAlmostEqual(worlds[2].m[0, 1], second, delta=1e-16)
        self.assertNotEqual(worlds[2].m[0, 1], worlds[2].m[1, 0])


class Outcomes(unittest.TestCase):
    """Section 9: postures and indices."""

    def test_postures(self):
        cases = {
            (0.0, 0.3, 0.3, 0.3): ("multi-vector", 1.0), (0.0, 0.5, 0.2, 0.0): ("aligned", None),
            (0.0, 0.4, 0.3, 0.1): ("multi-vector", None), (0.0, 0.4, 0.25, 0.2): ("leaning", None),
            (0.0, 0.9, 0.0, 0.0): ("aligned", 0.0), (0.0, 0.05, 0.02, 0.0): ("unattached", None),
        }
        for shares, (posture, index) in cases.items():
            with self.subTest(shares=shares):
                found = posture_of(np.array(shares), [1, 2, 3])
                self.assertEqual(found["posture"], posture)
                if index is not None:
                    self.assertAlmostEqual(found["multivector_index"], index, delta=1e-12)

    def test_effective_vectors_and_lean(self):
        found = posture_of(np.array([0.0, 0.2, 0.4, 0.2]), [1, 2, 3])
        self.assertAlmostEqual(found["effective_vectors"], 1 / 0.375, delta=1e-12)
        self.assertAlmostEqual(found["lean"], 0.25, delta=1e-12)
        self.assertEqual(found["lean_towards"], 2)

    def test_one_partner_is_unattached(self):
        found = posture_of(np.array([0.0, 0.9]), [1])
        self.assertEqual((found["posture"], found["lean"], found["multivector_index"]), ("unattached", None, None))


if __name__ == "__main__":
    unittest.main()
