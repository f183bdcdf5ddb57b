#!/usr/bin/env python3
# What goes wrong on the day: a full disk, a report while the class plays, phones that stop reading, rewinding a full room.
# Use: server_trouble.py TARAZI
"""The class goes on, and everybody is told what happened."""

import json
import resource
import sys
import threading
import time

from server_client import Server


def done(answer):
    """Fails on an error."""
    assert answer["t"] == "ack", answer
    return answer


def full_disk(program):
    """A file that may not grow: the order has no effect, the sender and the console are told, later it works again."""
    # 4 kB are enough for the head and a few commands; the limit is taken away while the program runs.
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    server = Server(program, "--worlds", "2", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard)))
    console, seat = server.console(), server.seat(seat="AZE", world=0)
    done(console.ask({"t": "control", "do": "open"}))
    given = 0
    while True:
        levers = [["EU", "openness", round(0.01 * (given % 50), 2)], ["RUS", "openness", 0.1], ["CHN", "openness", 0.1], ["IRN", "openness", 0.1]]
        answer = seat.ask({"t": "order", "id": given + 1, "round": 1, "stance": "hedge", "levers": levers})
        if answer["t"] == "error":
            break
        given += 1
        time.sleep(0.25 if given > 18 else 0)  # the bucket of messages
        assert given < 60, "the limit of the file was never reached"
    assert answer["code"] == "disk" and answer["re"] == "order", answer
    assert console.receive("refusal")["code"] == "disk"
    size = server.recording.stat().st_size
    assert server.recording.read_bytes().endswith(b"\n"), "a torn line was left behind"
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (size, hard))  # shorter lines do not fit either
    time.sleep(2)
    for _ in range(3):  # as often as one likes
        assert seat.ask({"t": "order", "id": given + 1, "round": 1, "stance": "coerce", "levers": []})["code"] == "disk"
    assert server.join(name="n" * 24)["error"] == "disk"
    assert server.recording.stat().st_size == size
    seat.send({"t": "sync"})
    you = seat.receive("frame")["you"]
    assert you["order"]["stance"] == "hedge" and you["last"] == given, "an order that was not written has had an effect"
    assert sum(line.startswith("refused, ") for line in server.said().splitlines()) == 1, server.said()
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (soft, hard))
    done(seat.ask({"t": "order", "id": given + 1, "round": 1, "stance": "balance", "levers": []}))
    done(console.ask({"t": "control", "do": "close"}))
    assert server.stop() == 0
    again = Server(program, resume=server.recording)
    ws = again.socket()
    ws.send({"t": "hello", "token": seat.token})
    state = ws.receive("welcome")
    assert state["state"]["done"] == 1 and state["you"]["order"]["stance"] == "balance"
    assert again.stop() == 0


def report_beside_the_class(program):
    """While the report is made, orders are acknowledged and the console sees how far it is; a second one has to wait its turn."""
    server = Server(program, "--worlds", "12")
    console = server.console()
    seats = [server.seat() for _ in range(60)]
    for number in range(1, 7):
        if number > 1:
            done(console.ask({"t": "control", "do": "open"}))
        else:
            done(console.ask({"t": "control", "do": "open", "practice": False}))
        for k, seat in enumerate(seats):
            done(seat.ask({"t": "order", "id": number, "round": number, "stance": ["hedge", "coerce", "balance"][(k + number) % 3], "levers": []}))
        done(console.ask({"t": "control", "do": "close"}))
    done(console.ask({"t": "control", "do": "rewind", "round": 3}))
    bearer = {"Authorization": f"Bearer {server.instructor}"}
    got = []
    asking = threading.Thread(target=lambda: got.append(server.get("/api/v1/export/report.html", bearer)))
    asking.start()
    progress = console.receive("job")
    assert progress["what"] == "report" and progress["done"] is not None
    status, text, _ = server.get("/api/v1/export/report.html", bearer)
    assert status == 409 and json.loads(text)["error"] == "busy"
    answered = 0
    while not got:
        done(seats[answered % 60].ask({"t": "order", "id": 100 + answered, "round": 4, "stance": "hedge", "levers": []}))
        answered += 1
        time.sleep(0.01)
    asking.join()
    assert answered > 5, f"only {answered} orders while the report was made: the class waited for it"
    status, page, headers = got[0]
    assert status == 200 and "report.html" in headers["Content-Disposition"] and '"kind":"debrief"' in page
    while console.receive("job")["done"] is not None:
        pass
    # Ending the program while a report is made neither hangs nor breaks.
    threading.Thread(target=lambda: server.get("/api/v1/export/report.html", bearer), daemon=True).start()
    assert console.receive("job")["done"] is not None
    begin = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - begin < 10


def rewind_then_open(program):
    """Rewinding opens the round by itself: opening it again is refused in words, with full rooms of which nobody reads."""
    server = Server(program, "--worlds", "4")
    console = server.console()
    seats = [server.seat() for _ in range(40)]
    for _ in range(3):
        done(console.ask({"t": "control", "do": "open"}))
        done(console.ask({"t": "control", "do": "close"}))
    done(console.ask({"t": "control", "do": "rewind", "round": 1}))
    answer = console.ask({"t": "control", "do": "open"})
    assert answer == {"t": "error", "code": "wrong_phase", "field": "open", "re": "control"}, answer
    done(console.ask({"t": "control", "do": "close"}))
    done(console.ask({"t": "control", "do": "open"}))
    for seat in seats:
        done(seat.ask({"t": "order", "id": 1, "round": 3, "stance": "hedge", "levers": []}) if seat.welcome["you"]["pen"] else {"t": "ack"})
    assert server.stop() == 0


def silent_readers(program):
    """A fifth of the class takes nothing any more; the others are served, the silent ones dropped, their seats kept."""
    server = Server(program, "--worlds", "2", "--per-address", "400")
    console = server.console()
    seats = [server.seat(seat=code, world=w) for w in range(2) for code in ("AZE", "EU", "RUS", "CHN", "IRN")]
    done(console.ask({"t": "control", "do": "open"}))
    silent = seats[::5]
    for _ in range(15):
        for seat in silent:
            seat.send({"t": "sync"})
        for k, seat in enumerate(seats):
            if seat not in silent:
                seat.drain()
        time.sleep(0.05)
    for k, seat in enumerate(seats):
        if seat not in silent:
            done(seat.ask({"t": "order", "id": 7, "round": 1, "stance": "balance", "levers": []}))
    for seat in silent:
        seat.close()
        back = server.socket()
        back.send({"t": "hello", "token": seat.token})
        assert back.receive("welcome")["you"]["pen"]
    assert server.stop() == 0


def main():
    """Runs all."""
    program = sys.argv[1]
    for part in (rewind_then_open, silent_readers, full_disk, report_beside_the_class):
        begin = time.monotonic()
        part(program)
        print(f"{part.__name__}: {time.monotonic() - begin:.1f} s", flush=True)
    print("ok")


if __name__ == "__main__":
    main()
