"""Environments for learning agents: seats of a scenario decide month by month, from outside.

`env` has the shape of PettingZoo's parallel API (one world); `vector_env` steps thousands of worlds at once.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from . import _core
from .errors import InputError
from .scenario import Scenario
from .spaces import box

Reward = Callable[[str, Mapping[str, np.ndarray], Mapping[str, np.ndarray]], np.ndarray]

#: Highest offer an action may hold, as a share of the seat's output at the start (assumption: ten times the
#: aid that the model counts as full cooperation of a host of the same size).
OFFER_SHARE = .1


def _index_reward(seat: str, before: Mapping[str, np.ndarray], now: Mapping[str, np.ndarray]) -> np.ndarray:
    return now["multivector_index"]


def _output_reward(seat: str, before: Mapping[str, np.ndarray], now: Mapping[str, np.ndarray]) -> np.ndarray:
    return now["output"] / before["output"] - 1


REWARDS: dict[str, Reward] = {"multivector_index": _index_reward, "output": _output_reward}


class VectorEnv:
    """Many worlds of one scenario stepped together; world k has the random numbers of replicate k.

    Actions of a seat: array (worlds, partners, 3) of pressure (0..1), openness (-1..1) and offer (bn USD a year)
    for next month, clipped to the action space. Observations of a seat: array (worlds, features); `features`
    names them. Rewards: array (worlds,).
    """

    def __init__(self, scenario: Scenario, seats: Sequence[str] | str, worlds: int = 1024, months: int | None = None,
                 reward: str | Reward = "multivector_index", seed: int | None = None, threads: int = 0, isa: str = "auto"):
        if not isinstance(scenario, Scenario):
            raise TypeError(f"an environment needs a Scenario (tarazi.load), not {type(scenario).__name__}")
        seats = [seats] if isinstance(seats, str) else list(seats)
        for seat in seats:
            if seat not in scenario.active:
                raise InputError(f"seats: no active state {seat!r}; there are {', '.join(scenario.active)}")
        if isinstance(reward, str) and reward not in REWARDS:
            raise ValueError(f"reward is a function or one of {', '.join(REWARDS)}, not {reward!r}")
        if not isinstance(reward, str) and not callable(reward):
            raise TypeError("reward is a name or a function of (seat, before, now)")
        self.scenario = scenario.copy()
        self.worlds = operator.index(worlds)
        self.months = self.scenario["months"] if months is None else operator.index(months)
        if not 1 <= self.months <= 12000:
            raise ValueError(f"months is {self.months}, allowed are 1 to 12000")
        self.possible_agents = seats
        self._reward = REWARDS[reward] if isinstance(reward, str) else reward
        self._seed = self.scenario["seed"] if seed is None else operator.index(seed)
        codes = self.scenario.codes
        self._core = _core.Worlds(self.scenario._core_scenario, [codes.index(seat) for seat in seats], self.worlds,
                                  operator.index(threads), isa)
        self.partners = {seat: [codes[j] for j in places] for seat, places in zip(seats, self._core.partners())}
        self._high = {seat: OFFER_SHARE * self.scenario[f"states.{seat}.gdp"] for seat in seats}
        self._seen: dict[str, dict[str, np.ndarray]] = {}
        self._running = False

    def features(self, seat: str) -> list[str]:
        """Names of the features of a seat's observation, in order."""
        return [*_core.own_features, *(f"{name}:{partner}" for partner in self._of(self.partners, seat) for name in _core.pair_features)]

    def action_bounds(self, seat: str) -> tuple[np.ndarray, np.ndarray]:
        """Lowest and highest action, arrays (partners, 3)."""
        count = len(self._of(self.partners, seat))
        return np.tile([0., -1., 0.], (count, 1)), np.tile([1., 1., self._high[seat]], (count, 1))

    def _of(self, table: Mapping[str, Any], seat: str) -> Any:
        if seat not in table:
            raise KeyError(f"no seat {seat!r}; seats are {', '.join(self.possible_agents)}")
        return table[seat]

    def _look(self) -> dict[str, np.ndarray]:
        observations, seen = {}, {}
        for k, seat in enumerate(self.possible_agents):
            own, pairs = self._core.observe(k)
            observations[seat] = np.concatenate([own, pairs.reshape(self.worlds, -1)], axis=1)
            seen[seat] = {name: own[:, c] for c, name in enumerate(_core.own_features)}
            seen[seat].update({name: pairs[:, :, c] for c, name in enumerate(_core.pair_features)})
        self._seen = seen
        return observations

    @property
    def month(self) -> int:
        """The present month."""
        return self._core.month

    def reset(self, seed: int | None = None, first_replicate: int = 0) -> dict[str, np.ndarray]:
        """Back to month 0; a seed given here stays. Returns the observations."""
        self._seed = self._seed if seed is None else operator.index(seed)
        self._core.reset(self._seed, operator.index(first_replicate))
        self._running = True
        return self._look()

    def step(self, actions: Mapping[str, np.ndarray]) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray], bool]:
        """One month of all worlds: (observations, rewards, whether this was the last month).
        Raises ValueError for actions of a wrong shape or with a value that is not a number, KeyError for a
        missing seat, RuntimeError before `reset` and after the last month, OutOfBounds."""
        if not self._running:
            raise RuntimeError("call reset() first: the episode is over or has not begun")
        if not isinstance(actions, Mapping):
            raise TypeError(f"actions must be a mapping from seats to arrays, not {type(actions).__name__}")
        unknown = set(actions) - set(self.possible_agents)
        if unknown:
            raise KeyError(f"no seat {sorted(map(str, unknown))[0]!r}; seats are {', '.join(self.possible_agents)}")
        taken = []
        for seat in self.possible_agents:
            low, high = self.action_bounds(seat)
            action = np.asarray(self._of(actions, seat), dtype=float)
            if action.shape != (self.worlds, *low.shape):
                raise ValueError(f"the action of {seat} has shape {action.shape}; it must be {(self.worlds, *low.shape)}: "
                                 "worlds, partners, (pressure, openness, offer)")
            if not np.isfinite(action).all():
                world, partner, signal = np.argwhere(~np.isfinite(action))[0]
                raise ValueError(f"the action of {seat} in world {world}: {('pressure', 'openness', 'offer')[signal]} to "
                                 f"{self.partners[seat][partner]} is not a finite number")
            taken.append(np.clip(action, low, high))
        before = self._seen
        self._core.step(taken)
        observations = self._look()
        rewards = {}
        for seat in self.possible_agents:
            reward = np.asarray(self._reward(seat, before[seat], self._seen[seat]), dtype=float)
            if reward.shape != (self.worlds,):
                raise ValueError(f"the reward of {seat} has shape {reward.shape}; it must be {(self.worlds,)}")
            rewards[seat] = reward
        last = self.month >= self.months
        if last:
            self._core.check_bounds()
            self._running = False
        return observations, rewards, last


