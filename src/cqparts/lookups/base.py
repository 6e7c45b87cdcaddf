"""What a look-up declares: what it takes, what it answers, and how people see it."""

from collections.abc import Callable, Mapping, Sequence

from cqparts.model import record as model_record
from cqparts.model.annotations import Any
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
    examples: tuple[str, str]
    group: str = LOOK_UPS
    rows: str = ""
    """Where the answer is one object, the key of the list in it that tabular formats write."""
    row: type[Any] | None = None
    """The type of that list."""
    past: type[Any] | None = None
    """The type of its records with `--past`, where it takes that."""
    empty: str = ""
    """What standard error says where there are no records, with the call's words in braces."""
    money: bool = False
    """Whether screens of it show amounts, so that it takes a unit."""
    all: bool = False
    """Whether its screen leaves rows out, so that it takes `--all`."""
    others: Any = None
    """The type of the keys that the model decides, where it decides some."""
    cites: bool = True
    """Whether the sources of its records are listed below the rows."""


class Section(model_record.Record):
    """Rows as people see them: a table, or with no headings a list."""

    records: Sequence[Record]
    view: tuple[str, ...]
    """The keys that people see."""
    title: Text | None = None
    """A line above the rows."""
    kind: Text | None = None
    """What a row is: the heading of its names."""
    more: tuple[str, ...] = ()
    """The keys that `-v` adds, before the sources."""
    headings: Mapping[str, Text] | None = {}
    """Headings other than those of the keys; None for rows without any."""
    group: Callable[[Record], Text] | None = None
    """What stands above the rows that it is the same of."""
    bars: str = ""
    """The key that a terminal also draws as bars."""
    narrow: "Section | None" = None
    """What stands for it where it does not fit."""
    close: bool = False
    """Whether no empty line stands between it and what is above."""
    keys: tuple[str, ...] = ()
    """The keys that records would have, where there are none."""


class Prose(model_record.Record):
    """A paragraph between tables."""

    text: Text
    indent: int = 0
    unbroken: bool = False
    """Whether it is never wrapped, as an address."""
    close: bool = False
    """Whether no empty line stands between it and what is above."""


class Screen(model_record.Record):
    """An answer as people read it, in order."""

    title: Text | None
    """What, where, when, in which unit: what is the same in all rows."""
    parts: Sequence[Section | Prose]
    marks: Sequence[tuple[str, Text]] = ()
    """What each mark means that stands in the rows."""
    cautions: Sequence[Text] = ()
    """How not to misread it; before the cautions that the rows bring."""
    limit: int = 3
    """The most cautions that it shows."""
    rates: Text | None = None
    """The rates of money that is converted."""
    more: Text | None = None
    """What `--all` or another call adds."""
    closing: Sequence[Text] = ()
    """Lines below everything: a count of the rows, the next call."""
    cited: Sequence[Record] = ()
    """Further records whose sources it names, before those of the rows."""
    notes: Sequence[Text] = ()
    """Sentences about the whole that only full answers hold, before the notes that the rows bring."""


class Result(model_record.Record):
    """What a query returns."""

    records: Sequence[Record]
    """All records, JSON-ready; the one object where the answer is one."""
    screen: Callable[[bool], Screen]
    """What people see: of the short answer, or with True of all rows; asked for people only."""
    keys: tuple[str, ...] = ()
    """The keys of the records, where the model or the call decides them."""


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
