"""Measures what Python costs: overhead of a run call, copies of to_xarray, policies, environments.
Use: PYTHONPATH=build/python python3 tests/bench/python_bench.py [SCENARIO]"""
import sys
import time
import tracemalloc
from pathlib import Path

import numpy as np
import tarazi


def best(call, times):
    """Shortest of several timings, seconds."""
    taken = []
    for _ in range(times):
        begin = time.perf_counter()
        call()
        taken.append(time.perf_counter() - begin)
    return min(taken)


def main():
    default = Path(__file__).parents[2] / "configs/scenarios/baseline-noisy.yaml"
    sc = tarazi.load(sys.argv[1] if len(sys.argv) > 1 else default)
    core = sc._core_scenario

    whole = best(lambda: sc.run(0, threads=1), 300)
    month = (best(lambda: sc.run(100, threads=1), 30) - whole) / 100
    print(f"run() of 0 months, set-up of the engine included        {1e3 * whole:8.3f} ms")
    print(f"a further month of one world, engine                    {1e3 * month:8.3f} ms")
    bare = best(lambda: tarazi._core.run(core, 0, 1, 1, 0, 1, "auto", 0, [], None), 300)
    print(f"of run(), the Python side (copy of the scenario, checks) {1e3 * (whole - bare):7.3f} ms")

    run = sc.run(120, 1000)
    seconds = best(lambda: sc.run(120, 1000), 3)
    print(f"1,000 replicates x 120 months                           {seconds:8.3f} s = {1000 / seconds:,.0f} runs/s, all recorded")
    recorded = sum(array.nbytes for array in run.arrays().values())
    tracemalloc.start()
    begin = time.perf_counter()
    data = run.to_xarray()
    spent = time.perf_counter() - begin
    allocated = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    shared = sum(data[name].nbytes for name in data.data_vars if np.shares_memory(data[name].values, run.arrays().get(name, np.empty(0))))
    print(f"to_xarray()                                             {spent:8.3f} s; {recorded / 1e6:.0f} MB recorded, "
          f"{shared / 1e6:.0f} MB shared without a copy, {allocated / 1e6:.1f} MB new (outcomes)")

    class Idle(tarazi.Policy):
        def decide(self, seen, signals):
            pass

    plain = best(lambda: sc.run(120, 1, threads=1), 10)
    ruled = best(lambda: sc.with_changes(AZE=Idle()).run(120, 1), 5)
    print(f"a month of one Python policy                            {1e6 * (ruled - plain) / 120:8.1f} us")

    for worlds in (1, 16, 1024, 8192):
        env = tarazi.vector_env(sc, ["AZE"], worlds, months=12000)
        env.reset()
        low, high = env.action_bounds("AZE")
        actions = {"AZE": np.random.default_rng(1).uniform(low, high, (worlds, *low.shape))}
        step = best(lambda: env.step(actions), 8)
        print(f"a step of {worlds:5d} worlds                                 {1e3 * step:8.3f} ms = {worlds / step:,.0f} world-months/s")


if __name__ == "__main__":
    main()
