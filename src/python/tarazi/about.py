"""The model's own tables: parameters, weights of strategies, presets; each number with unit, range and source."""

from __future__ import annotations

from . import _core

_COLUMNS = ("name", "unit", "default", "low", "high", "help", "source")


def parameters():
    """pandas.DataFrame of the parameters of the model (section 7), indexed by name."""
    import pandas as pd

    return pd.DataFrame(_core.parameters(), columns=_COLUMNS).set_index("name")


def weights():
    """pandas.DataFrame of the weights of a strategy (section 5), indexed by name."""
    import pandas as pd

    return pd.DataFrame(_core.weights(), columns=_COLUMNS).set_index("name")


def presets() -> dict[str, str]:
    """The strategies by name, each with its behaviour in a sentence."""
    return dict(_core.presets)
