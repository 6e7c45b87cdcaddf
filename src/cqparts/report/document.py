"""The content of a report, before it is written as a page or as Markdown."""

from typing import Any, Literal, NamedTuple

from cqparts.output.page import Align
from cqparts.report.charts import Chart


class Phrase(NamedTuple):
    """A piece of a sentence."""

    text: str
    figure: bool = False
    """Whether it is a figure, which is set in bold."""


class Sentence(NamedTuple):
    """A sentence and the sources that support it."""

    phrases: tuple[Phrase, ...]
    sources: tuple[str, ...] = ()
    question: str = ""
    """The question that it answers, if any."""


class ColumnHead(NamedTuple):
    """The heading of a column."""

    key: str
    text: str
    align: Align


class ReportCell(NamedTuple):
    """A cell of a table."""

    text: str
    value: Any = None
    """The number in the commands' JSON, if the cell is a number."""
    sources: tuple[str, ...] | None = None
    """Ids of sources, if the cell cites them; the report writes their numbers instead of the text."""
    mark: Literal["", "yes", "no", "disputed"] = ""
    """The meaning of a cell of the matrix."""
    words: str = ""
    """The same in words, for a reader who hears the page."""
    padding: str = ""
    """The digits that the cell lacks to align its decimal point with those of its column."""


class ReportRow(NamedTuple):
    """A row of a table: its first cell is its heading."""

    key: str
    cells: tuple[ReportCell, ...]
    letters: tuple[str, ...] = ()
    """The letters of the notes about it."""
    group: str = ""
    """The heading above the row, if a new group begins with it."""
    state: Literal["", "none", "sole", "shared"] = ""
    """In a matrix, for how many districts the lists name what the row is about."""


class ReportTable(NamedTuple):
    """A table."""

    command: str
    """The command whose JSON holds the same records."""
    title: str
    heads: tuple[ColumnHead, ...]
    rows: tuple[ReportRow, ...]
    is_matrix: bool = False
    """Whether the cells are marks."""


class Footnote(NamedTuple):
    """A note below the tables of a section; without a letter it is about all rows."""

    letter: str
    text: str


class ReportSection(NamedTuple):
    """A section under its heading."""

    key: str
    heading: str
    command: str
    """The call that gives the same figures."""
    lead: tuple[Sentence, ...] = ()
    chart: Chart | None = None
    tables: tuple[ReportTable, ...] = ()
    notes: tuple[Footnote, ...] = ()
    points: tuple[Sentence, ...] = ()
    """Sentences as a list."""


class SourceEntry(NamedTuple):
    """A source in the list at the end."""

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
    """A report."""

    lang: str
    title: str
    other_title: str
    """The title in the other language."""
    kicker: str
    """The line above the title."""
    summary: Sentence
    answer: ReportSection
    """The sentences that answer the questions; without points in a profile."""
    sections: tuple[ReportSection, ...]
    sources: tuple[SourceEntry, ...]
    numbers: dict[str, int]
    """The number of each source, by its id."""

    def sort_sources(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        """Return ids of sources in the order of their numbers."""
        return tuple(sorted(ids, key=self.numbers.__getitem__))

    @property
    def all_sections(self) -> tuple[ReportSection, ...]:
        """The answer, if there is one, and the sections."""
        return (self.answer, *self.sections) if self.answer.points else self.sections
