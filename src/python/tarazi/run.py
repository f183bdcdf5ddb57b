"""Runs: a scenario played out over months and replicates, with its results as xarray, pandas and plots."""

from __future__ import annotations

import html
import operator
import os
import sys
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from . import _core, tables
from .errors import InputError
from .explain import Explanation
from .scenario import Scenario


def _whole(name: str, value: Any) -> int:
    try:
        return operator.index(value)
    except TypeError:
        raise TypeError(f"{name} must be a whole number, not {value!r}") from None


class _Bar:
    """A line of progress with the time left, on standard error."""

    def __init__(self) -> None:
        from time import monotonic
        self._now, self._start = monotonic, monotonic()

    def __call__(self, done: int, work: int) -> None:
        share = done / work
        spent = self._now() - self._start
        left = spent / share - spent if share > 0 else 0
        end = "\n" if done == work else ""
        print(f"\r{'#' * int(30 * share):<30} {share:4.0%}, {left:.0f} s left", end=end, file=sys.stderr, flush=True)


def run(scenario: Scenario, months: int | None = None, replicates: int = 1, seed: int | None = None, *, threads: int = 0,
        first_replicate: int = 0, isa: str = "auto", lanes: int = 0,
        progress: bool | Callable[[int, int], None] = False) -> "Run":
    """Plays a scenario.

    months, seed: left out, the scenario's. replicates: possible histories that differ in their random numbers.
    threads: 0 takes one a processor; the numbers never depend on it, nor on isa or lanes (worlds side by side,
    0: what is fastest). progress: True for a line on standard error, or a function of (done, work).
    Ctrl-C raises KeyboardInterrupt. Raises OutOfBounds (model left its bounds), PolicyError, ValueError (a number
    out of range), MemoryError.
    """
    if not isinstance(scenario, Scenario):
        raise TypeError(f"run() needs a Scenario (tarazi.load), not {type(scenario).__name__}")
    if progress is not False and progress is not True and not callable(progress):
        raise TypeError("progress is True, False or a function of (done, work)")
    settings = dict(threads=_whole("threads", threads), isa=isa, lanes=_whole("lanes", lanes))
    first = scenario.copy()
    length = first._core_scenario.months if months is None else _whole("months", months)
    key = first._core_scenario.seed if seed is None else _whole("seed", seed)
    return _play(first, [], length, _whole("replicates", replicates), key, _whole("first_replicate", first_replicate),
                 settings, _Bar() if progress is True else progress or None)


def _play(first, phases, months, replicates, seed, first_replicate, settings, progress) -> "Run":
    core = [(month, scenario._core_scenario) for month, scenario in phases]
    history = _core.run(first._core_scenario, months, replicates, seed, first_replicate, settings["threads"], settings["isa"],
                        settings["lanes"], core, progress)
    return Run(first, phases, seed, history, settings)


