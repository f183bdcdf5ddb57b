"""Why a position moved: the additive terms of one month, in words, as a table and as a bar chart."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .scenario import Scenario

_MECHANISMS = ("influence", "coercion", "resentment")


class Explanation:
    """The terms of a move of ``state`` from ``month`` to the next, ideal-point units (model section 4).

    ``move`` = anchor + noise + box + the sum over partners of influence, coercion and resentment.
    """

    def __init__(self, state: str, month: int, scenario: "Scenario", terms: dict[str, Any]):
        self.state, self.month = state, month
        self.start: float = terms["from"]
        self.anchor: float = terms["anchor"]
        self.noise: float = terms["noise"]
        self.box: float = terms["box"]
        self.move: float = terms["move"]
        codes = scenario.codes
        #: partner: {mechanism: term}
        self.partners = {codes[place]: dict(zip(_MECHANISMS, rest)) for place, *rest in terms["partners"]}

    @property
    def total(self) -> float:
        """The sum of all terms; equal to ``move``."""
        pulls = sum(sum(terms.values()) for terms in self.partners.values())
        return self.anchor + pulls + self.noise + self.box

    @property
    def table(self):
        """pandas.DataFrame of the terms: one row a partner and one each for anchor, noise and box."""
        import pandas as pd

        rows = [{"term": code, **terms, "total": sum(terms.values())} for code, terms in self.partners.items()]
        rows += [{"term": name, "total": getattr(self, name)} for name in ("anchor", "noise", "box")]
        return pd.DataFrame(rows).set_index("term").reindex(columns=[*_MECHANISMS, "total"])

    def plot(self, ax=None):
        """Bars of the terms; returns the matplotlib axes."""
        from .plot import explanation_bars
        return explanation_bars(self, ax)

    def __str__(self) -> str:
        terms = [(f"{mechanism} {'towards' if mechanism != 'resentment' else 'about'} {code}", value)
                 for code, by in self.partners.items() for mechanism, value in by.items()]
        terms += [("its anchor", self.anchor), ("chance", self.noise), ("the limits of the scale", self.box)]
        terms = sorted((term for term in terms if abs(term[1]) > 1e-12), key=lambda term: -abs(term[1]))
        text = "; ".join(f"{what} {value:+.5f}" for what, value in terms[:6]) or "nothing pulls"
        rest = sum(value for _, value in terms[6:])
        return (f"{self.state} stands at {self.start:+.4f} in month {self.month} and moves by {self.move:+.5f}: {text}"
                + (f"; the rest {rest:+.5f}" if len(terms) > 6 else ""))

    def __repr__(self) -> str:
        return f"<Explanation {self}>"

    def _repr_html_(self) -> str:
        table = self.table.to_html(float_format=lambda v: f"{v:+.6f}", na_rep="")
        return f"<div><p>{html.escape(str(self))}</p>{table}</div>"
