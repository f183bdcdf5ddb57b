"""Studies: designs over many runs, kept in a database that survives being killed, and what matters in them.

The numbers come from the program's own analysis (src/study); this file only arranges them as tables."""

from __future__ import annotations

import html
import json
import os
import shutil
import sqlite3
import sys
import tempfile
import time
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable

from . import _core
from .errors import InputError

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

    from .study_plot import StudyPlots

_INTERVAL = ("value", "low", "high")


class _Bar:
    """Progress in the manner of tqdm, by tqdm where it is installed, else as a line every two seconds."""

    def __init__(self, title: str):
        self._title, self._bar, self._start, self._last = title, None, time.monotonic(), time.monotonic()
        try:
            from tqdm.auto import tqdm
            self._bar = tqdm(total=None, desc=title, unit="run")
        except ImportError:
            pass

    def __call__(self, done: int, total: int) -> None:
        if self._bar is not None:
            self._bar.total = total
            self._bar.update(done - self._bar.n)
        elif time.monotonic() - self._last > 2 and done:
            self._last = time.monotonic()
            print(f"{self._title}: {done} of {total} runs", file=sys.stderr, flush=True)

    def close(self) -> None:
        if self._bar is not None:
            self._bar.close()


def _path(what: str, value: str | os.PathLike) -> str:
    if not isinstance(value, (str, os.PathLike)):
        raise TypeError(f"{what} is a path, not {type(value).__name__}")
    text = os.fsdecode(os.fspath(value))
    if "\0" in text:
        raise ValueError(f"{what} holds a zero byte")
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def study(file: str | os.PathLike, out: str | os.PathLike | None = None, threads: int = 0, extend: bool = False,
          isa: str = "auto", progress: bool | Callable[[int, int], Any] = True) -> "Study":
    """Runs a study file, or goes on with it where it stopped, and returns its results.

    ``out`` is the database (made, or continued); without it a temporary one that lives as long as the result.
    ``threads`` 0: one a processor. ``extend`` keeps what is done after points or replicates of the file changed.
    ``progress``: True shows a bar, a callable gets runs done and to do. Ctrl-C saves what is done and raises
    KeyboardInterrupt; the same call goes on. Rows do not depend on threads or interruptions.
    Raises InputError with all mistakes of the file, FileError, OutOfBounds never: runs that leave the model's
    bounds are rows without outcomes (``failed``). Source: src/study/README.md."""
    path = _path("file", file)
    folder = None
    if out is None:
        folder = tempfile.mkdtemp(prefix="tarazi-study-")
        database = str(Path(folder) / "study.db")
    else:
        database = _path("out", out)
    bar = _Bar(Path(path).stem) if progress is True else None
    call = bar if bar is not None else (progress or None)
    if call is not None and not callable(call):
        raise TypeError("progress is True, False or a callable of runs done and to do")
    if isinstance(threads, bool) or not isinstance(threads, int):
        raise TypeError(f"threads is a whole number, not {type(threads).__name__}")
    try:
        _core.run_study(path, database, threads, str(isa), bool(extend), call)
    except BaseException:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        if bar is not None:
            bar.close()
    return Study(database, folder)


def open_study(file: str | os.PathLike) -> "Study":
    """The results in a database that `tarazi study` or `tarazi.study` made. Raises FileError, InputError."""
    return Study(_path("file", file))


