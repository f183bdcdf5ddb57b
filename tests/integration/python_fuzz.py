"""Thousands of wrong calls of the public API: every one answers or raises an ordinary exception, never a crash.
The calls are made in a child process, so that a crash of the interpreter fails the test instead of ending it."""
import subprocess
import sys
import unittest
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "configs/scenarios"
CALLS = 1500

CHILD = r'''
import faulthandler, random, sys
import numpy as np
import tarazi

faulthandler.enable()
seed, calls, file = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
rng = random.Random(seed)
base = tarazi.load(file)
paths = base.paths()
text = base.to_yaml()


class Wild(tarazi.Policy):
    def decide(self, seen, signals):
        row = rng.choice([signals.pressure, signals.openness, signals.offer])
        row[rng.randrange(-9, 9)] = odd()
        return rng.choice([None, None, 1])


# In a folder of its own: what an odd name makes there goes with it.
import os, tempfile
scratch = tempfile.TemporaryDirectory()
os.chdir(scratch.name)
study_file = os.path.join(scratch.name, "study.yaml")
with open(study_file, "w") as out:
    out.write(f"""{{tarazi: study/1, scenario: {file}, replicates: 2, design: {{kind: grid}},
      factors: {{autonomy: {{path: states.AZE.strategy.autonomy, values: [0, 1]}}}},
      outcomes: {{china: {{measure: influence_share, from: CHN, on: AZE, at: 3}}}}}}""")
done = tarazi.study(study_file, progress=False)


def odd():
    return rng.choice([None, True, 0, -1, 1, 2, 3, 10**30, -10**30, 0.5, 1e308, float("nan"), float("inf"), "", "AZE", "CHN", "ROW",
                       "bandwagon", "x" * 5000, "\0", "\ud800", "2025-01", b"b", [], [1], {}, {"a": []}, (1, 2), object(), Wild, Wild(),
                       np.nan, np.zeros(3), np.zeros((4, 3)), np.zeros((2, 4, 3)), np.array("t"), np.int64(2), base, lambda *a: 1 / 0,
                       rng.choice(paths), rng.randrange(6), rng.random()])


def broken_text():
    pieces = list(text)
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(pieces))
        pieces[at:at + rng.randrange(4)] = rng.choice(["", ":", "{", "]", "\n", "\t", "-", "1e999", "&a", "*a", "'", "\0", "é"])
    return "".join(pieces)


def some_scenario():
    sc = base.copy()
    if rng.random() < .3:
        sc.update({rng.choice(paths): odd()})
    if rng.random() < .2:
        sc.states.AZE.strategy = Wild()
    return sc


def small_run():
    return some_scenario().run(rng.randrange(6), rng.randrange(1, 4), threads=2)


def small_env():
    return tarazi.env(some_scenario(), rng.choice([["AZE"], ["AZE", "CHN"], "EU"]), months=rng.randrange(1, 4))


def small_vector():
    return tarazi.vector_env(some_scenario(), ["AZE"], rng.randrange(1, 20), rng.randrange(1, 4))


ACTIONS = [
    lambda: tarazi.load(odd()),
    lambda: tarazi.parse(odd()),
    lambda: tarazi.parse(broken_text()).run(2),
    lambda: base.copy().update({odd(): odd()}),
    lambda: base.copy().update({rng.choice(paths): odd()}).run(3),
    lambda: base[odd()],
    lambda: getattr(base, str(odd())),
    lambda: base.extend({rng.choice(["events", "states", "trade", "freight", "parameters", "x"]): odd()}),
    lambda: base.run(**{rng.choice(["months", "seed", "threads", "lanes", "isa", "first_replicate", "progress"]): odd()})
    if rng.random() < .95 else base.run(2, odd() if rng.random() < .5 else 2, lanes=odd()),
    lambda: small_run().explain(odd(), odd(), odd(), odd()),
    lambda: small_run().explain("AZE", rng.randrange(-2, 8), rng.randrange(-2, 5)),
    lambda: small_run().branch(odd(), {odd(): odd()}),
    lambda: small_run().branch(rng.randrange(6), AZE=odd()),
    lambda: tarazi.compare(odd(), odd()),
    lambda: tarazi.compare(small_run(), small_run()).at(odd()),
    lambda: (small_run().to_xarray(), small_run().dyads, small_run().states),
    lambda: small_run()._repr_html_(),
    lambda: tarazi.env(odd(), odd(), months=odd()),
    lambda: tarazi.vector_env(base, odd(), worlds=rng.choice([0, -1, 2, "a", 10**9, None]), months=odd()),
    lambda: small_env().step({"AZE": odd()}),
    lambda: (lambda e: (e.reset(odd(), odd()), e.step({odd(): odd()})))(small_env()),
    lambda: (lambda e: (e.reset(), e.step({"AZE": np.random.default_rng(1).normal(size=(4, 3)) * 10.0 ** rng.randrange(-5, 300)})))(small_env()),
    lambda: (lambda e: (e.reset(odd()), e.step({"AZE": odd()})))(small_vector()),
    lambda: tarazi.run(odd()),
    lambda: tarazi.study(odd(), odd(), threads=odd(), progress=odd()),
    lambda: tarazi.study(study_file, threads=2, extend=odd(), isa=odd(), progress=odd()),
    lambda: tarazi.open_study(odd()),
    lambda: getattr(done, rng.choice(["means", "effects", "differences", "sobol", "morris", "noise", "text", "save_report"]))(odd()),
    lambda: getattr(done.plot, rng.choice(["effects", "differences"]))(odd()),
    lambda: done.plot.map(odd(), odd(), odd()),
    lambda: tarazi._core.save_study_series(done.path, str(odd()), odd(), None),
    lambda: tarazi._core.Worlds(base._core_scenario, [rng.randrange(-3, 9)], 2, 1, "auto").step([np.zeros((2, 4, 3))]),
    lambda: tarazi._core.Worlds(base._core_scenario, [0], 2, 1, "auto").observe(rng.randrange(-3, 9)),
    lambda: tarazi._core.explain(base._core_scenario, 1, 0, [], rng.randrange(-3, 9), rng.randrange(-3, 9), rng.randrange(-3, 9)),
    lambda: base._core_scenario.use_policy("AZE", 10**8),
]
VALID = [lambda: (done.means("china"), done.runs, done.to_xarray(), done.tipping(), done._repr_html_()),
         lambda: (small_run().to_xarray(), small_run().dyads), lambda: small_run()._repr_html_(),
         lambda: (lambda e: (e.reset(3), e.step({"AZE": np.zeros((9, 4, 3))})))(tarazi.vector_env(base, "AZE", 9, 2)),
         lambda: base.with_changes({rng.choice(paths): rng.random()}).run(4, 2)]
ACTIONS += 2 * VALID  # the sound calls in between meet whatever the wrong ones left behind
answered = raised = 0
for k in range(calls):
    action = rng.randrange(len(ACTIONS))
    try:
        ACTIONS[action]()
        answered += 1
    except (Exception,) as error:
        assert str(error) or isinstance(error, (KeyError, MemoryError)), (action, type(error))
        raised += 1
base._core_scenario.assign([]) if not base._core_scenario.has_python_policy else None
print(answered, raised)
'''


class Fuzz(unittest.TestCase):
    def test_wrong_calls_never_end_the_interpreter(self):
        for seed in (1, 2, 3):
            child = subprocess.run([sys.executable, "-c", CHILD, str(seed), str(CALLS), str(FOLDER / "baseline-noisy.yaml")],
                                   capture_output=True, text=True, timeout=500)
            with self.subTest(seed=seed):
                self.assertEqual(child.returncode, 0, child.stderr[-3000:])
                answered, raised = map(int, child.stdout.split())
                self.assertEqual(answered + raised, CALLS)
                self.assertGreater(answered, CALLS // 20)
                self.assertGreater(raised, CALLS // 4)


if __name__ == "__main__":
    unittest.main()
