"""What a report is made of, before it is written as a page or as Markdown."""

from typing import Any, Literal, NamedTuple

from cqparts.output.page import Align
from cqparts.report.charts import Chart


class Part(NamedTuple):
    """A piece of a sentence."""

    text: str
    figure: bool = False
    """Whether it is a figure, which stands out."""


class Sentence(NamedTuple):
    """A sentence with the sources that say so."""

    parts: tuple[Part, ...]
    sources: tuple[str, ...] = ()
    question: str = ""
    """The question that it answers, where it answers one."""


class Head(NamedTuple):
    """The heading of a column."""

    key: str
    text: str
    align: Align


class Cell(NamedTuple):
    """What stands in one place of a table."""

    text: str
    value: Any = None
    """The number of the commands' JSON, where the cell shows one."""
    sources: tuple[str, ...] | None = None
    """Ids of sources, where the cell cites them; its text is then made of their numbers."""
    mark: Literal["", "yes", "no", "disputed"] = ""
    """What a cell of the matrix says."""
    words: str = ""
    """The same in words, for who hears the page."""
    pad: str = ""
    """What would have to follow for the decimal points of the column to stand under one another."""


class Row(NamedTuple):
    """A row of a table: its first cell is its heading."""

    key: str
    cells: tuple[Cell, ...]
    letters: tuple[str, ...] = ()
    """The letters of the notes about it."""
    group: str = ""
    """What stands above the row where a new group begins with it."""
    state: Literal["", "none", "sole", "shared"] = ""
    """How many districts take what the row of a matrix is about."""


class Sheet(NamedTuple):
    """A table."""

    command: str
    """The command whose JSON holds the same records."""
    title: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    crossed: bool = False
    """Whether it is a matrix, whose cells are marks."""


class Note(NamedTuple):
    """A note below the tables of a section; without a letter it is about all rows."""

    letter: str
    text: str


class Section(NamedTuple):
    """A section under its heading."""

    key: str
    heading: str
    command: str
    """The call that gives the same figures."""
    lead: tuple[Sentence, ...] = ()
    chart: Chart | None = None
    sheets: tuple[Sheet, ...] = ()
    notes: tuple[Note, ...] = ()
    points: tuple[Sentence, ...] = ()
    """Sentences as a list."""


class Cited(NamedTuple):
    """A source as the list at the end gives it."""

    number: int
    key: str
    title: str
    language: str
    detail: str
    """Publisher, day and kind."""
    url: str | None
    licence: str | None
    sections: tuple[tuple[str, str], ...]
    """Key and heading of each section that cites it."""


class Report(NamedTuple):
    """The whole."""

    lang: str
    title: str
    other_title: str
    """The title in the other language."""
    kicker: str
    """What stands above the title."""
    summary: Sentence
    answer: Section
    sections: tuple[Section, ...]
    cited: tuple[Cited, ...]
    numbers: dict[str, int]
    """The number of each source by its id."""

    def ordered(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """Return ids of sources in the order of their numbers."""
        return tuple(sorted(keys, key=self.numbers.__getitem__))

    @property
    def every_section(self) -> tuple[Section, ...]:
        """The answer, if there is one, and the sections."""
        return (self.answer, *self.sections) if self.answer.points else self.sections
