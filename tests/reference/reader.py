# Reads a scenario file into plain data for the reference implementation.
# Built for valid files: it stops at the first thing it does not understand and reports no line numbers.
"""Scenario YAML (formats description, "Scenario") -> `Scenario` with NumPy arrays indexed by state."""

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import yaml

from parameters import NOISE, PARAMETERS, strategy_weights


@dataclass
class Scenario:
    """Start values and events. Matrices are [i, j] = i towards j; money in bn USD, flows per year."""

    codes: list
    active: np.ndarray
    start: tuple  # (year, month) of month 0
    months: int
    seed: int
    parameters: dict
    x: np.ndarray  # [state, component]
    anchors: list  # per state: array of the components, or None when it is to be calibrated
    output: np.ndarray
    growth: np.ndarray
    home_share: np.ndarray
    weights: list  # per state: dict of strategy weights
    trade: np.ndarray
    capital: np.ndarray
    affinity: np.ndarray
    bonds: np.ndarray
    security: np.ndarray
    pressure: np.ndarray
    corridors: dict = field(default_factory=dict)  # name -> owners (indices), days, cost, capacity, open
    freight: dict = field(default_factory=dict)  # name -> ends (two indices), routes {corridor: share}, tonnes, value_share
    events: list = field(default_factory=list)

    def date(self, month):
        """Calendar date of a month number as YYYY-MM."""
        total = self.start[0] * 12 + self.start[1] - 1 + month
        return f"{total // 12:04d}-{total % 12 + 1:02d}"


def number(node):
    """A number given plainly or as {value: ..., source or assumption: ...}."""
    return float(node["value"] if isinstance(node, dict) else node)


def flag(node):
    """A YAML truth value (the loader hands over text)."""
    return str(node).lower() in ("true", "yes", "on")


def merge(base, over):
    """The scenario `over` laid on `base`: maps are merged key by key, everything else is replaced."""
    if not (isinstance(base, dict) and isinstance(over, dict)):
        return over
    # A number with its source, and a table kept in a file, are one thing: they are replaced as a whole.
    if {"value", "file"} & (set(base) | set(over)):
        return over
    merged = dict(base)
    for key, value in over.items():
        merged[key] = merge(base[key], value) if key in base else value
    return merged


def load_tree(path):
    """The YAML tree of a file with `extends` resolved and names of table files made absolute."""
    path = Path(path)
    # BaseLoader keeps scalars as text, so a state called NO or ON stays a name.
    tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    for node in tree.values():
        if isinstance(node, dict) and "file" in node:
            node["file"] = str(path.parent / node["file"])
    if "extends" in tree:
        base = tree.pop("extends")
        tree = merge(load_tree(path.parent / base), tree)
    return tree


def read_strategy(node):
    """Weights of a strategy given as a preset's name or as a map, which may extend a preset."""
    if isinstance(node, str):
        return strategy_weights(node)
    changes = {key: number(value) for key, value in node.items() if key != "extends"}
    return strategy_weights(node.get("extends"), changes)


def read_pairs(node, index, symmetric=False):
    """Matrix of a section {from: {to: value}} or {file: CSV}; pairs left out are 0."""
    cells = {}
    if node and "file" in node:
        with open(node["file"], newline="", encoding="utf-8") as table:
            for row in csv.DictReader(table):
                sender, receiver = list(row.values())[:2]
                cells[index[sender], index[receiver]] = float(row["value"])
    else:
        for sender, row in (node or {}).items():
            for receiver, value in row.items():
                cells[index[sender], index[receiver]] = number(value)
    matrix = np.zeros((len(index), len(index)))
    for (i, j), value in cells.items():
        matrix[i, j] = value
        if symmetric and (j, i) not in cells:
            matrix[j, i] = value
    return matrix


def read_month(node, start):
    """A month number from `YYYY-MM` or a plain number."""
    text = str(node)
    match = re.fullmatch(r"(\d{4})-(\d{2})", text)
    if match:
        return (int(match[1]) - start[0]) * 12 + int(match[2]) - start[1]
    return int(text)


