#!/usr/bin/env python3
# Runs a scenario with the independent reference implementation and writes the result tables.
# Usage: reference.py SCENARIO --out DIR [--replicates N] [--months M] [--seed S]
"""Second implementation of the model, made from its description alone, to check the simulator against."""

import argparse

from model import Model
from outcomes import tables, write_tables
from reader import read_scenario


def simulate(scenario, months=None, seed=None, replicate=0):
    """Yields (model, world) for months 0..months, each after that month's events."""
    model = Model(scenario, seed)
    world = model.start()
    model.apply_events(world)
    yield model, world
    for _ in range(scenario.months if months is None else months):
        world = model.step(world, replicate)
        model.apply_events(world)
        yield model, world


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenario")
    parser.add_argument("--out", required=True, help="folder of the result tables")
    parser.add_argument("--replicates", type=int, default=1)
    parser.add_argument("--months", type=int, help="instead of the scenario's own number")
    parser.add_argument("--seed", type=int, help="instead of the scenario's own seed")
    options = parser.parse_args()
    scenario = read_scenario(options.scenario)
    rows = {}
    for replicate in range(options.replicates):
        for model, world in simulate(scenario, options.months, options.seed, replicate):
            for name, found in tables(model, world, replicate).items():
                rows.setdefault(name, []).extend(found)
    write_tables(options.out, rows, scenario.x.shape[1])


if __name__ == "__main__":
    main()
