# A small client for the classroom's server: starts it, speaks HTTP and WebSocket with the standard library alone.
# Deliberately thin, so that tests can also send what no proper client would.
"""Helpers of server_*.py."""

import base64
import json
import os
import re
import select
import signal
import socket
import struct
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LESSON = ROOT / "configs/lessons/hedging.yaml"


class Server:
    """The program serving one class on a free port of loopback."""

    def __init__(self, program, *options, resume=None, port=0, recording=None, before=None):
        self.folder = tempfile.TemporaryDirectory()
        self.recording = Path(resume or recording or Path(self.folder.name) / "session.tarazi")
        what = ["--resume", str(self.recording)] if resume else [str(LESSON), "--record", str(self.recording)]
        self.lines = []
        self.process = subprocess.Popen([program, "serve", *what, "--port", str(port), *options], stdout=subprocess.PIPE,
                                        stderr=subprocess.STDOUT, text=True, cwd=ROOT, preexec_fn=before)
        threading.Thread(target=self._read, daemon=True).start()
        self.wait_for("Ctrl-C")
        said = self.said()
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)/", said)[1])
        self.host = f"127.0.0.1:{self.port}"
        token = re.search(r"#console=(\S+)", said)
        self.instructor = token[1] if token else None
        code = re.search(r"room code (\w+)", said)
        self.code = code[1] if code else json.loads(self.get("/api/v1/lesson")[1])["code"]

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line)

    def said(self):
        """All it printed so far."""
        return "".join(self.lines)

    def wait_for(self, text, seconds=30):
        """Waits until it printed a text."""
        end = time.monotonic() + seconds
        while text not in self.said():
            assert self.process.poll() is None and time.monotonic() < end, f"no '{text}' from the server: {self.said()}"
            time.sleep(0.02)

    def get(self, path, headers=None, body=None, raw=False):
        """(status, text, headers) of a request; a body makes it a POST, `raw` leaves the answer as bytes."""
        request = urllib.request.Request(f"http://{self.host}{path}", data=body, headers=headers or {})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                content = answer.read()
                return answer.status, content if raw else content.decode(), dict(answer.headers)
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(), dict(error.headers)

    def join(self, code=None, **wish):
        """Takes a seat; the answer as an object."""
        status, text, _ = self.get(f"/api/v1/rooms/{code or self.code}/join", body=json.dumps(wish).encode())
        return {"status": status, **json.loads(text)}

    def socket(self, **options):
        """A new WebSocket."""
        return WebSocket(self.port, **options)

    def seat(self, **wish):
        """A WebSocket that has joined and got its welcome."""
        ws = self.socket()
        ws.token = self.join(**wish)["token"]
        ws.send({"t": "hello", "token": ws.token})
        ws.welcome = ws.receive("welcome")
        return ws

    def console(self, view="console"):
        """The instructor's WebSocket."""
        ws = self.socket()
        ws.send({"t": "hello", "token": self.instructor, "view": view})
        ws.welcome = ws.receive("welcome")
        return ws

    def stop(self, how=signal.SIGINT):
        """Ends it; returns its exit code."""
        self.process.send_signal(how)
        return self.process.wait(20)


class WebSocket:
    """One connection; `status` is that of the handshake."""

    def __init__(self, port, origin="same", host=None, protocol="tarazi.v1", path="/ws"):
        self.raw = socket.create_connection(("127.0.0.1", port), timeout=20)
        self.arrived = bytearray()
        host = host or f"127.0.0.1:{port}"
        lines = [f"GET {path} HTTP/1.1", f"Host: {host}", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
                 f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}", f"Sec-WebSocket-Protocol: {protocol}"]
        if origin:
            lines.append("Origin: " + (f"http://{host}" if origin == "same" else origin))
        self.raw.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        head = b""
        while b"\r\n\r\n" not in head:
            part = self.raw.recv(1)
            if not part:
                break
            head += part
        self.status = int(head.split(b" ")[1]) if head else 0

    def send(self, message, opcode=1):
        """Sends an object, text or bytes as one masked frame."""
        data = message if isinstance(message, bytes) else (message if isinstance(message, str) else json.dumps(message)).encode()
        mask = os.urandom(4)
        size = len(data)
        head = bytes([0x80 | opcode]) + (bytes([0x80 | size]) if size < 126 else bytes([0xFE]) + struct.pack("!H", size) if size < 65536
                                         else bytes([0xFF]) + struct.pack("!Q", size))
        self.raw.sendall(head + mask + bytes(b ^ mask[k % 4] for k, b in enumerate(data)))

    def _exactly(self, count):
        while len(self.arrived) < count:
            part = self.raw.recv(65536)
            if not part:
                raise ConnectionError("closed")
            self.arrived += part
        data = bytes(self.arrived[:count])
        del self.arrived[:count]
        return data

    def receive(self, kind=None, seconds=20):
        """The next message, or the next of a kind; frames that come for others' sake are passed over. Raises ConnectionError when closed."""
        end = time.monotonic() + seconds
        while True:
            self.raw.settimeout(max(0.01, end - time.monotonic()))
            first, second = self._exactly(2)
            size = second & 127
            if size == 126:
                size = struct.unpack("!H", self._exactly(2))[0]
            elif size == 127:
                size = struct.unpack("!Q", self._exactly(8))[0]
            data = self._exactly(size)
            if first & 15 == 8:
                raise ConnectionError("closed")
            if first & 15 == 9:
                self.send(data, 10)
            elif first & 15 == 1:
                message = json.loads(data)
                if kind is None or message["t"] == kind:
                    return message

    def ask(self, message, seconds=20):
        """Sends a message and returns what answers it: an acknowledgement or an error."""
        self.send(message)
        while True:
            answer = self.receive(seconds=seconds)
            if answer["t"] in ("ack", "error"):
                return answer

    def drain(self):
        """Reads whatever has arrived and forgets it, but answers pings."""
        while self.arrived or select.select([self.raw], [], [], 0)[0]:
            self.receive()

    def closed(self, seconds=20):
        """Whether the server closes the connection."""
        try:
            while True:
                self.receive(seconds=seconds)
        except (ConnectionError, OSError) as error:
            return not isinstance(error, (TimeoutError, socket.timeout))

    def close(self):
        """Drops the connection without a word."""
        self.raw.close()
