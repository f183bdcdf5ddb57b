"""Boxes of numbers for learning agents: gymnasium's where it is installed, a small one of the same shape else."""

from __future__ import annotations

from typing import Any

import numpy as np


class Box:
    """What this package uses of gymnasium.spaces.Box."""

    def __init__(self, low: Any, high: Any, shape: tuple[int, ...]):
        self.low, self.high = np.full(shape, low, dtype=float), np.full(shape, high, dtype=float)
        self.shape, self.dtype = shape, np.dtype(float)
        self._rng = np.random.default_rng()

    def seed(self, seed: int | None = None) -> None:
        """Makes the following samples repeatable."""
        self._rng = np.random.default_rng(seed)

    def sample(self) -> np.ndarray:
        """A point of the box: uniform where it is bounded, normal where it is not."""
        bounded = np.isfinite(self.low) & np.isfinite(self.high)
        low, high = np.where(bounded, self.low, 0), np.where(bounded, self.high, 1)
        return np.where(bounded, self._rng.uniform(low, high), self._rng.normal(size=self.shape))

    def contains(self, point: Any) -> bool:
        """Whether an array of the right shape lies in the box."""
        return isinstance(point, np.ndarray) and point.shape == self.shape and bool(np.all((point >= self.low) & (point <= self.high)))

    __contains__ = contains

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Box) and np.array_equal(self.low, other.low) and np.array_equal(self.high, other.high)

    def __repr__(self) -> str:
        return f"Box({self.low.min()}, {self.high.max()}, {self.shape}, {self.dtype})"


def box(low: Any, high: Any, shape: tuple[int, ...]) -> Any:
    """A Box of doubles."""
    try:
        from gymnasium.spaces import Box as Known
    except ImportError:
        return Box(low, high, shape)
    return Known(np.full(shape, low, dtype=float), np.full(shape, high, dtype=float), shape, np.float64)
