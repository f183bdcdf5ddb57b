"""tarazi hindcast on the reference data: files, scores that can be computed again from the states' table, errors.
The data folder is beside the project (../shared/data) or named by TARAZI_DATA; without it the test fails and says so."""
import csv
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

program = sys.argv[1]
root = pathlib.Path(__file__).resolve().parents[2]
data = pathlib.Path(os.environ.get("TARAZI_DATA", root.parent / "shared" / "data"))
if not data.is_dir():
    sys.exit(f"the reference data are not at {data}; set TARAZI_DATA to their folder")


def tarazi(*words, code=0):
    done = subprocess.run([program, *map(str, words)], capture_output=True, text=True)
    assert done.returncode == code, (words, done.returncode, done.stdout[-500:], done.stderr[-2000:])
    return done.stdout + done.stderr


with tempfile.TemporaryDirectory() as folder:
    out = pathlib.Path(folder) / "hindcast"
    said = tarazi("hindcast", "--data", data, "--from", 2009, "--to", 2011, "--states", "focal", "--replicates", 8, "--fit", "2004:2009", "--out", out)
    assert "Azerbaijan" in said and "Fitted" in said, said
    result = json.loads((out / "hindcast.json").read_text(encoding="utf-8"))
    assert result["kind"] == "hindcast" and result["states"] >= 35 and result["fit"]["to"] == 2009
    rows = list(csv.DictReader(open(out / "states.csv", newline="", encoding="utf-8")))
    scores = {(s["region"], int(s["horizon"])): s for s in csv.DictReader(open(out / "scores.csv", newline="", encoding="utf-8"))}
    for horizon in (1, 2):
        own = [r for r in rows if int(r["horizon"]) == horizon]
        square = {name: sum((float(r[name]) - float(r["observed"])) ** 2 for r in own) for name in ("mean", "persistence", "reversion", "regression")}
        score = scores["All", horizon]
        assert int(score["states"]) == len(own) and score["in_sample"] == "0"
        assert math.isclose(float(score["rmse"]), math.sqrt(square["mean"] / len(own)), rel_tol=1e-9)
        for name in ("persistence", "reversion", "regression"):
            assert math.isclose(float(score[f"skill_{name}"]), 1 - square["mean"] / square[name], rel_tol=1e-6, abs_tol=1e-9), name
            assert float(score[f"skill_{name}_low"]) <= float(score[f"skill_{name}"]) <= float(score[f"skill_{name}_high"])
    page = (out / "hindcast.html").read_text(encoding="utf-8")
    assert '"kind":"hindcast"' in page and 'src="http' not in page
    # What is observed is what the data say.
    points = {(r["iso3"], r["year"]): r["ideal_point"] for r in csv.DictReader(open(data / "unga_ideal_points.csv", encoding="utf-8"))}
    assert all(float(r["observed"]) == float(points[r["state"], r["year"]]) for r in rows)
    assert any(r["state"] == "AZE" for r in rows)
    # The same numbers again, given by hand, with other threads.
    numbers = result["numbers"]
    again = pathlib.Path(folder) / "again"
    tarazi("hindcast", "--data", data, "--from", 2009, "--to", 2011, "--states", "focal", "--replicates", 8, "--threads", 1, "--out", again, "--quiet",
           "--numbers", repr(numbers["anchoring"]), repr(numbers["influence"]), repr(numbers["latest"]))
    assert (again / "states.csv").read_bytes() == (out / "states.csv").read_bytes()
    # Told the sanctions that followed, it says something else; told nothing, something else again.
    for fed in ("output,pressure", "none"):
        other = pathlib.Path(folder) / fed.replace(",", "-")
        tarazi("hindcast", "--data", data, "--from", 2009, "--to", 2011, "--states", "focal", "--replicates", 8, "--out", other, "--quiet", "--feed", fed,
               "--numbers", repr(numbers["anchoring"]), repr(numbers["influence"]), repr(numbers["latest"]))
        assert (other / "states.csv").read_bytes() != (out / "states.csv").read_bytes(), fed
        assert json.loads((other / "hindcast.json").read_text(encoding="utf-8"))["feed_pressure"] == ("pressure" in fed)
    assert "holds something already" in tarazi("hindcast", "--data", data, "--from", 2009, "--to", 2011, "--out", out, code=4)
    assert "at most 2014" in tarazi("hindcast", "--data", data, "--from", 2009, "--to", 2030, "--out", pathlib.Path(folder) / "x", code=64)
    assert "two years are needed" in tarazi("hindcast", "--data", data, "--from", 2009, "--to", 2011, "--fit", "2004", "--out", pathlib.Path(folder) / "x", code=64)
    assert not (pathlib.Path(folder) / "x").exists()
print("hindcast: scores computed again, repeated, refused")
