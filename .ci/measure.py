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
# The largest document that is read, and what reading may take above it.
LIMIT = 32 * MIB
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
    """Files made to exhaust the command, each while it is the only one. The memory that this script holds would count as the command's."""
    levels = 100_000
    statement = '<statement xmlns="https://w3id.org/statemark/1" version="1.0">'
    front = '---\nstatemark: "1.0"\n---\n\n# '
    files = [
        # Name, beginning, what is repeated, how often.
        ("lists.json", "", "[", levels),
        ("elements.xml", statement + "<sections>", "<section>", levels),
        ("quotes.md", front + "A\n\n", "> ", levels),
        ("yaml.md", "---\nstatemark: ", "[", levels),
        ("nul.json", '{"statemark": "', "\0", 1),
        ("blob.json", "\x1f\x8b\x08", "\x7f\x9a\x02\x1b", 3 * MIB),
        ("line.json", '{"statemark": "', "a", 30 * MIB),
        ("line.xml", statement + "<title>", "a", 30 * MIB),
        ("line.md", front, "a", 30 * MIB),
        ("line-64.json", '{"statemark": "', "a", 64 * MIB),
        ("gigabyte.json", '{"statemark": "', "a", 1024 * MIB),
    ]
    for name, beginning, part, count in files:
        path = folder / name
        with path.open("w", encoding="latin-1") as file:
            file.write(beginning)
            while count:
                block = min(count, 100_000)
                file.write(part * block)
                count -= block
        yield path
        path.unlink()


def main():
    binary = str(Path(sys.argv[1]).resolve())
    wrong = start_up(binary)
    with tempfile.TemporaryDirectory() as folder:
        for path in attacks(Path(folder)):
            size = path.stat().st_size
            code, seconds, memory = run([binary, "validate", path])
            print(f"{path.name}: {size / MIB:.1f} MiB, exit code {code}, {seconds:.2f} s, {memory / MIB:.1f} MiB of memory")
            # What is read to its end is held as bytes, as events, as a tree and as a model at most.
            budget = ABOVE + (4 * size if size <= LIMIT else 0)
            if code not in (1, 2) or seconds > 1 + size / 10_000_000 or memory > budget:
                wrong.append(f"{path.name} costs too much, or is not refused")
    code, seconds, memory = run([binary, "validate", "-"], stdin=subprocess.PIPE)
    print(f"a gigabyte through a pipe: exit code {code}, {seconds:.2f} s, {memory / MIB:.1f} MiB of memory")
    if code != 2 or memory > LIMIT + ABOVE:
        wrong.append("a gigabyte through a pipe costs too much, or is not refused")
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
