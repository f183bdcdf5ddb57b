#!/usr/bin/env python3
# A class of simulated students against the program: joining, orders, rounds of all worlds, previews, silent readers, memory.
# Use: server_load.py TARAZI [STUDENTS [WORLDS]] [--hours H]      prints a table; nothing passes or fails by it
"""Measures the classroom's promises on this machine; the client's own work is in the times.

--hours plays a session of that length without its pauses: what a class does in that time, and the server's memory after every round.
"""

import argparse
import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "integration"))
from server_client import Server  # noqa: E402

# What a class does, for --hours: assumptions about busy students.
ROUND_MINUTES = 6
ORDERS, PREVIEWS = 2, 3       # of each person with the pen, a round
RELOAD_MINUTES = 30           # how often each phone loads the page anew and comes back
SILENT = 0.2                  # share of clients that never read, in the second half of the comparison


def quantile(times, share):
    """The value below which `share` of the times lie, in ms."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))] * 1000


def timed(work):
    """Seconds that a call takes, and its result."""
    begin = time.perf_counter()
    result = work()
    return time.perf_counter() - begin, result


def memory(pid):
    """Resident memory in MB."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0


def done(answer):
    """Fails on an error: a measurement of refused messages would be worth nothing."""
    assert answer["t"] == "ack", answer
    return answer


def order(seat, number, identity, stance="hedge"):
    """Sends an order; seconds to its acknowledgement, which is sent once it is on the disk."""
    seat.drain()
    took, answer = timed(lambda: seat.ask({"t": "order", "id": identity, "round": number, "stance": stance, "levers": []}))
    done(answer)
    return took


def preview(seat, identity):
    """Asks for two fans; seconds to the answer."""
    seat.drain()
    seat.send({"t": "preview", "id": identity, "stance": "balance", "levers": []})
    return timed(lambda: seat.receive("preview"))[0]


def fill(server, students):
    """Everybody joins; their connections and the seconds each needed."""
    joins, seats = [], []
    for _ in range(students):
        took, seat = timed(server.seat)
        joins.append(took)
        seats.append(seat)
        time.sleep(0.03)  # a class does not press at the same millisecond; the server takes twenty a second beyond the first hundred
    return joins, seats


def game(program, students, worlds):
    """One game, then the same orders while a fifth of the clients never reads."""
    server = Server(program, "--worlds", str(worlds))
    console = server.console()
    joins, seats = fill(server, students)
    pens = [s for s in seats if s.welcome["you"]["pen"]]
    acks, resolves, previews = [], [], []
    rounds = console.welcome["lesson"]["rounds"]
    for number in range(1, rounds + 1):
        done(console.ask({"t": "control", "do": "open"}))
        acks += [order(seat, number, number) for seat in pens]
        previews += [preview(seat, number) for seat in pens[:20]]
        took, answer = timed(lambda: console.ask({"t": "control", "do": "close"}))
        done(answer)
        resolves.append(took)
    print(f"{students} students in {worlds} worlds, {rounds} rounds")
    print(f"join:     p50 {quantile(joins, .5):.1f} ms, p99 {quantile(joins, .99):.1f} ms")
    print(f"order:    p50 {quantile(acks, .5):.1f} ms, p99 {quantile(acks, .99):.1f} ms to its acknowledgement (on the disk by then)")
    print(f"round:    p50 {quantile(resolves, .5):.1f} ms, most {max(resolves) * 1000:.1f} ms for all worlds, frames sent")
    print(f"preview:  p50 {quantile(previews, .5):.1f} ms, p99 {quantile(previews, .99):.1f} ms (two fans of 64 futures)")
    print(f"memory:   {memory(server.process.pid):.0f} MB")
    done(console.ask({"t": "control", "do": "rewind", "round": 0}))
    for share in (0, SILENT):
        silent = set(random.Random(1).sample(range(len(pens)), int(share * len(pens))))
        acks = []
        for turn in range(4):
            for k, seat in enumerate(pens):
                if k in silent:  # keeps asking for whole frames, takes none of the answers
                    try:
                        seat.send({"t": "sync"})
                    except OSError:
                        pass  # cut off as a slow reader
                else:
                    acks.append(order(seat, 1, 100 + turn + int(share * 100)))
        print(f"order while {share * 100:.0f} % of the clients never read: p50 {quantile(acks, .5):.1f} ms, p99 {quantile(acks, .99):.1f} ms")
    assert server.stop() == 0


