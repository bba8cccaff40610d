"""Reads the tables of a dump with PyArrow and DuckDB, those of CSV with DuckDB, and tells, as JSON, what they hold.

usage: read_tables.py PARQUET CSV
"""

import glob
import json
import os
import sys

import duckdb
import pyarrow.compute as compute
import pyarrow.parquet as parquet

TABLES = ("records", "links", "statements")


def main(folder, texts):
    database = duckdb.connect()
    answer = {}
    for table in TABLES:
        paths = os.path.join(folder, table, "*.parquet")
        whole = parquet.read_table(os.path.join(folder, table))
        rows = 0
        for path in glob.glob(paths):
            file = parquet.ParquetFile(path)
            rows += file.metadata.num_rows
            for group in range(file.num_row_groups):
                for index in range(file.metadata.num_columns):
                    column = file.metadata.row_group(group).column(index)
                    values = file.read_row_group(group, columns=[column.path_in_schema]).column(0)
                    assert column.statistics.null_count == values.null_count, column.path_in_schema
        count = database.execute(f"select count(*) from read_parquet('{paths}')").fetchone()[0]
        assert count == whole.num_rows == rows, (count, whole.num_rows, rows)
        columns = [name for name, *_ in database.execute(f"describe select * from read_parquet('{paths}')").fetchall()]
        assert columns == whole.column_names
        # Cell by cell, the same in both, in the order of the file.
        read = database.execute(f"select * from read_parquet('{paths}')").fetchall()
        for index, name in enumerate(columns):
            for one, other in zip(read, whole.column(name).to_pylist()):
                assert one[index] == other or str(one[index])[:19] == str(other)[:19], (name, one[index], other)
        text = os.path.join(texts, table, "*.csv")
        csv = database.execute(
            f"select * from read_csv('{text}', header=true, all_varchar=true, delim=',', quote='\"', escape='\"')"
        ).fetchall()
        assert len(csv) == count, (table, len(csv), count)
        for index, name in enumerate(columns):
            for one, other in zip(csv, whole.column(name).to_pylist()):
                if isinstance(other, str):
                    assert one[index] in (other, "'" + other), (name, one[index], other)
        answer[table] = {
            "rows": count,
            "types": {field.name: str(field.type) for field in whole.schema},
            "missing": {name: whole.column(name).null_count for name in columns},
        }
    links = parquet.read_table(os.path.join(folder, "links"))
    states = compute.value_counts(links.column("state")).to_pylist()
    answer["states"] = {one["values"]: one["counts"] for one in states if one["values"]}
    providers = database.execute(
        f"select provider, count(*) from read_parquet('{folder}/records/*.parquet') group by provider").fetchall()
    answer["providers"] = dict(providers)
    answer["hashes"] = database.execute(
        f"select count(distinct sha256) from read_parquet('{folder}/links/*.parquet')").fetchone()[0]
    answer["standings"] = dict(database.execute(
        f"select standing, count(*) from read_parquet('{folder}/statements/*.parquet') group by standing").fetchall())
    json.dump(answer, sys.stdout)


main(*sys.argv[1:])
