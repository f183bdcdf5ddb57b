#!/usr/bin/env python3
# Makes a random but valid scenario, so that two implementations can be compared far from the shipped cases.
# Usage: generate.py --seed K --out FILE.yaml [--months M] [--quiet-world]
"""The same seed gives the same file. A quiet world has no events, noise, growth, given anchors or
extra investment: it must not move."""

import argparse
import random
from pathlib import Path

import yaml

from generate_events import random_events
from parameters import NOISE, PARAMETERS, PRESETS

CODES = ["AZE", "CHN", "RUS", "IRN", "EU", "TUR", "GEO", "KAZ", "NO", "ON", "UZB", "IND"]
WEIGHT_RANGES = {
    "autonomy": (-1, 2.5), "influence_x": (0, 2), "anchoring_x": (0.3, 2), "principle": (0, 0.3),
    "tolerance": (0, 2), "reciprocity": (0, 0.8), "conflict": (0, 0.4), "restraint": (0, 2),
    "openness_affinity": (0, 0.5), "diversification": (-0.5, 1.5), "statecraft": (0, 0.8), "inplay": (0, 1),
    "extra": (0, 0.003),
}
# Parameters without a range in the model keep near their default; noise is set by its own section.
FREE_RANGES = {"bond_up": (0.01, 0.04), "bond_down": (0.001, 0.004)}


class Maker:
    """Random pieces of a scenario from one random stream."""

    def __init__(self, seed):
        self.rng = random.Random(seed)

    def chance(self, probability):
        """True with the probability."""
        return self.rng.random() < probability

    def number(self, low, high, digits=4):
        """A rounded number, sometimes written with its source."""
        value = round(self.rng.uniform(low, high), digits)
        return {"value": value, "assumption": "generated"} if self.chance(0.15) else value

    def money(self, low, high):
        """A positive number spread evenly over orders of magnitude."""
        return float(f"{low * (high / low) ** self.rng.random():.6g}")

    def strategy(self, quiet=False):
        """A preset, an extended preset, or a bare map of weights."""
        preset = self.rng.choice(sorted(PRESETS))
        if self.chance(0.45):
            return preset
        # Additional investment goes on top of what wears out, so it moves a quiet world.
        known = sorted(name for name in WEIGHT_RANGES if not (quiet and name == "extra"))
        names = self.rng.sample(known, self.rng.randint(1, 5))
        weights = {name: self.number(*WEIGHT_RANGES[name]) for name in names}
        return weights if self.chance(0.2) else {"extends": preset, **weights}

    def states(self, size, quiet):
        """Two to eight states, some passive, with two active ones at least."""
        states = {}
        for place, code in enumerate(self.rng.sample(CODES, self.rng.randint(2, 8))):
            row = {"name": f"State {code}", "gdp": self.money(20, 20000),
                   "position": [self.number(-2, 2) for _ in range(size)]}
            if place >= 2 and self.chance(0.25):
                row["passive"] = True
            else:
                if self.chance(0.9):
                    row["strategy"] = self.strategy(quiet)
                if not quiet and self.chance(0.05):
                    row["strategy"] = {"extends": "reciprocal", "anchoring_x": 0}
                if not quiet and self.chance(0.25):
                    row["anchor"] = [self.number(-2, 2) for _ in range(size)]
            if self.chance(0.7):
                row["home_share"] = self.number(0.02, 2)
            if not quiet and self.chance(0.5):
                row["growth"] = self.number(-0.02, 0.06)
            states[code] = row
        return states

    def pairs(self, codes, density, low, high, spread=False):
        """A table of directed pairs; values spread over orders of magnitude when `spread`."""
        table = {}
        for a in codes:
            row = {b: self.money(low, high) if spread else self.number(low, high)
                   for b in codes if b != a and self.chance(density)}
            if row:
                table[a] = row
        return table

    def symmetric(self, codes, density, low, high, both=0.0):
        """A table of unordered pairs, each given once; a share `both` of them in both directions."""
        table = {}
        for place, a in enumerate(codes):
            for b in codes[place + 1:]:
                if self.chance(density):
                    table.setdefault(a, {})[b] = self.number(low, high)
                    if self.chance(both):
                        table.setdefault(b, {})[a] = self.number(low, high)
        return table

    def trade(self, states):
        """Exports in proportion to the smaller partner, so that no state trades far beyond its output."""
        table = {}
        for a in states:
            for b in states:
                if a != b and self.chance(0.9):
                    ceiling = 0.06 * min(states[a]["gdp"], states[b]["gdp"])
                    table.setdefault(a, {})[b] = self.money(0.01 * ceiling, ceiling)
        return table

    def investment(self, states):
        """Stocks small enough for the bound on the return of inward capital."""
        table = {}
        for owner in states:
            for host in states:
                if owner != host and self.chance(0.6):
                    ceiling = 0.2 * min(states[owner]["gdp"], states[host]["gdp"])
                    table.setdefault(owner, {})[host] = self.money(0.01 * ceiling, ceiling)
        return table

    def corridors(self, codes):
        """Up to four corridors with none to three owners."""
        table = {}
        for name in self.rng.sample(["northern", "middle", "southern", "sea"], self.rng.randint(1, 4)):
            owners = self.rng.sample(codes, self.rng.randint(0, min(3, len(codes))))
            table[name] = {"through": owners, "days": self.number(5, 50, 1), "cost": self.number(0.02, 0.4),
                           "capacity": self.number(3, 60, 1)}
            if self.chance(0.3):
                table[name]["open"] = self.number(0.3, 1)
        return table

    def freight(self, codes, corridors, trade):
        """One to three classes between pairs that trade, their shares summing to one."""
        trading = [(a, b) for a in codes for b in codes if a != b and b in trade.get(a, {})]
        table, left = {}, {}
        for k in range(self.rng.randint(1, 3)):
            routes = self.rng.sample(sorted(corridors), self.rng.randint(1, len(corridors)))
            parts = [self.rng.randint(0 if self.chance(0.15) else 1, 50) for _ in routes]
            parts[0] = max(1, parts[0])
            shares = [round(part / sum(parts), 4) for part in parts]
            shares[0] = round(1.0 - sum(shares[1:]), 4)
            between = self.rng.choice(trading)
            free = left.setdefault(frozenset(between), 1.0)
            # A pair's classes together may not carry more than the whole of its trade.
            value_share = None if free == 1.0 and self.chance(0.2) else round(free * self.rng.uniform(0.05, 0.8), 4)
            left[frozenset(between)] = 0.0 if value_share is None else free - value_share
            if free == 0.0:
                continue
            table[f"class-{k + 1}"] = {
                "between": list(between), "routes": dict(zip(routes, shares)), "tonnes": self.number(1, 30, 2)}
            if value_share is not None:
                table[f"class-{k + 1}"]["value_share"] = value_share
        return table

    def parameters(self, size):
        """Some parameters anywhere in their ranges."""
        ranges = {name: (low, high) for name, (_, low, high) in PARAMETERS.items() if low is not None}
        ranges.update(FREE_RANGES)
        ranges.pop("mood_sd")
        chosen = {}
        for name in self.rng.sample(sorted(ranges), size):
            low, high = ranges[name]
            chosen[name] = self.rng.randint(low, high) if name == "sweeps" else self.number(low, high, 6)
        return chosen


