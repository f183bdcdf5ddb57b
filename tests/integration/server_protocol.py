#!/usr/bin/env python3
# Replays the transcripts of the protocol against the program, kills it in the middle of a class, and checks what is exported.
# Use: server_protocol.py TARAZI
"""The classroom as its clients see it."""

import csv
import io
import json
import signal
import sys
import time
from pathlib import Path

from server_client import ROOT, Server

TRANSCRIPTS = Path(__file__).parent / "server_transcripts"


def holds(expected, got, where="message"):
    """Fails unless everything that is expected stands in what came."""
    if isinstance(expected, dict):
        for key, value in expected.items():
            assert key in got, f"{where}.{key} is missing in {json.dumps(got)[:300]}"
            holds(value, got[key], f"{where}.{key}")
    else:
        assert got == expected, f"{where} is {got}, expected {expected}"


def replay(program, file):
    """One transcript, line by line."""
    server = Server(program)
    token, ws = None, server.socket()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        step = json.loads(line)
        where = f"{file.name}:{number}"
        if "join" in step:
            token = server.join(**step["join"])["token"]
        if "wait" in step:
            time.sleep(step["wait"])
        if "hello" in step:
            ws.send({"t": "hello", "token": token})
        if "send" in step:
            ws.send(step["send"])
        if "expect" in step:
            # Frames that only tell of somebody's presence may come in between.
            kind = step["expect"]["t"]
            got = ws.receive(kind)
            while kind == "frame" and any(got["state"].get(k) != v for k, v in step["expect"]["state"].items() if not isinstance(v, dict)):
                got = ws.receive(kind)
            holds(step["expect"], got, where)
        if step.get("closes"):
            assert ws.closed(), f"{where}: the connection stays"
            ws = server.socket()
    assert server.stop() == 0


def recovers(program):
    """A class is killed without warning; its file brings back seats, orders and numbers."""
    server = Server(program, "--worlds", "3")
    console = server.console()
    seats = [server.seat(name=f"Team {k}") for k in range(6)]
    console.send({"t": "control", "do": "open"})
    console.receive("ack")
    for k, seat in enumerate(seats):
        seat.send({"t": "order", "id": 1, "round": 1, "stance": ["hedge", "coerce", "balance"][k % 3], "levers": []})
        seat.receive("ack")
        seat.send({"t": "ready", "round": 1, "on": True})
        seat.receive("ack")
    console.send({"t": "control", "do": "open"})
    console.receive("ack")
    seats[0].send({"t": "order", "id": 2, "round": 2, "stance": "reciprocate", "levers": []})
    seats[0].receive("ack")
    seats[0].send({"t": "sync"})
    before = seats[0].receive("frame")
    while before["state"]["series"]["from"] != 0:
        before = seats[0].receive("frame")
    server.stop(signal.SIGKILL)
    with open(server.recording, "ab") as torn:
        torn.write(b'{"do":"close","at":17')
    assert server.recording.stat().st_mode & 0o077 == 0, "the recording is readable by others"
    begin = time.monotonic()
    again = Server(program, resume=server.recording)
    print(f"recovered in {time.monotonic() - begin:.2f} s")
    ws = again.socket()
    ws.send({"t": "hello", "token": seats[0].token})
    after = ws.receive("welcome")
    for key in ("month", "done", "phase", "series", "ties", "goals"):
        assert after["state"][key] == before["state"][key], key
    assert after["you"]["order"] == before["you"]["order"] and after["you"]["order"]["stance"] == "reciprocate"
    assert again.code == server.code and again.instructor == server.instructor
    again.console()
    exports_hold(again)
    assert again.stop() == 0


def exports_hold(server):
    """Tables have their rows, name no people, and are for the instructor only."""
    bearer = {"Authorization": f"Bearer {server.instructor}"}
    for file, least in (("ticks.csv", 3 * 5 * 7), ("orders.csv", 3 * 5), ("predictions.csv", 0), ("grades.csv", 6)):
        assert server.get(f"/api/v1/export/{file}")[0] == 403
        status, text, headers = server.get(f"/api/v1/export/{file}", bearer)
        assert status == 200 and "attachment" in headers["Content-Disposition"]
        rows = list(csv.DictReader(io.StringIO(text)))
        assert len(rows) >= least, (file, len(rows))
        assert "Team" not in text, f"{file} names people"
    assert server.get("/api/v1/export/passwd", bearer)[0] == 404
    assert server.get("/api/v1/export/session.tarazi", bearer)[1].startswith('{"')


def timer_closes(program):
    """A round with a timer ends by itself after its grace."""
    server = Server(program, "--worlds", "1")
    console, seat = server.console(), server.seat(seat="IRN")
    console.send({"t": "control", "do": "open", "seconds": 1})
    assert 0 < seat.receive("timer")["remaining"] <= 1000
    frame = seat.receive("frame")
    while frame["state"]["phase"] != "reveal":
        frame = seat.receive("frame")
    assert frame["state"]["month"] == 6
    assert server.stop() == 0


def delete_leaves_nothing(program):
    """One message takes the file off the disk, tells everybody and ends the program."""
    server = Server(program, "--worlds", "1")
    console, seat = server.console(), server.seat()
    seat.send({"t": "control", "do": "delete"})
    assert seat.receive("error")["code"] == "forbidden" and server.recording.exists()
    console.send({"t": "control", "do": "delete"})
    assert seat.receive("ended") and seat.closed()
    assert server.process.wait(20) == 0 and not server.recording.exists()


def main():
    """Runs all."""
    program = sys.argv[1]
    files = sorted(TRANSCRIPTS.glob("*.jsonl"))
    assert files, "no transcripts"
    for file in files:
        replay(program, file)
        print(f"{file.name}: as written")
    recovers(program)
    timer_closes(program)
    delete_leaves_nothing(program)
    assert (ROOT / "src/server/PROTOCOL.md").exists()
    print("ok")


if __name__ == "__main__":
    main()
