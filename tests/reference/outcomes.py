# Outcomes (model section 9) and the result tables (formats description, "Results") of the reference implementation.
# A cell that a unit does not have is None and is written as an empty field.
"""Rows of states.csv, dyads.csv, corridors.csv and freight.csv for one world."""

import csv
from pathlib import Path

import numpy as np

import laws


def posture_of(s, partners):
    """Outcomes of one state from its influence shares and its list of active partners, as a dict."""
    result = {"multivector_index": None, "effective_vectors": None, "lean": None, "lean_towards": None,
              "posture": "unattached"}
    total = sum(s[j] for j in partners)
    if total > 0:
        o = {j: s[j] / total for j in partners}
        squares = sum(value * value for value in o.values())
        result["effective_vectors"] = 1.0 / squares
    if total < 0.1 or len(partners) < 2:
        return result
    first, second = sorted(partners, key=lambda j: -o[j])[:2]
    lean = o[first] - o[second]
    result["multivector_index"] = (1.0 - squares) / (1.0 - 1.0 / len(partners))
    result["lean"], result["lean_towards"] = lean, first
    if o[first] >= 0.5 and lean >= 0.25:
        result["posture"] = "aligned"
    else:
        result["posture"] = "leaning" if lean >= 0.15 else "multi-vector"
    return result


def state_rows(model, world, replicate, s):
    """states.csv: a passive state has a position, an output and its unsold trade, but no outcomes."""
    S = model.scenario
    for i, code in enumerate(S.codes):
        row = {"month": world.month, "date": S.date(world.month), "replicate": replicate, "state": code}
        for d in range(model.size):
            row[f"position_{d + 1}"] = world.x[i, d]
        partners = list(np.flatnonzero(model.pair[i]))
        found = posture_of(s[i], partners)
        if not S.active[i]:
            found = dict.fromkeys(found)
        elif found["lean_towards"] is not None:
            found["lean_towards"] = S.codes[found["lean_towards"]]
        row["output"] = world.Y[i]
        row.update(found)
        row["idle"], row["shortage"] = world.idle[i], world.shortage[i]
        yield row


def dyad_rows(model, world, replicate, D, s):
    """dyads.csv: a pair with a passive state has exports and stock only."""
    S, P = model.scenario, model.P
    distance = laws.distances(world.x)
    exports = world.T * (1.0 + P["mood_trade"] * (world.m + world.m.T) / 2.0)
    columns = {
        "exports": exports, "stock": world.K, "pressure": world.p, "openness": world.q, "offer": world.u,
        "affinity": world.A, "grievance": world.G, "mood": world.m, "bond": world.B, "dependence": D,
        "influence_share": s, "closeness": 1.0 / (1.0 + (distance / P["length"]) ** 2),
        "agreement": np.clip(0.980 - 0.1725 * distance, 0, 1),
    }
    for i, sender in enumerate(S.codes):
        for j, receiver in enumerate(S.codes):
            if i == j:
                continue
            row = {"month": world.month, "date": S.date(world.month), "replicate": replicate, "from": sender,
                   "to": receiver}
            for name, matrix in columns.items():
                known = model.pair[i, j] or name in ("exports", "stock")
                row[name] = matrix[i, j] if known else None
            yield row


def corridor_rows(model, world, replicate):
    """corridors.csv: flow in Mt a year and generalised cost at that flow."""
    for name, corridor in world.corridors.items():
        yield {"month": world.month, "date": model.scenario.date(world.month), "replicate": replicate,
               "corridor": name, "flow": world.F[name],
               "cost": laws.corridor_cost(model.P, corridor, world.F[name])}


def freight_rows(model, world, replicate):
    """freight.csv: share of each route in each freight class."""
    for name, shares in world.f.items():
        for route, share in shares.items():
            yield {"month": world.month, "date": model.scenario.date(world.month), "replicate": replicate,
                   "class": name, "route": route, "share": share}


def tables(model, world, replicate):
    """The rows of every result table for one world: {file name: [row, ...]}."""
    D, s = model.observe(world)
    return {
        "states.csv": list(state_rows(model, world, replicate, s)),
        "dyads.csv": list(dyad_rows(model, world, replicate, D, s)),
        "corridors.csv": list(corridor_rows(model, world, replicate)),
        "freight.csv": list(freight_rows(model, world, replicate)),
    }


def headers(size):
    """Column names of every table for positions of `size` components."""
    first = ["month", "date", "replicate"]
    return {
        "states.csv": first + ["state"] + [f"position_{d + 1}" for d in range(size)] + [
            "output", "multivector_index", "effective_vectors", "lean", "lean_towards", "posture", "idle", "shortage"],
        "dyads.csv": first + [
            "from", "to", "exports", "stock", "pressure", "openness", "offer", "affinity", "grievance", "mood", "bond",
            "dependence", "influence_share", "closeness", "agreement"],
        "corridors.csv": first + ["corridor", "flow", "cost"],
        "freight.csv": first + ["class", "route", "share"],
    }


def cell(value):
    """A field: empty for None, the shortest decimal that reads back exactly for a number."""
    if value is None:
        return ""
    return repr(float(value)) if isinstance(value, (float, np.floating)) else str(value)


def write_tables(folder, rows, size):
    """Writes the four CSV files into `folder`, which is made when missing."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, columns in headers(size).items():
        with open(folder / name, "w", newline="", encoding="utf-8") as out:
            writer = csv.writer(out)
            writer.writerow(columns)
            for row in rows[name]:
                writer.writerow([cell(row[column]) for column in columns])
