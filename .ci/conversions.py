#!/usr/bin/env python3
"""Stops conversions by the command given as argument in every way: kills, a full disk, read errors, closed pipes, inputs that change.

Never may an output look whole that is not; always must a run that goes on give what an unbroken one does, byte for byte.
"""

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RECORDS = 60_000
KILLS = 50
LATE = 10
ASIDE = ("bad.ndjson", "why.ndjson", "lost.ndjson")
TARGETS = ("out.ndjson", "out.xml", "out.json", "out.md", "out.ndjson.gz", "out.xml.zst", "xml/")
# Fails the read of so many bytes, counted from the first one that is large.
SHIM = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>
ssize_t read(int file, void *buffer, size_t count) {
    static long left = -1;
    static ssize_t (*real)(int, void *, size_t);
    if (!real) { real = (ssize_t (*)(int, void *, size_t))dlsym(RTLD_NEXT, "read"); left = atol(getenv("FAIL_AFTER")); }
    if (count >= 65536 && (left -= count) < 0) { errno = EIO; return -1; }
    return real(file, buffer, count);
}
"""


def statement(number):
    """A statement on a line. Every seventh has an issuer that is no entity."""
    return json.dumps({
        "statemark": "1.0", "id": f"s{number}", "type": "statement", "title": f"On rain {number}", "language": "en", "date": "2025",
        "issuers": ["y" if number % 7 == 3 else "x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
        "sections": [{"clauses": [{"id": "rain", "text": f"X welcomes the rain of {number}. " * 30 + "It does."}]}],
    })


def command(binary, target, source, *more):
    spelling = ("--to", target.rstrip("/")) if target.endswith("/") else ()
    bad, why, lost = ASIDE
    aside = ("--quarantine", bad, "--reasons", why, "--losses", lost)
    return [binary, "convert", str(source), "-o", target, *spelling, *aside, *more]


def run(arguments, folder, **more):
    return subprocess.run(arguments, cwd=folder, capture_output=True, text=True, **more)


def content(folder):
    """All files but ledgers, by their names below the folder."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".ledger")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def finals(folder):
    """What has its name."""
    return {name: words for name, words in content(folder).items() if ".partial" not in name}


def ledger(folder):
    (path,) = folder.glob("*.ledger")
    return [json.loads(line) for line in path.read_bytes().split(b"\n")[:-1]]


def wait(process, folder, seconds):
    """Waits for a moment: so long, or until the first output gets its name."""
    if seconds is not None:
        time.sleep(seconds)
        return
    while process.poll() is None and not any(path.suffix not in (".partial", ".ledger") for path in folder.iterdir()):
        pass


def judge_stopped(folder, whole, where, wrong):
    """What has its name after a stop is whole."""
    for name, words in finals(folder).items():
        if whole.get(name) != words:
            wrong.append(f"{where}: {name} has its name, and {len(words)} bytes that are not those of a whole run")


def go_on(binary, target, source, folder, whole, where, wrong):
    """Goes on to the end, and compares."""
    done = run(command(binary, target, source, "--resume"), folder)
    if done.returncode != 1:
        wrong.append(f"{where}: goes on with exit code {done.returncode}: {done.stderr[-300:]}")
    if content(folder) != whole:
        wrong.append(f"{where}: what goes on differs from what is unbroken")


def whole_run(binary, target, source, base):
    folder = base / "whole"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    start = time.perf_counter()
    done = run(command(binary, target, source), folder)
    assert done.returncode == 1, done.stderr
    return content(folder), time.perf_counter() - start


def kills(binary, base, sources):
    """Kills runs at random moments, some of them more than once, and goes on."""
    wrong, tally = [], {"before the first checkpoint": 0, "behind a checkpoint": 0, "when names were given": 0, "at its end already": 0}
    generator = random.Random(5)
    for index, target in enumerate(TARGETS):
        source = sources[target]
        whole, seconds = whole_run(binary, target, source, base)
        times = KILLS // len(TARGETS) + (index < KILLS % len(TARGETS))
        late = LATE // len(TARGETS) + (index < LATE % len(TARGETS))
        for number in range(times + late):
            where = f"{target}, kill {number}"
            folder = base / "run"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            more = ()
            for _ in range(1 + generator.randrange(2)):
                process = subprocess.Popen(command(binary, target, source, *more), cwd=folder, stderr=subprocess.DEVNULL)
                wait(process, folder, generator.uniform(0, 1.05) * seconds if number < times else None)
                process.send_signal(signal.SIGKILL)
                process.wait()
                judge_stopped(folder, whole, where, wrong)
                more = ("--resume",)
            kinds = [entry["entry"] for entry in ledger(folder)] if list(folder.glob("*.ledger")) else []
            if "end" in kinds:
                # What is whole is nothing to go on with.
                tally["at its end already"] += 1
                if content(folder) != whole:
                    wrong.append(f"{where}: its ledger has an end, and its outputs are not whole")
                continue
            if "sealed" in kinds:
                tally["when names were given"] += 1
            elif "checkpoint" in kinds:
                tally["behind a checkpoint"] += 1
            else:
                tally["before the first checkpoint"] += 1
            go_on(binary, target, source, folder, whole, where, wrong)
    print(f"{KILLS} kills at random and {LATE} when names are given, over {len(TARGETS)} targets: {tally}")
    return wrong


