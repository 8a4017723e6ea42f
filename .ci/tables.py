#!/usr/bin/env python3
"""Reads the flat tables with the programs of others, and runs the questions of docs/questions.md.

    python3 -B .ci/tables.py target/release/statemark [--update]

Frictionless, DuckDB, pandas and polars take the tables of the examples, of the coded texts in ../shared (where they are at hand) and of a
thousand generated statements: with the documented types, keys that lead somewhere, and the same words. With --update, the answers in
docs/questions.md are written anew. Installs what it needs.
"""

import csv
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random

PROJECT = Path(__file__).resolve().parent.parent
PLACE = PROJECT / "target/ci/tables"
PACKAGES = ["frictionless==5.21.0", "duckdb==2.0.1", "pandas==3.1.1", "polars==2.1.0", "pyarrow==26.0.1"]
CODED = PROJECT / "../shared/coded"
PAGE = PROJECT / "docs/questions.md"
GENERATED = 1000
GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
DUCKDB = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}
PANDAS = {"integer": "Int64", "number": "Float64", "boolean": "boolean", "string": "str", "date": "str"}


def install():
    """The packages in a place of their own, in which this program then runs."""
    note, python = PLACE / "installed", PLACE / "bin/python"
    if not note.exists() or note.read_text() != " ".join(PACKAGES):
        subprocess.run([sys.executable, "-m", "venv", PLACE], check=True)
        subprocess.run([PLACE / "bin/pip", "install", "--quiet", *PACKAGES], check=True)
        note.write_text(" ".join(PACKAGES))
    if Path(sys.prefix) != PLACE:
        os.execv(python, [python, "-B", *sys.argv])


def generated(folder):
    """A thousand statements that are right, with some words that no spreadsheet may run."""
    sys.path.insert(0, str(PROJECT / ".ci/campaign"))
    from statements import Maker

    file, random = folder / "generated.ndjson", Random(7)
    with file.open("w", encoding="utf-8") as out:
        for number in range(GENERATED):
            statement, _ = Maker(random).make()
            statement["id"] += f"-{number}"
            statement["provenance"].append({"activity": "reviewed", "agent": random.choice(["=1+1", "@A, \"B\"", "'=x", "'t Hooft", "NA", "+ –"])})
            out.write(json.dumps(statement, ensure_ascii=False) + "\n")
    return file


