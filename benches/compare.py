#!/usr/bin/env python3
"""Measures `statemark validate` and `statemark convert` as whole processes beside their peers, and prints ratios of one run.

    cargo build --release -p statemark-cli -p statemark-benches
    python3 benches/compare.py [--count 100000] [--rounds 3] [--only ndjson,xml,files,start,memory,huge,convert,streams,scale,columns,tables,archives] [--work FOLDER]

The data are made by ../shared/research/make_dataset.py. Commands run in rotation, so that a slow minute of the machine hits all of them; of each
the fastest run counts. A peer that is not installed is named as missing. Peers: sha256sum, xmllint, jing, ajv, check-jsonschema, jsonschema-cli,
lintel, jq, pandoc (on the path), the jsonschema command of Sourcemeta (SOURCEMETA=COMMAND), `schema-loop` of this folder, and what `peers/`
makes of xmltodict, lxml, fast-xml-parser, markdown-it-py, pyarrow, DuckDB and flatterer, which pip and npm bring into the folder of the work.
"""

import argparse
import gzip
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
RELEASE = PROJECT / "target" / "release"
OURS = str(RELEASE / "statemark")
SCHEMA = PROJECT / "schema"
PEERS = PROJECT / "benches" / "peers"
MAKE = PROJECT / ".." / "shared" / "research" / "make_dataset.py"


class Contest:
    """Commands that do the same work on the same input, run in rotation."""

    def __init__(self, title, size, rounds):
        self.title, self.size, self.rounds = title, size, rounds
        self.commands = []

    def add(self, name, *argv, codes=(0,), folder=None, needs=None):
        """`needs` is a package of Python, or a folder, without which the command cannot run."""
        program = str(argv[0])
        has_needs = needs is None or (needs.exists() if isinstance(needs, Path) else importlib.util.find_spec(needs))
        if shutil.which(program) and has_needs:
            self.commands.append((name, [str(word) for word in argv], codes, folder))
        else:
            print(f"  missing: {name} ({program if has_needs else needs} is not installed)")

    def run(self):
        """Prints a table; the first command is the one that the others are compared with. Gives the fastest time of each."""
        best = {name: float("inf") for name, *_ in self.commands}
        for _ in range(self.rounds):
            for name, argv, codes, folder in self.commands:
                seconds, code = once(argv, folder)
                if code not in codes:
                    print(f"  {name}: exit code {code}")
                best[name] = min(best[name], seconds)
        peaks = {name: peak(argv, folder) for name, argv, _, folder in self.commands}
        ours = best[self.commands[0][0]]
        print(f"\n{self.title} ({self.size / 1e6:.1f} MB)")
        for name, seconds in best.items():
            speed = f"{self.size / 1e6 / seconds:8.0f} MB/s" if self.size else " " * 13
            print(f"  {name:44} {seconds:8.3f} s {speed} {peaks[name]:7.1f} MiB   ×{seconds / ours:.2f}")


def once(argv, folder=None):
    """Wall seconds and exit code; the output is thrown away."""
    start = time.perf_counter()
    code = subprocess.call(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder)
    return time.perf_counter() - start, code


def peak(argv, folder=None):
    """Peak memory in MiB, in a run of its own: a process begins with the memory of the one that starts it, and `time` is small."""
    argv = ["/usr/bin/time", "-f", "%M", *argv]
    errors = subprocess.run(argv, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=folder, check=False).stderr
    return int(errors.split()[-1]) / 1024


def make(work, count, *more):
    """The NDJSON file of so many statements, and the XML collection of the same; made once."""
    name = "-".join(["set", str(count), *more]).replace("--", "")
    ndjson, xml = work / f"{name}.ndjson", work / f"{name}.xml"
    if not ndjson.exists() or not xml.exists():
        subprocess.run([sys.executable, MAKE, "--count", str(count), "--out", ndjson, "--xml", xml, *more], check=True)
    return ndjson, xml


def validate(*words, threads=1):
    return [OURS, "validate", "--threads", threads, *words]


