#!/usr/bin/env python3
# Compares documents with the code they describe: parameter tables of the ODD, presets, links, one README per folder.
# Use: documents.py [--update]      --update rewrites the tables of world/ODD.md from world/parameters.h
"""What a document says twice must be said alike; a difference is an error with its place."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ODD = ROOT / "world/ODD.md"
ROW = re.compile(r'\{"(\w+)", "([^"]*)", ([\d.-]+), ([\d.-]+), ([\d.-]+), (true|false),\s*"([^"]*)",\s*"([^"]*)"\}', re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")


def quantities(array):
    """Rows (name, unit, default, low, high, zero_is_off, help, source) of an array of world/parameters.h."""
    text = (ROOT / "world/parameters.h").read_text(encoding="utf-8")
    body = text[text.index(f"{array}{{{{"):]
    rows = ROW.findall(body[:body.index("}};")])
    if not rows:
        raise SystemExit(f"world/parameters.h: no rows found in {array}")
    return rows


def table(array):
    """The Markdown table of an array of quantities."""
    lines = ["| name | default | range | unit | meaning | source |", "| --- | --- | --- | --- | --- | --- |"]
    for name, unit, standard, low, high, zero_is_off, help_text, source in quantities(array):
        span = f"{low}-{high}" if not low.startswith("-") else f"{low} to {high}"
        if zero_is_off == "true" and float(low) > 0:
            span += " or 0"
        lines.append(f"| {name} | {standard} | {span} | {unit} | {help_text} | {source} |")
    return "\n".join(lines)


def with_tables(text):
    """The ODD with its two tables made anew."""
    for mark, array in (("parameters", "kParameters"), ("weights", "kWeights")):
        begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
        head, rest = text.split(begin)
        text = head + begin + "\n" + table(array) + "\n" + end + rest.split(end)[1]
    return text


def preset_problems(text):
    """Presets whose weights in the ODD differ from those in agents/strategies."""
    standard = {row[0]: float(row[2]) for row in quantities("kWeights")}
    told = {}
    for name, listed in re.findall(r"^\| ([\w-]+) \| ([a-z_]+ -?[\d.]+(?:, [a-z_]+ -?[\d.]+)*) \|$", text, re.MULTILINE):
        told[name] = {**standard, **{k: float(v) for k, v in (pair.split() for pair in listed.split(", "))}}
    coded = {}
    for file in sorted((ROOT / "agents/strategies").glob("*.cpp")):
        code = file.read_text(encoding="utf-8")
        found = re.search(r'Preset\{\s*"([\w-]+)"', code)
        if found:
            pairs = re.findall(r"\{Weight::(\w+), ([\d.-]+)\}", code)
            coded[found[1]] = {**standard, **{k: float(v) for k, v in pairs}}
    if not coded:
        yield "agents/strategies: no presets found"
    for name in sorted(set(told) ^ set(coded)):
        yield f"world/ODD.md: preset {name} is only in {'the ODD' if name in told else 'agents/strategies'}"
    for name in sorted(set(told) & set(coded)):
        for weight in sorted(k for k in coded[name] if coded[name][k] != told[name].get(k)):
            yield f"world/ODD.md: preset {name}: {weight} is {told[name].get(weight)}, in the code {coded[name][weight]}"


def link_problems(files):
    """Links of documents to files that do not exist."""
    for file in files:
        for target in LINK.findall(file.read_text(encoding="utf-8")):
            if "://" not in target and not target.startswith("mailto:") and not (file.parent / target).exists():
                yield f"{file.relative_to(ROOT)}: link to {target}, which does not exist"


def folder_problems(files):
    """Folders of code or configuration that do not explain themselves."""
    folders = {f.parent for f in files if f.suffix in (".h", ".cpp", ".py", ".yaml", ".ipynb")} - {ROOT}
    for folder in sorted(folders):
        shown = folder.relative_to(ROOT)
        explained = any((up / "README.md").exists() for up in (folder, folder.parent) if up not in (ROOT, ROOT / "src"))
        if not explained and not any(part.startswith(".") for part in shown.parts):
            yield f"{shown}: neither this folder nor the one above has a README.md"


def project_files():
    """Files of the project: what git knows or would add, else everything outside build and packages."""
    try:
        listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard"], check=True, capture_output=True, text=True)
        names = [ROOT / name for name in listed.stdout.splitlines()]
    except (OSError, subprocess.CalledProcessError):
        names = [f for f in ROOT.rglob("*") if not {"build", "node_modules", "results"} & set(f.relative_to(ROOT).parts)]
    return [f for f in names if f.is_file()]


def main():
    """Exit 0 when documents and code agree."""
    text = ODD.read_text(encoding="utf-8")
    if "--update" in sys.argv[1:]:
        text = with_tables(text)
        ODD.write_text(text, encoding="utf-8")
    problems = []
    if with_tables(text) != text:
        problems.append("world/ODD.md: parameter tables differ from world/parameters.h; run tests/integration/documents.py --update")
    files = project_files()
    problems += preset_problems(text)
    problems += link_problems([f for f in files if f.suffix == ".md"])
    problems += folder_problems(files)
    for problem in problems:
        print(problem)
    print(f"{len(files)} files, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
