"""The model as a SQLite database: sound, indexed, searched in two languages, served by Datasette."""

import asyncio
import gc
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Call
from cqparts.errors import OutputError
from cqparts.export.sqlite import database, split_chinese
from cqparts.export.tables import TABLES
from cqparts.model.types import ExchangeRates, Model

BUNDLED = ROOT / "data" / "industry.yaml"


WORDS = ("江津", "座舱")


@pytest.fixture
def base(tmp_path: Path, call: Call) -> Iterator[sqlite3.Connection]:
    """Return an open database that the command wrote."""
    assert call("export", str(tmp_path / "parts.sqlite")).code == 0
    with closing(sqlite3.connect(tmp_path / "parts.sqlite")) as connection:
        yield connection


def test_a_database_keeps_its_promises(base: sqlite3.Connection) -> None:
    """SQLite itself finds no broken key and no damage, and as many rows as the model has districts and figures."""
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA user_version").fetchone() == (1,)
    assert base.execute("SELECT count(*) FROM districts").fetchone() == (8,)
    assert base.execute("SELECT value, value_written FROM figures WHERE id = 'h1-2023.auto.contract'").fetchone() == (
        102850000000,
        "1028.5",
    )


def test_a_database_refuses_what_the_model_would(base: sqlite3.Connection) -> None:
    """Keys and fixed words hold for whoever writes into the database."""
    base.execute("PRAGMA foreign_keys = ON")
    for wrong in (
        "INSERT INTO focus VALUES ('jiangjin', 'teleporter', 0)",
        "INSERT INTO focus VALUES ('bishan', 'power-battery', 0)",
        "UPDATE figures SET qualifier = 'roughly'",
        "UPDATE components SET competitive = 2",
        "UPDATE districts SET name = NULL",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            base.execute(wrong)


def test_every_reference_in_a_database_has_an_index(base: sqlite3.Connection) -> None:
    """Each foreign key begins an index, so that joins and deletions need not read the table."""
    for table in TABLES:
        firsts = {
            tuple(column for _, _, column in base.execute(f"PRAGMA index_info({name!r})"))
            for _, name, *_ in base.execute(f"PRAGMA index_list({table.name!r})")
        }
        for columns in table.foreign_keys:
            assert any(first[: len(columns)] == columns for first in firsts), (table.name, columns)


def search(base: sqlite3.Connection, words: str) -> set[str]:
    """Return the ids of the records that the full-text index finds."""
    query = "SELECT id FROM records WHERE number IN (SELECT rowid FROM records_fts WHERE records_fts MATCH ?)"
    return {key for (key,) in base.execute(query, [words])}


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("江津", "jiangjin"),
        ("座舱", "smart-cockpit"),
        ("智能座舱", "smart-cockpit"),
        ("能座", "smart-cockpit"),
        ('"智 能 座 舱"', "smart-cockpit"),
        ("cockpits", "smart-cockpit"),
        ("Jiangjin", "jiangjin"),
        ("jiang*", "jiangjin"),
        ("500116", "jiangjin"),
        ("BMS", "battery-management-system"),
        ('"汽 车 零 部 件 产 业 发 展 倍 增"', "plan.issued"),
    ],
)
def test_the_full_text_index_finds_names(base: sqlite3.Connection, words: str, key: str) -> None:
    """A name is found in both languages, whole or in part, by code and by other words for it."""
    assert key in search(base, words)


def test_the_full_text_index_finds_nothing_else(base: sqlite3.Connection) -> None:
    """A name finds the record that has it, and the sources whose titles do; characters in another order find none."""
    assert search(base, "江津") == {"jiangjin", "cqkjb-2023-11-30", "jiangjin-gov-2023-02-06"}
    assert search(base, "舱座") == set()


def test_the_full_text_index_outlives_a_vacuum(base: sqlite3.Connection) -> None:
    """Rows keep their numbers when the file is compacted, so that the index still leads to them."""
    base.execute("DELETE FROM records WHERE number < 50")
    base.commit()
    base.execute("VACUUM")
    assert "jiangjin" in search(base, "江津")


