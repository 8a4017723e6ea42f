#!/usr/bin/env python3
"""Reads what `cargo test` printed, and fails if a test target did not run or, in continuous integration (CI=true), a test was skipped."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path


def main():
    log = Path(sys.argv[1]).read_text(encoding="utf-8", errors="replace")
    metadata = json.loads(subprocess.run(["cargo", "metadata", "--no-deps", "--format-version", "1"], check=True, capture_output=True).stdout)
    expected = sorted(
        target["name"].replace("-", "_")
        for package in metadata["packages"]
        for target in package["targets"]
        if target["test"] and target["kind"][0] in ("lib", "bin", "test")
    )
    ran = sorted(re.findall(r"^\s*Running .*\(.*[/\\]deps[/\\](\w+)-[0-9a-f]+", log, re.MULTILINE))
    documented = re.findall(r"^\s*Doc-tests (\w+)", log, re.MULTILINE)
    results = re.findall(r"^test result: (\w+)\. (\d+) passed; (\d+) failed; (\d+) ignored", log, re.MULTILINE)
    passed, ignored = (sum(int(result[column]) for result in results) for column in (1, 3))
    wrong = []
    for name in set(expected):
        if ran.count(name) < expected.count(name):
            wrong.append(f"{name}: {expected.count(name)} test targets have this name, {ran.count(name)} ran")
    if not documented:
        wrong.append("no examples of the documentation ran")
    if ignored and os.environ.get("CI") == "true":
        wrong.append(f"{ignored} tests were skipped")
    wrong += [f"a target ended with: {result}" for result in results if result[0] != "ok"]
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    print(f"{len(ran)} test targets and {len(documented)} sets of examples: {passed} passed, {ignored} skipped")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
