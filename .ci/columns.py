#!/usr/bin/env python3
"""Judges the lossless table by those who read columns: pyarrow, DuckDB, pandas and polars open what the command given as argument writes, and
what each of them sees in a row is put together again by docs/columns.md, and compared with the statement; what they write of it comes back.

    python3 .ci/columns.py target/release/statemark [FILE…]

Of files that are named, of the examples, of ../shared/coded where that is there, and of generated documents. Installs the readers where they
are missing, in a place of their own.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PLACE = PROJECT / "target/ci/columns"
READERS = ["pyarrow==26.0.1", "duckdb==2.0.1", "pandas==3.1.1", "polars==2.1.0"]
GENERATED = 1_000
# Where words stand in several languages.
TEXTS = {"title", "name", "label", "heading", "text", "what", "condition"}
TYPES = {"string": "string", "string (JSON)": "string", "boolean": "bool", "int64": "int64", "int32": "int32", "double": "double", "struct": "struct"}


def install():
    """The readers in a place of their own. This script goes on in it."""
    if sys.prefix == str(PLACE):
        return
    note = PLACE / "installed"
    if not note.exists() or note.read_text() != str(READERS):
        subprocess.run([sys.executable, "-m", "venv", PLACE], check=True)
        subprocess.run([PLACE / "bin/pip", "install", "--quiet", *READERS], check=True)
        note.write_text(str(READERS))
    sys.exit(subprocess.call([PLACE / "bin/python", "-B", __file__, *sys.argv[1:]]))


def generated():
    sys.path.insert(0, str(PROJECT / ".ci/campaign"))
    from statements import Maker

    for seed in range(GENERATED):
        made = Maker(random.Random(seed)).make()
        yield made[0] if isinstance(made, tuple) else made


def run(*argv, code=0):
    done = subprocess.run([str(word) for word in argv], capture_output=True, text=True)
    assert done.returncode == code, f"{argv}: exit code {done.returncode}: {done.stderr[-500:]}"
    return done


def words(items, own):
    """Words in one language are a string, in several a map."""
    if len(items) == 1 and items[0]["language"] is None:
        return items[0]["words"]
    return {item["language"] or own: item["words"] for item in items}


def is_words(value):
    return isinstance(value, list) and value and isinstance(value[0], dict) and set(value[0]) == {"language", "words"}


def is_identifiers(value):
    return isinstance(value, list) and value and isinstance(value[0], dict) and set(value[0]) == {"scheme", "value"}


def put_together(value, own):
    """A statement, or what is in it, without what is absent."""
    if is_words(value):
        return words(value, own)
    if is_identifiers(value):
        return {item["scheme"]: item["value"] for item in value}
    if isinstance(value, list):
        return [put_together(item, own) for item in value]
    if not isinstance(value, dict):
        return value
    made = {}
    for key, item in value.items():
        if item is None or item == [] or item is False:
            continue
        made[key] = json.loads(item) if key == "ext" else put_together(item, own)
    return made


def statement(row):
    """The statement of a row: sections and clauses are put where they say that they stand."""
    own = row["language"]
    made = put_together({key: item for key, item in row.items() if key not in ("sections", "clauses")}, own)
    sections = [put_together({key: item for key, item in section.items() if key != "parent"}, own) for section in row["sections"]]
    clauses = [put_together({key: item for key, item in clause.items() if key not in ("parent", "section")}, own) for clause in row["clauses"]]
    for clause, of in zip(clauses, row["clauses"]):
        holder = sections[of["section"]] if of["parent"] is None else clauses[of["parent"]]
        holder.setdefault("clauses", []).append(clause)
    made["sections"] = []
    for section, of in zip(sections, row["sections"]):
        (made["sections"] if of["parent"] is None else sections[of["parent"]].setdefault("sections", [])).append(section)
    return made


def bare(value):
    """What pandas and DuckDB give, in lists and dictionaries alone."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [bare(item) for item in value]
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items()}
    # Where some are missing, pandas makes doubles of whole numbers.
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value != value else value


def readers(parquet, arrow):
    """The rows of the table, as each reader gives them."""
    import duckdb
    import pandas
    import polars
    import pyarrow.feather
    import pyarrow.ipc
    import pyarrow.parquet

    yield "pyarrow, Parquet", pyarrow.parquet.read_table(parquet).to_pylist()
    with pyarrow.memory_map(str(arrow)) as source:
        yield "pyarrow, Arrow", pyarrow.ipc.open_file(source).read_all().to_pylist()
    found = duckdb.sql(f"SELECT * FROM '{parquet}'")
    yield "DuckDB", [bare(dict(zip(found.columns, row))) for row in found.fetchall()]
    yield "pandas", [bare(row) for row in pandas.read_parquet(parquet).to_dict("records")]
    yield "polars, Parquet", polars.read_parquet(parquet).to_dicts()
    yield "polars, Arrow", polars.read_ipc(arrow).to_dicts()