class Tables:
    """The tables of some statements, in a folder."""

    def __init__(self, name, binary, source, folder):
        self.name, self.folder, self.wrong = name, folder, []
        code = subprocess.run([binary, "tables", source, "-o", folder / "csv", "--as-of", "2025-01-31"]).returncode
        self.hold(code == 0, f"exit code {code}")
        self.package = json.loads((folder / "csv/datapackage.json").read_text())
        parquet = subprocess.run([binary, "tables", source, "-o", folder / "parquet", "--to", "parquet", "--as-of", "2025-01-31"],
                                 capture_output=True, text=True)
        self.has_parquet = parquet.returncode == 0
        self.hold(self.has_parquet or "--features columns" in parquet.stderr, parquet.stderr)

    def hold(self, holds, sentence):
        if not holds:
            self.wrong.append(f"{self.name}: {sentence}")

    def fields(self):
        """Each table with its fields."""
        for resource in self.package["resources"]:
            yield resource["name"], resource["schema"]["fields"], self.folder / "csv" / resource["path"]

    def judge(self):
        self.plain()
        self.frictionless()
        self.duckdb()
        self.pandas()
        self.polars()
        if self.has_parquet:
            self.parquet()
        else:
            print(f"{self.name}: no Parquet in this build")

    def plain(self):
        """The csv module of Python: as many cells in each row, and none that runs."""
        self.rows = {}
        for table, fields, path in self.fields():
            with path.open(encoding="utf-8", newline="") as file:
                header, *rows = csv.reader(file, strict=True)
            self.rows[table] = rows
            self.hold(header == [field["name"] for field in fields], f"{table}: the header is {header}")
            self.hold(all(len(row) == len(header) for row in rows), f"{table}: a row has too many cells or too few")
            words = [number for number, field in enumerate(fields) if field["type"] == "string"]
            self.hold(not any(row[number].startswith(GUARDED) for row in rows for number in words), f"{table}: a cell would run")
        print(f"{self.name}: " + ", ".join(f"{len(rows)} {table}" for table, rows in self.rows.items()))

    def frictionless(self):
        from frictionless import Package, system

        with system.use_context(trusted=True):
            report = Package(self.folder / "csv/datapackage.json").validate()
        self.hold(report.valid, f"frictionless: {report.flatten(['title', 'message'])[:3]}")
        if self.name == "examples":
            command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
            done = subprocess.run(command, cwd=self.folder / "csv", capture_output=True, text=True)
            self.hold(done.returncode == 0, f"frictionless validate: {done.stdout[-1000:]}{done.stderr[-1000:]}")
        counts = {task.name: task.stats.get("rows", 0) for task in report.tasks}
        self.hold(counts == {table: len(rows) for table, rows in self.rows.items()}, f"frictionless reads {counts}")

    def duckdb(self):
        """The documented types, the words as Python reads them, and every foreign key, also those that may be empty."""
        import duckdb

        database = duckdb.connect()
        for table, fields, path in self.fields():
            types = {field["name"]: DUCKDB[field["type"]] for field in fields}
            database.execute(f"CREATE TABLE {table} AS FROM read_csv('{path}', header = true, columns = {types}, delim = ',', quote = '\"', escape = '\"')")
            texts = ", ".join(f"coalesce(\"{name}\"::VARCHAR, '')" for name in types)
            found = database.execute(f"SELECT {texts} FROM {table}").fetchall()
            numbers = [number for number, field in enumerate(fields) if field["type"] == "number"]
            same = lambda row: [str(float(cell)) if number in numbers and cell else cell for number, cell in enumerate(row)]
            self.hold(list(map(list, found)) == list(map(same, self.rows[table])), f"{table}: DuckDB reads other words")
        for table, columns, other in references():
            key = self.key(other)
            left = ", ".join(f'"{column}"' for column in columns)
            filled = " AND ".join(f'"{column}" IS NOT NULL' for column in columns)
            lost = database.execute(f"SELECT count(*) FROM {table} WHERE {filled} AND ({left}) NOT IN (SELECT ({', '.join(key)}) FROM {other})").fetchone()[0]
            self.hold(lost == 0, f"{table}: {lost} rows lead nowhere by {columns}")
        for table, _, _ in self.fields():
            twice = database.execute(f"SELECT count(*) - count(DISTINCT ({', '.join(self.key(table))})) FROM {table}").fetchone()[0]
            self.hold(twice == 0, f"{table}: {twice} keys stand twice")

    def key(self, table):
        return next(resource["schema"]["primaryKey"] for resource in self.package["resources"] if resource["name"] == table)

    def pandas(self):
        import pandas

        for table, fields, path in self.fields():
            types = {field["name"]: PANDAS[field["type"]] for field in fields}
            dates = [field["name"] for field in fields if field["type"] == "date"]
            frame = pandas.read_csv(path, keep_default_na=False, na_values=[""], dtype=types)
            for column in dates:
                frame[column] = pandas.to_datetime(frame[column].astype("object"), format="%Y-%m-%d").astype("datetime64[s]")
            words = frame.astype("object").where(frame.notna(), "")
            for number, field in enumerate(fields):
                if field["type"] == "string":
                    self.hold(list(words[field["name"]]) == [row[number] for row in self.rows[table]], f"{table}: pandas reads other words in {field['name']}")
            self.hold(len(frame) == len(self.rows[table]), f"{table}: pandas reads {len(frame)} rows")

    def polars(self):
        import polars

        kinds = {"string": polars.String, "integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean, "date": polars.Date}
        for table, fields, path in self.fields():
            frame = polars.read_csv(path, schema={field["name"]: kinds[field["type"]] for field in fields})
            self.hold(frame.height == len(self.rows[table]), f"{table}: polars reads {frame.height} rows")
            for number, field in enumerate(fields):
                if field["type"] == "string":
                    found = frame[field["name"]].fill_null("").to_list()
                    self.hold(found == [row[number] for row in self.rows[table]], f"{table}: polars reads other words in {field['name']}")

    def parquet(self):
        """The same cells with the same types, in DuckDB, pandas and polars."""
        import duckdb
        import pandas
        import polars

        kinds = {"string": polars.String, "integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean, "date": polars.Date}
        for table, fields, _ in self.fields():
            path = self.folder / "parquet" / f"{table}.parquet"
            described = duckdb.sql(f"DESCRIBE FROM '{path}'").fetchall()
            self.hold([(name, kind) for name, kind, *_ in described] == [(field["name"], DUCKDB[field["type"]]) for field in fields],
                      f"{table}: DuckDB reads these types in Parquet: {described}")
            rows = duckdb.sql(f"FROM '{path}'").fetchall()
            expected = [[plain(cell, field) for cell, field in zip(row, fields)] for row in self.rows[table]]
            found = [["" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell) for cell in row] for row in rows]
            self.hold(found == expected, f"{table}: the words in Parquet are others")
            frame = polars.read_parquet(path)
            self.hold(dict(frame.schema) == {field["name"]: kinds[field["type"]] for field in fields}, f"{table}: polars reads {frame.schema}")
            self.hold(len(pandas.read_parquet(path)) == len(rows) == frame.height, f"{table}: pandas or polars read other rows in Parquet")


def plain(cell, field):
    """A cell of CSV as Parquet has it: without the apostrophe that keeps it from running."""
    if field["type"] == "number" and cell:
        return str(float(cell))
    if field["type"] == "string" and cell.startswith("'") and cell.lstrip("'").startswith(GUARDED):
        return cell[1:]
    return cell


def references():
    """All foreign keys, as docs/tables.md has them."""
    table = None
    for line in (PROJECT / "docs/tables.md").read_text().splitlines():
        if heading := re.fullmatch(r"### `(\w+)`", line):
            table = heading[1]
        elif found := re.fullmatch(r"(`.*`) → `(\w+)`.*", line):
            yield table, re.findall(r"`(\w+)`", found[1]), found[2]


def broken(tables):
    """What is broken must be found: a foreign key that leads nowhere, a date that is none, an act that nobody knows, a key twice."""
    from frictionless import Package, system

    wrong = []
    for name, table, change, expected in [
        ("a key that leads nowhere", "roles", lambda rows: rows[1].__setitem__(4, "nobody"), "foreign-key"),
        ("a date that is none", "clauses", lambda rows: rows[1].__setitem__(4, "2025-02-30"), "type-error"),
        ("an act that nobody knows", "acts", lambda rows: rows[1].__setitem__(3, "shout"), "constraint-error"),
        ("a key that stands twice", "clauses", lambda rows: rows.append(rows[1]), "primary-key"),
        ("a row that is too short", "entities", lambda rows: rows[1].pop(), "missing-cell"),
    ]:
        path = tables.folder / "csv" / f"{table}.csv"
        right = path.read_bytes()
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
        change(rows)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
        with system.use_context(trusted=True):
            report = Package(tables.folder / "csv/datapackage.json").validate()
        kinds = {kind for (kind,) in report.flatten(["type"])}
        path.write_bytes(right)
        print(f"broken on purpose: {name}: {', '.join(sorted(kinds))}")
        if expected not in kinds:
            wrong.append(f"frictionless does not find {name}: {kinds}")
    return wrong


QUESTION = re.compile(r"(## \d+\. (?P<title>.*)\n(?:.*\n)*?```sql\n(?P<query>(?:.*\n)*?)```\n\n)(?P<answer>(?:\|.*\n)*)")


def markdown(connection, query):
    """The answer to a query as a table."""
    cursor = connection.execute(query)
    cell = lambda value: "" if value is None else str(value).replace("|", "\\|").replace("\r", "").replace("\n", "<br>")
    lines = [[column[0] for column in cursor.description], ["---"] * len(cursor.description), *(map(cell, row) for row in cursor.fetchall())]
    return "".join("|" + "|".join(f" {item} " if item != "---" else item for item in line) + "|\n" for line in lines)


def ask(folder, page):
    """The questions of the page, asked of the tables that lie in this folder, with their answers."""
    import duckdb

    connection = duckdb.connect()
    here = os.getcwd()
    os.chdir(folder)
    try:
        return [(found, markdown(connection, found["query"])) for found in QUESTION.finditer(page)]
    finally:
        os.chdir(here)


def questions(binary, folder, update):
    """The answers over the examples are those of the page; over the coded texts each question has one."""
    page, wrong = PAGE.read_text(), []
    commands = re.search(r"```sh\n(.*?)```", page, re.S)[1]
    (folder / "bin").mkdir()
    (folder / "bin/statemark").symlink_to(binary)
    (folder / "examples").symlink_to(PROJECT / "examples")
    environment = {**os.environ, "PATH": f"{folder}/bin:{os.environ['PATH']}"}
    subprocess.run(["bash", "-euc", commands], cwd=folder, env=environment, check=True)
    answers = ask(folder, page)
    if len(answers) != page.count("```sql"):
        wrong.append(f"{PAGE.name}: {page.count('```sql')} queries, of which {len(answers)} are questions")
    if update:
        answer = iter(answers)
        PAGE.write_text(QUESTION.sub(lambda found: found[1] + next(answer)[1], page))
    else:
        wrong += [f"{PAGE.name}: {found['title']}\n{answer}" for found, answer in answers if answer != found["answer"]]
    if CODED.exists():
        coded = folder / "coded"
        coded.mkdir()
        subprocess.run([binary, "tables", CODED, "-o", coded / "tables", "--as-of", "2025-01-31"], check=True)
        for found, answer in ask(coded, page):
            print(f"coded texts: {found['title']}: {answer.count(chr(10)) - 2} rows")
    print(f"{len(answers)} questions")
    return wrong


def main():
    install()
    binary, wrong = Path(sys.argv[1]).resolve(), []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = {"examples": PROJECT / "examples", "coded": CODED, "generated": generated(folder)}
        for name, source in sources.items():
            if not source.exists():
                print(f"skipped: {source} is not here")
                continue
            place = folder / f"{name}-tables"
            place.mkdir()
            tables = Tables(name, binary, source, place)
            tables.judge()
            wrong += tables.wrong
            if name == "examples":
                wrong += broken(tables)
        asked = folder / "asked"
        asked.mkdir()
        wrong += questions(binary, asked, "--update" in sys.argv)
    for sentence in wrong:
        print(sentence, file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
