"""Plots with the report's colours and line styles. Each takes ``ax`` or makes axes, and returns them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from .compare import Comparison
    from .explain import Explanation
    from .run import Run

#: The palette of the report; every series differs in line style too, so colour is never the only sign.
COLOURS = ("#159a94", "#d9530f", "#8748cf", "#664a00", "#1c3f9c", "#b0417f", "#2a3138")
DASHES = ("solid", (0, (7, 3)), (0, (2, 3)), (0, (10, 3, 2, 3)), (0, (14, 4)), (0, (5, 2, 1, 2, 1, 2)), (0, (1, 4)))
NEUTRAL, INK, RULE = "#767d85", "#1c2126", "#e3e4e1"


def _axes(ax, size=(7.5, 4)):
    if ax is None:
        import matplotlib.pyplot as plt
        ax = plt.subplots(figsize=size, layout="constrained")[1]
    for side in ("top", "right"):
        ax.spines[side].set_visible(False)
    ax.grid(color=RULE, linewidth=.8)
    ax.set_axisbelow(True)
    return ax


class Plots:
    """The plots of a run; lines are means over replicates, bands the middle 90 %."""

    def __init__(self, run: "Run"):
        self._run = run

    def _look(self, code: str) -> dict:
        scenario = self._run.scenario
        if code not in scenario.active:
            return {"color": NEUTRAL, "linestyle": (0, (3, 3))}
        place = scenario.active.index(code)
        return {"color": COLOURS[place % len(COLOURS)], "linestyle": DASHES[(place % 7 + place // 7) % len(DASHES)]}

    def _lines(self, ax, series: dict[str, np.ndarray], ylabel: str, title: str):
        ax = _axes(ax)
        months = np.arange(self._run.months + 1)
        for code, values in series.items():
            look = self._look(code)
            known = ~np.all(np.isnan(values), axis=0)
            mean = np.full(len(months), np.nan)
            mean[known] = np.nanmean(values[:, known], axis=0)
            ax.plot(months, mean, label=code, linewidth=1.8, **look)
            if len(values) > 1 and known.any():
                low, high = np.nanquantile(values[:, known], (.05, .95), axis=0)
                ax.fill_between(months[known], low, high, color=look["color"], alpha=.13, linewidth=0)
        for name, at, until, _ in self._run.scenario._facts["events"]:
            if at <= self._run.months:
                ax.axvline(at, color=NEUTRAL, linewidth=.8, linestyle=":")
                ax.annotate(name, (at, 1), xycoords=("data", "axes fraction"), rotation=90, va="top", ha="right", fontsize=7, color=NEUTRAL)
        ax.set(xlabel=f"months since {self._run.scenario.start}", ylabel=ylabel, title=title, xlim=(0, max(1, self._run.months)))
        ax.legend(frameon=False, ncols=1, loc="center left", bbox_to_anchor=(1, .5), handlelength=3.5)
        return ax

    def positions(self, component: int = 0, ax=None):
        """Positions of the active states."""
        values = self._run.arrays()["position"]
        if not 0 <= component < values.shape[-1]:
            raise IndexError(f"component {component}: positions have {values.shape[-1]}")
        codes = self._run.scenario.codes
        series = {code: values[..., codes.index(code), component] for code in self._run.scenario.active}
        return self._lines(ax, series, "UNGA ideal-point units", "Positions")

    def index(self, ax=None):
        """The multi-vector index of the active states: 1 equidistant, 0 one patron."""
        codes, values = self._run.scenario.codes, self._run.alignments()["multivector_index"]
        ax = self._lines(ax, {code: values[..., codes.index(code)] for code in self._run.scenario.active}, "1", "Multi-vector index")
        ax.set_ylim(0, 1.02)
        return ax

    def influence(self, state: str, ax=None):
        """Influence shares of the partners over a state."""
        place = self._run.place_of(state, active=True)
        codes, values = self._run.scenario.codes, self._run.arrays()["influence_share"]
        series = {code: values[..., place, codes.index(code)] for code in self._run.scenario.active if code != state}
        return self._lines(ax, series, "share", f"Influence over {state}")

    def map(self, month: int = 0, ax=None):
        """Capitals and the trade between them in a month (mean over replicates): width is trade, both ways."""
        month = self._run.check_month(month)
        facts = self._run.scenario._facts
        placed = [k for k, place in enumerate(facts["places"]) if place is not None]
        if not placed:
            raise ValueError("no state of this scenario has a place on the map")
        ax = _axes(ax, (8, 4.2))
        trade = self._run.arrays()["exports"][:, month].mean(axis=0)
        both = trade + trade.T
        np.fill_diagonal(both, 0)  # sales at home are no arc
        most = max(both[np.ix_(placed, placed)].max(), 1e-12)
        for a, i in enumerate(placed):
            for j in placed[a + 1:]:
                if both[i, j] > 0:
                    (lat_i, lon_i), (lat_j, lon_j) = facts["places"][i], facts["places"][j]
                    ax.plot([lon_i, lon_j], [lat_i, lat_j], color=NEUTRAL, linewidth=.4 + 7 * np.sqrt(both[i, j] / most), alpha=.35,
                            solid_capstyle="round", zorder=1)
        output = self._run.arrays()["output"][:, month].mean(axis=0)
        for i in placed:
            lat, lon = facts["places"][i]
            area = 40 + 500 * np.sqrt(output[i] / output[placed].max())
            ax.scatter(lon, lat, s=area, color=self._look(facts["codes"][i])["color"], alpha=.85, zorder=2)
            ax.annotate(facts["codes"][i], (lon, lat), textcoords="offset points", xytext=(0, np.sqrt(area) / 2 + 3), ha="center",
                        color=INK, zorder=3)
        ax.margins(.12, .2)
        ax.set(xlabel="longitude", ylabel="latitude", title=f"Trade in month {month}")
        return ax


def explanation_bars(why: "Explanation", ax=None):
    """Bars of the terms of one month's move, largest first."""
    terms = {f"{mechanism}: {code}": value for code, by in why.partners.items() for mechanism, value in by.items() if value}
    terms.update({name: getattr(why, name) for name in ("anchor", "noise", "box") if getattr(why, name)})
    least = .005 * max(map(abs, terms.values()), default=0)
    names = sorted((name for name in terms if abs(terms[name]) >= least), key=lambda name: abs(terms[name]))[-12:]
    ax = _axes(ax, (7, .5 + .32 * max(3, len(names))))
    ax.barh(names, [terms[name] for name in names], color=[COLOURS[0] if terms[name] > 0 else COLOURS[1] for name in names])
    ax.axvline(0, color=INK, linewidth=.8)
    ax.set(title=f"Why {why.state} moves by {why.move:+.5f} in month {why.month}", xlabel="UNGA ideal-point units")
    return ax


def difference_line(comparison: "Comparison", state: str, outcome: str, difference: np.ndarray, ax=None):
    """Mean difference over months with its 95 % confidence interval."""
    ax = _axes(ax)
    months, mean = np.arange(difference.shape[1]), difference.mean(axis=0)
    ax.plot(months, mean, color=COLOURS[0], linewidth=1.8)
    if len(difference) > 1:
        half = 1.96 * difference.std(axis=0, ddof=1) / np.sqrt(len(difference))
        ax.fill_between(months, mean - half, mean + half, color=COLOURS[0], alpha=.2, linewidth=0)
    ax.axhline(0, color=INK, linewidth=.8)
    ax.set(title=f"{state}: {outcome.replace('_', ' ')}, second minus first", xlabel=f"months since {comparison.a.scenario.start}")
    return ax