def types(schema):
    """The columns of a schema by path, as docs/columns.md has them."""
    import pyarrow.types as kinds

    def walk(path, kind):
        while kinds.is_list(kind):
            path, kind = path + "[]", kind.value_type
        yield path, "struct" if kinds.is_struct(kind) else str(kind)
        if kinds.is_struct(kind):
            for field in kind.fields:
                yield from walk(f"{path}.{field.name}", field.type)

    for field in schema:
        yield from walk(field.name, field.type)


def documented():
    rows = [line.split("|") for line in (PROJECT / "docs/columns.md").read_text().splitlines() if line.startswith("| `")]
    for _, path, kind, *_ in rows:
        name = kind.strip().removesuffix(", or null").replace("list of ", "")
        if name in TYPES:
            yield path.strip().strip("`"), TYPES[name]


def judge_types(parquet, arrow):
    import pyarrow.ipc
    import pyarrow.parquet

    expected = list(documented())
    with pyarrow.memory_map(str(arrow)) as source:
        schemas = pyarrow.parquet.read_schema(parquet), pyarrow.ipc.open_file(source).schema
    for schema in schemas:
        assert list(types(schema)) == expected, set(types(schema)) ^ set(expected)
        assert schema.metadata[b"statemark.table"] == b"1", schema.metadata
    assert pyarrow.parquet.ParquetFile(parquet).metadata.metadata[b"statemark.table"] == b"1"
    print(f"  {len(expected)} columns and fields have the types of docs/columns.md, in Parquet and in Arrow")


def written_by_others(parquet, folder):
    """The table as others write what they have read."""
    import duckdb
    import pandas
    import polars
    import pyarrow.ipc
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(parquet)
    for packing in "none", "snappy", "zstd":
        path = folder / f"pyarrow-{packing}.parquet"
        pyarrow.parquet.write_table(table, path, compression=packing)
        yield path
    with pyarrow.ipc.new_file(str(folder / "pyarrow.arrow"), table.schema) as out:
        out.write_table(table)
    yield folder / "pyarrow.arrow"
    duckdb.sql(f"COPY (SELECT * FROM '{parquet}') TO '{folder}/duckdb.parquet'")
    yield folder / "duckdb.parquet"
    polars.read_parquet(parquet).write_parquet(folder / "polars.parquet")
    yield folder / "polars.parquet"
    pandas.read_parquet(parquet, dtype_backend="pyarrow").to_parquet(folder / "pandas.parquet")
    yield folder / "pandas.parquet"


def foreign(binary, folder):
    """What others have of other things is refused."""
    import pyarrow
    import pyarrow.ipc
    import pyarrow.parquet

    table = pyarrow.table({"id": [1, 2], "name": ["a", "b"]})
    pyarrow.parquet.write_table(table, folder / "foreign.parquet")
    with pyarrow.ipc.new_file(str(folder / "foreign.arrow"), table.schema) as out:
        out.write_table(table)
    for name in "foreign.parquet", "foreign.arrow":
        told = run(binary, "convert", folder / name, "-o", folder / "foreign.ndjson", code=2).stderr
        assert "is no table of statements: it lacks the column `statemark`" in told, told
        assert not (folder / "foreign.ndjson").exists()
    print("  foreign tables are refused, by name of a column")


def main():
    install()
    binary, *files = sys.argv[1:]
    binary = str(Path(binary).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, parquet, arrow = folder / "all.ndjson", folder / "all.parquet", folder / "all.arrow"
        made = folder / "generated.ndjson"
        made.write_text("".join(json.dumps(statement, ensure_ascii=False) + "\n" for statement in generated()), encoding="utf-8")
        inputs = files or [*sorted(PROJECT.glob("examples/*/*.statemark.json")), *sorted(PROJECT.glob("../shared/coded/*.json")), made]
        run(binary, "convert", *inputs, "-o", source, "--force")
        run(binary, "convert", source, "-o", parquet, "--verify", "--force")
        run(binary, "convert", source, "-o", arrow, "--verify", "--force")
        with source.open(encoding="utf-8") as lines:
            expected = [json.loads(line) for line in lines]
        print(f"{len(expected)} statements, {source.stat().st_size / 1e6:.1f} MB as NDJSON, {parquet.stat().st_size / 1e6:.1f} MB as Parquet")
        judge_types(parquet, arrow)
        for reader, rows in readers(parquet, arrow):
            assert len(rows) == len(expected), f"{reader}: {len(rows)} rows"
            for number, (row, statement_of_row) in enumerate(zip(rows, expected)):
                assert statement(row) == statement_of_row, f"{reader}: row {number}: {statement(row)} for {statement_of_row}"
            print(f"  {reader}: every row is its statement")
        digest = run(binary, "digest", "--set", source).stdout
        for path in written_by_others(parquet, folder):
            assert run(binary, "digest", "--set", path).stdout == digest, path
            print(f"  {path.name}: comes back the same")
        foreign(binary, folder)


if __name__ == "__main__":
    main()
