# Parameters, strategy weights and presets of the reference implementation, typed in from the model description.
# Sources and reasons of each number stand in the tables of model sections 5 and 7; this file only repeats the values.
"""Default parameters with their ranges, the calibrated noise, and the strategy presets."""

# name: (default, low, high); None where the model gives no range
PARAMETERS = {
    "anchoring": (0.0045, 0.002, 0.012),
    "influence": (0.0015, 0.0, 0.006),
    "coercion": (0.010, 0.0, 0.04),
    "resentment": (0.0015, 0.0, 0.002),
    "home_weight": (0.02, 0.005, 0.1),
    "w_imports": (0.5, 0.0, 1.0),
    "w_exports": (0.5, 0.0, 1.0),
    "w_transit": (0.5, 0.0, 1.0),
    "w_stock": (1.0, 0.0, 2.0),
    "w_security": (0.1, 0.0, 2.0),
    "w_bond": (0.05, 0.0, 2.0),
    "affinity_trade": (0.5, 0.2, 0.8),
    "bond_trade": (0.3, 0.0, 0.6),
    "openness_trade": (0.3, 0.0, 0.6),
    "sanction_max": (0.8, 0.5, 0.95),
    "trade_up": (0.039, 0.02, 0.1),
    "trade_down": (0.25, 0.1, 0.5),
    "mood_trade": (0.15, 0.05, 0.3),
    "mood_decay": (0.5, 0.06, 0.7),
    "sweeps": (12, 4, 50),
    "time_cost": (0.008, 0.006, 0.021),
    "bpr": (0.15, 0.1, 0.5),
    "route_rate": (0.1, 0.02, 0.2),
    "depreciation": (0.0043, 0.003, 0.008),
    "affinity_invest": (0.8, 0.3, 1.5),
    "pressure_invest": (0.8, 0.0, 1.0),
    "capital_return": (0.08, 0.0, 0.15),
    "idle_cost": (0.5, 0.0, 1.0),
    "grievance_gain": (0.06, 0.01, 0.2),
    "grievance_decay": (0.03, 0.01, 0.1),
    "friend_discount": (0.7, 0.0, 1.0),
    "affinity_rate": (0.03, 0.01, 0.08),
    "closeness_affinity": (0.5, 0.0, 1.0),
    "bond_affinity": (0.3, 0.0, 1.0),
    "grievance_affinity": (0.8, 0.0, 1.0),
    "cooperation_affinity": (0.4, 0.0, 1.0),
    "bond_up": (0.02, None, None),
    "bond_down": (0.002, None, None),
    "length": (1.5, 0.7, 3.0),
    "lever_rate": (0.2, 0.05, 0.5),
    "aid_scale": (0.01, 0.002, 0.05),
    "drift_sd": (0.0, None, None),
    "jump_prob": (0.0, None, None),
    "jump_sd": (0.6, None, None),
    "mood_sd": (0.0, 0.0, 0.2),
}

NOISE = {
    "none": {"drift_sd": 0.0, "jump_prob": 0.0, "jump_sd": 0.6, "mood_sd": 0.0},
    "calibrated": {"drift_sd": 0.017, "jump_prob": 0.004, "jump_sd": 0.6, "mood_sd": 0.05},
}

# What a weight is when neither the strategy nor its preset names it.
WEIGHT_DEFAULTS = {
    "autonomy": 0.0,
    "influence_x": 1.0,
    "anchoring_x": 1.0,
    "principle": 0.0,
    "tolerance": 1.0,
    "reciprocity": 0.0,
    "conflict": 0.0,
    "restraint": 1.0,
    "openness_affinity": 0.0,
    "diversification": 0.0,
    "statecraft": 0.0,
    "inplay": 0.0,
    "extra": 0.0,
}

PRESETS = {
    "multi-vector": {"autonomy": 1, "reciprocity": 0.2, "openness_affinity": 0.2, "diversification": 1},
    "bandwagon": {"autonomy": -0.5, "influence_x": 1.5, "anchoring_x": 0.7, "openness_affinity": 0.5,
                  "diversification": -0.5},
    "balancing": {"autonomy": 2, "influence_x": 0.5, "principle": 0.1, "reciprocity": 0.3, "conflict": 0.3,
                  "restraint": 0.5, "diversification": 1.5},
    "non-aligned": {"influence_x": 0.25, "anchoring_x": 2, "autonomy": 1, "reciprocity": 0.1,
                    "diversification": 0.5},
    "transactional": {"influence_x": 1.5, "anchoring_x": 0.7, "restraint": 2},
    "reciprocal": {"autonomy": 0.5, "reciprocity": 0.8, "openness_affinity": 0.3, "restraint": 0.5},
    "conditionality": {"autonomy": 0.5, "influence_x": 0.1, "anchoring_x": 1.5, "principle": 0.25,
                       "reciprocity": 0.2, "conflict": 0.1, "restraint": 2, "openness_affinity": 0.3,
                       "statecraft": 0.2},
    "patron": {"autonomy": 0.5, "influence_x": 0.2, "anchoring_x": 1.5, "principle": 0.03, "tolerance": 2,
               "reciprocity": 0.2, "conflict": 0.1, "openness_affinity": 0.2, "statecraft": 0.6, "inplay": 1},
    "sphere-of-influence": {"autonomy": 0.5, "influence_x": 0.2, "anchoring_x": 1.5, "principle": 0.2,
                            "tolerance": 0.7, "reciprocity": 0.5, "conflict": 0.3, "restraint": 0.5,
                            "openness_affinity": 0.3, "statecraft": 0.4},
    "resistance": {"autonomy": 1, "influence_x": 0.25, "anchoring_x": 2, "principle": 0.05, "tolerance": 1.5,
                   "reciprocity": 0.6, "conflict": 0.3, "restraint": 0.3},
}


def strategy_weights(preset=None, changes=None):
    """All weights of a strategy: the defaults, then the preset's, then the scenario's own changes."""
    weights = dict(WEIGHT_DEFAULTS)
    for layer in (PRESETS[preset] if preset else {}, changes or {}):
        for name, value in layer.items():
            if name not in weights:
                raise KeyError(f"unknown strategy weight {name!r}")
            weights[name] = float(value)
    return weights
