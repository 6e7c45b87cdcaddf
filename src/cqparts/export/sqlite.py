"""Model -> a SQLite database: the exported tables with keys and indexes, views, and full-text search over names."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from cqparts.errors import OutputError
from cqparts.export.fields import Field
from cqparts.export.rows import Row
from cqparts.export.table import Sheet
from cqparts.export.tables import SHEETS
from cqparts.model.types import Model

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}
CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
MOST = 2**63
"""The first whole number that SQLite does not hold."""

LONGEST_PIECE = 8
"""Characters of the longest piece of a Chinese name that is found as one word; longer ones are found as a phrase."""

SEARCH = """
CREATE VIRTUAL TABLE records_fts USING fts5(
  words, content="records", content_rowid="number", tokenize="porter unicode61 remove_diacritics 2"
);
INSERT INTO records_fts(records_fts) VALUES ('rebuild');
"""

VIEWS = """
CREATE VIEW specialities AS -- what each district specialises in, by name
SELECT d.name AS district, d.name_zh AS district_zh, a.name AS assembly, a.name_zh AS assembly_zh,
       s.name AS system, s.name_zh AS system_zh, f.disputed
FROM focus f JOIN districts d ON d.id = f.district JOIN assemblies a ON a.id = f.assembly
JOIN systems s ON s.id = a.system;

CREATE VIEW named_figures AS -- the figures, by name
SELECT f.id, r.name AS subject, r.name_zh AS subject_zh, m.name AS measure, m.name_zh AS measure_zh,
       s.name AS scope, s.name_zh AS scope_zh, f.value, f.unit, coalesce(f.period, f.as_of) AS time,
       f.qualifier, f.kind, f.sources
FROM figures f JOIN records r ON r.id = f.subject JOIN measures m ON m.id = f.measure
LEFT JOIN scopes s ON s.id = f.scope;

CREATE VIEW says_who AS -- which source supports which record
SELECT c.record, r.kind, r.name, c.source, s.title, s.publisher, s.published, s.url
FROM citations c JOIN records r ON r.id = c.record JOIN sources s ON s.id = c.source;
"""

WORDS = Field("words", "string", "What the full-text search looks through: every name, Chinese also in pieces.")


def database(model: Model) -> bytes:
    """Return a SQLite database file of the model; the same model and SQLite give the same bytes.

    Raises:
        OutputError: The SQLite that Python came with lacks full-text search.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            fill(connection, model)
        except sqlite3.OperationalError as fault:
            raise OutputError(f"cannot make a SQLite database: {fault}; export to a folder instead") from None
        return connection.serialize()


def fill(connection: sqlite3.Connection, model: Model) -> None:
    """Make all tables, views and indexes in an empty database."""
    connection.execute(f"PRAGMA user_version = {model.schema_version:d}")
    for sheet in map(searchable, SHEETS):
        connection.execute(create(sheet))
        connection.executemany(insert(sheet), map(fitting, sheet.cells(model)))
        connection.executescript("".join(indexes(sheet)))
    connection.executescript(SEARCH + VIEWS)
    connection.commit()


def fitting(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row with whole numbers beyond 64 bits as text: SQLite makes floating point numbers of them."""
    return tuple(str(cell) if isinstance(cell, int) and abs(cell) >= MOST else cell for cell in row)


def searchable(sheet: Sheet) -> Sheet:
    """Return the table of all records with a column of words to search, numbered as that takes; others as they are."""
    if sheet.name != "records":
        return sheet

    def with_words(model: Model) -> Iterator[Row]:
        for record, own in sheet.rows(model):
            yield Row(record, {**own, "words": words(record)})

    return sheet._replace(fields=(*sheet.fields, WORDS), rows=with_words, key=("number",))


def words(record: Any) -> str:  # noqa: ANN401 -- any record of the model
    """Return the words that a record is found by: names, code, title and other words."""
    single = (getattr(record, name, None) for name in ("name", "name_zh", "adcode", "title"))
    return " ".join(spaced(name) for name in (*single, *getattr(record, "aliases", ())) if name)


def spaced(name: str) -> str:
    """Return a name with its Chinese split up, as SQLite sees words only between spaces.

    Every character stands alone, so that a phrase of any length is found; then every piece of two to eight
    characters, so that such a piece is found as it is typed.

    >>> spaced("智能座舱 cockpit")
    '智 能 座 舱 智能 智能座 智能座舱 能座 能座舱 座舱 cockpit'
    """
    return CHINESE.sub(lambda found: f" {' '.join((*found[0], *pieces(found[0])))} ", name).strip().replace("  ", " ")


def pieces(run: str) -> Iterator[str]:
    """Yield every piece of two to eight characters."""
    for start in range(len(run) - 1):
        for end in range(start + 2, min(start + LONGEST_PIECE, len(run)) + 1):
            yield run[start:end]


def create(sheet: Sheet) -> str:
    """Return the statement that makes a table, each column's meaning as a comment beside it."""
    keys = [f"PRIMARY KEY ({listed(sheet.key)})"]
    keys += [
        f"FOREIGN KEY ({listed(columns)}) REFERENCES {table} ({listed(theirs)})"
        for columns, (table, theirs) in sheet.foreign.items()
    ]
    columns = "".join(f"  {column(one, sheet)}, -- {one.description}\n" for one in sheet.fields)
    constraints = ",\n  ".join(keys)
    return f"CREATE TABLE {sheet.name} ( -- {sheet.description}\n{columns}  {constraints}\n)"


def column(one: Field, sheet: Sheet) -> str:
    """Return the definition of a column: type, and what it may hold."""
    parts = [f'"{one.name}"', TYPES[one.type]]
    parts += ["NOT NULL"] if one.required else []
    parts += ["UNIQUE"] if one.name == "id" and sheet.key != ("id",) else []
    choices = "0, 1" if one.type == "boolean" else ", ".join(f"'{word}'" for word in one.enum)
    return " ".join(parts) + (f' CHECK ("{one.name}" IN ({choices}))' if choices else "")


def insert(sheet: Sheet) -> str:
    """Return the statement that takes a row."""
    return f"INSERT INTO {sheet.name} VALUES ({', '.join('?' * len(sheet.fields))})"  # noqa: S608 -- names of our own


def indexes(sheet: Sheet) -> Iterator[str]:
    """Yield a statement for each reference that the primary key does not index already."""
    for columns in sheet.foreign:
        if sheet.key[: len(columns)] != columns:
            yield f"CREATE INDEX {sheet.name}_{'_'.join(columns)} ON {sheet.name} ({listed(columns)});\n"


def listed(columns: tuple[str, ...]) -> str:
    """Return names of columns as SQL lists them."""
    return ", ".join(f'"{name}"' for name in columns)
