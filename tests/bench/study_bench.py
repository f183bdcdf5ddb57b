"""Measures what studies cost beside the bare kernel: speed, threads, ranks, memory, start, merge. Nothing passes or fails by it.
Use: python3 tests/bench/study_bench.py build/tarazi [--runs 100000]"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
STUDY = """tarazi: study/1
title: What a study costs
scenario: {root}/configs/scenarios/baseline-noisy.yaml
replicates: {replicates}
design: {{kind: grid}}
factors:
  influence: {{path: parameters.influence, low: 0.0005, high: 0.004, levels: 10}}
  anchoring: {{path: parameters.anchoring, low: 0.002, high: 0.012, levels: 10}}
outcomes:
  china: {{measure: influence_share, from: CHN, on: AZE}}
  eu: {{measure: influence_share, from: EU, on: AZE}}
  index: {{measure: multivector_index, state: AZE}}
  lean: {{measure: lean, state: AZE}}
  position: {{measure: position, state: AZE}}
  posture: {{measure: posture, state: AZE}}
"""
REPEATS = 5


def median(values):
    return sorted(values)[len(values) // 2]


def call(*words):
    """Seconds on the wall, seconds of processor, peak memory in MB of one call."""
    begin = time.perf_counter()
    process = subprocess.Popen([str(w) for w in words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begin
    if status != 0:
        sys.exit(f"{' '.join(map(str, words))}: failed")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("program", type=Path)
    arguments.add_argument("--runs", type=int, default=100000)
    options = arguments.parse_args()
    program = options.program.resolve()
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)

        def study(name, runs):
            path = at / f"{name}.yaml"
            path.write_text(STUDY.format(root=ROOT, replicates=max(1, runs // 100)))
            return path

        whole, fourfold = study("whole", options.runs), study("fourfold", 4 * options.runs)

        def run(path, *words, before=()):
            out = at / "out.db"
            for old in at.glob("out.db*"):
                old.unlink()
            return call(*before, program, "-q", "study", path, "--out", out, *words)

        def kernel():
            call(program, "bench", ROOT / "configs/scenarios/baseline-noisy.yaml", "--no-large", "--seconds", "1", "--json", at / "bench.json")
            return max(case["runs_per_s"] for case in json.loads((at / "bench.json").read_text())["replicates"]["sets"])

        # Side by side, so that a machine that slows down slows both.
        shares, threads, speeds = [], [], []
        for _ in range(REPEATS):
            bare = kernel()
            one, processor, _ = run(whole, "--threads", "1")
            two, _, _ = run(whole, "--threads", "2")
            speeds.append(options.runs / processor)
            shares.append(options.runs / processor / bare)
            threads.append(one / two / 2)
        print(f"study of {options.runs:,} runs, six outcomes, one thread    {median(speeds):10,.0f} runs per second of processor time")
        print(f"share of the bare kernel's speed in the same minute      {100 * median(shares):8.0f} %   ({100 * min(shares):.0f} to {100 * max(shares):.0f})")
        print(f"efficiency of two threads                                {100 * median(threads):8.0f} %   ({100 * min(threads):.0f} to {100 * max(threads):.0f})")
        if shutil.which("mpirun"):
            mpirun = ["mpirun", "--allow-run-as-root", "--oversubscribe"]
            ranks = []
            for _ in range(REPEATS):
                one = run(whole, "--threads", "1", before=[*mpirun, "-n", "1"])[0]
                two = run(whole, "--threads", "1", before=[*mpirun, "-n", "2"])[0]
                ranks.append(one / two / 2)
            print(f"efficiency of two MPI ranks, joining the parts included  {100 * median(ranks):8.0f} %   ({100 * min(ranks):.0f} to {100 * max(ranks):.0f})")
        memory = [run(path, "--threads", "1")[2] for path in (fourfold, whole)]
        print(f"memory at {options.runs:,} and {4 * options.runs:,} runs                   {memory[1]:8.0f} and {memory[0]:.0f} MB")
        empty = at / "out.db"
        again = median([call(program, "-q", "study", whole, "--out", empty, "--threads", "1")[0] for _ in range(REPEATS)])
        tiny = study("tiny", 100)
        start = median([run(tiny, "--threads", "1")[0] for _ in range(REPEATS)])
        print(f"start and a study of 100 runs                            {1000 * start:8.0f} ms; one with nothing left to do of {options.runs:,} runs {1000 * again:.0f} ms")
        parts = [at / f"part-{k}.db" for k in range(100)]
        big = study("million", 1_000_000)
        print("100 parts of 10,000 rows are made ...", flush=True)
        for k, part in enumerate(parts, 1):
            call(program, "-q", "study", big, "--out", part, "--shard", f"{k}/100")
        merged = call(program, "-q", "merge", at / "merged.db", *parts)
        size = (at / "merged.db").stat().st_size / 1e6
        print(f"merge of 100 parts of 10,000 rows                        {merged[0]:8.1f} s into {size:.0f} MB, with {merged[2]:.0f} MB of memory")


if __name__ == "__main__":
    main()