def random_scenario(seed, months=None, quiet=False):
    """A scenario tree as a dict, ready to be written as YAML."""
    make = Maker(seed)
    rng = make.rng
    size = rng.choice([1, 1, 2])
    states = make.states(size, quiet)
    codes = list(states)
    active = [code for code in codes if not states[code].get("passive")]
    trade = make.trade(states)
    tree = {
        "tarazi": "scenario/1",
        "title": f"Generated scenario {seed}",
        "about": "Made by a random generator for tests; every number is an assumption.",
        "start": f"{rng.randint(2000, 2026)}-{rng.randint(1, 12):02d}",
        "months": rng.choice([12, 36, 60]) if months is None else months,
        "seed": rng.randint(0, 2**31 - 1),
        "states": states,
        "trade": trade,
        "investment": make.investment(states),
        "affinity": make.symmetric(active, 0.7, -0.8, 0.8, both=0.3),
        "bonds": make.symmetric(active, 0.6, 0.02, 0.9),
        "security": make.pairs(active, 0.3, 0, 0.6),
        "pressure": make.pairs(active, 0.3, 0, 0.4),
    }
    if trade and make.chance(0.8):
        tree["corridors"] = make.corridors(codes)
        tree["freight"] = make.freight(codes, tree["corridors"], trade)
    tree["parameters"] = make.parameters(rng.choice([0, 3, 10, 30]))
    tree["noise"] = "calibrated" if not quiet and make.chance(0.4) else "none"
    if tree["noise"] == "calibrated" and make.chance(0.3):
        tree["parameters"]["mood_sd"] = make.number(0, 0.2)
        tree["parameters"]["drift_sd"] = round(NOISE["calibrated"]["drift_sd"] * rng.uniform(0.2, 1.5), 5)
    if not quiet:
        tree["events"] = random_events(make, tree, active)
    return {key: value for key, value in tree.items() if value not in ({}, None)}


def write_scenario(tree, path, split_trade=False):
    """Writes the YAML file; with `split_trade` the trade table goes to a CSV file beside it."""
    path = Path(path)
    if split_trade and tree.get("trade"):
        table = path.with_suffix(".trade.csv")
        lines = [f"{a},{b},{value!r}" for a, row in tree["trade"].items() for b, value in row.items()]
        table.write_text("\n".join(["exporter,importer,value", *lines]) + "\n", encoding="utf-8")
        tree = {**tree, "trade": {"file": table.name}}
    path.write_text(yaml.safe_dump(tree, sort_keys=False, allow_unicode=True), encoding="utf-8")


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--months", type=int)
    parser.add_argument("--quiet-world", action="store_true", help="nothing that moves the start")
    options = parser.parse_args()
    tree = random_scenario(options.seed, options.months, options.quiet_world)
    write_scenario(tree, options.out, split_trade=options.seed % 4 == 0)


if __name__ == "__main__":
    main()
