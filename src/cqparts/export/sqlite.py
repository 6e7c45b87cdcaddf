"""The model as a SQLite database: the exported tables with keys and indexes, views, and full-text search."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

from cqparts.errors import OutputError
from cqparts.export.datapackage import description, licences
from cqparts.export.fields import Field
from cqparts.export.rows import Row
from cqparts.export.table import Table
from cqparts.export.tables import TABLES
from cqparts.model.edition import edition
from cqparts.model.types import Model

SQL_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "NUMERIC", "boolean": "INTEGER"}
CHINESE = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]+")
INTEGER_LIMIT = 2**63
"""The least whole number that is too large for SQLite."""

LONGEST_PIECE = 8
"""Characters of the longest piece of a Chinese name in the index; a search finds longer ones as a phrase."""

SEARCH_INDEX = """
CREATE VIRTUAL TABLE records_fts USING fts5(
  words, content="records", content_rowid="number", tokenize="porter unicode61 remove_diacritics 2"
);
INSERT INTO records_fts(records_fts) VALUES ('rebuild');
"""

DESCRIPTIONS = """
CREATE TABLE about ( -- what the database is, and which data it holds
  key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL
);
CREATE TABLE columns ( -- what each column of each table means
  "table" TEXT NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL, title_zh TEXT NOT NULL,
  description TEXT NOT NULL, unit TEXT, PRIMARY KEY ("table", name)
);
"""

VIEWS = """
CREATE VIEW priorities AS -- the assemblies that each district is to prioritize, by name; specialities is its old name
SELECT d.name AS district, d.name_zh AS district_zh, a.name AS assembly, a.name_zh AS assembly_zh,
       s.name AS system, s.name_zh AS system_zh, f.disputed
FROM focus f JOIN districts d ON d.id = f.district JOIN assemblies a ON a.id = f.assembly
JOIN systems s ON s.id = a.system;

CREATE VIEW specialities AS -- the old name of priorities: the assemblies that each district is to prioritize
SELECT district, district_zh, assembly, assembly_zh, system, system_zh, disputed FROM priorities;

CREATE VIEW named_figures AS -- the figures, by name
SELECT f.id, r.name AS subject, r.name_zh AS subject_zh, m.name AS measure, m.name_zh AS measure_zh,
       s.name AS scope, s.name_zh AS scope_zh, f.value, f.unit, coalesce(f.period, f.as_of) AS time,
       f.qualifier, f.kind, f.sources, f.bound, f.caution, f.caution_zh
FROM figures f JOIN records r ON r.id = f.subject JOIN measures m ON m.id = f.measure
LEFT JOIN scopes s ON s.id = f.scope;

CREATE VIEW district_figures AS -- the figures of each district, in the model's order
SELECT d.id AS district, d.name, d.name_zh, f.id, f.measure, m.name AS measure_name, m.name_zh AS measure_name_zh,
       s.name AS scope, s.name_zh AS scope_zh, f.value, f.unit, coalesce(f.period, f.as_of) AS time,
       f.qualifier, f.bound, f.kind, f.sources, f.note, f.note_zh, f.caution, f.caution_zh, f.number
FROM districts d JOIN figures f ON f.subject = d.id JOIN measures m ON m.id = f.measure
LEFT JOIN scopes s ON s.id = f.scope ORDER BY f.number;

CREATE VIEW says_who AS -- which source supports which record
SELECT c.record, r.kind, r.name, c.source, s.title, s.publisher, s.published, s.url, c.evidence, s.grade, s.copy
FROM citations c JOIN records r ON r.id = c.record JOIN sources s ON s.id = c.source;

CREATE VIEW named_projects AS -- the projects by name, a row for each assembly; near: the source does not say so
SELECT p.id, p.firm, p.firm_zh, r.name AS place, r.name_zh AS place_zh, b.name AS area, b.name_zh AS area_zh,
       a.name AS assembly, a.name_zh AS assembly_zh, l.near, p.products, p.products_zh, p.stage, p.stage_as_of,
       p.grade, p.sources, p.caution, p.caution_zh
