"""A run as an xarray.Dataset and as tidy pandas tables with the columns of the CSV files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from . import _core
from .quantities import (ACTIVE_ONLY, ALIGNMENT_FIELDS, CORRIDOR_FIELDS, DYAD_FIELDS, NEARNESS_FIELDS, POSITION, STATE_FIELDS,
                         months_from)

if TYPE_CHECKING:
    from .run import Run


def dataset(run: "Run"):
    """See `Run.to_xarray`. Values of passive states and of the diagonal are the engine's zeros; coordinate
    ``passive`` tells where they mean nothing."""
    import xarray as xr

    facts, arrays = run.scenario._facts, run.arrays()
    time = ("replicate", "month")

    def variable(dims, values, about):
        return xr.Variable(time + dims, values, {"long_name": about[0], "units": about[1]})

    data = {}
    if facts["dimensions"] == 1:
        data["position"] = variable(("state",), arrays["position"][..., 0], POSITION)
    else:
        data["position"] = variable(("state", "component"), arrays["position"], POSITION)
    for name, about in STATE_FIELDS.items():
        data[name] = variable(("state",), arrays[name], about)
    for name, about in ALIGNMENT_FIELDS.items():
        data[name] = variable(("state",), run.alignments()[name], about)
    data["posture"] = xr.Variable((*time, "state"), run.alignments()["posture"],
                                  {"long_name": "posture", "flag_values": list(range(len(_core.postures))),
                                   "flag_meanings": " ".join(_core.postures)})
    data["lean_towards"] = xr.Variable((*time, "state"), run.alignments()["lean_towards"],
                                       {"long_name": "place of the state leant towards, -1: none"})
    for name, about in DYAD_FIELDS.items():
        data[name] = variable(("state", "partner"), arrays[name], about)
    if facts["corridors"]:
        for name, about in CORRIDOR_FIELDS.items():
            data[name] = variable(("corridor",), arrays[name], about)
    if facts["routes"]:
        data["route_share"] = variable(("route",), arrays["route_share"], ("share of a freight class on a route", "1"))
    first = run._history.first_replicate
    coords = {
        "replicate": np.arange(first, first + run.replicates),
        "month": xr.Variable("month", np.arange(run.months + 1), {"long_name": "months since the start"}),
        "date": ("month", np.array(months_from(facts["start"], run.months + 1), dtype="datetime64[M]").astype("datetime64[ns]")),
        "state": facts["codes"], "partner": facts["codes"], "name": ("state", facts["names"]), "passive": ("state", facts["passive"]),
    }
    if facts["corridors"]:
        coords["corridor"] = facts["corridors"]
    if facts["routes"]:
        coords["route"] = [f"{freight}: {corridor}" for freight, corridor in facts["routes"]]
    return xr.Dataset(data, coords, {"title": facts["title"], "seed": run.seed, "scenario_hash": run.scenario.hash,
                                     "signature": run.signature, "program": f"tarazi {_core.__version__}"})


def _units(run: "Run", *sizes: int) -> tuple[dict[str, np.ndarray], list[np.ndarray]]:
    """Columns month, date, replicate, and the places of the further units, one row a combination."""
    import pandas as pd

    shape = (run.replicates, run.months + 1, *sizes)
    r, m, *rest = (axis.ravel() for axis in np.indices(shape))
    dates = pd.Categorical.from_codes(m, months_from(run.scenario.start, run.months + 1), ordered=True)
    return {"month": m, "date": dates, "replicate": r + run._history.first_replicate}, rest


def _codes(places: np.ndarray, names):
    import pandas as pd

    return pd.Categorical.from_codes(places, list(names))


def states(run: "Run"):
    """See `Run.states`."""
    import pandas as pd

    codes = run.scenario.codes
    columns, (place,) = _units(run, len(codes))
    columns["state"] = _codes(place, codes)
    arrays, outcome = run.arrays(), run.alignments()
    for d in range(run.scenario._facts["dimensions"]):
        columns[f"position_{d + 1}"] = arrays["position"][..., d].ravel()
    columns["output"] = arrays["output"].ravel()
    passive = np.array(run.scenario._facts["passive"])[place]
    for name in ALIGNMENT_FIELDS:
        columns[name] = np.where(passive, np.nan, outcome[name].ravel())
    columns["lean_towards"] = _codes(np.where(passive, -1, outcome["lean_towards"].ravel()), codes)
    columns["posture"] = _codes(np.where(passive, -1, outcome["posture"].ravel()), _core.postures)
    columns["idle"] = arrays["idle"].ravel()
    columns["shortage"] = arrays["shortage"].ravel()
    return pd.DataFrame(columns)


def dyads(run: "Run"):
    """See `Run.dyads`."""
    import pandas as pd

    codes = run.scenario.codes
    n = len(codes)
    columns, (i, j) = _units(run, n, n)
    keep = i != j
    passive = np.array(run.scenario._facts["passive"])
    empty = (passive[i] | passive[j])[keep]
    columns = {name: values[keep] for name, values in columns.items()}
    columns["from"], columns["to"] = _codes(i[keep], codes), _codes(j[keep], codes)
    for name in DYAD_FIELDS:
        if name != "trade":
            values = run.arrays()[name].ravel()[keep]
            columns[name] = np.where(empty, np.nan, values) if name in ACTIVE_ONLY else values
    for name in NEARNESS_FIELDS:
        columns[name] = np.where(empty, np.nan, run.nearness()[name].ravel()[keep])
    return pd.DataFrame(columns)


def corridors(run: "Run"):
    """See `Run.corridors`."""
    import pandas as pd

    names = run.scenario._facts["corridors"]
    columns, (place,) = _units(run, len(names))
    return pd.DataFrame({**columns, "corridor": _codes(place, names), "flow": run.arrays()["flow"].ravel(),
                         "cost": run.arrays()["cost"].ravel()})


def freight(run: "Run"):
    """See `Run.freight`."""
    import pandas as pd

    routes = run.scenario._facts["routes"]
    columns, (place,) = _units(run, len(routes))
    classes = np.array([c for c, _ in routes], dtype=object)
    names = np.array([r for _, r in routes], dtype=object)
    return pd.DataFrame({**columns, "class": classes[place], "route": names[place], "share": run.arrays()["route_share"].ravel()})
