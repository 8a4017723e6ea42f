"""JSON to Parquet by pyarrow or DuckDB, their columns guessed: `columns.py pyarrow|duckdb INPUT OUTPUT THREADS`; `columns.py plain INPUT OUTPUT`
makes the copy that pyarrow needs, in which words in several languages are those in the statement's own: it takes no column of two types."""

import json
import sys

WORDS = {"title", "name", "label", "heading", "text", "what", "condition"}


def plain(value, language):
    if isinstance(value, list):
        return [plain(item, language) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: item[language] if key in WORDS and isinstance(item, dict) else plain(item, language) for key, item in value.items()}


def copy(source, target):
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for line in lines:
            statement = json.loads(line)
            out.write(json.dumps(plain(statement, statement["language"]), ensure_ascii=False) + "\n")


def by_pyarrow(source, target, threads):
    import pyarrow
    import pyarrow.json
    import pyarrow.parquet

    pyarrow.set_cpu_count(threads)
    options = pyarrow.json.ReadOptions(use_threads=threads > 1)
    pyarrow.parquet.write_table(pyarrow.json.read_json(source, read_options=options), target, compression="zstd")


def by_duckdb(source, target, threads):
    import duckdb

    duckdb.execute(f"SET threads = {threads}")
    duckdb.execute(f"COPY (SELECT * FROM read_json_auto('{source}')) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


if __name__ == "__main__":
    tool, source, target, *threads = sys.argv[1:]
    if tool == "plain":
        copy(source, target)
    else:
        {"pyarrow": by_pyarrow, "duckdb": by_duckdb}[tool](source, target, int(threads[0]))
