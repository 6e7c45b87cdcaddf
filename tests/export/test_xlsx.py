"""The look-ups' answers as a spreadsheet: numbers are numbers, all else is text, links lead to the sources."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from conftest import ROOT, Call
from cqparts.errors import OutputError
from cqparts.export.sheets import by_length, decimals_of, unique_heads
from cqparts.export.workbook import PLANS, Wish
from cqparts.export.xlsx import workbook
from cqparts.loading.load import load
from cqparts.lookups import ask
from cqparts.model.edition import edition
from cqparts.model.types import Model
from samples import SOUND, bare, hostile

SMALL = ROOT / "tests" / "small.yaml"
HEAD = 4
"""The row of the headings."""


def opened(data: bytes) -> Workbook:
    """Return a workbook as openpyxl reads it."""
    return load_workbook(BytesIO(data))


@pytest.fixture(scope="module")
def english(model: Model) -> Workbook:
    """Return the bundled model as a workbook in English."""
    return opened(workbook(Wish(model)))


@pytest.fixture(scope="module")
def chinese(model: Model) -> Workbook:
    """Return the bundled model as a workbook in Chinese, with amounts in euros of their own time."""
    return opened(workbook(Wish(model, "zh", ("EUR",), "period")))


def heads(page: Worksheet) -> list[str]:
    """Return the headings of a sheet's table."""
    return [str(cell.value) for cell in page[HEAD]]


def cells(page: Worksheet) -> Iterator[dict[str, Cell]]:
    """Yield the cells of each row of a sheet's table by heading."""
    (table,) = page.tables.values()
    last = int(str(table.ref).rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    for row in page.iter_rows(min_row=HEAD + 1, max_row=last):
        yield dict(zip(heads(page), row, strict=True))


def row_of(page: Worksheet, key: str) -> dict[str, object]:
    """Return the values of the row of an id, those of empty cells left out."""
    found = next(row for row in cells(page) if list(row.values())[-1].value == key)
    return {head: cell.value for head, cell in found.items() if cell.value is not None}


def address(cell: Cell) -> str | None:
    """Return where a cell leads."""
    link = cell.hyperlink
    if link is None:
        return None
    return f"{link.target or ''}{'#' if link.location else ''}{link.location or ''}"


def test_a_workbook_has_its_sheets_in_order(english: Workbook, chinese: Workbook) -> None:
    """Contents, a sheet a look-up and a part of the model, notes and sources; named in the language, 31 characters."""
    assert english.sheetnames == ["Contents", *(plan.name.en for plan in PLANS), "Notes", "Sources"]
    assert chinese.sheetnames == ["目录", *(plan.name.zh for plan in PLANS), "备注", "来源"]
    assert len(english.sheetnames) >= 13
    assert max(map(len, english.sheetnames)) <= 31


def test_every_sheet_has_one_named_table_below_its_title(english: Workbook) -> None:
    """A1 is the title, A2 leads back, the table begins in row 4 with filters; the first row and column stay in view."""
    tables = {page.title: list(page.tables) for page in english}
    assert [names for names in tables.values() if len(names) != 1] == []
    assert tables["Money"] == ["money"]
    for page in english.worksheets[1:]:
        (table,) = page.tables.values()
        assert (page["A1"].value, page["A2"].value, address(page["A2"])) == (page.title, "Contents", "#'Contents'!A1")
        assert (str(table.ref).partition(":")[0], table.autoFilter.ref, page.freeze_panes) == ("A4", table.ref, "B5")
        assert page.merged_cells.ranges == set()


def test_every_sheet_prints_one_page_wide_with_its_head(english: Workbook) -> None:
    """Sheets are landscape and as wide as a page, repeat their headings, and tell title and page below."""
    for page in english:
        assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0)
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.print_title_rows == "$4:$4"
        assert page.oddFooter.right.text == "&P / &N"
        assert not page.print_options.gridLines


