"""Two runs under common random numbers: replicate by replicate, so that only what was changed differs."""

from __future__ import annotations

import html
import math
from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import InputError
from .scenario import Scenario

if TYPE_CHECKING:
    from .run import Run

_STATE = ("position", "output", "multivector_index", "lean")
_DYAD = ("exports", "stock", "affinity", "grievance", "influence_share", "pressure")


def _values(run: "Run", name: str) -> np.ndarray:
    if name == "position":
        return run.arrays()["position"][..., 0]
    return run.alignments()[name] if name in ("multivector_index", "lean") else run.arrays()[name]


class Comparison:
    """``b`` minus ``a`` for every outcome; the interval is the mean difference of paired replicates with its
    95 % confidence interval (normal; empty with one replicate)."""

    def __init__(self, a: "Run", b: "Run"):
        self.a, self.b = a, b

    @property
    def first_difference(self) -> int | None:
        """The first month in which any number differs in any replicate; None when none does."""
        ours, theirs = self.a.arrays(), self.b.arrays()
        first: int | None = None
        for name, values in ours.items():
            differs = np.any((values != theirs[name]).reshape(self.a.replicates, self.a.months + 1, -1), axis=(0, 2))
            if differs.any():
                month = int(differs.argmax())
                first = month if first is None else min(first, month)
        return first

    def at(self, month: int):
        """pandas.DataFrame of the differences in a month: outcome, state, partner, a, b, difference, low, high."""
        import pandas as pd

        month = self.a.check_month(month)
        codes, active = self.a.scenario.codes, self.a.scenario.active
        rows: list[dict[str, Any]] = []

        def add(name: str, state: str, partner: str, x: np.ndarray, y: np.ndarray) -> None:
            difference = y - x
            mean = float(difference.mean())
            half = 1.96 * float(difference.std(ddof=1)) / math.sqrt(len(difference)) if len(difference) > 1 else math.nan
            rows.append({"outcome": name, "state": state, "partner": partner, "a": float(x.mean()), "b": float(y.mean()),
                         "difference": mean, "low": mean - half, "high": mean + half})

        for name in _STATE:
            x, y = _values(self.a, name)[:, month], _values(self.b, name)[:, month]
            for state in active:
                add(name, state, "", x[:, codes.index(state)], y[:, codes.index(state)])
        for name in _DYAD:
            x, y = _values(self.a, name)[:, month], _values(self.b, name)[:, month]
            for state in active:
                for partner in active:
                    if state != partner:
                        i, j = codes.index(state), codes.index(partner)
                        add(name, state, partner, x[:, i, j], y[:, i, j])
        return pd.DataFrame(rows)

    @property
    def table(self):
        """The differences in the last month; see `at`."""
        return self.at(self.a.months)

    def plot(self, state: str, outcome: str = "position", ax=None):
        """The difference of a state's outcome over months with its interval; returns the matplotlib axes."""
        from .plot import difference_line

        if outcome not in _STATE:
            raise ValueError(f"outcome is one of {', '.join(_STATE)}, not {outcome!r}")
        place = self.a.place_of(state, active=True)
        return difference_line(self, state, outcome, _values(self.b, outcome)[..., place] - _values(self.a, outcome)[..., place], ax)

    def __repr__(self) -> str:
        first = self.first_difference
        return f"<Comparison of {self.a.replicates} paired replicates: " + (
            "no number differs>" if first is None else f"part in month {first}>")

    def _repr_html_(self) -> str:
        table = self.table
        table = table[table["outcome"].isin(("position", "multivector_index"))]
        return f"<div><p>{html.escape(repr(self)[1:-1])}; the end:</p>{table.to_html(index=False, float_format='{:+.4f}'.format)}</div>"


def compare(a: "Run | Scenario", b: "Run | Scenario", replicates: int = 1, months: int | None = None, seed: int | None = None) -> Comparison:
    """Compares two scenarios (run here with the same seed) or two runs of equal months, replicates and seed.
    Raises InputError when they do not pair, TypeError for anything else."""
    if isinstance(a, Scenario) and isinstance(b, Scenario):
        first = a.run(months, replicates, seed)
        a, b = first, b.run(first.months, replicates, first.seed)
    from .run import Run

    if not isinstance(a, Run) or not isinstance(b, Run):
        raise TypeError(f"compare() needs two scenarios or two runs, not {type(a).__name__} and {type(b).__name__}")
    if a.scenario.codes != b.scenario.codes or a.scenario._facts["routes"] != b.scenario._facts["routes"] or \
            a.scenario._facts["corridors"] != b.scenario._facts["corridors"] or \
            a.scenario._facts["dimensions"] != b.scenario._facts["dimensions"]:
        raise InputError("the two do not have the same states, corridors and freight")
    for what in ("months", "replicates", "seed"):
        if getattr(a, what) != getattr(b, what):
            raise InputError(f"the runs differ in {what}: {getattr(a, what)} and {getattr(b, what)}; run both alike")
    if a._history.first_replicate != b._history.first_replicate:
        raise InputError("the runs differ in their first replicate")
    return Comparison(a, b)
