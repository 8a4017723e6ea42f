"""A row a clause, as CSV on stdout, by DuckDB: `duckdb_clauses.py joins|steps THREADS FILE`. It has ten columns, and ids in place of names.
With `joins`, lists are joined to what holds them, as one writes it; with `steps`, each is taken apart on its own, which takes less than half as long.
"""

import sys

import duckdb

way, threads, file = sys.argv[1:]
COLUMNS = """id, date, clause.id AS clause_id, clause.text, clause.act, clause.emphasis, array_to_string(clause.by, '; ') AS by_ids,
    array_to_string(clause.to, '; ') AS to_ids, array_to_string(clause.about, '; ') AS about_ids, array_to_string(clause.topics, '; ') AS topic_ids"""
QUERIES = {
    "joins": f"""
        SELECT statement.{COLUMNS}
        FROM read_json_auto('{file}') AS statement, unnest(statement.sections) AS _(section), unnest(section.clauses) AS __(clause)
    """,
    "steps": f"""
        WITH sections AS (SELECT id, date, unnest(sections) AS section FROM read_json_auto('{file}')),
             clauses AS (SELECT id, date, unnest(section.clauses) AS clause FROM sections)
        SELECT {COLUMNS} FROM clauses
    """,
}
duckdb.connect(config={"threads": int(threads)}).execute(f"COPY ({QUERIES[way]}) TO '/dev/stdout' (FORMAT csv, HEADER)")