def test_the_first_sheet_leads_to_all_others(english: Workbook, model: Model) -> None:
    """Contents tells title, edition and how to cite, and leads to each sheet with the number of its rows."""
    page = english.worksheets[0]
    assert page["A1"].value == model.pilot.name
    assert str(edition(model)) in str(page["A2"].value)
    listed = [(row["Sheet"].value, address(row["Sheet"]), row["Rows"].value) for row in cells(page)]
    others = english.worksheets[1:]
    assert listed == [(each.title, f"#'{each.title}'!A1", len(list(cells(each)))) for each in others]
    said = {str(cell.value) for row in page.iter_rows() for cell in row}
    assert "Cite the sources of the figures as well; their numbers lead to the last sheet." in said
    assert "GeoNames gazetteer: CC BY 4.0" in said
    assert {"about", "at least", "over", "up to", "priority"} <= said


def test_amounts_are_numbers_in_large_and_in_whole_units(english: Workbook, chinese: Workbook) -> None:
    """279.9 bn yuan stands as such, and as whole yuan with thousands apart; rounded dollars are about."""
    assert row_of(english["Money"], "h1-2023.contract") == {
        "Figure": "Contract value, Western Chongqing",
        "When": "2023-H1",
        "bn CNY": 279.9,
        "Whole value (CNY)": 279900000000,
        "bn USD: About / at least": "about",
        "bn USD": 38.42,
        "Whole value (USD)": 38420000000,
        "Sources": "1",
        "Basis": "stated",
        "Notes": row_of(english["Money"], "h1-2023.contract")["Notes"],
        "Id": "h1-2023.contract",
    }
    found = next(row for row in cells(english["Money"]) if row["Id"].value == "h1-2023.contract")
    assert [found[head].number_format for head in ("bn CNY", "Whole value (CNY)", "bn USD")] == [
        "#,##0.0",
        "#,##0",
        "#,##0.00",
    ]
    zh = row_of(chinese["资金"], "h1-2023.contract")
    assert (zh["亿元"], zh["完整数值（CNY）"], zh["亿欧元：约、至少"]) == (2799, 279900000000, "约")


def test_values_stand_beside_their_unit_and_how_exact_they_are(english: Workbook, chinese: Workbook) -> None:
    """A target of 400 bn yuan, and vehicles in Chinese by 万; percentages are plain numbers with the unit beside."""
    target = row_of(english["Targets"], "target2027.output")
    shown = ("Value", "Unit", "Whole value", "Counted in", "When", "Kind")
    assert [target[head] for head in shown] == [400, "bn CNY", 400000000000, "CNY", "2027", "target"]
    assert "About / at least" not in target
    nev = row_of(chinese["趋势"], "series.nev.2020.0")
    assert (nev["数值"], nev["单位"], nev["完整数值"], nev["计数单位"]) == (4.3, "万辆", 43000, "辆")
    rates = [(row["Per cent: About / at least"].value, row["Per cent"].value) for row in cells(english["Localization"])]
    assert rates == [(None, 70), ("about", 30), (None, None), ("over", 70)]
    outcome = row_of(english["Outcomes"], "past.target2020.auto")
    assert (outcome["Set: About / at least"], outcome["Set: Value"], outcome["Actual: Value"]) == (
        "over",
        3000000,
        1580000,
    )
    assert outcome["Result"] == "missed"


def test_every_number_is_a_number_and_all_else_text(english: Workbook, chinese: Workbook) -> None:
    """Codes, periods and ids are text; nothing is a formula; columns of numbers hold nothing else."""
    for book in (english, chinese):
        types = {cell.data_type for page in book for row in page.iter_rows() for cell in row if cell.value is not None}
        assert types == {"s", "n"}
        for page in book:
            for head in heads(page):
                kinds = {row[head].data_type for row in cells(page) if row[head].value is not None}
                assert len(kinds) == 1, (page.title, head)
    codes = {row["Code"].value for row in cells(english["Districts"])}
    assert codes == {"500116", "500117", "500118", "500111", "500120", "500151", "500152", "500153"}
    assert {row["When"].data_type for row in cells(english["Trends"])} == {"s"}


