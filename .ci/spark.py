#!/usr/bin/env python3
"""Runs the job of docs/scale.md in Spark with the command given as argument: what comes out is what one machine makes, and nothing is lost.

    python3 .ci/spark.py target/release/statemark [FILE]

With a file of records, one a line, it measures that instead of records of its own. Installs PySpark where it is missing; needs Java.
"""

import hashlib
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PLACE = PROJECT / "target/ci/spark"
PYSPARK = "pyspark==4.3.0"
RECORDS = 20_000


def install():
    """PySpark in a place of its own."""
    note = PLACE / "installed"
    if not note.exists() or note.read_text() != PYSPARK:
        subprocess.run([sys.executable, "-m", "venv", PLACE], check=True)
        subprocess.run([PLACE / "bin/pip", "install", "--quiet", PYSPARK], check=True)
        note.write_text(PYSPARK)


def statement(number):
    """A record on a line: every hundredth is wrong, in one of six ways, or right in another way than that of canonical JSON."""
    if number % 101 == 7:
        return [b'{"statemark": ', b"[]", b"\x00", record(number, issuer=b"y"), record(number, more=b',"titel":"x"'),
                record(number, title=b"On \xff rain")][number // 101 % 6]
    if number % 101 == 8:
        # A CR is white space, and U+2028 ends no line.
        return record(number, more=b',\r "ext": {"b": 1.0, "a": "\\u0041\xe2\x80\xa8"}')
    return record(number)


def record(number, title=b"On rain", issuer=b"x", more=b""):
    words = (f"X welcomes the rain of {number}. " * 5 + "It does.").encode()
    return (b'{"statemark":"1.0","id":"s%d","type":"statement","title":"%b","language":"en","date":"2025","issuers":["%b"],"entities":'
            b'[{"id":"x","kind":"state","name":"X"}],"sections":[{"clauses":[{"id":"rain","text":"%b"}]}]%b}'
            % (number, title, issuer, words, more))


def set_digest(binary, *files):
    """The digest of all that is right in form."""
    done = subprocess.run([binary, "digest", "--set", *files], capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout[:64]


def one_machine(binary, source, folder):
    """What one machine makes of it: the output, the quarantine, the digests of the output and of the input, the time."""
    out, aside = folder / "one.ndjson", folder / "one-aside.ndjson"
    start = time.perf_counter()
    run = [binary, "convert", source, "-o", out, "--quarantine", aside]
    code = subprocess.run(run, stderr=subprocess.PIPE).returncode
    seconds = time.perf_counter() - start
    assert code in (0, 1), code
    return out.read_bytes(), aside.read_bytes(), set_digest(binary, out), set_digest(binary, source), seconds


class Cluster:
    """Spark on this machine, with the job of the documentation."""

    def __init__(self, binary, folder, part_size):
        self.folder, self.part_size, self.count = folder, part_size, 0
        page = (PROJECT / "docs/scale.md").read_text()
        self.job = folder / "convert.py"
        self.job.write_text(re.search(r"```python\n(.*?)```", page, re.S)[1])
        self.commands = folder / "commands"
        self.commands.mkdir()
        self.command, self.binary = self.commands / "statemark", binary
        self.command.symlink_to(self.binary)

    def breaks_off(self):
        """The first conversion that is begun ends too early, after it wrote a part, and says so."""
        self.command.unlink()
        self.command.write_text(f'''#!/bin/sh
if [ "$1" = convert ] && mkdir {self.folder}/broken{self.count} 2> /dev/null; then
    head -c 100000 | {self.binary} "$@"
    exit 2
fi
exec {self.binary} "$@"
''')
        self.command.chmod(0o755)

    def run(self, source, tries=1):
        """Runs the job; gives its exit code, what it printed, the folder of its outputs, and how long it took."""
        self.count += 1
        target = self.folder / f"target{self.count}"
        run = [PLACE / "bin/spark-submit", "--master", f"local[2,{tries}]", "--conf", f"spark.sql.files.maxPartitionBytes={self.part_size}",
               "--conf", "spark.ui.enabled=false", self.job, source, target]
        environment = {**os.environ, "PATH": f"{self.commands}:{os.environ['PATH']}", "PYSPARK_PYTHON": str(PLACE / "bin/python")}
        start = time.perf_counter()
        done = subprocess.run(run, env=environment, capture_output=True, text=True)
        (self.folder / f"log{self.count}").write_text(done.stderr)
        return done.returncode, done.stdout.strip(), target, time.perf_counter() - start, done.stderr


def files(folder):
    """The files of a folder that hold something, in the order of the parts."""
    return [path for path in sorted(folder.iterdir()) if not path.name.startswith((".", "_")) and path.stat().st_size]


def parts(folder):
    return [path.read_bytes() for path in files(folder)]


def compare(binary, name, outcome, one):
    """Holds what Spark made against what one machine made. Says what is wrong."""
    (code, printed, target, seconds, log), (out, aside, digest, before, _) = outcome, one
    if code:
        return [f"{name}: exit code {code}: {log[-3000:]}"]
    converted, quarantined, undecoded = (parts(target / folder) for folder in ("converted", "quarantine", "not-utf8"))
    records = out.count(b"\n")
    all_aside = sum(part.count(b"\n") for part in [*quarantined, *undecoded])
    print(f"{name}: {records + all_aside} records in {len(converted)} parts = {records} converted + {all_aside} put aside, {seconds:.1f} s")
    wrong = []
    if b"".join(converted) != out:
        wrong.append("what is converted is not what one machine makes of it")
    if printed != digest:
        wrong.append(f"the digests add up to {printed}, not {digest}")
    if sorted(b"".join([*quarantined, *undecoded]).split(b"\n")) != sorted(aside.split(b"\n")):
        wrong.append("the records put aside are not those of one machine")
    if set_digest(binary, *(path for folder in ("converted", "quarantine") for path in files(target / folder))) != before:
        wrong.append("what is converted and what is put aside are not together what there was")
    reasons = b"".join(parts(target / "reasons")).splitlines()
    if len(reasons) < sum(part.count(b"\n") for part in quarantined):
        wrong.append("there are fewer reasons than records put aside")
    return [f"{name}: {sentence}" for sentence in wrong]


def main():
    binary = Path(sys.argv[1]).resolve()
    install()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if len(sys.argv) > 2:
            source = Path(sys.argv[2]).resolve()
            one = one_machine(binary, source, folder)
            print(f"one machine: {source.stat().st_size / 1e6:.1f} MB in {one[-1]:.1f} s, set {one[2]}")
            wrong = compare(binary, "Spark", Cluster(binary, folder, "128m").run(source), one)
        else:
            source = folder / "in.ndjson"
            source.write_bytes(b"".join(statement(number) + b"\n" for number in range(RECORDS)))
            one = one_machine(binary, source, folder)
            cluster = Cluster(binary, folder, "1m")
            wrong = compare(binary, "undisturbed", cluster.run(source), one)
            cluster.breaks_off()
            wrong += compare(binary, "a task that breaks off and is tried again", cluster.run(source, tries=2), one)
            cluster.breaks_off()
            code, printed, target, *_ = cluster.run(source)
            print(f"a task that breaks off for good: exit code {code}")
            # Spark shows there also why it failed.
            if code == 0 or re.search("^[0-9a-f]{64}$", printed, re.M) or (target / "converted/_SUCCESS").exists():
                wrong.append("a job with a task that broke off looks as if it were whole")
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
