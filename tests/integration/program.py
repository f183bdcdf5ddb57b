# The program from the outside: exit codes, messages, folders of results, interruption, branches.
# Use: program.py PATH_OF_TARAZI
import csv
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

PROGRAM = sys.argv.pop(1) if len(sys.argv) > 1 else "build/tarazi"
SCENARIOS = Path(__file__).resolve().parents[2] / "configs" / "scenarios"
BASELINE = str(SCENARIOS / "baseline-2024.yaml")
NOISY = str(SCENARIOS / "baseline-noisy.yaml")
PRESSURE = str(SCENARIOS / "eu-pressure-cop29.yaml")


def tarazi(*words, **options):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True, timeout=120, **options)


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Program(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.at = Path(self.folder.name)

    def run_ok(self, *words):
        done = tarazi(*words)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def test_a_run_leaves_a_complete_folder(self):
        out = self.at / "deep" / "er" / "run"
        text = self.run_ok("run", PRESSURE, "--out", out)
        self.assertIn("Azerbaijan", text)
        names = {"effective.yaml", "run.json", "states.csv", "dyads.csv", "corridors.csv", "freight.csv", "report.html"}
        self.assertEqual({file.name for file in out.iterdir()}, names)
        self.assertEqual([file.name for file in out.parent.iterdir()], ["run"])
        states = rows(out / "states.csv")
        self.assertEqual(len(states), 121 * 6)
        self.assertEqual(list(states[0]), "month,date,replicate,state,position_1,output,multivector_index,effective_vectors,"
                                          "lean,lean_towards,posture,idle,shortage".split(","))
        self.assertEqual(list(rows(out / "dyads.csv")[0]),
                         "month,date,replicate,from,to,exports,stock,pressure,openness,offer,affinity,grievance,mood,bond,"
                         "dependence,influence_share,closeness,agreement".split(","))
        page = (out / "report.html").read_text(encoding="utf-8")
        data = json.loads(page.split('id="tarazi-data">')[1].split("</script>")[0])
        self.assertEqual(data["signature"], json.loads((out / "run.json").read_text())["signature"])
        self.assertNotIn("__TARAZI_DATA__", page)

    def test_the_effective_scenario_repeats_the_run(self):
        self.run_ok("run", NOISY, "--out", self.at / "a", "--replicates", 3, "--seed", 7)
        self.run_ok("run", self.at / "a" / "effective.yaml", "--out", self.at / "b", "--replicates", 3)
        for name in ("states.csv", "dyads.csv", "corridors.csv", "freight.csv"):
            self.assertEqual((self.at / "a" / name).read_bytes(), (self.at / "b" / name).read_bytes(), name)

    def test_threads_lanes_and_instruction_sets_write_the_same_bytes(self):
        expected = None
        for words in (["--isa", "scalar", "--threads", 1], ["--threads", 2], ["--lanes", 1], ["--lanes", 5, "--threads", 3]):
            out = self.at / "-".join(map(str, words))
            self.run_ok("run", NOISY, "--replicates", 9, "--months", 30, "--out", out, *words)
            content = (out / "dyads.csv").read_bytes()
            expected = expected or content
            self.assertEqual(content, expected, words)

    def test_bad_input_is_told_all_at_once_and_writes_nothing(self):
        bad = self.at / "bad.yaml"
        bad.write_text(f"tarazi: scenario/1\nextends: {BASELINE}\nmoths: 3\nstates: {{AZE: {{strategy: multivector, gdp: -1}}}}\n")
        done = tarazi("run", bad, "--out", self.at / "out")
        self.assertEqual(done.returncode, 2)
        for part in (f"{bad}:3:1: moths", "did you mean months", "did you mean multi-vector", "states.AZE.gdp: -1"):
            self.assertIn(part, done.stderr)
        self.assertEqual([file.name for file in self.at.iterdir()], ["bad.yaml"])

    def test_exit_codes(self):
        self.assertEqual(tarazi("run", self.at / "none.yaml").returncode, 4)
        self.assertEqual(tarazi("rnu").returncode, 64)
        self.assertIn("did you mean run", tarazi("rnu").stderr)
        self.assertEqual(tarazi("run").returncode, 64)
        self.assertEqual(tarazi("run", BASELINE, "--set", "parameters.coercoin=1").returncode, 2)
        self.assertEqual(tarazi("run", BASELINE, "--replicates", 1000000).returncode, 64)
        self.assertEqual(tarazi("explain", self.at, "--state", "AZE", "--month", 1).returncode, 4)
        self.assertEqual(tarazi("--version").returncode, 0)
        for command in ("run", "check", "schema", "compare", "explain", "branch"):
            help_text = tarazi(command, "--help")
            self.assertEqual(help_text.returncode, 0)
            self.assertIn("Example", help_text.stdout)

    def test_existing_results_are_kept(self):
        out = self.at / "run"
        self.run_ok("run", BASELINE, "--out", out, "--months", 3)
        before = (out / "states.csv").read_bytes()
        self.assertEqual(tarazi("run", PRESSURE, "--out", out).returncode, 4)
        self.assertEqual((out / "states.csv").read_bytes(), before)
        self.run_ok("run", PRESSURE, "--out", out, "--force")
        self.assertNotEqual((out / "states.csv").read_bytes(), before)
        other = self.at / "letters"
        other.mkdir()
        (other / "dear.txt").write_text("mine")
        self.assertEqual(tarazi("run", BASELINE, "--out", other, "--force").returncode, 4)
        self.assertEqual((other / "dear.txt").read_text(), "mine")

    def test_a_full_disk_leaves_the_old_results(self):
        out = self.at / "run"
        self.run_ok("run", BASELINE, "--out", out, "--months", 3)
        before = (out / "dyads.csv").read_bytes()

        def small_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))

        done = tarazi("run", BASELINE, "--out", out, "--force", preexec_fn=small_disk)
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertIn("cannot be written", done.stderr)
        self.assertEqual((out / "dyads.csv").read_bytes(), before)
        self.assertEqual([file.name for file in self.at.iterdir()], ["run"])

    def test_an_interrupted_run_saves_what_is_done(self):
        out = self.at / "run"
        process = subprocess.Popen([PROGRAM, "run", NOISY, "--replicates", "3000", "--threads", "1", "--out", str(out)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        time.sleep(.15)
        process.send_signal(signal.SIGINT)
        error = process.communicate(timeout=120)[1].decode()
        self.assertEqual(process.returncode, 130, error)
        self.assertIn("Interrupted after", error)
        self.assertGreater(len(rows(out / "states.csv")), 0)

    def test_a_branch_is_its_parent_up_to_the_month(self):
        self.run_ok("run", PRESSURE, "--out", self.at / "a")
        self.run_ok("branch", self.at / "a", "--month", 40, "--set", "states.AZE.strategy=bandwagon", "--out", self.at / "b")
        before, after = rows(self.at / "a" / "states.csv"), rows(self.at / "b" / "states.csv")
        same = [one == other for one, other in zip(before, after) if int(one["month"]) <= 40]
        self.assertTrue(all(same))
        self.assertNotEqual(before[-6:], after[-6:])
        text = self.run_ok("explain", self.at / "b", "--state", "AZE", "--month", 60)
        self.assertIn("sum = the move", text)
        self.run_ok("branch", self.at / "b", "--month", 50, "--set", "parameters.coercion=0.02", "--out", self.at / "c")
        self.assertEqual(tarazi("branch", self.at / "a", "--month", 9, "--set", "states.AZE.gdp=1", "--out", self.at / "d").returncode, 64)

    def test_explained_terms_add_up(self):
        self.run_ok("run", NOISY, "--out", self.at / "a", "--replicates", 2)
        for state in ("AZE", "EU"):
            text = self.run_ok("explain", self.at / "a", "--state", state, "--month", 17, "--replicate", 1)
            terms = [line.rsplit(None, 1) for line in text.splitlines() if line.startswith("  ") and "term" not in line]
            total = sum(float(value) for what, value in terms if "sum" not in what)
            move = next(float(value) for what, value in terms if "sum" in what)
            self.assertAlmostEqual(total, move, delta=2e-3 * max(abs(float(v)) for _, v in terms))

    def test_bench_counts_runs_and_pairs(self):
        figures = self.at / "bench.json"
        text = self.run_ok("bench", BASELINE, "--seconds", ".05", "--no-large", "--json", figures)
        self.assertEqual(text.count("pair-updates/s"), 1, "a forked child printed the table again")
        figures = json.loads(figures.read_text())
        sets = figures["replicates"]["sets"]
        self.assertEqual({row["set"] for row in sets} >= {"scalar"}, True)
        for row in sets:
            self.assertGreater(row["runs_per_s"], 0)
            self.assertLess(row["share_of_peak"], 1, "more operations than the processor can do: a wrong count")
        self.assertEqual([row["states"] for row in figures["one_world"]], [6, 200])

    def test_compare_names_the_first_month(self):
        text = self.run_ok("compare", BASELINE, PRESSURE)
        self.assertIn("They part in month 9 (2024-10)", text)
        equal = self.run_ok("compare", BASELINE, BASELINE)
        self.assertIn("equal, bit for bit", equal)


if __name__ == "__main__":
    os.environ.pop("OMP_NUM_THREADS", None)
    unittest.main()
