"""What a look-up declares: what it takes, what it answers, and how people see it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from cqparts.model import record as model_record
from cqparts.model.types import Model, Text

Record = Mapping[str, Any]
"""One record of an answer: JSON-ready values by snake_case key."""

LOOK_UPS, FIGURES = "Look up", "Figures"
"""The groups of the help that look-ups stand in."""


class Param(model_record.Record):
    """One argument or option of a command; the annotation around it says its type: text, list of texts or bool."""

    metavar: str
    help: str
    flags: tuple[str, ...] = ()
    """The words that name an option; an argument has none."""
    complete: str = ""
    """The function of `cli.completion` that offers values on Tab."""
    multiple: bool = False
    is_flag: bool = False
    envvar: str = ""
    panel: str = ""
    """The heading above the option in styled help."""


class LookUp(model_record.Record):
    """What a look-up is, besides its query."""

    record: type[Any]
    """The type of its records: keys, types, JSON Schema."""
    view: tuple[str, ...]
    """The keys that people see."""
    examples: tuple[str, str]
    group: str = LOOK_UPS
    kind: Text | None = None
    """What a row is: the heading of its names."""
    rows: str = ""
    """Where the answer is one object, the key of the list in it that tabular formats write."""
    row: type[Any] | None = None
    """The type of that list."""
    empty: str = ""
    """What standard error says where there are no records, with the call's words in braces."""
    money: bool = False
    """Whether tables of it show amounts, so that it takes a unit."""
    others: Any = None
    """The type of the keys that the model decides, where it decides some."""
    cites: bool = True
    """Whether the sources of its records are listed below the table."""


class Section(model_record.Record):
    """One table as people see it."""

    records: Sequence[Record]
    view: tuple[str, ...]
    title: Text | None = None
    kind: Text | None = None
    """What a row is, where it is another thing than in the look-up's records."""
    bars: str = ""
    """The key that a terminal also draws as bars."""
    keys: tuple[str, ...] = ()
    """The keys that records would have, where there are none."""


class Result(model_record.Record):
    """What a query returns."""

    records: Sequence[Record]
    """All records, JSON-ready; the one object where the answer is one."""
    title: Text | None = None
    notes: Callable[[], Iterable[Text]] = tuple
    """Sentences below the tables, before those that the records bring; asked for people only."""
    sections: Callable[[], Iterable[Section]] | None = None
    """The tables that people see, where they are others than all records with the look-up's view."""
    keys: tuple[str, ...] = ()
    """The keys of the records, where the model decides them."""


class Response(model_record.Record):
    """What a look-up answers to a call, and from which model: all that any format takes."""

    name: str
    look_up: LookUp
    result: Result
    model: Model
    empty: str
    """What standard error says where there are no records."""

    @property
    def rows(self) -> Sequence[Record]:
        """The records that tabular formats write."""
        if not self.look_up.rows:
            return self.result.records
        rows: Sequence[Record] = self.result.records[0][self.look_up.rows]
        return rows

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of every row, in order."""
        return self.result.keys or tuple((self.look_up.row or self.look_up.record).__annotations__)

    @property
    def sections(self) -> list[Section]:
        """The tables that people see."""
        sections = self.result.sections() if self.result.sections else ()
        return list(sections) or [Section(self.rows, self.look_up.view, self.result.title)]