def full_disk(binary, base, source):
    """Fills a small disk, and goes on when it is larger, where the machine lets us mount one."""
    target = "out.xml"
    whole, _ = whole_run(binary, target, source, base)
    disk = base / "disk"
    disk.mkdir()
    first = " ".join(command(binary, target, source))
    script = f"""
        mount -t tmpfs -o size=24m tmpfs {disk} && cd {disk}
        {first}; code=$?; ls -A; [ $code = 2 ] || exit 3
        mount -o remount,size=1g {disk} && {first} --resume; code=$?
        cp * {base}/run/; exit $code
    """
    shutil.rmtree(base / "run", ignore_errors=True)
    (base / "run").mkdir()
    for namespace in (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]):
        if shutil.which("unshare") is None or run([*namespace, "mount", "-t", "tmpfs", "tmpfs", str(disk)], base).returncode:
            continue
        done = run([*namespace, "sh", "-c", script], base)
        same = content(base / "run") == whole
        print(f"a full disk: left {done.stdout.split()}; with more room exit code {done.returncode}, the same: {same}")
        right = done.returncode == 1 and same and "No space left" in done.stderr and "out.xml\n" not in done.stdout
        return [] if right else [f"a full disk: {done.returncode} {done.stdout} {done.stderr[-500:]}"]
    print("a full disk: SKIPPED, since nothing can be mounted here; the tests limit the size of files instead")
    return []


def read_errors(binary, base, source):
    """Lets a read fail in the middle, and goes on."""
    wrong, compiler = [], shutil.which("cc")
    if compiler is None:
        print("read errors: SKIPPED, since there is no C compiler")
        return []
    shim = base / "shim.so"
    (base / "shim.c").write_text(SHIM)
    subprocess.run([compiler, "-shared", "-fPIC", "-o", str(shim), str(base / "shim.c"), "-ldl"], check=True)
    for target in ("out.ndjson", "out.xml.zst"):
        whole, _ = whole_run(binary, target, source, base)
        for after in (1, 20_000_000, 50_000_000):
            folder = base / "run"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            environment = {**os.environ, "LD_PRELOAD": str(shim), "FAIL_AFTER": str(after)}
            done = run(command(binary, target, source), folder, env=environment)
            where = f"{target}, a read error after {after} bytes"
            if done.returncode != 2 or "cannot be read" not in done.stderr:
                wrong.append(f"{where}: exit code {done.returncode}: {done.stderr[-300:]}")
            judge_stopped(folder, {}, where, wrong)
            go_on(binary, target, source, folder, whole, where, wrong)
    print("read errors: 6 runs")
    return wrong


def cut_gzip(binary, base, source):
    """Cuts packed inputs short at random places, and goes on when all is there."""
    wrong, packed = [], gzip.compress(source.read_bytes(), 1)
    generator, path, target = random.Random(6), base / "in.ndjson.gz", "out.md"
    path.write_bytes(packed)
    whole, _ = whole_run(binary, target, path, base)
    for number in range(5):
        folder = base / "run"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        path.write_bytes(packed[: generator.randrange(len(packed) // 4, len(packed))])
        done = run(command(binary, target, path), folder)
        where = f"{target}, cut {number}"
        if done.returncode != 2 or "is cut off" not in done.stderr:
            wrong.append(f"{where}: exit code {done.returncode}: {done.stderr[-300:]}")
        judge_stopped(folder, {}, where, wrong)
        path.write_bytes(packed)
        go_on(binary, target, path, folder, whole, where, wrong)
    print("cut gzip: 5 runs")
    return wrong


def closed_pipe(binary, base, source):
    """Closes the output pipe after a while."""
    folder = base / "run"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    process = subprocess.Popen([binary, "convert", str(source), "--to", "xml", "--ledger", "l.ledger"], cwd=folder,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.read(1_000_000)
    process.stdout.close()
    words = process.stderr.read().decode()
    code, kinds = process.wait(), [entry["entry"] for entry in ledger(folder)]
    print(f"a closed pipe: exit code {code}, entries of the ledger {sorted(set(kinds))}")
    return [] if code == 2 and "end" not in kinds and "its reader has gone away" in words else [f"a closed pipe: {code} {words[-300:]}"]


def changed_input(binary, base, source):
    """Changes the input while it is read."""
    folder, path = base / "run", base / "changing.ndjson"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copy(source, path)
    process = subprocess.Popen(command(binary, "out.xml", path), cwd=folder, stderr=subprocess.PIPE)
    # It has begun to write.
    while process.poll() is None and not (folder / "out.xml.partial").exists():
        pass
    process.send_signal(signal.SIGSTOP)
    with path.open("a") as file:
        file.write(statement(0) + "\n")
    process.send_signal(signal.SIGCONT)
    words, code = process.communicate()[1].decode(), process.returncode
    print(f"an input that changes: exit code {code}")
    right = code == 2 and "was changed while it was read" in words and not finals(folder)
    return [] if right else [f"an input that changes: {code} {words[-300:]}"]


def main():
    binary = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        lines = [statement(number) + "\n" for number in range(RECORDS)]
        large, small = base / "large.ndjson", base / "small.ndjson"
        large.write_text("".join(lines))
        # Each statement is a file of its own in a folder.
        small.write_text("".join(lines[: RECORDS // 6]))
        sources = {target: small if target.endswith("/") else large for target in TARGETS}
        # Tables are read from their ends, and gone on with by their rows.
        for target, name in ("out.json", "large.parquet"), ("out.xml.zst", "large.arrow"):
            sources[target] = base / name
            done = run([binary, "convert", str(large), "-o", name, "--force"], base)
            assert done.returncode == 0, done.stderr
        print(f"{RECORDS} records, {large.stat().st_size / 1e6:.0f} MB")
        wrong = kills(binary, base, sources)
        wrong += full_disk(binary, base, large)
        wrong += read_errors(binary, base, large)
        wrong += cut_gzip(binary, base, large)
        wrong += closed_pipe(binary, base, large)
        wrong += changed_input(binary, base, large)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