class ParallelEnv:
    """One world with the interface of pettingzoo.ParallelEnv: reset, step, spaces, agents."""

    metadata = {"name": "tarazi_v1", "render_modes": [], "is_parallelizable": True}
    render_mode = None

    def __init__(self, scenario: Scenario, seats: Sequence[str] | str, months: int | None = None,
                 reward: str | Reward = "multivector_index", seed: int | None = None):
        self._worlds = VectorEnv(scenario, seats, 1, months, reward, seed, threads=1)
        self.possible_agents: list[str] = list(self._worlds.possible_agents)
        self.agents: list[str] = []
        self._spaces: dict[tuple[str, str], Any] = {}

    def observation_space(self, agent: str):
        """A Box of all features; `features` names them. The same object every time."""
        size = len(self._worlds.features(agent))
        return self._spaces.setdefault(("see", agent), box(-np.inf, np.inf, (size,)))

    def action_space(self, agent: str):
        """A Box (partners, 3): pressure, openness, offer. The same object every time."""
        low, high = self._worlds.action_bounds(agent)
        return self._spaces.setdefault(("act", agent), box(low, high, low.shape))

    @property
    def observation_spaces(self) -> dict[str, Any]:
        return {agent: self.observation_space(agent) for agent in self.possible_agents}

    @property
    def action_spaces(self) -> dict[str, Any]:
        return {agent: self.action_space(agent) for agent in self.possible_agents}

    @property
    def num_agents(self) -> int:
        return len(self.agents)

    @property
    def max_num_agents(self) -> int:
        return len(self.possible_agents)

    @property
    def unwrapped(self) -> "ParallelEnv":
        return self

    def features(self, agent: str) -> list[str]:
        """Names of an observation's features."""
        return self._worlds.features(agent)

    def reset(self, seed: int | None = None, options: Mapping[str, Any] | None = None):
        """Back to month 0: (observations, infos) by agent. ``options={"replicate": r}`` takes other random numbers."""
        replicate = (options or {}).get("replicate", 0)
        seen = self._worlds.reset(seed, replicate)
        self.agents = list(self.possible_agents)
        return {agent: seen[agent][0] for agent in self.agents}, self._infos()

    def step(self, actions: Mapping[str, np.ndarray]):
        """One month: (observations, rewards, terminations, truncations, infos) by agent. The last month truncates;
        nothing terminates early."""
        if not isinstance(actions, Mapping):
            raise TypeError(f"actions must be a mapping from agents to arrays, not {type(actions).__name__}")
        shaped = {agent: np.asarray(action, dtype=float)[None] for agent, action in actions.items()}
        seen, rewards, last = self._worlds.step(shaped)
        acted, infos = self.agents, self._infos()
        if last:
            self.agents = []
        return ({agent: seen[agent][0] for agent in acted}, {agent: float(rewards[agent][0]) for agent in acted},
                {agent: False for agent in acted}, {agent: last for agent in acted}, infos)

    def _infos(self) -> dict[str, dict[str, Any]]:
        return {agent: {"month": self._worlds.month} for agent in self.agents}

    def state(self) -> np.ndarray:
        """What all seats see, one array."""
        return np.concatenate([np.concatenate([np.atleast_1d(v[0]).ravel() for v in seen.values()]) for seen in self._worlds._seen.values()])

    def render(self) -> None:
        """There is nothing to draw month by month; run the scenario and use ``run.plot``."""

    def close(self) -> None:
        """Ends the episode."""
        self.agents = []
        self._worlds._running = False


def env(scenario: Scenario, seats: Sequence[str] | str, months: int | None = None,
        reward: str | Reward = "multivector_index", seed: int | None = None) -> ParallelEnv:
    """One world with the PettingZoo parallel API. ``reward``: "multivector_index", "output" (relative growth), or a
    function (seat, before, now) -> array of one number, on mappings of the features by name."""
    return ParallelEnv(scenario, seats, months, reward, seed)


def vector_env(scenario: Scenario, seats: Sequence[str] | str, worlds: int = 1024, months: int | None = None,
               reward: str | Reward = "multivector_index", seed: int | None = None, threads: int = 0) -> VectorEnv:
    """Thousands of worlds per step; see `VectorEnv`."""
    return VectorEnv(scenario, seats, worlds, months, reward, seed, threads)
