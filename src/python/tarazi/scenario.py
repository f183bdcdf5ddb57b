"""Scenarios: what a file says, read and changed by dotted path, by key or by attribute, always checked."""

from __future__ import annotations

import html
import json
import math
import os
from collections.abc import Iterator, Mapping
from typing import Any

from . import _core
from .errors import InputError, Problem
from .policy import Policy, Ticket


def load(path: str | os.PathLike) -> "Scenario":
    """Reads a scenario file with all it extends.

    Raises InputError with every mistake (file, line, column, path), FileError when it cannot be read.
    """
    return Scenario(_core.Scenario.load(os.fspath(path)))


def parse(text: str, name: str = "<text>", base: str | os.PathLike = ".") -> "Scenario":
    """Reads a scenario from YAML text. ``name`` stands for the file in messages; ``extends`` and tables are
    relative to the folder ``base``. Raises InputError."""
    return Scenario(_core.Scenario.parse(text, name, os.fspath(base)))


def _text(path: str, value: Any) -> str:
    """A value as an assignment writes it."""
    if isinstance(value, bool):
        raise InputError(f"{path}: True and False are no value here; give a number or a name",
                         [Problem("", 0, 0, path, "a flag is no value here")])
    if isinstance(value, str):
        return value
    if hasattr(value, "item") and getattr(value, "ndim", None) == 0:
        value = value.item()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    what = f"a number or a name is needed, not {type(value).__name__}"
    raise InputError(f"{path}: {what}", [Problem("", 0, 0, path, what)])


