#!/usr/bin/env python3
# A study over MPI ranks: any number of ranks gives the same rows, also when all ranks are killed and others go on.
# Use: study_mpi.py PROGRAM; exit code 77 when MPI is not installed or the program was built without it.
"""Loopback only; the ranks are more than the machine's cores on purpose."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STUDY = f"""tarazi: study/1
scenario: {ROOT}/configs/studies/worlds/pressure-and-offer.yaml
replicates: REPLICATES
design: {{kind: grid}}
factors:
  pressure: {{path: events.eu-pressure.pin.pressure, values: [0, 0.3, 0.6]}}
  policy: {{path: states.AZE.strategy, values: [multi-vector, bandwagon]}}
outcomes:
  china: {{measure: influence_share, from: CHN, on: AZE, at: end}}
  posture: {{measure: posture, state: AZE}}
"""
ENVIRONMENT = dict(os.environ, OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1", OMPI_MCA_btl="tcp,self",
                   OMPI_MCA_btl_tcp_if_include="lo", OMPI_MCA_oob_tcp_if_include="lo", OMPI_MCA_mpi_yield_when_idle="1")


def rows(file):
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        return sorted(database.execute("SELECT * FROM runs"))


def mpirun(ranks, *words):
    return ["mpirun", "--oversubscribe", "-n", str(ranks), *map(str, words)]


def main():
    program = os.path.abspath(sys.argv[1])
    linked = subprocess.run(["ldd", program], capture_output=True, text=True).stdout
    if not shutil.which("mpirun") or "libmpi" not in linked:
        print("no MPI")
        return 77
    random.seed(3)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        study = folder / "study.yaml"
        study.write_text(STUDY.replace("REPLICATES", "800"))
        start = time.time()
        subprocess.run([program, "-q", "study", str(study), "--out", str(folder / "alone.db"), "--threads", "1"], check=True)
        seconds = time.time() - start
        expected = rows(folder / "alone.db")
        assert len(expected) == 6 * 800
        for ranks in (1, 2, 3):
            out = folder / f"ranks-{ranks}.db"
            subprocess.run(mpirun(ranks, program, "-q", "study", study, "--out", out), env=ENVIRONMENT, check=True, timeout=200)
            assert rows(out) == expected, f"{ranks} ranks gave other rows"
            assert not list(folder.glob(f"{out.name}.rank-*")), "parts were left behind"
        for k in range(10):
            out = folder / f"killed-{k}.db"
            process = subprocess.Popen(mpirun(random.choice((2, 3)), program, "-q", "study", study, "--out", out), env=ENVIRONMENT,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
            time.sleep(random.uniform(0.3, 0.8 + seconds))
            children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True).stdout.split()
            for pid in [process.pid, *map(int, children)]:  # kill -9 of everything this test started, by id
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            process.wait()
            time.sleep(0.2)
            again = mpirun(2, program, "-q", "study", study, "--out", out)
            subprocess.run(again, env=ENVIRONMENT, check=True, timeout=200)
            assert rows(out) == expected, f"rows differ after kill {k}"
        bad = subprocess.run(mpirun(2, program, "study", study, "--out", folder / "x.db", "--shard", "1/2"), env=ENVIRONMENT,
                             capture_output=True, text=True, timeout=100)
        assert bad.returncode != 0 and "cannot be used together" in bad.stderr + bad.stdout
        print(f"{len(expected)} rows, the same for 1, 2 and 3 ranks and after 10 kills")
    return 0


if __name__ == "__main__":
    sys.exit(main())