def reload_page(server, seat):
    """A phone loads the page again and comes back to its seat; half of them vanish without a word before."""
    if random.random() < 0.5:
        seat.send(b"", opcode=8)
    seat.close()
    for path in ("/", "/client.js", "/client.css", "/lang/en.json", "/api/v1/lesson"):
        assert server.get(path, {"Accept-Encoding": "gzip", "Connection": "close"}, raw=True)[0] == 200
    again = server.socket()
    again.token = seat.token
    again.send({"t": "hello", "token": seat.token})
    again.welcome = again.receive("welcome")
    return again


def session(program, students, worlds, hours):
    """A long session in compressed time, with the server's memory after every round."""
    random.seed(1)
    server = Server(program, "--worlds", str(worlds))
    console = server.console()
    seats = fill(server, students)[1]
    pens = [k for k, s in enumerate(seats) if s.welcome["you"]["pen"]]
    rounds = console.welcome["lesson"]["rounds"]
    total = int(hours * 60 / ROUND_MINUTES)
    reloads = round(students * ROUND_MINUTES / RELOAD_MINUTES)
    counts = {"orders": 0, "previews": 0, "rewinds": 0, "page loads": 0}
    identity, opened = 0, False
    readings = [memory(server.process.pid)]
    print(f"{students} students in {worlds} worlds, {hours:g} hours: {total} rounds\nround  hours  memory", flush=True)
    print(f"{0:5d}  {0:5.1f}  {readings[0]:.1f} MB", flush=True)
    for played in range(total):
        number = played % rounds + 1
        if not opened:
            done(console.ask({"t": "control", "do": "open"}))
        for turn in range(ORDERS):
            identity += 1
            for k in pens:
                order(seats[k], number, identity, random.choice(["hedge", "balance", "coerce", ""]))
            counts["orders"] += len(pens)
        for turn in range(PREVIEWS):
            for k in pens:
                preview(seats[k], identity * 10 + turn)
            counts["previews"] += len(pens)
        for k in random.sample(range(len(seats)), reloads):
            seats[k] = reload_page(server, seats[k])
        counts["page loads"] += reloads
        console.drain()
        done(console.ask({"t": "control", "do": "close"}))
        opened = False
        for seat in seats:
            seat.drain()
        if number % 3 == 0 and number < rounds:  # the instructor goes back a round and lets it be played on from there
            done(console.ask({"t": "control", "do": "rewind", "round": number - 1}))
            done(console.ask({"t": "control", "do": "close"}))
            counts["rewinds"] += 1
        if number == rounds:  # the next lesson begins: same class, from the start; rewinding opens the round
            done(console.ask({"t": "control", "do": "rewind", "round": 0}))
            counts["rewinds"] += 1
            opened = True
        readings.append(memory(server.process.pid))
        print(f"{played + 1:5d}  {(played + 1) * ROUND_MINUTES / 60:5.1f}  {readings[-1]:.1f} MB", flush=True)
    print(", ".join(f"{count} {what}" for what, count in counts.items()) + f", recording {server.recording.stat().st_size / 1e6:.1f} MB")
    half = len(readings) // 2
    print(f"growth over the second half: {readings[-1] - readings[half]:+.1f} MB")
    assert server.stop() == 0


def main():
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("students", nargs="?", type=int, default=200)
    parser.add_argument("worlds", nargs="?", type=int, default=40)
    parser.add_argument("--hours", type=float, help="play a session of this length without its pauses and print the memory")
    given = parser.parse_args()
    if given.hours:
        session(given.program, given.students, given.worlds, given.hours)
    else:
        game(given.program, given.students, given.worlds)


if __name__ == "__main__":
    main()
