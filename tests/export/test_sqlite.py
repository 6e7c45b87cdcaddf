"""The model as a SQLite database: whole, indexed, searched in two languages, served by Datasette."""

import asyncio
import gc
import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Call
from cqparts.errors import OutputError
from cqparts.export.sqlite import database, split_chinese
from cqparts.export.tables import TABLES
from cqparts.loading.load import load
from cqparts.model.edition import edition
from cqparts.model.types import Model
from samples import bare, hostile

BUNDLED = ROOT / "data" / "industry.yaml"


WORDS = ("江津", "座舱")


@pytest.fixture
def base(tmp_path: Path, call: Call) -> Iterator[sqlite3.Connection]:
    """Return an open database that the command wrote."""
    assert call("export", str(tmp_path / "parts.sqlite")).code == 0
    with closing(sqlite3.connect(tmp_path / "parts.sqlite")) as connection:
        yield connection


@pytest.fixture
def small() -> Iterator[sqlite3.Connection]:
    """Return a database of the small model that has every field."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(load(ROOT / "tests" / "small.yaml")))
        yield connection


def test_a_database_keeps_its_promises(base: sqlite3.Connection, model: Model) -> None:
    """SQLite itself finds no broken key and no damage, and as many rows as the model has districts and figures."""
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    assert base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert base.execute("PRAGMA user_version").fetchone() == (1,)
    for table in ("districts", "figures", "projects", "production", "outcomes"):
        count = base.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 -- names of our own
        assert count == (len(getattr(model, table)),)
    assert base.execute("SELECT value, value_written FROM figures WHERE id = 'h1-2023.auto.contract'").fetchone() == (
        102850000000,
        "1028.5",
    )


def test_a_database_refuses_what_the_model_would(base: sqlite3.Connection) -> None:
    """Keys and fixed words hold for whoever writes into the database."""
    base.execute("PRAGMA foreign_keys = ON")
    for wrong in (
        "INSERT INTO focus VALUES ('jiangjin', 'teleporter', 0, 'article')",
        "INSERT INTO focus VALUES ('bishan', 'power-battery', 0, 'article')",
        "UPDATE figures SET qualifier = 'roughly'",
        "UPDATE components SET competitive = 2",
        "UPDATE districts SET name = NULL",
        "UPDATE figures SET bound = 'under'",
        "UPDATE projects SET stage = 'built'",
        "UPDATE areas SET lies_in = 'teleporter' WHERE id = 'luohuang'",
        "INSERT INTO link_partners VALUES ('link.bishan.parks2023', 'teleporter')",
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
        ("Juwan", "project.juwan-jiangjin"),
        ("巨湾技研", "project.juwan-jiangjin"),
        ("极速充电", "project.juwan-jiangjin"),
        ('"fast charging"', "project.juwan-jiangjin"),
        ("Nexteer", "production.jiangjin.2023"),
        ("耐世特", "production.jiangjin.2023"),
        ("转向系统", "production.jiangjin.2023"),
        ("Geely", "production.hechuan.2023"),
        ("电制动", "focus.hechuan.2023-05"),
        ('"vehicle body"', "focus.hechuan.2023-05"),
    ],
)
def test_the_full_text_index_finds_names(base: sqlite3.Connection, words: str, key: str) -> None:
    """A name is found in both languages, whole or in part, by code and by other words; so are firms and products."""
    assert key in search(base, words)


def test_the_full_text_index_finds_nothing_else(base: sqlite3.Connection, model: Model) -> None:
    """A name finds the record that has it, and the sources whose titles do; characters in another order find none."""
    assert search(base, "江津") == {"jiangjin", *(source.id for source in model.sources if "江津" in source.title)}
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
    """The views tell by name what a district is to prioritize, what a figure is of, and its sources."""
    listed = base.execute("SELECT assembly, system_zh, disputed FROM priorities WHERE district_zh = '璧山'").fetchall()
    assert listed[-1] == ("Chassis", "传统", 1)
    figure = base.execute(
        "SELECT subject, measure, value, time FROM named_figures WHERE id = 'h1-2023.contract'"
    ).fetchone()
    assert figure == ("Western Chongqing", "Contract value", 279900000000, "2023-H1")
    publishers = base.execute("SELECT publisher FROM says_who WHERE record = 'h1-2023.auto.contract'").fetchall()
    assert publishers == [("Chongqing Daily",)]


def test_specialities_is_the_old_name_of_priorities(base: sqlite3.Connection) -> None:
    """The view that was promised holds what the new one does, and says that it is its old name."""
    old, new = (base.execute(f"SELECT * FROM {view}").fetchall() for view in ("specialities", "priorities"))  # noqa: S608 -- names of our own
    assert old == new
    (words,) = base.execute("SELECT sql FROM sqlite_master WHERE name = 'specialities'").fetchone()
    assert "the old name of priorities" in words


def test_the_page_lists_every_view(base: sqlite3.Connection) -> None:
    """docs/export.md names each view of the database."""
    text = (ROOT / "docs" / "export.md").read_text("utf-8")
    _, _, section = text.partition("\n## Views in SQLite\n")
    listed = re.findall(r"(?m)^\| `(\w+)` \|", section.partition("\n## ")[0])
    views = {name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert (set(listed), len(listed)) == (views, len(views))


def test_views_tell_projects_production_and_outcomes_by_name(small: sqlite3.Connection) -> None:
    """Projects and production stand by place and assembly, near ones marked; a target stands with what came of it."""
    query = (
        "SELECT firm_zh, place, area_zh, assembly, near, stage, products_zh FROM named_projects ORDER BY id DESC, near"
    )
    assert small.execute(query).fetchall() == [
        ("公司", "Bishan", "园区", "Electric drive", 0, "producing", "电机\n电池"),
        ("公司", "Bishan", "园区", "Chassis", 1, "producing", "电机\n电池"),
        (None, "Zigong", None, None, None, "unknown", "电芯"),
    ]
    query = "SELECT place_zh, area, assembly_zh, near, firms_zh, caution FROM named_production ORDER BY near"
    assert small.execute(query).fetchall() == [
        ("大足", None, "底盘", 0, "一厂\n二厂", "One of many."),
        ("大足", None, "电驱", 1, "一厂\n二厂", "One of many."),
    ]
    query = """SELECT subject, measure_zh, target_value, target_unit, target_time, kind, result, actual_value, note_zh
               FROM named_outcomes"""
    assert small.execute(query).fetchall() == [
        ("Bishan", "占比", 29.5, "percent", "2021-01/2021-12", "target", "met", 30, None),
        ("A park", "部件种类", 3, "component types", "2023", "draft", "open", None, "未见。"),
    ]
    query = "SELECT evidence, grade, copy FROM says_who WHERE record = 'made'"
    assert small.execute(query).fetchall() == [("主要生产底盘", "C", 1)]
    query = "SELECT bound, caution_zh FROM named_figures WHERE id IN ('contract', 'share-made')"
    assert small.execute(query).fetchall() == [(None, "为签约额，非到位额。"), ("over", None)]


def test_a_database_says_what_it_is(base: sqlite3.Connection, model: Model) -> None:
    """The table `about` has title, version, edition and licences, as the Data Package does."""
    said = dict(base.execute("SELECT key, value FROM about").fetchall())
    of_data = edition(model)
    assert (said["title"], said["title_zh"]) == (model.pilot.name, model.pilot.name_zh)
    assert said["description"].startswith(model.pilot.summary)
    assert (said["version"], said["edition_date"], said["edition_digest"]) == (
        version("cqparts-pilot"),
        of_data.date,
        of_data.digest,
    )
    assert said["licences"].splitlines() == [
        "districts: CC BY 4.0, for what comes from GeoNames gazetteer",
        "cities: CC BY 4.0, for what comes from GeoNames gazetteer",
    ]


def test_a_database_of_another_model_says_what_it_can(small: sqlite3.Connection) -> None:
    """Data of another file have no version, and what is not known is left out."""
    said = dict(small.execute("SELECT key, value FROM about").fetchall())
    assert {*said} == {"title", "title_zh", "description", "edition_date", "edition_digest", "licences"}


def test_a_database_describes_every_column(base: sqlite3.Connection) -> None:
    """The table `columns` tells each column of each table in both languages, in the order of the table."""
    described = base.execute('SELECT "table", name, title, title_zh, description, unit FROM columns').fetchall()
    for table in TABLES:
        columns = [name for _, name, *_ in base.execute(f"PRAGMA table_info({table.name!r})")]
        assert [name for of, name, *_ in described if of == table.name] == columns
    assert ("figures", "qualifier", "Exactness", "精确度") in [row[:4] for row in described]
    assert next(row for row in described if row[:2] == ("districts", "seat_lat"))[2:] == (
        "Latitude of the place",
        "地点纬度",
        "Latitude, degrees WGS84.",
        "degree",
    )


def test_figures_of_a_district_stand_together(base: sqlite3.Connection, model: Model) -> None:
    """The view of figures by district has those of districts, in the model's order, with their names."""
    districts = {district.id for district in model.districts}
    expected = [figure.id for figure in model.figures if figure.subject in districts]
    assert [key for (key,) in base.execute("SELECT id FROM district_figures")] == expected
    row = base.execute(
        "SELECT name_zh, measure_name, value, unit, time, qualifier, bound FROM district_figures WHERE id = ?",
        ["district.jiangjin.nev2022"],
    ).fetchone()
    assert row == ("江津", "NEV output", 21000, "vehicles", "2022", "at-least", "over")