def test_links_are_the_addresses_of_the_sources(english: Workbook, model: Model) -> None:
    """Each source leads to its address; a cell of sources leads to that of the first, or to its row here."""
    urls = {number: source.url for number, source in enumerate(model.sources, start=1)}
    listed = {row["№"].value: address(row["URL"]) for row in cells(english["Sources"])}
    assert listed == urls
    seen = 0
    for page in english.worksheets[1:-1]:
        for row in cells(page):
            cell = row.get("Sources")
            if cell is not None and cell.value:
                first = int(str(cell.value).split()[0])
                assert address(cell) == (urls[first] or f"#'Sources'!A{HEAD + first}"), (page.title, cell.coordinate)
                seen += 1
    assert seen > 300


def test_the_matrix_has_a_mark_for_each_district(english: Workbook) -> None:
    """Bishan's chassis is in one list only; the mark is centred text, and the number of districts stands behind."""
    page = english["Priority assemblies"]
    chassis = next(row for row in cells(page) if row["Id"].value == "chassis")
    assert (chassis["Dazu"].value, chassis["Bishan"].value, chassis["Jiangjin"].value) == ("●", "◐", "·")
    assert chassis["Bishan"].alignment.horizontal == "center"
    assert (chassis["Districts"].value, chassis["In one list only"].value) == (1, 1)


def test_notes_stand_on_a_sheet_of_their_own(english: Workbook, model: Model) -> None:
    """Rows have letters; the letters lead to the sheet of notes, where each stands once for its sheet."""
    notes = {(row["Sheet"].value, row["Letter"].value): row["Text"].value for row in cells(english["Notes"])}
    for page in english.worksheets[1:-2]:
        for row in cells(page):
            for letter in str(row["Notes"].value or "").split() if "Notes" in row else ():
                assert notes[page.title, letter]
    contract = row_of(english["Money"], "h1-2023.contract")
    record = next(each for each in ask("investment", model).result.records if each["id"] == "h1-2023.contract")
    assert {notes["Money", letter] for letter in str(contract["Notes"]).split()} & {
        *record["notes"],
        *record["cautions"],
    }


def test_all_records_of_a_look_up_are_there(english: Workbook, model: Model) -> None:
    """A sheet has a row for each record of its look-up, and of each part of the model that has no look-up."""
    for title, name in (
        ("Money", "investment"),
        ("Trends", "trends"),
        ("Components", "components"),
        ("Rates", "rates"),
    ):
        assert [row["Id"].value for row in cells(english[title])] == [each["id"] for each in ask(name, model).rows]
    for title, part in (("Projects", model.projects), ("Production", model.production), ("Events", model.events)):
        assert [row["Id"].value for row in cells(english[title])] == [record.id for record in part]
    assert len(list(cells(english["Project amounts"]))) == sum(len(project.amounts) for project in model.projects)
    assert len(list(cells(english["Outcomes"]))) == len(model.outcomes)
    assert len(list(cells(english["Targets"]))) == sum(figure.kind != "actual" for figure in model.figures)


def test_chinese_sheets_hold_no_english_words(chinese: Workbook) -> None:
    """Every heading and every fixed word is Chinese, with full-width punctuation."""
    for page in chinese:
        for head in heads(page):
            assert not set(head) & set(":()"), head
            assert any(ord(character) > 0x2E7F for character in head) or head in {"№", "%"}, head
    stages = {row["进展"].value for row in cells(chinese["项目"])}
    assert stages == {"已签约", "已投产", "在建", "已宣布", "未说明"}


def test_another_process_writes_the_same_bytes(tmp_path: Path, call: Call) -> None:
    """The same call gives the same file, whenever and in whatever order of sets it is made."""
    assert call("export", str(tmp_path / "p.xlsx")).code == 0
    environment = os.environ | {"PYTHONHASHSEED": "1", "TZ": "Asia/Chongqing"}
    program = [sys.executable, "-m", "cqparts", "export", "again.xlsx"]
    subprocess.run(program, cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "again.xlsx").read_bytes() == (tmp_path / "p.xlsx").read_bytes()


def test_the_same_process_writes_the_same_bytes(model: Model) -> None:
    """What one workbook is made with is not changed for the next."""
    assert workbook(Wish(model)) == workbook(Wish(model))


