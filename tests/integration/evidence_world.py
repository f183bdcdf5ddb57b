"""tarazi build-world on the reference data: who is in it, what is reported, that it runs, and how errors come back.
The data folder is beside the project (../shared/data) or named by TARAZI_DATA; without it the test fails and says so."""
import csv
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
    folder = pathlib.Path(folder)
    said = tarazi("build-world", "--data", data, "--year", 2004, "--states", "all", "--out", folder / "w.yaml")
    assert "Missing in the data" in said and "PRK" in said, said
    rows = {name: list(csv.reader(open(folder / f"w.{name}.csv", encoding="utf-8")))[1:] for name in ("trade", "affinity", "bonds", "security", "pressure", "missing")}
    text = (folder / "w.yaml").read_text(encoding="utf-8")
    assert text.count("\n    strategy: multi-vector") >= 185
    cell = {(a, b): float(v) for a, b, v, *_ in rows["trade"]}
    assert abs(cell["CHN", "USA"] / sum(v for (a, _), v in cell.items() if a == "CHN") - .2) < .1
    # The caution of the data: the Commonwealth's charter is no defence pact between these two.
    security = {(a, b): float(v) for a, b, v, *_ in rows["security"]}
    assert security["AZE", "ARM"] <= .1 and security["ARM", "RUS"] >= .5 and security["GBR", "USA"] >= .5
    assert all(-1 <= float(v) <= 1 for _, _, v, *_ in rows["affinity"]) and all(0 < float(v) <= 1 for _, _, v, *_ in rows["bonds"] + rows["pressure"])
    assert any(who == "PRK" and done == "left out" for who, _, done in rows["missing"])
    tarazi("check", folder / "w.yaml")
    tarazi("run", folder / "w.yaml", "--months", 2, "--quiet")
    tarazi("build-world", "--data", data, "--year", 2004, "--out", folder / "w.yaml", code=4)
    tarazi("build-world", "--data", data, "--year", 2004, "--out", folder / "w.yaml", "--force", "--states", "focal", "--eu", "actor", "--quiet")
    text = (folder / "w.yaml").read_text(encoding="utf-8")
    assert "\n  EU27:" in text and "\n  DEU:" not in text and "\n  ROW:" in text
    tarazi("build-world", "--data", data, "--year", 1950, "--out", folder / "x.yaml", code=64)
    tarazi("build-world", "--data", folder, "--year", 2004, "--out", folder / "x.yaml", code=4)
    assert not (folder / "x.yaml").exists()
print("worlds from data: built, checked, run")
