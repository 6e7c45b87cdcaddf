"""The model as a Data Package: valid by the standard, described column by column, with nothing left out."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Call
from cqparts.export.datapackage import data_package
from cqparts.export.folder import write_folder
from cqparts.export.table import Table
from cqparts.export.tables import TABLES
from cqparts.model.types import ExchangeRates, Model

BUNDLED = ROOT / "data" / "industry.yaml"


@pytest.fixture
def package(tmp_path: Path, call: Call) -> Path:
    """Return a Data Package that the command wrote."""
    assert call("export", str(tmp_path / "parts")).code == 0
    return tmp_path / "parts"


def rows(package: Path, table: str) -> list[dict[str, str]]:
    """Return the rows of a table of a Data Package."""
    with (package / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def descriptor(package: Path) -> dict[str, Any]:
    """Return the descriptor of a Data Package."""
    content: dict[str, Any] = json.loads((package / "datapackage.json").read_bytes())
    return content


def validation(package: Path) -> dict[str, Any]:
    """Return the report of the reference implementation of the standard on a package."""
    program = [sys.executable, "-m", "frictionless", "validate", "--json", "datapackage.json"]
    process = subprocess.run(program, cwd=package, capture_output=True, text=True, check=False)
    report: dict[str, Any] = json.loads(process.stdout)
    return report


def test_a_data_package_is_valid(package: Path) -> None:
    """The reference implementation finds every table of the package valid, and all of them there."""
    report = validation(package)
    assert report["valid"], report
    assert [task["name"] for task in report["tasks"]] == [table.name for table in TABLES]


def test_a_broken_reference_in_a_data_package_is_found(package: Path) -> None:
    """A district that is not there is found by the package's own keys: the validation looks at them."""
    path = package / "focus.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("jiangjin,", "jiangjing,"), encoding="utf-8")
    errors = {error["type"] for task in validation(package)["tasks"] for error in task["errors"]}
    assert "foreign-key" in errors


def test_a_data_package_says_what_it_is(package: Path) -> None:
    """The descriptor has name, title, licence and sources, each source with its address where there is one."""
    content = descriptor(package)
    assert (content["profile"], content["name"], content["title"]) == (
        "tabular-data-package",
        "cqparts",
        "Joint investment-promotion pilot of western Chongqing",
    )
    assert content["licenses"] == [{"name": "CC-BY-4.0", "title": "CC BY 4.0, for what comes from GeoNames gazetteer"}]
    assert (content["sources"][0]["id"], content["sources"][0]["publisher"]) == ("article", "Smart China Expo")
    assert content["sources"][0]["path"].startswith("https://www.smartchina-expo.cn/")
    assert len(content["sources"]) == 36


def test_every_column_of_a_data_package_is_descriptor(package: Path) -> None:
    """Each column has a type, a title and a description that ends as a sentence does; latitudes have their unit."""
    columns = {
        (resource["name"], column["name"]): column
        for resource in descriptor(package)["resources"]
        for column in resource["schema"]["fields"]
    }
    assert all(column["title"] and column["description"].endswith(".") for column in columns.values())
    assert columns["districts", "seat_lat"]["unit"] == "degree"
    assert columns["districts", "seat_lat"]["constraints"] == {"minimum": -90, "maximum": 90}
    assert columns["sources", "url"]["constraints"] == {"pattern": "https?://.*"}
    assert columns["figures", "qualifier"]["constraints"] == {
        "required": True,
        "enum": ["exact", "about", "at-least"],
    }


def test_tables_refer_to_each_other(package: Path) -> None:
    """Primary and foreign keys are told as the standard has it, a table that refers to itself by an empty name."""
    schemas = {resource["name"]: resource["schema"] for resource in descriptor(package)["resources"]}
    assert schemas["focus"]["primaryKey"] == ["district", "assembly"]
    assert schemas["focus"]["foreignKeys"] == [
        {"fields": "district", "reference": {"resource": "districts", "fields": "id"}},
        {"fields": "assembly", "reference": {"resource": "assemblies", "fields": "id"}},
    ]
    assert schemas["areas"]["foreignKeys"] == [{"fields": "part_of", "reference": {"resource": "", "fields": "id"}}]


def test_a_figure_is_scaled_and_as_written(package: Path) -> None:
    """A figure stands in whole yuan and, beside that, digit for digit in its source's unit."""
    figure = next(row for row in rows(package, "figures") if row["id"] == "h1-2023.auto.contract")
    assert (figure["value"], figure["unit"]) == ("102850000000", "CNY")
    assert (figure["value_written"], figure["unit_written"], figure["significant_digits"]) == (
        "1028.5",
        "100m CNY",
        "5",
    )
    assert (figure["period"], figure["qualifier"], figure["sources"]) == ("2023-H1", "exact", "cqrb-2023-07-03")


def test_focus_marks_what_sources_differ_about(package: Path) -> None:
    """Bishan's chassis is the one assembly that a statement names and another leaves out."""
    disputed = [(row["district"], row["assembly"]) for row in rows(package, "focus") if row["disputed"] == "true"]
    assert disputed == [("bishan", "chassis")]


