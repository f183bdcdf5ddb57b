#!/usr/bin/env python3
# Reads every #include of the project and fails on one that goes upward or sideways (architecture: who may include whom).
# Use: layering.py [SOURCE_DIR]
"""Layers: world <- agents <- src/sim <- src/config <- src/record <- src/study, src/server <- src/evidence, src/python <- src/cli."""

import re
import sys
from pathlib import Path

CORE = {"world", "agents", "src/sim"}
ALLOWED = {
    "world": set(),
    "agents": {"world"},
    "src/sim": {"world", "agents"},
    "src/config": CORE,
    "src/record": CORE | {"src/config"},
    "src/study": CORE | {"src/config", "src/record"},
    "src/server": CORE | {"src/config", "src/record"},
    "src/evidence": CORE | {"src/config", "src/record", "src/study"},
    "src/python": CORE | {"src/config", "src/record", "src/study"},
    "src/cli": CORE | {"src/config", "src/record", "src/study", "src/evidence", "src/server"},
}
# A library has one user each; what a layer does not see cannot leak into the model.
LIBRARY_USERS = {
    "yaml-cpp/": {"src/config"},
    "boost/asio": {"src/server"},
    "boost/beast": {"src/server"},
    "sqlite3.h": {"src/study"},
    "netcdf.h": {"src/study"},
    "mpi.h": {"src/study"},
    "nlopt": {"src/evidence"},
    "pybind11/": {"src/python"},
    "CLI/": {"src/cli"},
}
# Files, clocks, pools of threads and sockets stay out of the model and of decisions; so do libraries.
PURE = {"world", "agents"}
NOT_PURE = {"chrono", "ctime", "filesystem", "fstream", "iostream", "cstdio", "thread", "mutex", "future", "atomic", "random"}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]', re.MULTILINE)


def layer_of(path):
    """The layer a project path belongs to, or None (tests may include everything)."""
    parts = Path(path).parts
    if parts[0] in ("world", "agents"):
        return parts[0]
    return "/".join(parts[:2]) if parts[0] == "src" and len(parts) > 2 else None


def problems_of(root, file):
    """One line for every include of the file that its layer may not have."""
    layer = layer_of(file.relative_to(root))
    text = file.read_text(encoding="utf-8")
    for match in INCLUDE.finditer(text):
        quoted, name = match[1] == '"', match[2]
        where = f"{file.relative_to(root)}:{text.count(chr(10), 0, match.start(2)) + 1}: {layer} includes {name}"
        target = layer_of(name) if quoted else None
        if quoted and target is None and not (file.parent / name).exists():
            yield f"{where}, which is no file of the project; name project files from its root"
        elif target not in (None, layer) and target not in ALLOWED[layer]:
            yield f"{where}; it may include {', '.join(sorted(ALLOWED[layer])) or 'the standard library only'}"
        for library, users in LIBRARY_USERS.items():
            if name.startswith(library) and layer not in users:
                yield f"{where}; only {', '.join(users)} uses that library"
        if layer in PURE and not quoted and (name in NOT_PURE or "/" in name or (name.endswith(".h") and name not in ("immintrin.h", "stdint.h"))):
            yield f"{where}; {layer} sees the standard library only, and no files, clocks, threads or sockets"


def main():
    """Exit 0 when every include is allowed, 1 after listing those that are not."""
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
    files = [f for part in ("world", "agents", "src") for f in sorted((root / part).rglob("*"))
             if f.suffix in (".h", ".hpp", ".cpp") and "node_modules" not in f.parts]
    unknown = sorted({layer_of(f.relative_to(root)) or str(f) for f in files} - set(ALLOWED))
    problems = [f"{layer}: no such layer" for layer in unknown]
    for file in files:
        if layer_of(file.relative_to(root)) in ALLOWED:
            problems += problems_of(root, file)
    for problem in problems:
        print(problem)
    print(f"{len(files)} files, {len(problems)} wrong includes")
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main())
