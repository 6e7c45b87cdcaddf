"""Table: what every query returns and every format takes."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

Record = dict[str, Any]
"""One record of an answer: JSON-ready values by snake_case key."""


class Table(NamedTuple):
    """An answer: records, and how they are laid out where a person reads them.

    `keys` are the keys of every record, in order; `view` those that a table or Markdown shows by default, dotted where
    a list of conversions is spread (`converted.USD.amount`). `single` is set for an answer that is one object (`focus`,
    `pilot`); its `rows` are then the table that tabular formats write. `also` are further tables that a person sees
    below, and `notes` (by language) the sentences under all of them.
    """

    name: str
    keys: tuple[str, ...]
    records: Iterable[Record]
    view: tuple[str, ...] = ()
    title: Mapping[str, str] = {}
    single: Record | None = None
    also: tuple["Table", ...] = ()
    notes: Mapping[str, tuple[str, ...]] = {}

    def to_dicts(self) -> list[Record]:
        """Return the records as a list of dictionaries, JSON-ready; one of them for a single object."""
        return [self.single] if self.single is not None else list(self.records)