def ndjson(work, count, rounds):
    file, _ = make(work, count)
    dirty, _ = make(work, count, "--invalid-every", "10")
    array, schema = work / f"array-{count}.json", work / "array.schema.json"
    if not array.exists():
        # Line by line: the memory of this process would count as that of the commands, which begin as copies of it.
        with file.open(encoding="utf-8") as lines, array.open("w", encoding="utf-8") as out:
            for number, line in enumerate(lines):
                out.write(("," if number else "[") + line)
            out.write("]")
    statement = json.loads((SCHEMA / "statement.schema.json").read_text())
    schema.write_text(json.dumps({"$schema": statement["$schema"], "type": "array", "items": statement}))
    # Sourcemeta knows a file of lines by this name alone.
    lines = work / f"set-{count}.jsonl"
    if not lines.exists():
        os.link(file, lines)
    contest = Contest(f"NDJSON, {count} statements, nothing wrong", file.stat().st_size, rounds)
    contest.add("statemark, one thread", *validate(file))
    contest.add("statemark, two threads", *validate(file, threads=2))
    contest.add("sha256sum", "sha256sum", file)
    contest.add("schema-loop (form only, no places)", RELEASE / "schema-loop", file)
    contest.add("Sourcemeta (first error of form)", os.environ.get("SOURCEMETA", "sourcemeta-jsonschema"), "validate", SCHEMA / "statement.schema.json", lines)
    contest.add("jsonschema-cli (form)", "jsonschema-cli", "validate", schema, "-i", array)
    contest.add("ajv-cli (form)", "ajv", "validate", "--spec=draft2020", "--all-errors", "--strict=false", "-c", "ajv-formats", "-s", schema, "-d", array)
    contest.run()
    contest = Contest(f"NDJSON, {count} statements, every tenth wrong", dirty.stat().st_size, rounds)
    contest.add("statemark, one thread", *validate(dirty), codes=(1,))
    contest.add("statemark, one thread, nothing wrong", *validate(file))
    contest.run()


def xml(work, count, rounds):
    _, file = make(work, count // 10)
    contest = Contest(f"XML, a collection of {count // 10} statements", file.stat().st_size, rounds)
    contest.add("statemark, one thread", *validate(file))
    contest.add("statemark, two threads", *validate(file, threads=2))
    contest.add("xmllint --stream --schema", "xmllint", "--noout", "--nonet", "--stream", "--schema", SCHEMA / "statement.xsd", file)
    contest.add("xmllint --stream --relaxng", "xmllint", "--noout", "--nonet", "--stream", "--relaxng", SCHEMA / "statement.rng", file)
    contest.add("jing, RELAX NG", "jing", SCHEMA / "statement.rng", file)
    contest.run()


def files(work, count, rounds):
    file, _ = make(work, count)
    folder = work / "files"
    if not folder.exists():
        folder.mkdir()
        for number, line in zip(range(10_000), file.open(encoding="utf-8")):
            (folder / f"{number:05}.statemark.json").write_text(line, encoding="utf-8")
    one = work / "files.ndjson"
    with one.open("w", encoding="utf-8") as out:
        out.writelines(path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()))
    contest = Contest("10,000 files beside one file of the same statements", one.stat().st_size, rounds)
    contest.add("statemark, a folder", *validate(folder))
    contest.add("statemark, one file", *validate(one))
    shutil.copy(SCHEMA / "statement.schema.json", work)
    (work / "lintel.toml").write_text('root = true\n[schemas]\n"files/*.json" = "statement.schema.json"\n')
    contest.add("lintel (all errors of form)", "lintel", "validate", "--no-catalog", "--force", "--reporter=text", folder.name, folder=work)
    contest.run()


def start(_work, _count, rounds):
    example = PROJECT / "examples" / "china-pakistan-2025" / "china-pakistan-2025.statemark.json"
    contest = Contest("one valid statement, start to end", 0, rounds * 10)
    contest.add("statemark", *validate(example))
    contest.add("python -c pass", sys.executable, "-c", "pass")
    contest.add("check-jsonschema --version", "check-jsonschema", "--version")
    contest.run()


def memory(work, count, _rounds):
    """Peak memory on large input, plain and packed."""
    file, _ = make(work, count)
    large, packed = work / "large.ndjson", work / "large.ndjson.gz"
    if not large.exists():
        with large.open("wb") as out:
            for _ in range(11):
                with file.open("rb") as part:
                    shutil.copyfileobj(part, out)
    if not packed.exists():
        with large.open("rb") as plain, gzip.open(packed, "wb", compresslevel=1) as out:
            shutil.copyfileobj(plain, out)
    inputs = [file, large, packed]
    if shutil.which("zstd"):
        subprocess.run(["zstd", "-q", "-f", large, "-o", work / "large.ndjson.zst"], check=True)
        inputs.append(work / "large.ndjson.zst")
    print("\nPeak memory (rules over the set off: the same ids stand eleven times in the large file)")
    for path in inputs:
        for threads in (1, 2):
            argv = [str(word) for word in validate("--ignore", "dataset", path, threads=threads)]
            size, (seconds, _) = path.stat().st_size / 1e6, once(argv)
            print(f"  {path.name:28} {size:7.0f} MB, {threads} threads: {peak(argv):6.1f} MiB, {seconds:6.2f} s")
    with_sets, without = (peak([str(word) for word in validate(*more, file)]) for more in ((), ("--ignore", "dataset")))
    print(f"  rules over a set of {count}: {(with_sets - without) * 1024 * 1024 / count:.0f} bytes a statement")