def test_long_chinese_names_are_cut_into_pieces_of_eight() -> None:
    """Pieces grow with the length of a name, not with its square."""
    words = split_chinese("零" * 30).split()
    assert max(map(len, words)) == 8
    assert len(words) == 30 + 29 + 28 + 27 + 26 + 25 + 24 + 23


def test_views_read_in_names(base: sqlite3.Connection) -> None:
    """The views tell by name what a district takes, what a figure is of, and who says so."""
    takes = base.execute("SELECT assembly, system_zh, disputed FROM specialities WHERE district_zh = '璧山'").fetchall()
    assert takes[-1] == ("Chassis", "传统", 1)
    figure = base.execute(
        "SELECT subject, measure, value, time FROM named_figures WHERE id = 'h1-2023.contract'"
    ).fetchone()
    assert figure == ("Western Chongqing", "Contract value", 279900000000, "2023-H1")
    publishers = base.execute("SELECT publisher FROM says_who WHERE record = 'h1-2023.auto.contract'").fetchall()
    assert publishers == [("重庆日报 (Chongqing Daily)",)]


@pytest.mark.filterwarnings("ignore:unclosed database:ResourceWarning")  # Datasette leaves its own to the collector
def test_datasette_serves_the_database(base: sqlite3.Connection, tmp_path: Path) -> None:
    """Datasette finds 江津 and 座舱 by its own search box, follows references, and shows a page a table."""
    from datasette.app import Datasette

    del base

    async def answers() -> tuple[list[list[str]], Any, int]:
        client = Datasette([str(tmp_path / "parts.sqlite")]).client
        found = [
            [row["id"] for row in (await client.get("/parts/records.json", params=query)).json()]
            for query in ({"_search": word, "_shape": "array", "kind__in": "districts,assemblies"} for word in WORDS)
        ]
        one = {"_shape": "array", "_labels": "on", "id": "district.jiangjin.firms2022"}
        figures = (await client.get("/parts/figures.json", params=one)).json()
        pages = [await client.get(f"/parts/{table.name}") for table in TABLES]
        return found, figures[0]["subject"], max(page.status_code for page in pages)

    assert asyncio.run(answers()) == (
        [["jiangjin"], ["smart-cockpit"]],
        {"value": "jiangjin", "label": "Jiangjin"},
        200,
    )
    gc.collect()


def test_the_same_model_gives_the_same_bytes(base: sqlite3.Connection, tmp_path: Path) -> None:
    """Another process, with its own order of sets, writes the same file."""
    del base
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    program = [sys.executable, "-m", "cqparts", "export", "again.db"]
    subprocess.run(program, cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "again.db").read_bytes() == (tmp_path / "parts.sqlite").read_bytes()


def test_a_model_without_optional_parts_gives_a_sound_database(model: Model) -> None:
    """A model with no cities, figures, remarks or rates gives the same tables, empty."""
    bare = model._replace(cities=(), figures=(), conflicts=(), unknowns=(), exchange_rates=ExchangeRates())
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(bare))
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM named_figures").fetchone() == (0,)


def test_a_number_beyond_64_bits_is_stored(model: Model) -> None:
    """A value too large for SQLite's whole numbers is kept as a floating point number, its digits beside it."""
    huge = model.figures[0]._replace(value="9" * 40)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(model._replace(figures=(huge, *model.figures[1:]))))
        row = connection.execute("SELECT value, value_written FROM figures LIMIT 1").fetchone()
    assert row == (1e40, "9" * 40)


def test_a_sqlite_without_full_text_search_is_told(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where SQLite lacks FTS5 the message says so and what to do."""
    monkeypatch.setattr("cqparts.export.sqlite.SEARCH_INDEX", "CREATE VIRTUAL TABLE a USING fts9(b);")
    with pytest.raises(OutputError, match=r"^cannot make a SQLite database: no such module: fts9; export to a folder"):
        database(model)
