"""Units and long names of everything a run records; used by xarray attributes, tables and plots."""

from __future__ import annotations

#: name: (long name, unit), in the order of states.csv and dyads.csv
STATE_FIELDS = {
    "output": ("output", "bn USD/yr"),
    "trend": ("trend output", "bn USD/yr"),
    "idle": ("supply that found no buyer", "bn USD/yr"),
    "shortage": ("demand that found no supply", "bn USD/yr"),
}
ALIGNMENT_FIELDS = {
    "multivector_index": ("multi-vector index: 1 equidistant, 0 one patron", "1"),
    "effective_vectors": ("effective number of vectors", "partners"),
    "lean": ("largest minus second largest share among partners", "1"),
}
DYAD_FIELDS = {
    "exports": ("reported exports", "bn USD/yr"),
    "trade": ("exports without the effect of mood", "bn USD/yr"),
    "stock": ("capital stock owned", "bn USD"),
    "pressure": ("pressure in force", "1"),
    "openness": ("openness in force", "1"),
    "offer": ("state-directed investment", "bn USD/yr"),
    "affinity": ("affinity", "1"),
    "grievance": ("grievance", "1"),
    "mood": ("mood", "1"),
    "bond": ("bond", "1"),
    "dependence": ("dependence of the first on the second", "1"),
    "influence_share": ("influence share of the second over the first", "1"),
}
NEARNESS_FIELDS = {
    "closeness": ("closeness of positions", "1"),
    "agreement": ("predicted agreement in the UN General Assembly", "share of votes"),
}
CORRIDOR_FIELDS = {"flow": ("freight", "Mt/yr"), "cost": ("generalised cost", "share of value")}
POSITION = ("position", "UNGA ideal-point units")

#: What a pair with a passive side does not have; empty in tables, as in dyads.csv.
ACTIVE_ONLY = ("pressure", "openness", "offer", "affinity", "grievance", "mood", "bond", "dependence", "influence_share")


def months_from(start: str, count: int) -> list[str]:
    """``count`` dates ``YYYY-MM`` beginning with ``start``."""
    year, month = (int(part) for part in start.split("-"))
    first = year * 12 + month - 1
    return [f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(first, first + count)]