def read_event(name, node, index, start):
    """One event as a flat dict: kind, at, until (None = for ever) and the kind's own entries."""
    event = {"name": name, "at": read_month(node["at"], start), "until": None}
    if "until" in node:
        event["until"] = read_month(node["until"], start)
    (kind,) = [key for key in ("pin", "strategy", "corridor", "change", "state") if key in node]
    body = node[kind]
    event["kind"] = kind
    if kind in ("pin", "change"):
        event["from"], event["to"] = index[body["from"]], index[body["to"]]
        event["values"] = {key: number(value) for key, value in body.items() if key not in ("from", "to", "both_ways")}
        event["both_ways"] = flag(node.get("both_ways", body.get("both_ways", "false")))
    elif kind == "strategy":
        event["state"] = index[body["state"]]
        event["weights"] = read_strategy(body["use"])
    elif kind == "corridor":
        event["corridor"] = body["name"]
        event["values"] = {key: number(value) for key, value in body.items() if key != "name"}
    else:
        event["state"] = index[body["name"]]
        event["output"] = number(body["output"])
    return event


def read_parameters(tree):
    """Model defaults, then the noise setting, then the scenario's own parameters."""
    parameters = {name: row[0] for name, row in PARAMETERS.items()}
    parameters.update(NOISE[tree.get("noise", "none")])
    for name, value in (tree.get("parameters") or {}).items():
        if name not in parameters:
            raise KeyError(f"unknown parameter {name!r}")
        parameters[name] = number(value)
    parameters["sweeps"] = int(parameters["sweeps"])
    return parameters


def components(node):
    """A position: a list of components or one number."""
    return np.array([number(part) for part in (node if isinstance(node, list) else [node])])


def read_scenario(path):
    """The scenario of a YAML file, `extends` included."""
    tree = load_tree(path)
    states = tree["states"]
    codes = list(states)
    index = {code: i for i, code in enumerate(codes)}
    rows = [states[code] or {} for code in codes]
    size = max([len(components(row["position"])) for row in rows if "position" in row], default=1)
    start = tuple(int(part) for part in str(tree["start"]).split("-")[:2])
    corridors = {}
    for name, row in (tree.get("corridors") or {}).items():
        corridors[name] = {key: number(row[key]) for key in ("days", "cost", "capacity")}
        corridors[name]["open"] = number(row.get("open", 1))
        corridors[name]["owners"] = [index[code] for code in row.get("through") or []]
    freight = {}
    for name, row in (tree.get("freight") or {}).items():
        freight[name] = {
            "ends": [index[code] for code in row["between"]],
            "routes": {route: number(share) for route, share in row["routes"].items()},
            "tonnes": number(row["tonnes"]),
            "value_share": number(row.get("value_share", 1)),
        }
    return Scenario(
        codes=codes,
        active=np.array([not flag(row.get("passive", "false")) for row in rows]),
        start=start,
        months=int(number(tree["months"])),
        seed=int(number(tree.get("seed", 1))),
        parameters=read_parameters(tree),
        x=np.array([components(row["position"]) if "position" in row else np.zeros(size) for row in rows]),
        anchors=[components(row["anchor"]) if "anchor" in row else None for row in rows],
        output=np.array([number(row["gdp"]) for row in rows]),
        growth=np.array([number(row.get("growth", 0)) for row in rows]),
        home_share=np.array([number(row.get("home_share", 0.25)) for row in rows]),
        weights=[read_strategy(row.get("strategy", "non-aligned")) for row in rows],
        trade=read_pairs(tree.get("trade"), index),
        capital=read_pairs(tree.get("investment"), index),
        affinity=read_pairs(tree.get("affinity"), index, symmetric=True),
        bonds=read_pairs(tree.get("bonds"), index, symmetric=True),
        security=read_pairs(tree.get("security"), index),
        pressure=read_pairs(tree.get("pressure"), index),
        corridors=corridors,
        freight=freight,
        events=[read_event(name, node, index, start) for name, node in (tree.get("events") or {}).items()],
    )
