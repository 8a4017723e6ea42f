#!/usr/bin/env python3
"""Kills the command given as argument in the middle of a quarantine, and fills its disk: never may an output stand there that is not whole."""

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

RECORDS = 20_000
KILLS = 20
LATE = 10
NAMES = ("good.ndjson", "bad.ndjson", "reasons.ndjson")


def statement(number):
    """A statement on a line. Every seventh has an issuer that is no entity."""
    return json.dumps({
        "statemark": "1.0", "id": f"s{number}", "type": "statement", "title": f"On rain {number}", "language": "en", "date": "2025",
        "issuers": ["y" if number % 7 == 3 else "x"], "entities": [{"id": "x", "kind": "state", "name": "X"}],
        "sections": [{"clauses": [{"id": "rain", "text": f"X welcomes the rain of {number}. " * 5 + "It does."}]}],
    })


def command(binary, folder, source="in.ndjson"):
    good, bad, reasons = (str(folder / name) for name in NAMES)
    return [binary, "validate", source, "-q", "--pass", good, "--quarantine", bad, "--reasons", reasons, "--ignore", "dataset"]


def outputs(folder):
    return {name: (folder / name).read_bytes() for name in NAMES if (folder / name).exists()}


def wait(process, folder, seconds):
    """Waits for a moment: so long, or until the first output gets or loses its name."""
    if seconds is not None:
        time.sleep(seconds)
        return
    def state():
        found = {}
        for name in NAMES:
            try:
                found[name] = os.stat(folder / name).st_ino
            except FileNotFoundError:
                pass
        return found
    before = state()
    while process.poll() is None and state() == before:
        pass


def kills(binary, folder, whole, seconds, old):
    """Kills runs, most of them at random moments of their life, some when outputs get their names. Says what each left."""
    left = {"nothing new": 0, "some, but not what passes": 0, "all, whole": 0}
    wrong = []
    generator = random.Random(4)
    for number in range(KILLS + LATE):
        for path in folder.iterdir():
            path.unlink()
        for name in NAMES if old else ():
            (folder / name).write_bytes(b"old\n")
        before = outputs(folder)
        process = subprocess.Popen(command(binary, folder), cwd=folder.parent, stderr=subprocess.PIPE)
        wait(process, folder, generator.uniform(0, 1.05) * seconds if number < KILLS else None)
        process.send_signal(signal.SIGKILL)
        words = process.communicate()[1].decode()
        after = outputs(folder)
        new = {name for name, content in after.items() if before.get(name) != content}
        if after == whole:
            left["all, whole"] += 1
        elif not new and "good.ndjson" in after or not after:
            left["nothing new"] += 1
        elif "good.ndjson" not in after and all(after[name] == whole[name] for name in new):
            left["some, but not what passes"] += 1
        else:
            sizes = {name: len(content) for name, content in after.items()}
            wrong.append(f"kill {number} left {sizes} of {({name: len(content) for name, content in whole.items()})}")
        if after != whole and "quarantined" in words:
            wrong.append(f"kill {number} claimed success: {words}")
    print(f"killed {KILLS} times at random and {LATE} when names change{', over old outputs' if old else ''}: {left}")
    return wrong


def kills_of_folders(binary, base, lines):
    """Kills runs over a folder: what passes is not there, or it is all there with the quarantine."""
    (base / "set").mkdir()
    for number, line in enumerate(lines):
        (base / f"set/{number:05}.statemark.json").write_text(line)
    bad = {f"{number:05}.statemark.json" for number in range(len(lines)) if number % 7 == 3}
    left = {"nothing": 0, "the quarantine": 0, "all": 0}
    run = [binary, "validate", "set", "-q", "--pass", "good", "--quarantine", "bad", "--ignore", "dataset"]
    wrong, seconds = [], None
    generator = random.Random(4)
    for number in range(KILLS + 1):
        for name in ("good", "bad"):
            shutil.rmtree(base / name, ignore_errors=True)
            (base / name).mkdir()
        start = time.perf_counter()
        process = subprocess.Popen(run, cwd=base, stderr=subprocess.DEVNULL)
        if seconds is None:
            process.wait()
            seconds = time.perf_counter() - start
        else:
            time.sleep(generator.uniform(0, 1.05) * seconds)
            process.kill()
            process.wait()
        good, aside = ({path.name: path.stat().st_size for path in (base / name).iterdir()} for name in ("good", "bad"))
        is_whole = all(size == len(lines[int(name[:5])]) for name, size in [*good.items(), *aside.items()])
        if not good and not aside:
            left["nothing"] += 1
        elif is_whole and set(aside) == bad and len(good) in (0, len(lines) - len(bad)):
            left["all" if good else "the quarantine"] += 1
        else:
            wrong.append(f"kill {number} left {len(good)} files that pass and {len(aside)} that do not")
    print(f"a folder of {len(lines)} files ({seconds:.2f} s), killed {KILLS} times: {left}")
    return wrong


def full_disk(binary, base):
    """Runs with outputs on a file system of half a megabyte, where the machine lets us mount one."""
    disk = base / "disk"
    disk.mkdir()
    check = f'mount -t tmpfs -o size=512k tmpfs {disk} && {{ "$@"; code=$?; ls -A {disk}; exit $code; }}'
    for namespace in (["unshare", "--mount"], ["unshare", "--user", "--map-root-user", "--mount"]) if shutil.which("unshare") else ():
        if subprocess.run([*namespace, "mount", "-t", "tmpfs", "tmpfs", str(disk)], capture_output=True).returncode:
            continue
        done = subprocess.run([*namespace, "sh", "-c", check, "sh", *command(binary, disk)], cwd=base, capture_output=True, text=True)
        print(f"a full disk: exit code {done.returncode}, {done.stderr.strip()!r}, left there: {done.stdout.split()}")
        right = done.returncode == 2 and "No space left" in done.stderr and "nothing was written" in done.stderr and not done.stdout
        return [] if right else ["a full disk is not refused as it should be"]
    print("a full disk: SKIPPED, since nothing can be mounted here; the tests limit the size of files instead")
    return []


def main():
    binary = str(Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        lines = [statement(number) + "\n" for number in range(RECORDS)]
        (base / "in.ndjson").write_text("".join(lines))
        folder = base / "out"
        folder.mkdir()
        start = time.perf_counter()
        code = subprocess.run(command(binary, folder), cwd=base, stderr=subprocess.DEVNULL).returncode
        seconds = time.perf_counter() - start
        whole = outputs(folder)
        good = "".join(line for number, line in enumerate(lines) if number % 7 != 3).encode()
        bad = "".join(line for number, line in enumerate(lines) if number % 7 == 3).encode()
        wrong = [] if (code, whole["good.ndjson"], whole["bad.ndjson"]) == (1, good, bad) else ["an undisturbed run is wrong"]
        print(f"{RECORDS} records, {os.path.getsize(base / 'in.ndjson') / 1e6:.1f} MB: {seconds:.2f} s")
        wrong += kills(binary, folder, whole, seconds, old=False)
        wrong += kills(binary, folder, whole, seconds, old=True)
        wrong += kills_of_folders(binary, base, lines[:2000])
        wrong += full_disk(binary, base)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
