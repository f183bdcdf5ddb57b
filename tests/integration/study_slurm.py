#!/usr/bin/env python3
# A study on a real Slurm controller with two nodes on this machine, on loopback only; stopped by their process ids.
# Use: study_slurm.py PROGRAM; exit code 77 when Slurm is not installed.
"""Submits an array and its merge with `tarazi slurm --submit` and compares the rows with a run without Slurm."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
STUDY = f"""tarazi: study/1
scenario: {ROOT}/configs/studies/worlds/pressure-and-offer.yaml
replicates: 40
design: {{kind: sobol, points: 30}}
factors:
  pressure: {{path: events.eu-pressure.pin.pressure, low: 0, high: 0.9}}
  offer: {{path: events.china-offer.pin.offer, low: 0, high: 4}}
outcomes:
  china: {{measure: influence_share, from: CHN, on: AZE, at: end}}
"""
CONFIG = """ClusterName=test
SlurmctldHost=localhost(127.0.0.1)
SlurmctldPort=16817
SlurmdPort=16818
SrunPortRange=16900-17000
AuthType=auth/none
CredType=cred/none
SlurmUser=root
SlurmdUser=root
StateSaveLocation={d}/state
SlurmdSpoolDir={d}/spool/%n
TmpFS={d}/tmp/%n
SlurmctldPidFile={d}/ctld.pid
SlurmdPidFile={d}/slurmd.%n.pid
SlurmctldLogFile={d}/log/ctld.log
SlurmdLogFile={d}/log/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
ReturnToService=2
SlurmdParameters=config_overrides
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SchedulerParameters=sched_interval=1,sched_min_interval=0,batch_sched_delay=0
MinJobAge=300
NodeName=n1 NodeHostname=localhost NodeAddr=127.0.0.1 Port=17101 CPUs=2 RealMemory=1000 State=UNKNOWN
NodeName=n2 NodeHostname=localhost NodeAddr=127.0.0.1 Port=17102 CPUs=2 RealMemory=1000 State=UNKNOWN
PartitionName=main Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def rows(file):
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as database:
        return sorted(database.execute("SELECT * FROM runs"))


def wait_for(what, seconds, text):
    until = time.time() + seconds
    while time.time() < until:
        if what():
            return
        time.sleep(0.3)
    raise SystemExit(f"{text} within {seconds} s")


def main():
    if os.geteuid() != 0 or not all(shutil.which(p) for p in ("slurmctld", "slurmd", "sbatch", "sinfo")):
        print("Slurm is not installed, or the test does not run as root")
        return 77
    program = os.path.abspath(sys.argv[1])
    started = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in ("state", "spool/n1", "spool/n2", "tmp/n1", "tmp/n2", "log"):
            (folder / part).mkdir(parents=True)
        (folder / "slurm.conf").write_text(CONFIG.format(d=folder))
        env = dict(os.environ, SLURM_CONF=str(folder / "slurm.conf"))
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": env}
        try:
            started.append(subprocess.Popen(["slurmctld", "-D"], **quiet))
            for node in ("n1", "n2"):
                started.append(subprocess.Popen(["slurmd", "-D", "-N", node], **quiet))
            states = lambda: subprocess.run(["sinfo", "-h", "-N", "-o", "%T"], env=env, capture_output=True, text=True).stdout.split()
            wait_for(lambda: states() == ["idle", "idle"], 60, "the nodes were not idle")
            study = folder / "study.yaml"
            study.write_text(STUDY)
            out = folder / "a cluster"
            done = subprocess.run([program, "slurm", str(study), "--out", str(out), "--array", "4", "--submit"], env=env,
                                  capture_output=True, text=True)
            if done.returncode != 0:
                raise SystemExit(done.stdout + done.stderr)
            print(done.stdout.strip())
            queue = lambda: subprocess.run(["squeue", "-h"], env=env, capture_output=True, text=True).stdout.strip()
            wait_for(lambda: queue() == "", 120, "the jobs did not end")
            if not (out / "study.db").exists():
                raise SystemExit("no merged file\n" + "\n".join(p.read_text() for p in (out / "log").iterdir()))
            alone = folder / "alone.db"
            subprocess.run([program, "-q", "study", str(study), "--out", str(alone)], check=True)
            found, expected = rows(out / "study.db"), rows(alone)
            if found != expected or len(found) != 30 * 40:
                raise SystemExit(f"{len(found)} rows from the cluster, {len(expected)} alone; they differ")
            if len(list((out / "parts").glob("part-*.db"))) != 4:
                raise SystemExit("not every element wrote its part")
            # A second submission finds everything done and changes nothing, as after a requeue.
            subprocess.run([str(out / "submit.sh")], env=env, check=True)
            wait_for(lambda: queue() == "", 120, "the jobs did not end again")
            if rows(out / "study.db") != expected:
                raise SystemExit("running the array again changed rows")
            print(f"{len(found)} rows, equal to a run without Slurm")
        finally:
            for process in reversed(started):
                process.terminate()
            for process in started:
                try:
                    process.wait(timeout=20)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
