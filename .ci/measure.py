#!/usr/bin/env python3
"""Measures the command given as argument: its start-up on the example, and what a gigabyte and other attacks cost it."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples/china-pakistan-2025"
MIB = 1024 * 1024
START_UP = 0.020
ABOVE = 64 * MIB


def run(command, **streams):
    """Runs a command: exit code, seconds, and the most memory that it held, in bytes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **streams)
    if process.stdin:
        block = b"a" * MIB
        try:
            for _ in range(1024):
                process.stdin.write(block)
        except BrokenPipeError:
            pass
        try:
            process.stdin.close()
        except BrokenPipeError:
            pass
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, time.perf_counter() - start, usage.ru_maxrss * 1024


def start_up(binary):
    wrong = []
    for command in ("validate", "summarize"):
        for file in sorted(EXAMPLE.glob("*.statemark.*")):
            runs = [run([binary, command, file])[1] for _ in range(50)]
            median, slowest = statistics.median(runs), max(runs)
            print(f"{command} {file.name}: median {median * 1000:.1f} ms, slowest {slowest * 1000:.1f} ms")
            if median > START_UP:
                wrong.append(f"{command} {file.name} takes longer than {START_UP * 1000:.0f} ms")
    return wrong


def attacks(folder):
    """File name and a function that writes it, in the order of size."""
    levels = 100_000
    text = {
        "lists.json": "[" * levels,
        "elements.xml": '<statement xmlns="https://w3id.org/statemark/1" version="1.0"><sections>' + "<section>" * levels,
        "quotes.md": '---\nstatemark: "1.0"\n---\n\n# A\n\n' + "> " * levels,
        "yaml.md": "---\nstatemark: " + "[" * levels + "\n---\n",
        "nul.json": '{"statemark": "1.0\0"}',
        "line.json": '{"statemark": "' + "a" * 30 * MIB,
        "line.xml": '<statement xmlns="https://w3id.org/statemark/1" version="1.0"><title>' + "a" * 30 * MIB,
        "line.md": '---\nstatemark: "1.0"\n---\n\n# ' + "a" * 30 * MIB,
        "line-64.json": '{"statemark": "' + "a" * 64 * MIB,
    }
    for name, content in text.items():
        path = folder / name
        path.write_text(content, encoding="utf-8")
        yield path
        path.unlink()
    blob = folder / "blob.json"
    blob.write_bytes(b"\x1f\x8b\x08\0" + os.urandom(10 * MIB))
    yield blob
    blob.unlink()
    gigabyte = folder / "gigabyte.json"
    with gigabyte.open("wb") as file:
        for _ in range(1024):
            file.write(b"a" * MIB)
    yield gigabyte


def main():
    binary = str(Path(sys.argv[1]).resolve())
    wrong = start_up(binary)
    with tempfile.TemporaryDirectory() as folder:
        for path in attacks(Path(folder)):
            size = path.stat().st_size
            code, seconds, memory = run([binary, "validate", path])
            print(f"{path.name}: {size / MIB:.1f} MiB, exit code {code}, {seconds:.2f} s, {memory / MIB:.1f} MiB of memory")
            if code not in (1, 2) or seconds > 1 + size / 10_000_000 or memory > size + ABOVE:
                wrong.append(f"{path.name} costs too much, or is not refused")
    code, seconds, memory = run([binary, "validate", "-"], stdin=subprocess.PIPE)
    print(f"a gigabyte through a pipe: exit code {code}, {seconds:.2f} s, {memory / MIB:.1f} MiB of memory")
    if code != 2 or memory > 64 * MIB + ABOVE:
        wrong.append("a gigabyte through a pipe costs too much, or is not refused")
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