FROM projects p JOIN records r ON r.id = p.place LEFT JOIN areas b ON b.id = p.area
LEFT JOIN project_assemblies l ON l.project = p.id LEFT JOIN assemblies a ON a.id = l.assembly;

CREATE VIEW named_production AS -- stated production by name, a row for each assembly; near: the source does not say so
SELECT p.id, r.name AS place, r.name_zh AS place_zh, b.name AS area, b.name_zh AS area_zh,
       a.name AS assembly, a.name_zh AS assembly_zh, l.near, p.products, p.products_zh, p.firms, p.firms_zh, p.as_of,
       p.grade, p.sources, p.caution, p.caution_zh
FROM production p JOIN records r ON r.id = p.place LEFT JOIN areas b ON b.id = p.area
LEFT JOIN production_assemblies l ON l.production = p.id LEFT JOIN assemblies a ON a.id = l.assembly;

CREATE VIEW named_outcomes AS -- what came of targets, by name
SELECT o.target, t.subject, t.subject_zh, t.measure, t.measure_zh, t.scope, t.scope_zh, t.kind,
       t.value AS target_value, t.unit AS target_unit, t.time AS target_time, o.result, o.actual,
       a.value AS actual_value, a.unit AS actual_unit, a.time AS actual_time, o.note, o.note_zh
FROM outcomes o JOIN named_figures t ON t.id = o.target LEFT JOIN named_figures a ON a.id = o.actual;
"""

SEARCH_FIELD = Field("words", "string", "What the full-text search looks through: every name, Chinese also in pieces.")
SEARCHED_TEXTS = ("name", "name_zh", "adcode", "title", "title_en", "firm", "firm_zh")
SEARCHED_LISTS = (
    *("aliases", "products", "products_zh", "firms", "firms_zh"),
    *("customers", "customers_zh", "words", "words_zh"),
)
"""The fields of any record whose words a search finds."""


def database(model: Model, version: str | None = None) -> bytes:
    """Return the bytes of a SQLite database of the model, the same for the same model and SQLite.

    Args:
        model: The model.
        version: The version of cqparts whose data these are; None for the data of another file.

    Raises:
        OutputError: The SQLite of this Python lacks full-text search.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            fill_database(connection, model, version)
        except sqlite3.OperationalError as fault:
            raise OutputError(f"cannot make a SQLite database: {fault}; export to a folder instead") from None
        return connection.serialize()


def fill_database(connection: sqlite3.Connection, model: Model, version: str | None) -> None:
    """Create and fill all tables, views and indexes in an empty database."""
    connection.execute(f"PRAGMA user_version = {model.schema_version:d}")
    for table in map(with_search_field, TABLES):
        connection.execute(create_statement(table))
        connection.executemany(insert_statement(table), map(storable_row, table.row_values(model)))
        connection.executescript("".join(index_statements(table)))
    connection.executescript(SEARCH_INDEX + DESCRIPTIONS + VIEWS)
    connection.executemany("INSERT INTO about VALUES (?, ?)", about(model, version))
    connection.executemany("INSERT INTO columns VALUES (?, ?, ?, ?, ?, ?)", described_columns())
    connection.commit()


def about(model: Model, version: str | None) -> Iterator[tuple[str, str]]:
    """Yield what is to be said of the database as a whole, with a key each; what the model has not is left out."""
    of_data = edition(model)
    said = {
        "title": model.pilot.name,
        "title_zh": model.pilot.name_zh,
        "description": description(model),
        "version": version,
        "edition_date": of_data.date,
        "edition_digest": of_data.digest,
        "licences": "\n".join(
            f"{table.name}: {terms['title']}" for table in TABLES for terms in licences(table, model)
        ),
    }
    yield from ((key, value) for key, value in said.items() if value)