def test_hostile_texts_stay_text(model: Model) -> None:
    """Names that are formulas, markup or SQL are values like any other."""
    texts = hostile(model)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(texts.model))
        held = {text for row in connection.execute("SELECT name, name_zh FROM records") for text in row}
        held |= {text for row in connection.execute("SELECT note, note_zh, firm FROM projects") for text in row}
        assert {*texts.english, *texts.chinese} <= held
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_every_name_can_be_written_without_quotation_marks(base: sqlite3.Connection) -> None:
    """No table or column has a name that is a word of SQL's own."""
    for table in TABLES:
        names = ", ".join(field.name for field in table.fields)
        assert base.execute(f"SELECT {names} FROM {table.name}").fetchone()  # noqa: S608 -- names of our own


def test_a_list_of_nothing_is_null(small: sqlite3.Connection) -> None:
    """A project without customers has none, which is not an empty text."""
    query = "SELECT customers, customers_zh FROM projects WHERE id = 'project.bare'"
    assert small.execute(query).fetchall() == [(None, None)]


def test_a_model_of_the_first_edition_gives_a_sound_database() -> None:
    """What the first edition did not have is there and empty."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(load(ROOT / "tests" / "loading" / "first.yaml")))
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for view in ("projects", "named_projects", "named_production", "named_outcomes"):
            assert connection.execute(f"SELECT * FROM {view}").fetchall() == []  # noqa: S608 -- names of our own
        assert connection.execute("SELECT * FROM named_figures").fetchone()


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
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database(bare(model)))
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