class Study:
    """Results of a study: rows, tables of effects with 95 % intervals, plots."""

    def __init__(self, path: str, folder: str | None = None):
        self.path: str = path  #: the database
        self._data: dict[str, Any] = json.loads(_core.study_report(path))
        if folder is not None:
            self._finalizer = weakref.finalize(self, shutil.rmtree, folder, True)

    # what was asked -------------------------------------------------------------------------------------------
    @property
    def title(self) -> str:
        """The study's title."""
        return self._data["title"]

    @property
    def design(self) -> str:
        """grid, one-at-a-time, latin-hypercube, sobol, saltelli, morris or table."""
        return self._data["design"]["kind"]

    @property
    def factors(self) -> dict[str, dict[str, Any]]:
        """What varied: paths in the scenario, levels or range, by name."""
        return {f["name"]: {k: v for k, v in f.items() if k != "name"} for f in self._data["factors"]}

    @property
    def outcomes(self) -> list[str]:
        """Names for the methods below: numeric outcomes, and one "outcome=category" for every category that occurs."""
        return [r["name"] for r in self._data["responses"]]

    @property
    def findings(self) -> list[str]:
        """One sentence for every outcome: what it depends on most, or that noise hides it."""
        return list(self._data["findings"])

    @property
    def failed(self) -> int:
        """Runs that left the bounds of the model."""
        return self._data["failed"]

    # rows -----------------------------------------------------------------------------------------------------
    def _query(self, sql: str) -> "pd.DataFrame":
        import pandas as pd

        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True) as database:
            return pd.read_sql(sql, database)

    @property
    def points(self) -> "pd.DataFrame":
        """One row a point: its id and one column a factor."""
        return self._query("SELECT * FROM points ORDER BY point")

    @property
    def runs(self) -> "pd.DataFrame":
        """One row a run: point, replicate, seed, status, factors, outcomes; NaN where empty."""
        factors = "".join(f', points."{name}"' for name in self.factors)
        outcomes = "".join(f', runs."{name}"' for name in dict.fromkeys(r["outcome"] for r in self._data["responses"]))
        return self._query(f"SELECT runs.point, replicate, seed, status{factors}{outcomes} FROM runs JOIN points USING (point) "
                           "ORDER BY runs.point, replicate")

    def to_xarray(self) -> "xr.Dataset":
        """xarray.Dataset of the numeric outcomes (point, replicate), factors as coordinates of the points."""
        import pandas as pd
        import xarray as xr

        runs = self.runs
        points = self.points.set_index("point")
        names = [r["name"] for r in self._data["responses"] if not r["share"]]
        about = {r["name"]: r["about"] for r in self._data["responses"]}
        index = pd.MultiIndex.from_frame(runs[["point", "replicate"]])
        data = xr.Dataset({name: xr.DataArray(pd.Series(pd.to_numeric(runs[name]).to_numpy(), index).unstack(), dims=("point", "replicate"))
                           for name in names})
        for name in names:
            data[name].attrs["long_name"] = about[name]
        order = data["point"].to_numpy() if names else points.index
        for factor in self.factors:
            data = data.assign_coords({factor: ("point", points.loc[order, factor].to_numpy())})
        return data.assign_attrs(title=self.title, study_hash=self._data["hash"], scenario_hash=self._data["scenario"]["hash"],
                                 program=f"tarazi {self._data['program']['version']}")

    def series(self) -> "xr.Dataset":
        """The time series of a study that keeps them: xarray.Dataset with dims point, replicate, month, state, partner,
        units and long names. Raises InputError when the study file has no ``series``."""
        import xarray as xr

        with tempfile.TemporaryDirectory(prefix="tarazi-series-") as folder:
            file = Path(folder) / "series.nc"
            _core.save_study_series(self.path, str(file), False, None)
            return xr.load_dataset(file)

    # analysis -------------------------------------------------------------------------------------------------
    def _response(self, outcome: str | None) -> dict[str, Any]:
        responses = self._data["responses"]
        if not responses:
            raise InputError("there is no run in this study yet")
        if outcome is None:
            return next((r for r in responses if not r["flat"]), responses[0])
        for r in responses:
            if r["name"] == outcome:
                return r
        raise KeyError(f"no outcome {outcome!r}; there are {', '.join(self.outcomes)}")

    def _part(self, outcome: str | None, part: str, what: str, design: str) -> Any:
        response = self._response(outcome)
        if response["flat"]:
            raise InputError(f"{response['name']} is the same at every point; there is nothing to analyse")
        if part not in response:
            raise InputError(f"{what} need {design}; this study is a {self.design} design")
        return response[part]

    def _level(self, factor: int, value: float) -> Any:
        words = self._data["factors"][factor]["words"]
        return words[int(value)] if words else value

    def means(self, outcome: str | None = None) -> "pd.DataFrame":
        """Mean of an outcome at each point with its interval (Student's t; Wilson for shares): factors, value, low,
        high. Of very large studies the points that the report draws."""
        import pandas as pd

        response = self._response(outcome)
        names = list(self.factors)
        rows = [{**{n: self._level(k, p[k]) for k, n in enumerate(names)}, **dict(zip(_INTERVAL, e))}
                for p, e in zip(self._data["points"], response["points"])]
        return pd.DataFrame(rows).sort_values(names, ignore_index=True)

    def noise(self, outcome: str | None = None) -> float:
        """Share of the variance over all runs that replicates of the same point make; NaN with one replicate."""
        noise = self._response(outcome)["noise"]
        return float("nan") if noise is None else noise

    def effects(self, outcome: str | None = None) -> "pd.DataFrame":
        """What each factor does, by what the design tells: means by level (grid, one-at-a-time, table), Sobol indices
        (saltelli), elementary effects (morris) or linear effects in standard deviations (latin-hypercube, sobol)."""
        import pandas as pd

        response = self._response(outcome)
        if "sobol" in response:
            return self.sobol(outcome)
        if "morris" in response:
            return self.morris(outcome)
        names = list(self.factors)
        if "slopes" in response:
            table = pd.DataFrame([{"factor": n, **dict(zip(_INTERVAL, e))} for n, e in zip(names, response["slopes"]) if e[0] is not None])
            return table.sort_values("value", key=abs, ascending=False, ignore_index=True)
        levels = self._part(outcome, "levels", "means by level", "a grid, one-at-a-time or table design")
        return pd.DataFrame([{"factor": names[v["factor"]], "level": self._level(v["factor"], v["level"]), **dict(zip(_INTERVAL, v["mean"]))}
                             for v in levels])

    def differences(self, outcome: str | None = None) -> "pd.DataFrame":
        """Difference of each level to the first level of its factor, all else alike, paired replicate by replicate under
        common random numbers: factor, from, to, value, low, high."""
        import pandas as pd

        names = list(self.factors)
        return pd.DataFrame([{"factor": names[d["factor"]], "from": self._level(d["factor"], d["from"]), "to": self._level(d["factor"], d["to"]),
                              **dict(zip(_INTERVAL, d["difference"]))}
                             for d in self._part(outcome, "differences", "differences", "a grid, one-at-a-time or table design")])

    def sobol(self, outcome: str | None = None) -> "pd.DataFrame":
        """First-order (Saltelli et al. 2010) and total (Jansen 1999) indices with bootstrap intervals, largest total
        first. ``attrs``: widest interval of a total, largest change since half of the samples."""
        import pandas as pd

        indices = self._part(outcome, "sobol", "Sobol indices", "a saltelli design")
        table = pd.DataFrame([{"factor": n, **{("first" if k == "value" else f"first_{k}"): v for k, v in zip(_INTERVAL, s["first"])},
                               **{("total" if k == "value" else f"total_{k}"): v for k, v in zip(_INTERVAL, s["total"])}}
                              for n, s in zip(self.factors, indices)])
        table = table.sort_values("total", ascending=False, ignore_index=True)
        response = self._response(outcome)
        table.attrs.update(widest=response["widest"], moved=response["moved"])
        return table

    def morris(self, outcome: str | None = None) -> "pd.DataFrame":
        """Elementary effects (Morris 1991; Campolongo et al. 2007) over the whole range of each factor: mu_star with its
        bootstrap interval, mu, sigma; strongest first."""
        import pandas as pd

        effects = self._part(outcome, "morris", "elementary effects", "a morris design")
        table = pd.DataFrame([{"factor": n, "mu_star": m["strength"][0], "mu_star_low": m["strength"][1], "mu_star_high": m["strength"][2],
                               "mu": m["mean"], "sigma": m["spread"]} for n, m in zip(self.factors, effects)])
        return table.sort_values("mu_star", ascending=False, ignore_index=True)

    def tipping(self) -> "pd.DataFrame":
        """Where the most frequent category of an outcome changes between neighbouring levels of a factor: outcome,
        factor, below, above, before, after and the other factors."""
        import pandas as pd

        names = list(self.factors)
        rows = []
        for t in self._data["tipping"]:
            others = {n: self._level(k, t["point"][k]) for k, n in enumerate(names) if k != t["factor"]}
            rows.append({"outcome": t["outcome"], "factor": names[t["factor"]], "below": t["below"], "above": t["above"],
                         "before": t["before"], "after": t["after"], **others})
        return pd.DataFrame(rows, columns=None if rows else ["outcome", "factor", "below", "above", "before", "after"])

    def text(self, rows: int = 40) -> str:
        """The analysis as `tarazi analyse` prints it."""
        if isinstance(rows, bool) or not isinstance(rows, int) or not 0 < rows <= 10**8:
            raise ValueError(f"rows is a whole number of at least 1, not {rows!r}")
        return _core.study_text(self.path, rows)

    def save_report(self, file: str | os.PathLike, force: bool = False) -> None:
        """Writes the page with plots, as `tarazi analyse --html` does. Raises FileError when it exists (without ``force``)."""
        _core.save_study_page(self.path, _path("file", file), bool(force))

    @property
    def plot(self) -> "StudyPlots":
        """Plots: ``study.plot.effects()``, ``.map("china", "pressure", "offer")``, ``.differences()``."""
        from .study_plot import StudyPlots

        return StudyPlots(self)

    def __repr__(self) -> str:
        d = self._data
        return f"<Study {self.title!r}: {self.design} design, {d['design']['points']} points, {d['runs']} of {d['expected']} runs>"

    def _repr_html_(self) -> str:
        items = "".join(f"<li>{html.escape(sentence.replace('`', ''))}</li>" for sentence in self.findings)
        return f"<div><p>{html.escape(repr(self)[1:-1])}</p><ul>{items}</ul></div>"

