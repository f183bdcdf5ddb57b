"""Tarazi: a simulator of multi-vector foreign policy.

>>> import tarazi
>>> sc = tarazi.load("configs/scenarios/baseline-2024.yaml")
>>> run = sc.run(months=120, replicates=64, seed=1)
>>> run.to_xarray(), run.states, run.plot.positions()
"""

from ._core import __version__, instruction_sets, postures
from .compare import Comparison, compare
from .env import env, vector_env
from .errors import Error, FileError, InputError, OutOfBounds, PolicyError, Problem
from .explain import Explanation
from .policy import Observation, Policy, Signals
from .run import Run, run
from .scenario import Scenario, load, parse
from .study import Study, open_study, study
from .about import parameters, presets, weights

__all__ = ["Comparison", "Error", "Explanation", "FileError", "InputError", "Observation", "OutOfBounds", "Policy",
           "PolicyError", "Problem", "Run", "Scenario", "Signals", "Study", "__version__", "compare", "env", "instruction_sets", "load", "open_study",
           "parameters", "parse", "postures", "presets", "run", "study", "vector_env", "weights"]
