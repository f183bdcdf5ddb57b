#!/usr/bin/env python3
# The security table of the classroom, row by row, as a hostile visitor: nothing changes, each attempt becomes one line.
# Use: server_hostile.py TARAZI
"""Wrong hosts and origins, guesses, forged seats, floods, malformed and oversized input, path tricks, hidden information."""

import http.client
import json
import socket
import sys
import time

from server_client import Server


def state_of(seat):
    """The whole state as the seat sees it."""
    seat.send({"t": "sync"})
    frame = seat.receive("frame")
    while frame["state"]["series"]["from"] != 0:
        frame = seat.receive("frame")
    return {k: v for k, v in frame["state"].items() if k != "seats"}, frame["you"]


def raw(server, text):
    """Status of raw bytes as a request; 0 when the server just closes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as s:
        s.sendall(text)
        try:
            answer = s.recv(4096)
        except ConnectionError:
            return 0
        return int(answer.split(b" ")[1]) if answer.startswith(b"HTTP") else 0


def hosts_and_origins(server):
    """DNS rebinding, foreign pages, null origins."""
    for host in ("evil.example", f"evil.example:{server.port}", "127.0.0.1", f"127.0.0.1.evil.example:{server.port}", ""):
        assert raw(server, f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()) == 403, host
    for origin in ("http://evil.example", "null", f"https://{server.host}", "http://127.0.0.1", f"http://{server.host}/"):
        assert server.get("/api/v1/lesson", {"Origin": origin})[0] == 403, origin
        assert server.socket(origin=origin).status == 403, origin
    assert server.socket(protocol="chat").status == 400
    assert server.socket(path="/other").status == 400


def headers_and_paths(server):
    """CSP, no cookies, no CORS, no files of the machine."""
    for path in ("/", "/client.js", "/lang/fa.json", "/api/v1/lesson"):
        status, _, headers = server.get(path)
        assert status == 200, path
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy and "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert not {"Set-Cookie", "Access-Control-Allow-Origin"} & set(headers)
    assert "<script>" not in server.get("/")[1] and "style=" not in server.get("/")[1]
    for path in ("/../../etc/passwd", "/..%2f..%2fetc/passwd", "//etc/passwd", "/lang/../client.js", "/configs/lessons/hedging.yaml", "/client.js/", "/index"):
        assert raw(server, f"GET {path} HTTP/1.1\r\nHost: {server.host}\r\nConnection: close\r\n\r\n".encode()) == 404, path
    assert server.get("/", body=b"x")[0] == 405
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("DELETE", "/api/v1/lesson", headers={"Host": server.host})
    assert connection.getresponse().status == 405


def forgeries(server, seat):
    """Other seats, the instructor's calls, guessed tokens."""
    for token in ("", "x", seat.token[:-1] + "!", "0" * 22):
        ws = server.socket()
        ws.send({"t": "hello", "token": token})
        assert ws.receive()["code"] in ("not_seated",), token
        assert ws.closed()
    for message in ({"t": "control", "do": "open"}, {"t": "control", "do": "order", "by": 1, "round": 1}, {"t": "look", "world": 1}, {"t": "control", "do": "revoke", "member": 1},
                    {"t": "control", "do": "arrange", "worlds": 1, "team": 1}, {"t": "control", "do": "delete"}, {"t": "control", "do": "spotlight", "measure": "position"},
                    {"t": "control", "do": "card", "title": "x", "kind": "output", "from": "AZE", "value": 0.1}, {"t": "control", "do": "suggest", "by": 1, "round": 1}):
        seat.send(message)
        assert seat.receive("error")["code"] == "forbidden", message
    # `by` cannot be forged: it is taken from the connection.
    seat.send({"t": "order", "id": 9, "round": 1, "by": 1, "stance": "", "levers": []})
    assert seat.receive("error")["code"] == "round_closed"


def malformed(server, seat):
    """Whatever is no proper message is refused, and the connection of a seated person survives what is small."""
    time.sleep(4)  # the bucket fills again
    for text in ("", "{", "[]", "null", '{"t":1}', '{"t":"order","id":1,"round":1,"levers":[[[[[[1]]]]]]}', '{"t":"predict","round":1,"p":1e400}', '{"t":"ready","round":1e3,"on":true}'):
        seat.send(text)
        assert seat.receive("error")["code"] in ("malformed", "unknown_type"), text
    big = server.socket()
    big.send("x" * 1_000_000)
    assert big.closed()
    binary = server.socket()
    binary.send(b"\x00\x01", opcode=2)
    assert binary.closed()
    assert raw(server, b"\x16\x03\x01 not http at all\r\n\r\n") in (0, 400)
    assert raw(server, f"POST /api/v1/rooms/{server.code}/join HTTP/1.1\r\nHost: {server.host}\r\nContent-Length: 99999999\r\n\r\n".encode()) == 413
    assert raw(server, f"GET / HTTP/1.1\r\nHost: {server.host}\r\nX: {'y' * 20000}\r\n\r\n".encode()) in (0, 413)
    assert server.join(name="a" * 25)["error"] == "malformed"
    assert server.join(name="a\nb")["error"] == "malformed"
    assert server.join(seat="ROW")["error"] == "no_such_seat"
    assert server.join(seat=7)["error"] == "malformed"


