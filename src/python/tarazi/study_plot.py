"""Plots of a study with the report's colours. Each takes ``ax`` or makes axes, and returns them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .errors import InputError
from .plot import COLOURS, NEUTRAL, _axes

if TYPE_CHECKING:
    from .study import Study


class StudyPlots:
    """The plots of a study; whiskers and bands are 95 % intervals."""

    def __init__(self, study: "Study"):
        self._study = study

    def _bars(self, ax, labels, bars, title: str, xlabel: str):
        """Horizontal bars from the top down; ``bars`` is a list of (name, values, low, high, hollow)."""
        ax = _axes(ax, (7.5, .6 + .32 * len(labels) * len(bars) ** .5))
        places = np.arange(len(labels), dtype=float)
        height = .75 / len(bars)
        for k, (name, values, low, high, hollow) in enumerate(bars):
            values = np.asarray(values, float)
            low, high = (np.where(np.isnan(np.asarray(e, float)), values, np.asarray(e, float)) for e in (low, high))
            ax.barh(places + (k - (len(bars) - 1) / 2) * height, values, height * .9, label=name, edgecolor=COLOURS[0],
                    color="none" if hollow else COLOURS[0], xerr=np.clip([values - low, high - values], 0, None), error_kw={"linewidth": 1, "capsize": 2})
        ax.set_yticks(places, labels)
        ax.invert_yaxis()
        ax.axvline(0, color=NEUTRAL, linewidth=1)
        ax.set(title=title, xlabel=xlabel)
        if len(bars) > 1:
            ax.legend(frameon=False)
        return ax

    def effects(self, outcome: str | None = None, most: int = 20, ax=None):
        """The effects of the factors, as the design tells them: see `Study.effects`. Means by level are one line a factor."""
        study = self._study
        table = study.effects(outcome)
        name = study._response(outcome)["name"]
        if "total" in table:
            t = table.head(most)
            return self._bars(ax, t["factor"], [("total", t["total"], t["total_low"], t["total_high"], False),
                                                ("first order", t["first"], t["first_low"], t["first_high"], True)],
                              f"Sobol indices of {name}", "share of variance")
        if "mu_star" in table:
            t = table.head(most)
            return self._bars(ax, t["factor"], [("mu*", t["mu_star"], t["mu_star_low"], t["mu_star_high"], False)],
                              f"Elementary effects on {name}", "mu*")
        if "level" not in table:
            t = table.head(most)
            return self._bars(ax, t["factor"], [("effect", t["value"], t["low"], t["high"], False)],
                              f"Linear effects on {name}", "standard deviations over the whole range")
        ax = _axes(ax)
        for k, (factor, rows) in enumerate(table.groupby("factor", sort=False)):
            at = np.linspace(0, 1, len(rows))
            value, low, high = (rows[c].astype(float).to_numpy() for c in ("value", "low", "high"))
            ax.plot(at, value, marker="o", markersize=4, color=COLOURS[k % len(COLOURS)], linestyle=("solid", "dashed", "dotted", "dashdot")[k % 4],
                    label=f"{factor}: {rows['level'].iloc[0]} to {rows['level'].iloc[-1]}")
            ax.fill_between(at, low, high, color=COLOURS[k % len(COLOURS)], alpha=.13, linewidth=0)
        ax.set(title=f"Mean of {name} by level", xlabel="levels of each factor, first to last", ylabel=name)
        ax.set_xticks([])
        ax.legend(frameon=False)
        return ax

    def differences(self, outcome: str | None = None, most: int = 30, ax=None):
        """Differences to the first level of each factor, paired under common random numbers."""
        table = self._study.differences(outcome).head(most)
        labels = [f"{row.factor} → {row.to}" for row in table.itertuples()]
        return self._bars(ax, labels, [("difference", table["value"], table["low"], table["high"], False)],
                          f"Differences to the first level, {self._study._response(outcome)['name']}", "difference")

    def map(self, outcome: str | None = None, x: str | None = None, y: str | None = None, ax=None):
        """Means over two factors as a heat map, averaged over the others. Raises KeyError for an unknown factor,
        InputError when the study has fewer than two or the points are no grid over them."""
        study = self._study
        names = list(study.factors)
        if len(names) < 2:
            raise InputError("a map needs two factors; this study has one")
        x, y = x or names[0], y or next(n for n in names if n != (x or names[0]))
        for name in (x, y):
            if name not in names:
                raise KeyError(f"no factor {name!r}; there are {', '.join(names)}")
        if x == y:
            raise InputError(f"a map needs two different factors, not {x} twice")
        table = study.means(outcome)
        cells = table.pivot_table(index=y, columns=x, values="value", aggfunc="mean", sort=False)
        cells = cells.reindex(index=table[y].drop_duplicates(), columns=table[x].drop_duplicates())
        if cells.size > 2500:
            raise InputError(f"{cells.size} cells: the points are no grid over {x} and {y}")
        ax = _axes(ax, (7.5, 1.2 + .42 * len(cells)))
        ax.grid(False)
        image = ax.imshow(cells.to_numpy(float), origin="lower", aspect="auto", cmap="BuGn")
        labels = [str(v) for v in cells.columns]
        crowded = sum(len(label) + 2 for label in labels) > 75
        ax.set_xticks(range(len(labels)), labels, rotation=40 if crowded else 0, ha="right" if crowded else "center")
        ax.set_yticks(range(cells.shape[0]), [str(v) for v in cells.index])
        if cells.size <= 150:
            middle = np.nanmean([np.nanmin(cells.to_numpy(float)), np.nanmax(cells.to_numpy(float))])
            for (r, c), v in np.ndenumerate(cells.to_numpy(float)):
                if not np.isnan(v):
                    ax.text(c, r, f"{v:.3g}", ha="center", va="center", fontsize=8, color="white" if v > middle else "#1c2126")
        ax.figure.colorbar(image, ax=ax, label=study._response(outcome)["name"])
        ax.set(xlabel=x, ylabel=y, title=f"{study._response(outcome)['name']} by {x} and {y}")
        return ax
