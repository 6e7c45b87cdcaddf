"""Table: what every query returns and every format takes."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from cqparts.model.types import Text

Record = dict[str, Any]
"""One record of an answer: JSON-ready values by snake_case key."""


class Table(NamedTuple):
    """An answer: its records, and how a person reads them."""

    name: str
    """The command that it answers."""
    keys: tuple[str, ...]
    """The keys of every record, in order."""
    records: Iterable[Record]
    """The rows, JSON-ready."""
    view: tuple[str, ...] = ()
    """The keys that a person sees by default."""
    title: Text | None = None
    single: Record | None = None
    """The whole answer, where it is one object; `records` are then the rows that tabular formats write."""
    picture: "Table | None" = None
    """What a person sees instead of the records, where another arrangement reads better."""
    also: "Table | None" = None
    """A further table that a person sees below."""
    notes: tuple[Text, ...] = ()
    """Sentences below the table, before those that the records bring."""
    cited: Mapping[str, str] = {}
    """Source ids, each with the line that tells what it is."""
    names: Mapping[str, Text] = {}
    """What ids are called where a person reads them: in cells that refer, and as headings of keys that are ids."""
    empty: str = ""
    """What standard error says where there are no records."""
    bars: str | None = None
    """The key that a terminal also draws as bars."""

    def to_dicts(self) -> list[Record]:
        """Return the records, JSON-ready: one a row, or the one object where the answer is one."""
        return list(self.records) if self.single is None else [self.single]