def curiosity(program):
    """The Lab answers a seat about its own state alone; wrong wishes change nothing, of many in a row the newest is answered."""
    server = Server(program, "--worlds", "2")
    seat, console = server.seat(seat="AZE", world=0), server.console()

    def refused(wishes):
        for wish, code in wishes:
            seat.send({"t": "lab", "id": 1, **wish})
            assert seat.receive("error")["code"] == code, wish

    refused((({}, "wrong_phase"), ({"world": 1}, "forbidden"), ({"id": "x"}, "malformed"), ({"a": [1]}, "malformed"), ({"months": 1e9}, "malformed"),
             ({"b": {"levers": [[["x"]]]}}, "malformed")))
    console.send({"t": "control", "do": "open"})
    console.receive("ack")
    before = state_of(seat)
    time.sleep(2)
    refused((({"state": "RUS"}, "forbidden"), ({"show": [["liking", "RUS"]]}, "forbidden"), ({"b": {"levers": [], "parameters": [["anchoring", 0.01]]}}, "forbidden"),
             ({"round": 1}, "no_such_round"), ({"months": 41}, "out_of_range"), ({"b": {"levers": [["EU", "openness", 9]]}}, "out_of_range")))
    time.sleep(2)
    for number in range(2, 6):
        seat.send({"t": "lab", "id": number, "months": 40})
    answers = [seat.receive("lab")["id"]]
    while answers[-1] != 5:
        answers.append(seat.receive("lab")["id"])
    assert answers == sorted(answers)
    assert state_of(seat) == before, "a wish of the Lab has changed something"
    assert server.stop() == 0


def floods(server, seat):
    """Too many messages, silence after connecting, too many guesses."""
    for _ in range(60):
        seat.send({"t": "sync"})
    codes = set()
    while "too_fast" not in codes:
        codes.add(seat.receive("error")["code"])
    mute = server.socket()
    assert mute.closed(seconds=15), "a connection without hello stays open"
    answers = [server.join(code="AAAAAA")["status"] for _ in range(14)]
    assert answers.count(404) <= 11 and 429 in answers, answers
    assert server.join()["status"] == 429, "a guesser gets in at once"


def connections(program):
    """The number of connections is limited, and those inside do not notice."""
    server = Server(program, "--connections", "20", "--worlds", "1")
    inside = server.seat()
    held = []
    refused = 0
    for _ in range(40):
        try:
            held.append(server.socket())
            refused += held[-1].status == 0
        except OSError:
            refused += 1
    assert refused >= 19, refused
    inside.send({"t": "sync"})
    assert inside.receive("frame")
    for one in held:
        one.close()
    assert server.stop() == 0


def slow_reader(server, seat):
    """Somebody who reads nothing does not slow the others."""
    slow = server.seat()
    console = server.console()
    begin = time.monotonic()
    for _ in range(8):
        console.send({"t": "control", "do": "lock", "on": False})
        console.receive("ack")
    seat.send({"t": "sync"})
    seat.receive("frame")
    assert time.monotonic() - begin < 10
    slow.close()


def main():
    """Runs all against one class, whose state must be the same at the end."""
    program = sys.argv[1]
    server = Server(program, "--worlds", "2")
    seat, other = server.seat(seat="AZE", world=0), server.seat(seat="RUS", world=0)
    slow_reader(server, seat)
    before = state_of(seat)
    size = server.recording.stat().st_size
    text = json.dumps(before)
    assert other.token not in text and server.instructor not in text and '"affinity"' in text
    hosts_and_origins(server)
    headers_and_paths(server)
    forgeries(server, seat)
    malformed(server, seat)
    floods(server, seat)
    time.sleep(5)
    while True:  # answers to the flood
        try:
            seat.receive(seconds=0.5)
        except (TimeoutError, socket.timeout):
            break
    assert state_of(seat) == before, "something has changed"
    assert server.recording.stat().st_size == size, "a refused message was recorded"
    lines = [line for line in server.said().splitlines() if line.startswith("refused, ")]
    for needed in ("forbidden: host", "forbidden: origin", "malformed", "too_large", "too_fast", "no_such_room", "not_seated"):
        assert any(needed in line for line in lines), f"no line about {needed}: {lines}"
    assert len(lines) < 60, f"the console is flooded: {len(lines)} lines"
    assert server.stop() == 0
    connections(program)
    curiosity(program)
    print("ok")


if __name__ == "__main__":
    main()
