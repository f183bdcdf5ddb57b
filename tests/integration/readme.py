#!/usr/bin/env python3
# Runs every shell block of the README with the built program, in a temporary copy of the files it names.
# Use: readme.py PROGRAM      (exit 77, "skipped", never: what the README says must work wherever the program was built)
"""A reader copies commands from the README; each block is run line by line and must succeed."""

import re
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Fetching, installing and the complete test run are what brought us here; they are not run again inside a test.
NOT_AGAIN = ("git clone", "cd tarazi", "./run", "./test", "xdg-open")


def blocks(text):
    """(line number, lines) of every shell block."""
    for match in re.finditer(r"^```(?:sh|bash|shell)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield text.count("\n", 0, match.start()) + 2, match[1].splitlines()


def files_of(text):
    """(name, content) of every YAML block that names its file in its first comment: # my-scenario.yaml"""
    for match in re.finditer(r"^```yaml\n# (\S+\.yaml)\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        yield match[1], match[2]


def prepare(folder, program, text):
    """A folder that looks like a checkout after ./run: configs, the program at build/tarazi, the README's own files."""
    (folder / "configs").symlink_to(ROOT / "configs")
    (folder / "build").mkdir()
    (folder / "build/tarazi").symlink_to(Path(program).resolve())
    for name, content in files_of(text):
        content = content.replace("extends: configs/", f"extends: {ROOT}/configs/")
        (folder / name).write_text(content, encoding="utf-8")


def main():
    """Exit 0 when every command succeeded."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    ran, failed = 0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, sys.argv[1], text)
        for first, lines in blocks(text):
            for number, line in enumerate(lines, first):
                command = line.split("  #")[0].strip()
                if not command or command.startswith("#") or command.startswith(NOT_AGAIN):
                    continue
                done = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, timeout=300, check=False)
                ran += 1
                if done.returncode != 0 or not done.stdout.strip():
                    failed += 1
                    print(f"README.md:{number}: {command}\n  exit {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        queries = re.findall(r"^```sql\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
        for query in queries:  # they ask the database that the commands above made
            with sqlite3.connect(folder / "results/policies.db") as database:
                if not database.execute(query).fetchall():
                    failed += 1
                    print(f"README.md: no answer to {query}")
        if not queries:
            failed += 1
    print(f"{ran} commands run, {failed} failed")
    return 1 if failed or not ran else 0


if __name__ == "__main__":
    sys.exit(main())
