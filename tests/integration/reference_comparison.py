#!/usr/bin/env python3
# Runs generated scenarios through the simulator and through the reference implementation and compares every cell.
# Use: reference_comparison.py PROGRAM [--scenarios N] [--first-seed K]
"""Two programs written apart from one description agree to a relative error of 1e-9, or one of them misread it."""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

REFERENCE = Path(__file__).resolve().parents[1] / "reference"


def call(*words):
    """Runs a command; returns what it printed, or None after showing why it failed."""
    done = subprocess.run([str(w) for w in words], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return done.stdout
    print(" ".join(str(w) for w in words), f"\n  exit {done.returncode}\n", done.stdout[-1500:], done.stderr[-1500:])
    return None


def agree(program, seed, folder):
    """Whether both programs give the same tables for the scenario of a seed."""
    scenario = folder / f"generated-{seed}.yaml"
    expected, got = folder / f"reference-{seed}", folder / f"simulator-{seed}"
    python = sys.executable
    return (call(python, REFERENCE / "generate.py", "--seed", seed, "--out", scenario, "--months", 60) is not None
            and call(python, REFERENCE / "reference.py", scenario, "--out", expected, "--replicates", 2) is not None
            and call(program, "run", scenario, "--out", got, "--replicates", 2, "--quiet") is not None
            and call(python, REFERENCE / "compare.py", expected, got, "--tolerance", "1e-9") is not None)


def main():
    """Exit 0 when all scenarios agree."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("--scenarios", type=int, default=20)
    parser.add_argument("--first-seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        seeds = range(options.first_seed, options.first_seed + options.scenarios)
        wrong = [seed for seed in seeds if not agree(options.program, seed, Path(name))]
    print(f"{options.scenarios} generated scenarios, {len(wrong)} differ" + (f": seeds {wrong}" if wrong else ""))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
