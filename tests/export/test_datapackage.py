"""The model as a Data Package: valid by the standard, described column by column, with nothing left out."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT, Call
from cqparts.export.datapackage import data_package
from cqparts.export.folder import write_folder
from cqparts.export.industry_tables import INDUSTRY_TABLES
from cqparts.export.rows import citations
from cqparts.export.table import Table
from cqparts.export.tables import TABLES
from cqparts.export.titles import KINDS, TITLES
from cqparts.loading.load import load
from cqparts.model.edition import edition
from cqparts.model.types import Model
from cqparts.output.columns import CATALOGUE
from samples import bare, hostile

BUNDLED = ROOT / "data" / "industry.yaml"
SMALL = ROOT / "tests" / "small.yaml"
FIRST = ROOT / "tests" / "loading" / "first.yaml"


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


def test_a_data_package_says_what_it_is(package: Path, model: Model) -> None:
    """The descriptor has name, title, edition and sources, each source with its address where there is one."""
    content = descriptor(package)
    assert (content["$schema"], content["name"], content["title"]) == (
        "https://datapackage.org/profiles/2.0/datapackage.json",
        "cqparts",
        model.pilot.name,
    )
    assert (content["version"], content["edition"]) == (version("cqparts-pilot"), edition(model)._asdict())
    assert content["contributors"] == [{"title": "The cqparts developers", "roles": ["creator"]}]
    assert not {"licenses", "profile", "homepage"} & set(content)
    assert {(one["type"], one["$schema"].rpartition("/")[2]) for one in content["resources"]} == {
        ("table", "dataresource.json")
    }
    assert (content["sources"][0]["id"], content["sources"][0]["publisher"]) == ("article", "Smart China Expo")
    assert content["sources"][0]["path"].startswith("https://www.smartchina-expo.cn/")
    assert [source["id"] for source in content["sources"]] == [source.id for source in model.sources]


def test_a_licence_stands_at_the_tables_whose_data_it_is_for(package: Path) -> None:
    """The points of places are GeoNames', which says so at the two tables that hold them and at no other."""
    licensed = {one["name"]: one["licenses"] for one in descriptor(package)["resources"] if "licenses" in one}
    geonames = [{"name": "CC-BY-4.0", "title": "CC BY 4.0, for what comes from GeoNames gazetteer"}]
    assert licensed == {"districts": geonames, "cities": geonames}


def test_the_data_of_another_file_are_not_those_of_cqparts(tmp_path: Path, call: Call) -> None:
    """With --data, version and contributors are left out, and the edition is that of the file."""
    assert call("export", str(tmp_path / "parts"), "--data", str(SMALL)).code == 0
    content = descriptor(tmp_path / "parts")
    assert not {"version", "contributors"} & set(content)
    assert content["edition"] == edition(load(SMALL))._asdict()


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
        "enum": ["exact", "about", "at-least", "at-most"],
    }
    assert columns["figures", "bound"]["constraints"] == {"enum": ["over"]}
    assert columns["project_amounts", "timing"]["constraints"]["enum"] == ["planned", "current", "expected", "actual"]
    assert columns["remarks", "conflict_kind"]["constraints"] == {"enum": ["differs", "reading"]}


def test_tables_refer_to_each_other(package: Path) -> None:
    """Primary and foreign keys are told as the standard has it, a table that refers to itself by naming no other."""
    schemas = {resource["name"]: resource["schema"] for resource in descriptor(package)["resources"]}
    assert schemas["focus"]["primaryKey"] == ["district", "assembly"]
    assert schemas["focus"]["foreignKeys"] == [
        {"fields": ["district"], "reference": {"resource": "districts", "fields": ["id"]}},
        {"fields": ["assembly"], "reference": {"resource": "assemblies", "fields": ["id"]}},
    ]
    assert schemas["areas"]["foreignKeys"] == [
        {"fields": ["part_of"], "reference": {"fields": ["id"]}},
        {"fields": ["lies_in"], "reference": {"resource": "records", "fields": ["id"]}},
    ]
    assert schemas["outcomes"]["primaryKey"] == ["target"]
    assert [key["reference"]["resource"] for key in schemas["outcomes"]["foreignKeys"]] == ["figures", "figures"]


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
    sources = {(row["district"], row["assembly"]): row["sources"] for row in rows(package, "focus")}
    assert (sources["bishan", "chassis"], sources["bishan", "electric-drive"]) == (
        "hualong-2023-05-12",
        "hualong-2023-05-12;cns-2023-08-19",
    )


def test_figures_are_numbered_in_the_order_of_the_model(package: Path, model: Model) -> None:
    """The number of a figure is its place in the model, for those who sort by ids and want to go back."""
    numbered = [(row["number"], row["id"]) for row in rows(package, "figures")]
    assert numbered == [(str(number), figure.id) for number, figure in enumerate(model.figures, start=1)]


