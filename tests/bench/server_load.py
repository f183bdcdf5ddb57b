#!/usr/bin/env python3
# A class of simulated students against the program: joining, orders, rounds of all worlds, previews, memory, slow ones.
# Use: server_load.py TARAZI [STUDENTS [WORLDS]]      prints a table; nothing passes or fails by time
"""Measures the classroom's promises on this machine; the client's own work is in the times."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "integration"))
from server_client import Server  # noqa: E402


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


def drain(seat, kind):
    """Reads up to a message of a kind; how long it took."""
    return timed(lambda: seat.receive(kind))


def main():
    """Joins, plays a whole game, prints."""
    program = sys.argv[1]
    students = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    worlds = int(sys.argv[3]) if len(sys.argv) > 3 else 40
    server = Server(program, "--worlds", str(worlds))
    console = server.console()
    joins, seats = [], []
    for _ in range(students):
        took, seat = timed(server.seat)
        joins.append(took)
        seats.append(seat)
        time.sleep(0.03)  # a class does not press at the same millisecond; the server takes twenty a second beyond the first hundred
    pens = [s for s in seats if s.welcome["you"]["pen"]]
    acks, resolves, previews = [], [], []
    rounds = console.welcome["lesson"]["rounds"]
    for number in range(1, rounds + 1):
        console.send({"t": "control", "do": "open"})
        console.receive("ack")
        for seat in pens:
            begin = time.perf_counter()
            seat.send({"t": "order", "id": number, "round": number, "stance": "hedge", "levers": []})
            seat.receive("ack")
            acks.append(time.perf_counter() - begin)
        for seat in pens[:20]:
            begin = time.perf_counter()
            seat.send({"t": "preview", "id": number, "stance": "balance", "levers": []})
            seat.receive("preview")
            previews.append(time.perf_counter() - begin)
        begin = time.perf_counter()
        console.send({"t": "control", "do": "close"})
        console.receive("ack")
        resolves.append(time.perf_counter() - begin)
    print(f"{students} students in {worlds} worlds, {rounds} rounds")
    print(f"join:     p50 {quantile(joins, .5):.1f} ms, p99 {quantile(joins, .99):.1f} ms")
    print(f"order:    p50 {quantile(acks, .5):.1f} ms, p99 {quantile(acks, .99):.1f} ms to its acknowledgement (on the disk by then)")
    print(f"round:    p50 {quantile(resolves, .5):.1f} ms, most {max(resolves) * 1000:.1f} ms for all worlds, frames sent")
    print(f"preview:  p50 {quantile(previews, .5):.1f} ms, p99 {quantile(previews, .99):.1f} ms (two fans of 64 futures)")
    print(f"memory:   {memory(server.process.pid):.0f} MB")
    server.stop()


if __name__ == "__main__":
    main()