def test_a_workbook_is_as_old_as_its_data(english: Workbook, model: Model) -> None:
    """The document's date is that of the newest source, and its comment tells the edition."""
    properties = english.properties
    assert str(properties.created.date()) == edition(model).date
    assert (properties.title, properties.creator) == (model.pilot.name, "The cqparts developers")
    assert str(edition(model)) in str(properties.description)


def test_the_options_reach_the_sheets(tmp_path: Path, call: Call) -> None:
    """--lang, --to, --on and --data are taken as a look-up takes them."""
    options = ("--lang", "zh", "--to", "eur,GBP", "--on", "2023-06-30")
    assert call("export", str(tmp_path / "p.xlsx"), *options) == ("", f"cqparts: wrote {tmp_path / 'p.xlsx'}\n", 0)
    book = load_workbook(tmp_path / "p.xlsx")
    assert {"亿元", "亿欧元", "亿英镑"} <= set(heads(book["资金"]))
    assert {row["货币"].value for row in cells(book["汇率"])} == {"EUR", "GBP"}
    assert call("export", str(tmp_path / "own.xlsx"), "--data", str(SMALL)).code == 0
    assert "cqparts" not in str(load_workbook(tmp_path / "own.xlsx").worksheets[0]["A2"].value)


@pytest.mark.parametrize("target", ["parts", "p.sqlite", "p.bib", "p.json", "p.yaml"])
@pytest.mark.parametrize("option", [("--lang", "zh"), ("--to", "EUR"), ("--on", "2023")])
def test_other_formats_refuse_the_options(target: str, option: tuple[str, str], tmp_path: Path, call: Call) -> None:
    """An option that would change nothing is a wrong call, and nothing is written."""
    message = "--lang, --to and --on are for spreadsheets; leave them out, or give a name like parts.xlsx"
    assert call("export", str(tmp_path / target), *option) == ("", f"cqparts: {message}\n", 2)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("option", "message"),
    [
        (("--to", "XXX"), "no exchange rate"),
        (("--to", "EUR,"), "empty currency code"),
        (("--on", "yesterday"), "yesterday"),
        (("--lang", "fr"), "unknown language 'fr'"),
    ],
)
def test_a_wrong_option_is_told_and_nothing_written(
    option: tuple[str, str], message: str, tmp_path: Path, call: Call
) -> None:
    """A currency, a time or a language that there is not is one line, and leaves no file."""
    answer = call("export", str(tmp_path / "p.xlsx"), *option)
    assert (answer.out, answer.code, answer.err.count("\n")) == ("", 2, 1)
    assert message in answer.err
    assert list(tmp_path.iterdir()) == []