def test_every_statement_goes_out_in_the_order_of_its_source(package: Path) -> None:
    """The lists that sources gave for Bishan keep their order and their number."""
    bishan = [row for row in rows(package, "statement_assemblies") if row["district"] == "bishan"]
    assert [(row["statement"], row["position"]) for row in bishan][:2] == [("1", "1"), ("1", "2")]
    assert {row["statement"] for row in bishan} == {"1", "2"}


def lines(package: Path, table: str) -> list[str]:
    """Return the rows of a table's CSV file, the head left out, with commas between cells and ⏎ for a line feed."""
    return [",".join(row.values()).replace("\n", "⏎") for row in rows(package, table)]


ROWS = {
    "projects": [
        (
            "project.battery,A firm,公司,bishan,park,Motors⏎Batteries,电机⏎电池,A maker,车企,"
            "producing,2024-06,B,article;survey,N.,注。,Two phases.,分两期。"
        ),
        "project.bare,Another,,zigong,,Cells,电芯,,,unknown,,C,survey,,,,",
    ],
    "project_stages": [
        "project.battery,1,announced,",
        "project.battery,2,signed,2019-02-22",
        "project.battery,3,building,2024-06",
        "project.battery,4,producing,2024-06",
        "project.bare,1,unknown,",
    ],
    "project_amounts": [
        "project.battery,1,investment,10000000000,CNY,3,100,100m CNY,at-least,over,,,,,",
        "project.battery,2,phase-one,4500000000,CNY,2,45,100m CNY,exact,,,,,,",
        "project.battery,3,capacity,20,GWh a year,2,20,GWh a year,at-most,,planned,2019,8 lines,8条生产线,",
        "project.battery,4,output,1000,vehicles a day,4,1000,vehicles a day,about,,actual,,,,Ten hundred.",
        "project.battery,5,phases,2,phases,1,2,phases,exact,,planned,,,,",
    ],
    "project_assemblies": ["project.battery,electric-drive,false", "project.battery,chassis,true"],
    "project_components": ["project.battery,motor"],
    "production": [
        "made,dazu,,Chassis,底盘,主要生产,2023-11,,一厂⏎二厂,A maker,车企,B,survey,,,One of many.,仅为其一。",
    ],
    "production_assemblies": ["made,chassis,false", "made,electric-drive,true"],
    "production_components": ["made,gateway"],
    "localization": ["rate,local,city,all,stated,N.,注。"],
    "focus_words": ["wish,bishan,drives,电驱,聚焦,2023,B,survey,,,Open.,以“等”结尾。"],
    "focus_words_assemblies": ["wish,electric-drive"],
    "links": ["link,bishan,They are paired.,结对。,2023,A,survey,,"],
    "link_partners": ["link,zigong"],
    "events": ["event,press-conference,A press conference,新闻发布会,2023-08-18,B,article,N.,注。"],
    "outcomes": ["share,met,share-made,,", "lamps,open,,Not known.,未见。"],
}
"""The rows of each table of the industry for tests/small.yaml, which has every field."""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Return a Data Package of the small model that has every field."""
    write_folder(tmp_path / "small", data_package(load(SMALL)), force=False)
    return tmp_path / "small"


def test_a_package_of_every_field_is_valid(small: Path) -> None:
    """The small model with every field gives a package that the reference implementation finds valid."""
    report = validation(small)
    assert report["valid"], report


def test_every_table_of_the_industry_has_its_rows_told() -> None:
    """A new table gets literal rows here."""
    assert list(ROWS) == [table.name for table in INDUSTRY_TABLES]


@pytest.mark.parametrize("table", ROWS)
def test_projects_and_all_that_is_stated_go_out_in_tables(small: Path, table: str) -> None:
    """Projects, production, words, links, events and outcomes have a row each, and so has each part that they list."""
    assert lines(small, table) == ROWS[table]


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("sources", ["url,licence,title_en,publisher_zh,grade,copy", ",,A survey,,C,true"]),
        ("assemblies", ["note,note_zh,caution,caution_zh", ",,,"]),
        ("areas", ["note_zh,lies_in", ",bishan"]),
        ("remarks", ["conflict_kind,caution,caution_zh", ",,"]),
    ],
)
def test_new_columns_stand_at_the_end_of_their_table(small: Path, table: str, columns: list[str]) -> None:
    """Columns of this edition come after those of the first; the last row shows what they hold."""
    text = (small / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    assert [line[-len(end) :] for line, end in zip((text[0], text[-1]), columns, strict=True)] == columns


def test_every_record_is_listed_with_what_it_is_called(small: Path) -> None:
    """A project goes by its firm, not by its products; production by products, and focus words by the words."""
    listed = {row["id"]: (row["kind"], row["name"], row["name_zh"]) for row in rows(small, "records")}
    assert [listed[key] for key in ("project.battery", "project.bare", "made", "wish", "event", "link", "rate")] == [
        ("projects", "A firm", "公司"),
        ("projects", "Another", ""),
        ("production", "Chassis", "底盘"),
        ("focus_words", "drives", "电驱"),
        ("events", "A press conference", "新闻发布会"),
        ("links", "", ""),
        ("localization", "", ""),
    ]


def test_a_bound_and_a_caution_go_out_with_their_figure(small: Path) -> None:
    """A figure tells that its source says "over", why its digits are not in the evidence, and how not to misread it."""
    figures = {row["id"]: row for row in rows(small, "figures")}
    made = figures["share-made"]
    assert (made["qualifier"], made["bound"], made["digits_differ"]) == ("at-least", "over", "三成 is three tenths.")
    assert (figures["contract"]["caution"], figures["contract"]["caution_zh"]) == (
        "Signed, not paid.",
        "为签约额，非到位额。",
    )
    assert figures["lamps"]["qualifier"] == "at-most"


def test_a_remark_tells_whether_sources_differ(small: Path) -> None:
    """A conflict is of two facts or of reading; an unknown is neither."""
    kinds = [(row["id"], row["kind"], row["conflict_kind"]) for row in rows(small, "remarks")]
    assert kinds == [
        ("differ", "conflict", "differs"),
        ("reading", "conflict", "reading"),
        ("unnamed", "unknown", ""),
    ]


def test_a_citation_has_the_sentence_that_the_record_rests_on(small: Path) -> None:
    """Evidence stands with the record and the source, nothing where none is given."""
    cited = {(row["record"], row["source"]): row["evidence"] for row in rows(small, "citations")}
    assert cited["contract", "article"] == "a contract value of 279.9 billion yuan"
    assert cited["contract", "survey"] == "合同金额2799亿元"
    assert cited["project.battery", "article"] == ""
    assert cited["project.battery", "survey"] == "总投资逾100亿元，一期45亿元，两期年产20GWh"
    citing = {record for record, _ in cited}
    silent = [row["kind"] for row in rows(small, "records") if row["id"] not in citing]
    assert set(silent) == {"sources", "localization"}


def test_the_evidence_of_a_record_and_of_its_parts_is_kept_apart_by_lines() -> None:
    """Where a district and its statement rest on different sentences of one source, both go out, each once."""
    model = load(SMALL)
    district = model.districts[0]
    one, two = ({"article": sentence} for sentence in ("A district.", "Its list."))
    first, *others = district.priorities
    statements = (first._replace(evidence=two), first._replace(evidence=two), *others)
    changed = model._replace(districts=(district._replace(evidence=one, priorities=statements),))
    found = [row.extra["evidence"] for row in citations(changed) if row.extra["record"] == district.id]
    assert found == ["A district.\nIts list.", None]


def test_a_model_of_the_first_edition_gives_a_valid_package(tmp_path: Path) -> None:
    """What the first edition did not have is empty."""
    write_folder(tmp_path, data_package(load(FIRST)), force=True)
    report = validation(tmp_path)
    assert report["valid"], report
    assert {name for name in ROWS if lines(tmp_path, name)} == set()
    assert {row["evidence"] for row in rows(tmp_path, "citations")} == {""}


def leaves(node: object) -> Iterator[str]:
    """Yield every text and number in a part of the model."""
    if isinstance(node, dict):
        node = tuple(node.items())
    if isinstance(node, tuple):
        for item in node:
            yield from leaves(item)
    elif node is not None and not isinstance(node, bool):
        yield str(node)


@pytest.mark.parametrize("source", [BUNDLED, SMALL, FIRST], ids=lambda path: path.name)
def test_nothing_of_the_model_is_left_out(tmp_path: Path, source: Path) -> None:
    """Every text and every number of a model, notes and aliases included, stands in a cell of some table."""
    model = load(source)
    write_folder(tmp_path, data_package(model), force=True)
    found = {cell for table in TABLES for row in rows(tmp_path, table.name) for cell in row.values()}
    found |= {item for cell in found for item in cell.split(";")} | {
        line for cell in found for line in cell.split("\n")
    }
    assert set(leaves(tuple(model))) - found == set()


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


def test_hostile_texts_stay_text(model: Model, tmp_path: Path) -> None:
    """Names that are formulas, markup or turn the writing round are cells like any other, and the package is valid."""
    texts = hostile(model)
    write_folder(tmp_path, data_package(texts.model), force=True)
    assert validation(tmp_path)["valid"]
    cells = {cell for table in TABLES for row in rows(tmp_path, table.name) for cell in row.values()}
    assert {*texts.english, *texts.chinese} <= cells


def test_every_column_has_a_heading_in_both_languages_once() -> None:
    """A heading stands in the catalogue of answers or in that of exports, not in both."""
    assert {*TITLES} & {*CATALOGUE} == set()
    for table in TABLES:
        for field in table.fields:
            assert all(field.title)
    assert {*KINDS} <= {*TITLES}


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
