"""A row a clause, as CSV on stdout, by DuckDB: python duckdb_clauses.py THREADS FILE. It has fewer columns, and ids in place of names."""

import sys

import duckdb

threads, file = sys.argv[1:]
duckdb.connect(config={"threads": int(threads)}).execute(f"""
    COPY (
        WITH sections AS (SELECT id, date, unnest(sections) AS section FROM read_json_auto('{file}')),
             clauses AS (SELECT id, date, unnest(section.clauses) AS clause FROM sections)
        SELECT id, date, clause.id AS clause_id, clause.text, clause.act, clause.emphasis, array_to_string(clause.by, '; ') AS by_ids,
               array_to_string(clause.to, '; ') AS to_ids, array_to_string(clause.about, '; ') AS about_ids,
               array_to_string(clause.topics, '; ') AS topic_ids
        FROM clauses
    ) TO '/dev/stdout' (FORMAT csv, HEADER)
""")
