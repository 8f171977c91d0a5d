#!/usr/bin/env python3
"""database-rows.py FILE.db > ROWS.jsonl: the rows of a SQLite database, one JSON object a line, parents before children.

The tests bring such rows up to the newest tables (tests/OcrLabeling.Tests/Data/Released).
"""
import base64
import json
import sqlite3
import sys


def main(file):
    db = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    names = [name for name, in db.execute("select name from sqlite_master where type = 'table' and name not like '\\_\\_%' escape '\\' and name not like 'sqlite%' order by name")]
    parents = {name: {row[2] for row in db.execute(f'pragma foreign_key_list("{name}")')} - {name} for name in names}
    while parents:
        name = next(n for n in parents if not parents[n] & parents.keys())
        del parents[name]
        cursor = db.execute(f'select * from "{name}" order by rowid')
        columns = [column[0] for column in cursor.description]
        for row in cursor:
            values = {column: plain(value) for column, value in zip(columns, row) if value is not None}
            print(json.dumps({"table": name, "row": values}, ensure_ascii=False))


def plain(value):
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


main(sys.argv[1])
