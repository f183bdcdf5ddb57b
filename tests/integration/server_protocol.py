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


def console_tools(program):
    """A card of the instructor's own and a chart on the board; the card survives a crash, the chart is for the projector only."""
    server = Server(program, "--worlds", "2")
    console, board, seat = server.console(), server.console("board"), server.seat(seat="AZE", world=0)
    card = {"t": "control", "do": "card", "title": "Визит 访问", "text": "Much is signed.", "kind": "openness", "from": "EU", "to": "AZE", "value": 0.9, "months": 6}
    for field, value, code in (("kind", "war", "malformed"), ("value", 1.1, "out_of_range"), ("to", "EU", "no_such_partner"), ("to", "ROW", "no_such_partner"),
                               ("months", 0, "out_of_range"), ("title", " ", "malformed"), ("title", "a\nb", "malformed"), ("title", "x" * 61, "malformed"), ("text", "y" * 301, "malformed")):
        answer = console.ask({**card, field: value})
        assert answer["t"] == "error" and answer["code"] == code, (field, value, answer)
        time.sleep(0.2)
    assert console.ask(card)["t"] == "ack"
    assert "written" in seat.welcome["state"] and seat.welcome["state"]["written"] == {}
    assert console.ask({"t": "control", "do": "open"})["t"] == "ack"
    assert console.ask({"t": "control", "do": "inject", "card": "own-1", "world": 0})["t"] == "ack"
    frame = seat.receive("frame")
    while not frame["state"]["written"]:
        frame = seat.receive("frame")
    assert frame["state"]["written"] == {"own-1": {"title": "Визит 访问", "text": "Much is signed."}}
    assert console.ask({"t": "control", "do": "close"})["t"] == "ack"
    assert console.ask({"t": "control", "do": "spotlight", "measure": "exports", "from": "EU"})["code"] == "no_such_partner"
    assert console.ask({"t": "control", "do": "spotlight", "measure": "love"})["code"] == "malformed"
    assert console.ask({"t": "control", "do": "spotlight", "measure": "exports", "from": "EU", "to": "AZE", "world": 1})["t"] == "ack"
    shown = board.receive("frame")
    while not shown["spotlight"]:
        shown = board.receive("frame")
    assert [(line["from"], line["to"], len(line["values"])) for line in shown["spotlight"]["lines"]] == [("EU", "AZE", 7), ("AZE", "EU", 7)]
    seat.send({"t": "sync"})
    own = seat.receive("frame")
    while own["state"]["month"] != 6 or own["state"]["series"]["from"] != 0:
        own = seat.receive("frame")
    assert "spotlight" not in own
    server.stop(signal.SIGKILL)
    again = Server(program, resume=server.recording)
    ws = again.socket()
    ws.send({"t": "hello", "token": seat.token})
    assert ws.receive("welcome")["state"] == {**own["state"], "seats": ws_seats(own)}
    assert again.stop() == 0


def ws_seats(frame):
    """Seats as the first to come back sees them."""
    return frame["state"]["seats"]


def fictional_comes_back(program):
    """A class under invented names is recovered under them."""
    server = Server(program, "--worlds", "1", "--fictional")
    seat = server.seat(seat="XAR")
    assert server.join(seat="AZE")["error"] == "no_such_seat"
    server.stop(signal.SIGKILL)
    again = Server(program, resume=server.recording)
    ws = again.socket()
    ws.send({"t": "hello", "token": seat.token})
    assert ws.receive("welcome")["you"]["state"] == "XAR"
    assert again.stop() == 0


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
    console_tools(program)
    fictional_comes_back(program)
    assert (ROOT / "src/server/PROTOCOL.md").exists()
    print("ok")


if __name__ == "__main__":
    main()