class Run:
    """A played scenario. Arrays are [replicate][month][...]; month t is the world at its start, after its events."""

    def __init__(self, first: Scenario, phases: list[tuple[int, Scenario]], seed: int, history: "_core.History", settings: dict):
        self._first, self._phases, self._history, self._settings = first, phases, history, settings
        self._cache: dict[str, Any] = {}
        self.seed: int = seed

    # facts ---------------------------------------------------------------------------------------------------
    @property
    def scenario(self) -> Scenario:
        """What was run, after the last branch."""
        return self._phases[-1][1] if self._phases else self._first

    @property
    def months(self) -> int:
        """The last month; there are months + 1 rows."""
        return self._history.months

    @property
    def replicates(self) -> int:
        """Runs with other random numbers; the first axis of every array."""
        return self._history.replicates

    @property
    def signature(self) -> str:
        """32 hex digits over the bits of every number; equal on every machine and with any number of threads."""
        return self._history.signature()

    def arrays(self) -> dict[str, np.ndarray]:
        """Every recorded number as a read-only view of the engine's memory (nothing is copied)."""
        if "arrays" not in self._cache:
            self._cache["arrays"] = self._history.arrays()
        return self._cache["arrays"]

    def alignments(self) -> dict[str, np.ndarray]:
        """multivector_index, effective_vectors, lean (NaN where empty), lean_towards (place of the state, -1:
        none), posture (place in `tarazi.postures`); model section 9."""
        if "alignments" not in self._cache:
            self._cache["alignments"] = self._history.alignments()
        return self._cache["alignments"]

    def nearness(self) -> dict[str, np.ndarray]:
        """closeness and agreement of every pair; model section 9."""
        if "nearness" not in self._cache:
            self._cache["nearness"] = self._history.nearness()
        return self._cache["nearness"]

    # results -------------------------------------------------------------------------------------------------
    def to_xarray(self):
        """An xarray.Dataset with dims replicate, month, state, partner (and component, corridor, route), units and
        long names. Recorded numbers are views, the outcomes of model section 9 are computed once."""
        return tables.dataset(self)

    @property
    def states(self):
        """pandas.DataFrame with the columns of states.csv: one row per replicate, month and state."""
        return self._table("states", tables.states)

    @property
    def dyads(self):
        """pandas.DataFrame with the columns of dyads.csv: one row per replicate, month and ordered pair."""
        return self._table("dyads", tables.dyads)

    @property
    def corridors(self):
        """pandas.DataFrame with the columns of corridors.csv."""
        return self._table("corridors", tables.corridors)

    @property
    def freight(self):
        """pandas.DataFrame with the columns of freight.csv."""
        return self._table("freight", tables.freight)

    def _table(self, name: str, make: Callable[["Run"], Any]):
        if name not in self._cache:
            self._cache[name] = make(self)
        return self._cache[name].copy()

    @property
    def plot(self):
        """Plots: ``run.plot.positions()``, ``.influence("AZE")``, ``.index()``, ``.map(month=60)``."""
        from .plot import Plots
        return Plots(self)

    def save(self, folder: str | os.PathLike, force: bool = False) -> None:
        """Writes the folder of results (effective.yaml, CSV files, report.html), as `tarazi run` does. An existing
        folder is replaced only with ``force``. Raises FileError, InputError (a Python policy)."""
        if not hasattr(_core, "save_run"):
            raise RuntimeError("this build cannot write folders of results; use .states.to_csv and so on")
        for scenario in [self._first, *(s for _, s in self._phases)]:
            scenario.to_yaml()
        phases = [(month, scenario._core_scenario) for month, scenario in self._phases]
        _core.save_run(self._history, self._first._core_scenario, phases, os.fspath(folder), bool(force),
                       f"tarazi.run(..., months={self.months}, replicates={self.replicates}, seed={self.seed})")

    # questions -----------------------------------------------------------------------------------------------
    def place_of(self, code: str, active: bool = False) -> int:
        """The place of a state in the arrays. Raises KeyError with the codes there are."""
        codes = self.scenario.active if active else self.scenario.codes
        if code not in codes:
            raise KeyError(f"no {'active ' if active else ''}state {code!r}; there are {', '.join(codes)}")
        return self.scenario.codes.index(code)

    def check_month(self, month: int, last: int | None = None) -> int:
        """A month that was run. Raises IndexError."""
        month = _whole("month", month)
        last = self.months if last is None else last
        if not 0 <= month <= last:
            raise IndexError(f"month {month} was not run; there are 0 to {last}")
        return month

    def explain(self, state: str, month: int, replicate: int = 0, component: int = 0) -> Explanation:
        """The additive terms of a state's move from ``month`` to the next (model section 4), by partner and
        mechanism; they add up to the move."""
        place = self.place_of(state, active=True)
        month = self.check_month(month, self.months - 1)
        replicate = _whole("replicate", replicate)
        if not 0 <= replicate < self.replicates:
            raise IndexError(f"replicate {replicate} was not run; there are 0 to {self.replicates - 1}")
        phases = [(at, scenario._core_scenario) for at, scenario in self._phases]
        terms = _core.explain(self._first._core_scenario, self.seed, self._history.first_replicate + replicate, phases, month,
                              place, _whole("component", component))
        return Explanation(state, month, self.scenario, terms)

    def branch(self, month: int, changes: Mapping[str, Any] | None = None, months: int | None = None, **strategies: Any) -> "Run":
        """The same histories up to ``month``, then under changed parameters, strategies or events:
        ``run.branch(40, {"parameters.coercion": 0}, AZE="bandwagon")``. Until then every number is the same."""
        month = self.check_month(month)
        if self._phases and month < self._phases[-1][0]:
            raise InputError(f"this run already branched in month {self._phases[-1][0]}; branch there or later")
        if not changes and not strategies:
            raise InputError("a branch needs a change: a path and value, or a state and its strategy")
        later = self.scenario.with_changes(changes, **strategies)
        return _play(self._first, [*self._phases, (month, later)], self.months if months is None else _whole("months", months),
                     self.replicates, self.seed, self._history.first_replicate, self._settings, None)

    def __repr__(self) -> str:
        return f"<Run of {self.scenario.title!r}: {self.replicates} x {self.months} months, seed {self.seed}>"

    def _repr_html_(self) -> str:
        outcome, position = self.alignments(), self.arrays()["position"][..., 0]
        rows = []
        for i, code in enumerate(self.scenario.codes):
            if code not in self.scenario.active:
                continue
            index = outcome["multivector_index"][:, -1, i]
            seen = "" if np.isnan(index).all() else f"{np.nanmean(index):.2f}"
            counts = np.bincount(outcome["posture"][:, -1, i], minlength=len(_core.postures))
            rows.append(f"<tr><th>{html.escape(code)}</th><td>{position[:, 0, i].mean():+.3f}</td>"
                        f"<td>{position[:, -1, i].mean():+.3f}</td><td>{seen}</td><td>{_core.postures[counts.argmax()]}</td></tr>")
        return (f"<div><strong>{html.escape(self.scenario.title)}</strong>: {self.replicates} replicate"
                f"{'s' * (self.replicates != 1)}, months 0 to {self.months}, seed {self.seed}<table><thead><tr><th></th>"
                "<th>position at the start</th><th>at the end</th><th>multi-vector index</th><th>posture (most frequent)</th>"
                "</tr></thead><tbody>" + "".join(rows) + "</tbody></table></div>")
