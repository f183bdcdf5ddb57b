"""Decision rules written in Python: subclass `Policy`, give a state an object of it, run.

Cost: the interpreter is entered once a month for every state with such a policy (about 20 microseconds) and
worlds run one at a time on one thread, so use few replicates while you experiment.
"""

from __future__ import annotations

import copy
import difflib
import hashlib
from typing import Any

import numpy as np

from . import _core
from .errors import PolicyError

_ROWS = ("distance", "dependence", "influence_share", "affinity", "grievance", "pressure_on_me", "openness_to_me",
         "offer_to_me", "exports", "imports", "own_pressure", "own_openness", "own_offer")
_SIGNALS = ("pressure", "openness", "offer")


class ByPartner(np.ndarray):
    """One number for each state, read and set by code or by place: ``seen.affinity["RUS"]``."""

    codes: tuple[str, ...] = ()

    def __array_finalize__(self, source: Any) -> None:
        self.codes = getattr(source, "codes", ())

    def _place(self, key: Any) -> Any:
        if not isinstance(key, str):
            return key
        if key in self.codes:
            return self.codes.index(key)
        near = difflib.get_close_matches(key, self.codes, 1)
        raise KeyError(f"no state {key!r}; states are {', '.join(self.codes)}" + (f"; did you mean {near[0]}?" if near else ""))

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(self._place(key))

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(self._place(key), value)


def _by_partner(values: np.ndarray, codes: tuple[str, ...]) -> ByPartner:
    row = values.view(ByPartner)
    row.codes = codes
    return row


class Observation:
    """What a state knows of a month. Rows hold one number for each state (`ByPartner`), 0 where there is no pair.

    ``month``; ``me`` (code); ``codes``; ``partners`` (codes signals can be sent to); ``output`` (bn USD a year);
    ``distance``, ``dependence``, ``influence_share``, ``affinity``, ``grievance``, ``pressure_on_me``,
    ``openness_to_me``, ``offer_to_me`` (bn USD a year), ``exports``, ``imports`` (bn USD a year),
    ``own_pressure``, ``own_openness``, ``own_offer`` (in force now). Units as in model section 1.
    """

    def __init__(self, month: int, me: str, output: float, block: np.ndarray, is_partner: np.ndarray, codes: tuple[str, ...]):
        self.month, self.me, self.output, self.codes = month, me, output, codes
        self.partners = [code for code, can in zip(codes, is_partner) if can]
        for name, row in zip(_ROWS, block):
            setattr(self, name, _by_partner(row, codes))


class Signals:
    """The signals of next month: ``pressure`` (0..1), ``openness`` (-1..1), ``offer`` (bn USD a year, >= 0), one
    number a partner. They arrive holding what the weighted rule would send; change what you want to decide."""

    __slots__ = ("_rows",)

    def __init__(self, block: np.ndarray, codes: tuple[str, ...]):
        self._rows = {name: _by_partner(row, codes) for name, row in zip(_SIGNALS, block)}

    def _set(self, name: str, value: Any) -> None:
        try:
            self._rows[name][...] = value
        except (TypeError, ValueError) as error:
            raise ValueError(f"signals.{name} needs one number for each of {len(self._rows[name])} states: {error}") from None

    pressure = property(lambda self: self._rows["pressure"], lambda self, value: self._set("pressure", value),
                        doc="Pressure on each partner, 0 to 1.")
    openness = property(lambda self: self._rows["openness"], lambda self, value: self._set("openness", value),
                        doc="Openness to each partner, -1 to 1.")
    offer = property(lambda self: self._rows["offer"], lambda self, value: self._set("offer", value),
                     doc="State-directed investment in each partner, bn USD a year, 0 or more.")


class Policy:
    """A decision rule. Subclass it, write `decide`, and set ``sc.states.AZE.strategy = MyPolicy()``.

    The object you give is a pattern: each world decides with its own deep copy, so nothing leaks from one
    replicate into another. Random numbers must come from ``self.rng``, which depends on seed, replicate and
    state only; then runs are repeatable.
    """

    rng: np.random.Generator

    def reset(self) -> None:
        """Called once before month 0 of each world; set up memory here."""

    def decide(self, seen: Observation, signals: Signals) -> None:
        """Changes `signals` in place. Signals outside their range are clipped; a value that is not a number
        raises PolicyError."""
        raise TypeError(f"{type(self).__name__} has no decide(self, seen, signals)")

    def memory(self) -> list[float]:
        """The memory as numbers, for saved worlds. Override together with `remember` when it matters."""
        return []

    def remember(self, numbers: list[float]) -> None:
        """Takes back what `memory` gave."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"


class Ticket:
    """Keeps a policy known to the engine while a scenario or run holds it."""

    def __init__(self, policy: Policy):
        self.policy = policy
        self.number = _core.register_policy(policy)
        self._release = _core.release_policy

    def __del__(self) -> None:
        self._release(self.number)


class _World:
    """One policy in one world; what the engine holds."""

    def __init__(self, policy: Policy, codes: tuple[str, ...], me: str, replicate: int):
        self.policy, self.codes, self.me, self.replicate = policy, codes, me, replicate

    def memory(self) -> list[float]:
        return [float(number) for number in self.policy.memory()]

    def remember(self, numbers: list[float]) -> None:
        self.policy.remember(numbers)

    def fail(self, what: str, month: int | None = None) -> PolicyError:
        when = "before month 0" if month is None else f"in month {month}"
        return PolicyError(f"the policy {type(self.policy).__name__} of {self.me} failed {when}, replicate {self.replicate}: {what}")


def begin_world(pattern: Policy, codes: list[str], state: int, seed: int, replicate: int) -> _World:
    """Called by the engine for each world: a fresh copy with its own random numbers."""
    world = _World(pattern, tuple(codes), codes[state], replicate)
    try:
        world.policy = copy.deepcopy(pattern)
        identity = int.from_bytes(hashlib.sha256(codes[state].encode()).digest()[:4], "little")
        world.policy.rng = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, replicate, identity])))
        world.policy.reset()
    except Exception as error:
        raise world.fail(f"{type(error).__name__}: {error}") from error
    return world


def decide_month(world: _World, month: int, output: float, block: np.ndarray, is_partner: np.ndarray) -> np.ndarray:
    """Called by the engine every month; returns the three rows of signals."""
    seen = Observation(month, world.me, output, block[: len(_ROWS)], is_partner, world.codes)
    sent = block[len(_ROWS):]
    signals = Signals(sent, world.codes)
    try:
        answer = world.policy.decide(seen, signals)
    except Exception as error:
        raise world.fail(f"{type(error).__name__}: {error}", month) from error
    if answer is not None:
        raise world.fail(f"decide() returned {type(answer).__name__}; it must change signals in place and return nothing", month)
    wrong = np.argwhere(~np.isfinite(sent) & is_partner)
    if len(wrong):
        name, partner = _SIGNALS[wrong[0][0]], world.codes[wrong[0][1]]
        raise world.fail(f"{name} to {partner} is {sent[tuple(wrong[0])]}, not a finite number", month)
    return sent