def test_every_statement_goes_out_in_the_order_of_its_source(package: Path) -> None:
    """The lists that sources gave for Bishan keep their order and their number."""
    bishan = [row for row in rows(package, "statement_assemblies") if row["district"] == "bishan"]
    assert [(row["statement"], row["position"]) for row in bishan][:2] == [("1", "1"), ("1", "2")]
    assert {row["statement"] for row in bishan} == {"1", "2"}


def leaves(node: object) -> Iterator[str]:
    """Yield every text and number in a part of the model."""
    if isinstance(node, dict):
        node = tuple(node.items())
    if isinstance(node, tuple):
        for item in node:
            yield from leaves(item)
    elif node is not None and not isinstance(node, bool):
        yield str(node)


def test_nothing_of_the_model_is_left_out(package: Path, model: Model) -> None:
    """Every text and every number of the model, notes and aliases included, stands in a cell of some table."""
    cells = {cell for table in TABLES for row in rows(package, table.name) for cell in row.values()}
    cells |= {item for cell in cells for item in cell.split(";")}
    assert set(leaves(model)) - cells == set()


def test_citations_are_what_the_sources_command_tells(package: Path, call: Call) -> None:
    """The link table holds, for each source, the records that `sources` lists for it."""
    answer = json.loads(call("sources", "--json").out)
    pairs = {(record, source["id"]) for source in answer for record in source["supports"]}
    assert {(row["record"], row["source"]) for row in rows(package, "citations")} == pairs


def test_rates_that_a_source_implies_are_calculated(package: Path) -> None:
    """The article's own rate follows from its two amounts; published ones keep their digits."""
    rates = {row["id"]: row for row in rows(package, "exchange_rates")}
    assert (rates["fx.article"]["rate"], rates["fx.article"]["rate_written"]) == ("7.28527", "")
    assert (rates["fx.h10.2023-08-17"]["rate"], rates["fx.h10.2023-08-17"]["rate_written"]) == ("7.291", "7.2910")


def test_the_same_model_gives_the_same_package(package: Path) -> None:
    """Another process, with its own order of sets, writes every file the same; there are no time stamps."""
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    program = [sys.executable, "-m", "cqparts", "export", "again"]
    subprocess.run(program, cwd=package.parent, env=environment, check=True)
    first, second = (
        {path.name: path.read_bytes() for path in base.iterdir()} for base in (package, package.with_name("again"))
    )
    assert first == second


def test_a_model_without_optional_parts_gives_a_valid_package(model: Model, tmp_path: Path) -> None:
    """A model with no seats, cities, figures, rates or licences gives a package without what it cannot say."""
    write_folder(tmp_path, data_package(bare(model)), force=True)
    assert validation(tmp_path)["valid"]
    assert {"licenses", "version"} & set(descriptor(tmp_path)) == set()


def bare(model: Model) -> Model:
    """Return a model with all its optional parts left out."""
    return model._replace(
        districts=tuple(district._replace(seat=None) for district in model.districts),
        sources=tuple(source._replace(licence=None) for source in model.sources),
        cities=(),
        figures=(),
        conflicts=(),
        unknowns=(),
        exchange_rates=ExchangeRates(),
    )


def key_words(table: Table) -> str:
    """Return the primary key of a table, and where its columns lead, as the page shows them."""
    targets = {column: target for columns, (target, _) in table.foreign_keys.items() for column in columns}
    own = [f"`{name}`" + (f" → {targets[name]}" if name in targets else "") for name in table.primary_key]
    others = [f"`{name}` → {target}" for name, target in targets.items() if name not in table.primary_key]
    return f"{', '.join(own)} | {', '.join(others)}"


def test_the_page_lists_every_table(request: pytest.FixtureRequest) -> None:
    """docs/export.md tells of each table what it holds, its key, and where its columns lead."""
    page = ROOT / "docs" / "export.md"
    lines = [f"| `{table.name}` | {table.description.rstrip('.')} | {key_words(table)} |" for table in TABLES]
    listing = "\n".join(["| table | what it holds | key | other references |", "|---|---|---|---|", *lines])
    text = page.read_text("utf-8")
    fresh = re.sub(r"(?s)(<!-- tables: .*? -->\n).*(<!-- end of tables -->)", rf"\g<1>\n{listing}\n\n\g<2>", text)
    if request.config.getoption("--update-golden"):
        page.write_text(fresh, "utf-8")
    assert fresh == page.read_text("utf-8")


COLUMNS = ROOT / "tests" / "golden" / "export-columns.txt"


def test_no_column_is_taken_back(request: pytest.FixtureRequest) -> None:
    """Every column that was ever exported is still there, in its place and of its type; new ones come at the end."""
    now = {table.name: [f"{table.name}.{field.name} {field.type}" for field in table.fields] for table in TABLES}
    if request.config.getoption("--update-golden"):
        COLUMNS.write_text("\n".join(line for lines in now.values() for line in lines) + "\n", "utf-8")
    promised: dict[str, list[str]] = {}
    for line in COLUMNS.read_text("utf-8").splitlines():
        promised.setdefault(line.partition(".")[0], []).append(line)
    assert {name: now[name][: len(lines)] for name, lines in promised.items()} == promised
    assert set(now) == set(promised)