def test_without_its_extra_the_way_to_install_it_is_told(
    tmp_path: Path, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where XlsxWriter is missing, one line says how to get it; other formats go on."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    told = "a spreadsheet needs XlsxWriter: pip install 'cqparts-pilot[excel]', or export to a folder of CSV files"
    assert call("export", str(tmp_path / "p.xlsx")) == ("", f"cqparts: {told}\n", 1)
    assert list(tmp_path.iterdir()) == []
    assert call("export", str(tmp_path / "p.bib")).code == 0


def test_hostile_texts_stay_text(model: Model) -> None:
    """Names that are formulas, markup or turn the writing round are written as they are, and nothing runs."""
    texts = hostile(model)
    for lang in ("en", "zh"):
        book = opened(workbook(Wish(texts.model, lang)))
        held = [cell for page in book for row in page.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in held} == {"s", "n"}
        found = {str(cell.value) for cell in held}
        assert [text for text in texts.of(lang) if text not in found] == []


def test_what_excel_takes_for_its_own_stays_text(model: Model) -> None:
    """Escapes, array formulas, links inside a workbook and numbers are titles like any other."""
    titles = ("_x0041_", "{=1+1}", "internal:Sources!A1", "https://example.org", "500116", "+1", "-1", "1e5")
    sources = [source._replace(title=title) for source, title in zip(model.sources, titles, strict=False)]
    book = opened(workbook(Wish(model._replace(sources=(*sources, *model.sources[len(titles) :])))))
    held = [row["Title"] for row in cells(book["Sources"])][: len(titles)]
    assert [(cell.value, cell.data_type, cell.hyperlink) for cell in held] == [(title, "s", None) for title in titles]


def test_a_model_with_few_records_has_few_sheets(model: Model) -> None:
    """A sheet without rows is left out; a model without dates has a workbook, too."""
    undated = bare(model)._replace(sources=tuple(source._replace(published=None) for source in model.sources))
    book = opened(workbook(Wish(undated)))
    assert book.sheetnames == [
        *("Contents", "Priority assemblies", "Districts", "Components", "Pilot", "Notes", "Sources"),
    ]
    assert book.properties.created.year == 1980


@pytest.mark.parametrize(
    ("published", "created"), [("0000", "1980-01-01"), ("2024-02", "2024-02-01"), ("2024", "2024-01-01")]
)
def test_a_document_has_a_date_whatever_its_sources_have(model: Model, published: str, created: str) -> None:
    """A year or a month is its first day; a year that no file can have is the first that one can."""
    dated = bare(model)._replace(sources=tuple(source._replace(published=published) for source in model.sources))
    assert str(opened(workbook(Wish(dated))).properties.created.date()) == created


def test_the_smallest_model_makes_a_workbook(tmp_path: Path) -> None:
    """One district with one assembly is enough."""
    (tmp_path / "own.yaml").write_text(SOUND, "utf-8")
    book = opened(workbook(Wish(load(tmp_path / "own.yaml"))))
    assert [row["District"].value for row in cells(book["Districts"])] == ["Bishan"]


def test_every_field_of_a_small_model_is_written() -> None:
    """The model that has every field has every sheet."""
    for lang in ("en", "zh"):
        assert len(opened(workbook(Wish(load(SMALL), lang))).sheetnames) >= 20


def test_a_text_that_no_cell_can_hold_is_told(model: Model) -> None:
    """More than 32,767 characters are refused, with the way out, and nothing is cut."""
    first, *others = model.sources
    long = model._replace(sources=(first._replace(title="x" * 32_768), *others))
    with pytest.raises(OutputError, match=r"^cannot make a spreadsheet: Sources is more than it can hold; export to"):
        workbook(Wish(long))


def test_an_address_that_is_too_long_for_a_link_is_text(model: Model) -> None:
    """Excel takes addresses of up to 2,079 characters; a longer one is written without a link."""
    first, *others = model.sources
    url = f"https://example.org/{'x' * 2100}"
    book = opened(workbook(Wish(model._replace(sources=(first._replace(url=url), *others)))))
    cell = next(row["URL"] for row in cells(book["Sources"]))
    assert (cell.value, address(cell)) == (url, None)


def test_headings_differ_in_any_case() -> None:
    """Excel's tables want headings that differ, whatever their capitals, of 255 characters at most."""
    assert unique_heads(["Name", "name", "NAME", "Id"]) == ["Name", "name (2)", "NAME (3)", "Id"]
    assert unique_heads(["x", "x", "x (2)"]) == ["x", "x (2)", "x (2) (2)"]
    assert max(map(len, unique_heads(["x" * 400, "x" * 400]))) <= 255


def test_letters_of_notes_follow_the_alphabet() -> None:
    """After z comes aa, as on the sheet of notes."""
    assert sorted(["aa", "b", "z", "a"], key=by_length) == ["a", "b", "z", "aa"]


def test_decimals_are_those_written() -> None:
    """Whole numbers have none, and a number with an exponent has none either."""
    assert [decimals_of(value) for value in (3, 29.35, 0.5, 1e300)] == [0, 2, 1, 0]


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_converts_it(tmp_path: Path, model: Model) -> None:
    """LibreOffice reads the Chinese workbook and writes its first sheet as CSV, 江津 and all."""
    (tmp_path / "p.xlsx").write_bytes(workbook(Wish(model, "zh")))
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,3"
    program = ["soffice", home, "--headless", "--convert-to", sheet, "--outdir", str(tmp_path), "p.xlsx"]
    subprocess.run(program, cwd=tmp_path, check=True, capture_output=True)
    written = (tmp_path / "p-各区.csv").read_text("utf-8")
    assert "江津,电驱,新能源" in written
    assert ",500116," in written
