#!/usr/bin/env python3
"""Checks the dependencies: their licences, versions that come twice, and that ARCHITECTURE.md gives a reason for each direct one."""

import json
import re
import subprocess
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Licences that ask for no more than a notice. Of a choice (OR) one must be here, of a sum (AND) all.
LICENCES = {"MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "Zlib", "Unicode-3.0"}

# Crates that come in two versions, each with the reason. One that no longer does must leave the list.
TWICE = {
    "getrandom": "jsonschema's ahash is behind tempfile and rand; tests only",
    "syn": "strum, of jsonschema, is behind the other macros; nothing of it is in the binary",
}


def allowed(expression):
    """Whether an SPDX expression can be met with the licences above.

    >>> allowed("MIT WITH a-exception OR (GPL-2.0 WITH b-exception AND MIT)")
    True
    >>> allowed("MIT WITH a-exception AND GPL-2.0 WITH b-exception")
    False
    """
    # The old way of writing a choice.
    tokens = re.findall(r"[()]|[^\s()]+", expression.replace("/", " OR "))
    # An exception only grants more.
    while "WITH" in tokens:
        at = tokens.index("WITH")
        del tokens[at : at + 2]
    words = {"(": "(", ")": ")", "OR": "or", "AND": "and"}
    # Only these four words and the two constants reach eval.
    return eval(" ".join(words.get(token, str(token in LICENCES)) for token in tokens))


def main():
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    metadata = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    members = set(metadata["workspace_members"])
    wrong = []

    for package in packages.values():
        if not allowed(package["license"] or "none"):
            wrong.append(f"{package['name']} {package['version']} has the licence {package['license']}")

    host = re.search(r"host: (.*)", subprocess.run(["rustc", "-vV"], check=True, capture_output=True, text=True).stdout)[1]
    here = json.loads(subprocess.run([*command, "--filter-platform", host], cwd=ROOT, check=True, capture_output=True).stdout)
    versions = defaultdict(set)
    for node in here["resolve"]["nodes"]:
        versions[packages[node["id"]]["name"]].add(packages[node["id"]]["version"])
    twice = {name for name, found in versions.items() if len(found) > 1}
    wrong += [f"{name} comes in the versions {', '.join(sorted(versions[name]))}" for name in sorted(twice - TWICE.keys())]
    wrong += [f"{name} no longer comes twice: take it off the list" for name in sorted(TWICE.keys() - twice)]

    architecture = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = architecture.split("## Dependencies")[1]
    own = {packages[member]["name"] for member in members}
    direct = {dependency["name"] for member in members for dependency in packages[member]["dependencies"]} - own
    wrong += [f"{name} has no reason in ARCHITECTURE.md" for name in sorted(direct) if not re.search(rf"\b{re.escape(name)}\b", table)]

    # What the command is built of, macros included, tests left out.
    shipped, todo = set(), [node for node in members if packages[node]["name"] == "statemark-cli"]
    nodes = {node["id"]: node for node in here["resolve"]["nodes"]}
    while todo:
        node = todo.pop()
        if node not in shipped:
            shipped.add(node)
            todo += [dep["pkg"] for dep in nodes[node]["deps"] if any(kind["kind"] is None for kind in dep["dep_kinds"])]

    for sentence in wrong:
        print(sentence, file=sys.stderr)
    print(f"{len(direct)} direct dependencies, {len(nodes) - len(members)} in all on {host}; {len(shipped - members)} to build the command")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