class Part(Mapping):
    """A part of a scenario: ``sc.states.AZE.gdp``, ``sc["events"]["eu-pressure"].pin.pressure = .3``.

    Keys are those of the file; reading gives a number, a name or a further part, setting checks like a file.
    """

    __slots__ = ("_scenario", "_path")

    def __init__(self, scenario: "Scenario", path: str):
        object.__setattr__(self, "_scenario", scenario)
        object.__setattr__(self, "_path", path)

    def _full(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else str(key)

    def __getitem__(self, key: str) -> Any:
        return self._scenario._read(self._full(key))

    def __setitem__(self, key: str, value: Any) -> None:
        self._scenario.update({self._full(key): value})

    def __getattr__(self, key: str) -> Any:
        if key.startswith("_"):
            raise AttributeError(key)
        try:
            return self[key]
        except InputError as error:
            raise AttributeError(str(error)) from None

    def __setattr__(self, key: str, value: Any) -> None:
        if key.startswith("_"):
            raise AttributeError(f"{key} cannot be set")
        self[key] = value

    def __iter__(self) -> Iterator[str]:
        return iter(self._scenario._children(self._path))

    def __len__(self) -> int:
        return len(self._scenario._children(self._path))

    def __dir__(self):
        return [*super().__dir__(), *self]

    def __repr__(self) -> str:
        return f"<{self._path}: {', '.join(self)}>"


class Scenario(Part):
    """A checked scenario. Made by `load` and `parse`; a run takes a copy, so changing it later is safe."""

    __slots__ = ("_core_scenario", "_tickets", "_facts", "_tree")

    def __init__(self, core: "_core.Scenario", tickets: Mapping[str, Ticket] | None = None):
        super().__init__(self, "")
        for name, value in (("_core_scenario", core), ("_tickets", dict(tickets or {})), ("_facts", core.facts()),
                            ("_tree", None)):
            object.__setattr__(self, name, value)

    # reading -------------------------------------------------------------------------------------------------
    def _children(self, path: str) -> list[str]:
        if self._tree is None:
            tree: dict[str, dict[str, None]] = {}
            for full in self._core_scenario.paths():
                parts = full.split(".")
                for k in range(len(parts)):
                    tree.setdefault(".".join(parts[:k]), {})[parts[k]] = None
            object.__setattr__(self, "_tree", tree)
        return list(self._tree.get(path, ()))

    def _read(self, path: str) -> Any:
        if not isinstance(path, str):
            raise TypeError(f"a path is text such as 'states.AZE.gdp', not {type(path).__name__}")
        code = path.removeprefix("states.").removesuffix(".strategy")
        if path == f"states.{code}.strategy" and code in self._tickets:
            return self._tickets[code].policy
        try:
            return self._core_scenario.get(path)
        except InputError:
            if self._children(path):
                return Part(self, path)
            raise

    @property
    def title(self) -> str:
        """The title of the file."""
        return self._facts["title"]

    @property
    def about(self) -> str:
        """What the file says about itself: sources, limits."""
        return self._facts["about"]

    @property
    def start(self) -> str:
        """The date of month 0, YYYY-MM."""
        return self._facts["start"]

    @property
    def codes(self) -> list[str]:
        """Codes of all states in order."""
        return list(self._facts["codes"])

    @property
    def active(self) -> list[str]:
        """Codes of the states that decide (not passive)."""
        return [code for code, passive in zip(self._facts["codes"], self._facts["passive"]) if not passive]

    @property
    def hash(self) -> str:
        """32 hex digits of everything that can influence numbers of a run."""
        return self._core_scenario.hash()

    @property
    def unsourced(self) -> list[str]:
        """Paths of numbers given with neither a source nor an assumption."""
        return self._core_scenario.unsourced()

    def paths(self) -> list[str]:
        """Every path that can be read and set, in the order of the file."""
        return self._core_scenario.paths()

    # changing ------------------------------------------------------------------------------------------------
    def update(self, changes: Mapping[str, Any]) -> "Scenario":
        """Sets several paths at once, or none of them when a check fails. Returns self.

        A value is a number, a name (strategy, date YYYY-MM), a Policy for ``states.X.strategy``, or a sequence
        of numbers for a position. Raises InputError (path, what was allowed, nearest name).
        """
        assignments, policies = [], {}
        for path, value in dict(changes).items():
            if not isinstance(path, str):
                raise TypeError(f"a path is text such as 'states.AZE.gdp', not {type(path).__name__}")
            if isinstance(value, type) and issubclass(value, Policy):
                raise InputError(f"{path}: give an object of {value.__name__}, not the class: {value.__name__}()")
            if isinstance(value, Policy):
                parts = path.split(".")
                if len(parts) != 3 or parts[0] != "states" or parts[2] != "strategy":
                    raise InputError(f"{path}: a policy decides for a state: states.X.strategy",
                                     [Problem("", 0, 0, path, "a policy is no value here")])
                self._core_scenario.get(path)
                policies[parts[1]] = value
            elif isinstance(value, (list, tuple)) or getattr(value, "ndim", 0) == 1:
                assignments += [f"{path}.{k}={_text(path, item)}" for k, item in enumerate(value)]
            else:
                assignments.append(f"{path}={_text(path, value)}")
        changed = self._core_scenario.copy()
        changed.assign(assignments)
        tickets = {code: ticket for code, ticket in self._tickets.items()
                   if not any(a.startswith(f"states.{code}.strategy=") for a in assignments)}
        for code, policy in policies.items():
            tickets[code] = Ticket(policy)
            changed.use_policy(code, tickets[code].number)
        for name, value in (("_core_scenario", changed), ("_tickets", tickets), ("_facts", changed.facts())):
            object.__setattr__(self, name, value)
        if any(".strategy" in path for path in changes):
            object.__setattr__(self, "_tree", None)  # another strategy may have other options
        return self

    def copy(self) -> "Scenario":
        """An independent copy."""
        return Scenario(self._core_scenario.copy(), self._tickets)

    def with_changes(self, changes: Mapping[str, Any] | None = None, **strategies: Any) -> "Scenario":
        """A changed copy: ``sc.with_changes({"parameters.influence": 0}, AZE="bandwagon")``; a keyword is the
        strategy of a state."""
        return self.copy().update({**(changes or {}), **{f"states.{k}.strategy": v for k, v in strategies.items()}})

    def extend(self, part: Mapping[str, Any]) -> "Scenario":
        """A new scenario with the keys of a file laid over this one, as ``extends`` does:
        ``sc.extend({"events": {"line": {"at": 36, "strategy": {"state": "AZE", "use": "bandwagon"}}}})``.
        Values must be plain (dict, list, str, numbers). Raises InputError with paths. Needs PyYAML."""
        merged = _merge(_read_yaml(self.to_yaml()), part)
        return parse(json.dumps(merged), "<extended>")

    # whole ---------------------------------------------------------------------------------------------------
    def to_yaml(self) -> str:
        """The complete scenario as YAML that reads back to an equal one. Raises InputError when a state
        decides by a Python policy, which no file can hold."""
        if self._core_scenario.has_python_policy:
            who = ", ".join(self._tickets) or "a state"
            raise InputError(f"states.{who}.strategy: a Python policy cannot be written to a file")
        return self._core_scenario.to_yaml()

    def save(self, path: str | os.PathLike) -> None:
        """Writes `to_yaml` to a file."""
        text = self.to_yaml()
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def run(self, months: int | None = None, replicates: int = 1, seed: int | None = None, **settings: Any):
        """Runs the scenario; see `tarazi.run`."""
        from .run import run
        return run(self, months, replicates, seed, **settings)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Scenario):
            return NotImplemented
        return self.hash == other.hash

    __hash__ = None

    def __repr__(self) -> str:
        return f"<Scenario {self.title!r}: {', '.join(self.codes)}; {self.start}, {self['months']} months>"

    def _repr_html_(self) -> str:
        rows = []
        for code, name in zip(self._facts["codes"], self._facts["names"]):
            position = self._core_scenario.get(f"states.{code}.position.0")
            strategy = "" if code not in self.active else self._read(f"states.{code}.strategy")
            label = strategy if isinstance(strategy, str) else repr(strategy)
            rows.append(f"<tr><th>{html.escape(code)}</th><td>{html.escape(name)}</td>"
                        f"<td style='text-align:right'>{self._core_scenario.get(f'states.{code}.gdp'):,.1f}</td>"
                        f"<td style='text-align:right'>{position:+.2f}</td><td>{html.escape(label)}</td></tr>")
        events = "".join(f"<li>{html.escape(name)}: {kind}, month {at}{'' if until is None else f' to {until}'}</li>"
                         for name, at, until, kind in self._facts["events"])
        return (f"<div><strong>{html.escape(self.title)}</strong> "
                f"({self.start}, {self['months']} months, seed {self['seed']})<table><thead><tr><th></th><th>state</th>"
                "<th>GDP, bn USD</th><th>position</th><th>strategy</th></tr></thead><tbody>" + "".join(rows) +
                f"</tbody></table>{f'<p>Events</p><ul>{events}</ul>' if events else '<p>No events.</p>'}</div>")


def _merge(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, Mapping) and not {"value"} & set(above):
        merged = dict(below)
        for key, value in above.items():
            merged[key] = _merge(below.get(key), value)
        return merged
    if isinstance(above, Mapping):
        return {str(key): _merge(None, value) for key, value in above.items()}
    if isinstance(above, float) and not math.isfinite(above):
        raise InputError("a value that is not a finite number cannot stand in a scenario")
    return above.item() if hasattr(above, "item") else above


def _read_yaml(text: str) -> Any:
    import re

    import yaml

    class Loader(yaml.SafeLoader):
        """Numbers such as 1e-05, which YAML 1.1 takes for text, are numbers here."""

    Loader.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"^[-+]?\d+(\.\d*)?[eE][-+]?\d+$"), list("-+0123456789"))
    return yaml.load(text, Loader)
