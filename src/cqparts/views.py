"""What the Python interface hands out: answers as tables, and districts and assemblies that know their model."""

from collections.abc import Iterator
from typing import NamedTuple

from cqparts.lookups import answers
from cqparts.lookups.table import Record, Table
from cqparts.model.resolve import resolve
from cqparts.model.types import Assembly, Component, District, Model, System


class Answer:
    """The answer to a question: records with the same keys as the JSON of the command of that name.

    It iterates over its records and has their number as its length; a notebook shows it as a table.

    Attributes:
        name: The command that it answers.
        keys: The keys of every record, in order.
    """

    def __init__(self, table: Table) -> None:
        """Take the table that a query returned."""
        self.name, self.keys = table.name, table.keys
        self._table = table

    def to_dicts(self) -> list[Record]:
        """Return the records, JSON-ready: one a row, or the one object of `focus` and `pilot`."""
        return self._table.to_dicts()

    def text(
        self,
        fmt: str = "table",
        *,
        columns: tuple[str, ...] = (),
        lang: str = "en",
        unit: str | None = None,
    ) -> str:
        """Return the answer as the command writes it into a pipe.

        Args:
            fmt: table, json, jsonl, csv, tsv, markdown or yaml.
            columns: Only these keys, in this order; all of them if empty.
            lang: Language of tables and Markdown: en or zh.
            unit: Unit of money in tables: full, million, billion or yi (亿).

        Raises:
            CallError: There is no such format, language, unit or column.
        """
        from cqparts.output import choices
        from cqparts.output.serialize import render

        form, language = choices.format_of(fmt, as_json=False), choices.language(lang)
        return "".join(render(self._table, form, columns=columns, lang=language, unit=choices.unit(unit)))

    def __iter__(self) -> Iterator[Record]:
        """Iterate over the records."""
        return iter(self.to_dicts())

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self.to_dicts())

    def __repr__(self) -> str:
        """Return what the answer is and how long."""
        return f"<cqparts {self.name}: {len(self)} record{'' if len(self) == 1 else 's'}>"

    def __str__(self) -> str:
        """Return the answer as a table with its notes."""
        return self.text()

    def _repr_markdown_(self) -> str:
        """Return the answer as notebooks show it."""
        return self.text("markdown")


class Speciality(NamedTuple):
    """An assembly that a district specialises in, and who says so."""

    id: str
    name: str
    name_zh: str
    system: str
    """Id of its system."""
    as_of: str
    """The last day (YYYY, YYYY-MM or YYYY-MM-DD) that a source names it for the district."""
    disputed: bool
    """Named by one source's list and left out of another's."""
    sources: tuple[str, ...]
    """Ids of the sources that name it."""
    omitted_by: tuple[str, ...]
    """Ids of the sources whose list leaves it out."""


class DistrictView:
    """A district with what the model holds about it.

    Attributes:
        record: The district as the model has it: names, code, seat (degrees WGS84), statements, notes.
    """

    def __init__(self, model: Model, record: District) -> None:
        """Take the district and the model that holds it."""
        self._model, self.record = model, record
        self.id, self.name, self.name_zh, self.adcode = record.id, record.name, record.name_zh, record.adcode

    @property
    def focus(self) -> tuple[Speciality, ...]:
        """The assemblies that any source names for it, in the sources' order."""
        return tuple(map(speciality, self.to_dict()["focus"]))

    @property
    def figures(self) -> list[Record]:
        """Its own figures, as `cqparts focus` gives them: values in single things or whole units of a currency."""
        return list(self.to_dict()["figures"])

    def to_dict(self) -> Record:
        """Return the object that `cqparts focus` writes as JSON."""
        return answers.focus(self._model, self.id).to_dicts()[0]

    def __repr__(self) -> str:
        """Return which district it is."""
        return f"<district {self.id}>"


class AssemblyView:
    """An assembly with its system, its component types and the districts that take it.

    Attributes:
        record: The assembly as the model has it.
        system: The system that it belongs to.
    """

    def __init__(self, model: Model, record: Assembly) -> None:
        """Take the assembly and the model that holds it."""
        self._model, self.record = model, record
        self.id, self.name, self.name_zh = record.id, record.name, record.name_zh
        self.system: System = next(system for system in model.systems if record in system.assemblies)

    @property
    def components(self) -> tuple[Component, ...]:
        """The component types known to belong to it; sources name only some."""
        return self.record.components

    @property
    def districts(self) -> tuple[DistrictView, ...]:
        """The districts that any source names it for."""
        takers = (record["id"] for record in answers.who(self._model, self.id).to_dicts())
        return tuple(district(self._model, taker) for taker in takers)

    def __repr__(self) -> str:
        """Return which assembly it is."""
        return f"<assembly {self.id}>"


def speciality(record: Record) -> Speciality:
    """Return one entry of a district's focus."""
    held = {name: record[name] for name in Speciality._fields}
    return Speciality(**held | {name: tuple(held[name]) for name in ("sources", "omitted_by")})


def district(model: Model, word: str) -> DistrictView:
    """Return the district that a word names.

    Raises:
        CallError: No district, or more than one, answers to it.
    """
    return DistrictView(model, resolve("district", model.districts, word))