def huge(work, _count, rounds):
    """One statement with a source of 10 MB and 100,000 quotes of it, beside one of a tenth."""
    sizes = {}
    for quotes in (10_000, 100_000):
        path = work / f"huge-{quotes}.statemark.json"
        path.write_text(json.dumps(huge_statement(quotes), ensure_ascii=False), encoding="utf-8")
        sizes[path] = path.stat().st_size
    contest = Contest("one statement of 100,000 quotes, and one of 10,000", max(sizes.values()), rounds)
    for path, size in sorted(sizes.items(), key=lambda item: -item[1]):
        contest.add(f"statemark, {size / 1e6:.1f} MB", *validate(path))
    contest.run()


def huge_statement(quotes):
    words = [f"Brücke {number:06} steht; “Wasser” und Straße sind frei, 水位 {number * 7 % 1000} am Pegel der Ellmar." for number in range(quotes)]
    text, clauses, at = " ".join(words), [], 0
    for number, sentence in enumerate(words):
        if number % 10 == 0:
            clauses.append({"id": f"c{number}", "text": sentence, "by": ["a"], "about": ["b"], "evidence": []})
        clauses[-1]["evidence"].append({"source": "s", "start": at, "end": at + 13, "exact": sentence[:13]})
        at += len(sentence) + 1
    sections = [{"heading": f"Teil {part}", "clauses": clauses[part * 100 : part * 100 + 100]} for part in range(quotes // 1000)]
    entities = [{"id": "a", "kind": "state", "name": "Aldmere"}, {"id": "b", "kind": "place", "name": "Ellmar"}]
    source = {"id": "s", "kind": "official-text", "text": text}
    head = {"statemark": "1.0", "id": "pegel", "type": "statement", "title": "Pegel", "language": "de", "date": "2024-05-01", "issuers": ["a"]}
    return {**head, "entities": entities, "sources": [source], "sections": sections}


def install(work):
    """Brings the packages that the peers of `convert` are made of. Gives the folder of fast-xml-parser."""
    python, node = work / "python", work / "node"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", python, "xmltodict", "markdown-it-py"], check=False)
    if not node.exists() and shutil.which("npm"):
        subprocess.run(["npm", "install", "--silent", "--prefix", node, "fast-xml-parser@5"], check=False)
    os.environ["PYTHONPATH"], os.environ["NODE_PATH"] = str(python), str(node / "node_modules")
    sys.path.append(str(python))
    return node / "node_modules" / "fast-xml-parser"


def converted(file, to, *more, threads=1):
    return [OURS, "convert", file, "--to", to, "--threads", threads, *more]


def convert(work, count, rounds):
    fast_xml_parser = install(work)
    (file, collection), (small, _) = make(work, count // 10), make(work, count // 100)

    def contest(title, path, to):
        made = Contest(title, path.stat().st_size, rounds)
        made.add("statemark, one thread", *converted(path, to))
        return made

    def peers(made, path, to):
        made.add("statemark, two threads", *converted(path, to, threads=2))
        made.add("xmltodict (generic, streaming)", sys.executable, PEERS / "generic_xml.py", to, path, needs="xmltodict")
        made.add("lxml by hand (streaming)", sys.executable, PEERS / "lxml_by_hand.py", to, path, needs="lxml")
        made.add("fast-xml-parser (generic)", "node", PEERS / "generic_xml.cjs", to, path, needs=fast_xml_parser)
        made.run()

    peers(contest(f"NDJSON to XML, {count // 10} statements", file, "xml"), file, "xml")
    peers(contest(f"XML to NDJSON, {count // 10} statements", collection, "ndjson"), collection, "ndjson")
    made = contest(f"canonical NDJSON to NDJSON, {count // 10} statements", file, "ndjson")
    made.add("jq -c .", "jq", "-c", ".", file)
    made.run()
    markdown = work / f"set-{count // 100}.md"
    subprocess.run([str(word) for word in converted(small, "md", "-o", markdown)], check=True)
    made = contest(f"Markdown to NDJSON, {count // 100} statements", markdown, "ndjson")
    made.add("markdown-it-py (tokens alone)", sys.executable, PEERS / "markdown_tokens.py", markdown, needs="markdown_it")
    made.add("pandoc (commonmark_x to its own JSON)", "pandoc", "-f", "commonmark_x", "-t", "json", markdown)
    made.run()
    made = Contest(f"reading back what was written, {count // 10} statements", file.stat().st_size, rounds)
    for name, more in ("statemark", []), ("statemark --verify", ["--verify"]):
        made.add(name, *converted(file, "xml", "-o", work / "converted.xml", *more))
    made.run()


def streams(work, count, rounds):
    """The bars of two threads, on a file that is long enough for them."""
    file, collection = make(work, count)
    for path, to in (file, "xml"), (collection, "ndjson"):
        made = Contest(f"{path.suffix[1:]} to {to}, {count} statements", path.stat().st_size, rounds)
        for threads, name in (2, "statemark, two threads"), (1, "statemark, one thread"):
            made.add(name, *converted(path, to, threads=threads))
        made.run()


def processor(argv):
    """Seconds of the processor, of user and system: the median of three runs, which other work on the machine disturbs less than the clock."""
    seconds = []
    for _ in range(3):
        before = os.times()
        subprocess.run([str(word) for word in argv], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        after = os.times()
        seconds.append(after.children_user - before.children_user + after.children_system - before.children_system)
    return sorted(seconds)[1]


def scale(work, count, rounds):
    """The tables of docs/scale.md, on one thread."""
    file, _ = make(work, count)
    made = {to: work / f"scale-{count}.{to}" for to in ("ndjson", "xml", "ndjson.zst")}
    commands = {f"convert to {to}": (file, [*converted(file, to, "-o", path)]) for to, path in made.items()}
    commands |= {f"digest --set of {to}": (path, [OURS, "digest", "--set", path, "--threads", "1"]) for to, path in made.items()}
    print(f"\nseconds of the processor, {count} statements ({file.stat().st_size / 1e6:.1f} MB), one thread")
    for name, (source, argv) in commands.items():
        seconds = processor(argv)
        print(f"  {name:30} {seconds:6.2f} s {source.stat().st_size / 1e6 / seconds:8.0f} MB/s {peak([str(word) for word in argv]):7.1f} MiB")
    for to, path in made.items():
        print(f"  {to:12} {path.stat().st_size / 1e6:7.1f} MB {path.stat().st_size / count:7.0f} bytes a statement")


CLAUSES = """. as $s | .sections[].clauses[] | [$s.id, $s.date, .id, .text, .act, .emphasis, ((.by // []) | join("; ")), ((.to // []) | join("; ")),
    ((.about // []) | join("; ")), ((.topics // []) | join("; "))] | @csv"""


def tables(work, count, rounds):
    """Clause rows as CSV on stdout, and all tables in a folder; of DuckDB and jq fewer columns, and ids in place of names."""
    python = work / "python-tables"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", python, "duckdb", "flatterer"], check=False)
    os.environ["PYTHONPATH"] = str(python)
    sys.path.append(str(python))
    (file, _), (small, _) = make(work, count), make(work, count // 10)
    clauses = lambda path, threads: [OURS, "tables", path, "--only", "clauses", "--threads", threads]
    for threads in 1, 2:
        made = Contest(f"NDJSON to clause rows in CSV, {count} statements, threads: {threads}", file.stat().st_size, rounds)
        made.add("statemark", *clauses(file, threads))
        made.add("DuckDB, by joins", sys.executable, PEERS / "duckdb_clauses.py", "joins", threads, file, needs="duckdb")
        made.add("DuckDB, step by step", sys.executable, PEERS / "duckdb_clauses.py", "steps", threads, file, needs="duckdb")
        made.run()
    made = Contest(f"NDJSON to clause rows in CSV, {count // 10} statements", small.stat().st_size, rounds)
    made.add("statemark, one thread", *clauses(small, 1))
    made.add("jq @csv", "jq", "-r", CLAUSES, small)
    made.run()
    made = Contest(f"NDJSON to all tables in a folder, {count} statements", file.stat().st_size, rounds)
    for threads, name in (1, "statemark, one thread"), (2, "statemark, two threads"):
        folder = work / f"tables-{threads}"
        made.add(name, "sh", "-c", f"rm -rf {folder} && exec {OURS} tables {file} -o {folder} --threads {threads}")
    made.add("flatterer", sys.executable, PEERS / "flatterer_tables.py", file, work / "flatterer", needs="flatterer")
    made.run()
    print("\nPeak memory")
    for threads in 1, 2:
        for name, argv in ("clauses", clauses(file, threads)), ("validate", validate(file, threads=threads)):
            print(f"  {name}, {threads} threads: {peak([str(word) for word in argv]):6.1f} MiB")


def columns(work, count, rounds):
    """JSON to Parquet, for which the command is built with its feature `columns`."""
    python = work / "columns"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--target", python, "pyarrow", "duckdb"], check=False)
    os.environ["PYTHONPATH"] = str(python)
    sys.path.append(str(python))
    file, _ = make(work, count)
    plain, peer = work / f"plain-{count}.ndjson", PEERS / "columns.py"
    if not plain.exists():
        subprocess.run([sys.executable, peer, "plain", file, plain], check=True)
    for threads in 1, 2:
        made = Contest(f"NDJSON to Parquet, {count} statements, threads: {threads}", file.stat().st_size, rounds)
        made.add("statemark, with its ledger", *converted(file, "parquet", "-o", work / "ours.parquet", threads=threads))
        made.add("statemark, into a pipe", *converted(file, "parquet", threads=threads))
        made.add("pyarrow, plain words", sys.executable, peer, "pyarrow", plain, work / "pyarrow.parquet", threads, needs="pyarrow")
        made.add("DuckDB", sys.executable, peer, "duckdb", file, work / "duckdb.parquet", threads, needs="duckdb")
        made.run()
    for name in "ours", "pyarrow", "duckdb":
        path = work / f"{name}.parquet"
        if path.exists():
            print(f"  {path.name:20} {path.stat().st_size / 1e6:7.1f} MB")
    made = Contest(f"Parquet to NDJSON, {count} statements", file.stat().st_size, rounds)
    for threads in 1, 2:
        made.add(f"statemark, threads: {threads}", *converted(work / "ours.parquet", "ndjson", threads=threads))
    made.run()


def archives(work, count, rounds):
    """The standards of archives beside our own XML, a file a statement each; and packages of the same statements."""
    file, _ = make(work, count // 10)
    into = lambda folder, *argv: ["sh", "-c", " ".join(str(word) for word in ("rm -rf", folder, "&& exec", *argv))]
    for threads in 1, 2:
        made = Contest(f"NDJSON to a folder, {count // 10} statements, threads: {threads}", file.stat().st_size, rounds)
        for to in "xml", "akn", "tei":
            folder = work / f"archives-{to}"
            made.add(to, *into(folder, *converted(file, to, "-o", f"{folder}/", threads=threads)))
        made.run()
    made = Contest(f"a folder to NDJSON, {count // 10} statements, one thread", file.stat().st_size, rounds)
    for to in "xml", "akn", "tei":
        made.add(to, *converted(work / f"archives-{to}", "ndjson"))
    made.run()
    made = Contest(f"packages of {count // 10} statements, two threads", file.stat().st_size, rounds)
    for bag in "bag", "bag.zip":
        path = work / bag
        made.add(f"create {bag}", *into(path, OURS, "archive", "create", file, "-o", path, "--threads", 2))
        made.add(f"verify {bag}", OURS, "archive", "verify", path, "--threads", 2)
    made.add("sha512sum of its files", "sh", "-c", f"find {work / 'bag'} -type f -print0 | xargs -0 sha512sum")
    made.run()


PARTS = {"ndjson": ndjson, "xml": xml, "files": files, "start": start, "memory": memory, "huge": huge, "convert": convert, "streams": streams, "scale": scale, "columns": columns, "tables": tables, "archives": archives}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default=",".join(PARTS))
    parser.add_argument("--work", type=Path, default=PROJECT / "target" / "compare")
    arguments = parser.parse_args()
    if not MAKE.exists():
        sys.exit("skipped: ../shared is not here, which makes the data")
    arguments.work.mkdir(parents=True, exist_ok=True)
    for part in arguments.only.split(","):
        PARTS[part](arguments.work, arguments.count, arguments.rounds)


if __name__ == "__main__":
    main()