def described_columns() -> Iterator[tuple[str, str, str, str, str, str | None]]:
    """Yield each column of each table with its headings, its meaning and its unit."""
    for table in map(with_search_field, TABLES):
        for field in table.fields:
            yield table.name, field.name, *field.title, field.description, field.unit


def storable_row(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row with whole numbers beyond 64 bits as text, which SQLite turns into floating point numbers."""
    return tuple(str(value) if isinstance(value, int) and abs(value) >= INTEGER_LIMIT else value for value in row)


def with_search_field(table: Table) -> Table:
    """Return the table of all records with a column of words to search; another table as it is."""
    if table.name != "records":
        return table

    def rows(model: Model) -> Iterator[Row]:
        for record, extra in table.rows(model):
            yield Row(record, {**extra, "words": search_words(record)})

    return table._replace(fields=(*table.fields, SEARCH_FIELD), rows=rows, primary_key=("number",))


def search_words(record: Any) -> str:  # noqa: ANN401 -- any record of the model
    """Return the words by which a search finds a record: names, code, title, firms, products, customers, aliases."""
    single = (getattr(record, field, None) for field in SEARCHED_TEXTS)
    listed = (name for field in SEARCHED_LISTS for name in getattr(record, field, ()))
    return " ".join(split_chinese(name) for name in (*single, *listed) if name)


def split_chinese(name: str) -> str:
    """Return a name with its Chinese in pieces, as SQLite finds words only between spaces.

    Each character stands alone, so that a search finds a phrase of any length; then each piece of two to eight
    characters, so that a search finds such a piece as it is typed.

    >>> split_chinese("智能座舱 cockpit")
    '智 能 座 舱 智能 智能座 智能座舱 能座 能座舱 座舱 cockpit'
    """
    return CHINESE.sub(lambda match: f" {' '.join((*match[0], *pieces(match[0])))} ", name).strip().replace("  ", " ")


def pieces(text: str) -> Iterator[str]:
    """Yield every piece of two to eight characters."""
    for start in range(len(text) - 1):
        for end in range(start + 2, min(start + LONGEST_PIECE, len(text)) + 1):
            yield text[start:end]


def create_statement(table: Table) -> str:
    """Return the statement that creates a table, with the meaning of each column as a comment."""
    keys = [f"PRIMARY KEY ({column_list(table.primary_key)})"]
    keys += [
        f"FOREIGN KEY ({column_list(columns)}) REFERENCES {target} ({column_list(target_columns)})"
        for columns, (target, target_columns) in table.foreign_keys.items()
    ]
    columns = "".join(f"  {column_definition(field, table)}, -- {field.description}\n" for field in table.fields)
    constraints = ",\n  ".join(keys)
    return f"CREATE TABLE {table.name} ( -- {table.description}\n{columns}  {constraints}\n)"


def column_definition(field: Field, table: Table) -> str:
    """Return the definition of a column: type and constraints."""
    parts = [f'"{field.name}"', SQL_TYPES[field.type]]
    parts += ["NOT NULL"] if field.required else []
    parts += ["UNIQUE"] if field.name == "id" and table.primary_key != ("id",) else []
    choices = "0, 1" if field.type == "boolean" else ", ".join(f"'{word}'" for word in field.enum)
    return " ".join(parts) + (f' CHECK ("{field.name}" IN ({choices}))' if choices else "")


def insert_statement(table: Table) -> str:
    """Return the statement that inserts a row."""
    return f"INSERT INTO {table.name} VALUES ({', '.join('?' * len(table.fields))})"  # noqa: S608 -- names of our own


def index_statements(table: Table) -> Iterator[str]:
    """Yield a statement for each foreign key that the primary key does not index already."""
    for columns in table.foreign_keys:
        if table.primary_key[: len(columns)] != columns:
            yield f"CREATE INDEX {table.name}_{'_'.join(columns)} ON {table.name} ({column_list(columns)});\n"


def column_list(columns: tuple[str, ...]) -> str:
    """Return names of columns as a list in SQL."""
    return ", ".join(f'"{name}"' for name in columns)
