"""The content of a report, before it is written as a page or as Markdown."""

from typing import Any, Literal, NamedTuple

from cqparts.report.charts import Chart

Align = Literal["left", "right", "decimal", "mark"]
Mark = Literal["", "made", "yes", "no", "disputed"]


class Phrase(NamedTuple):
    """A piece of a sentence."""

    text: str
    figure: bool = False
    """Whether it is a figure, which is set in bold."""
    code: bool = False
    """Whether it is a command."""


class Sentence(NamedTuple):
    """A sentence and the sources that support it."""

    phrases: tuple[Phrase, ...]
    sources: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    """The letters of the notes about it."""


class KeyAnswer(NamedTuple):
    """An answer of the first screen: its question, the headline figure, and a sentence with its limits."""

    key: str
    question: str
    headline: str
    sentence: Sentence


class ColumnHead(NamedTuple):
    """The heading of a column."""

    key: str
    text: str
    align: Align = "left"


class ReportCell(NamedTuple):
    """A cell of a table."""

    text: str = ""
    value: Any = None
    """The number in the commands' JSON, if the cell is a number."""
    record: str = ""
    """Command, id and key of that number, with spaces between them."""
    sources: tuple[str, ...] = ()
    """Ids of sources, if the cell cites them; the report writes their numbers behind the text."""
    items: tuple[Sentence, ...] = ()
    """Sentences, a line each, if the cell holds more than a text."""
    mark: Mark = ""
    """The meaning of a cell of the matrix."""
    words: str = ""
    """The same in words, for a reader who hears the page."""
    padding: str = ""
    """The digits that the cell lacks to align its decimal point with those of its column."""
    letters: tuple[str, ...] = ()
    """The letters of the notes about it."""


class ReportRow(NamedTuple):
    """A row of a table: its first cell is its heading."""

    key: str
    cells: tuple[ReportCell, ...]
    group: str = ""
    """The heading above the row, if a new group begins with it."""
    state: Literal["", "none", "sole", "shared"] = ""
    """In a matrix, for how many districts the lists name what the row is about."""


class ReportTable(NamedTuple):
    """A table."""

    title: str
    heads: tuple[ColumnHead, ...]
    rows: tuple[ReportRow, ...]
    form: Literal["sheet", "matrix", "cards", "lines"] = "sheet"
    """A table at every width, one of marks, or one whose rows are cards or lines on a phone."""


class Footnote(NamedTuple):
    """A note below the table of a section; without a letter it is about all rows."""

    letter: str
    text: str
    sources: tuple[str, ...] = ()


class HeadedList(NamedTuple):
    """A list under a heading."""

    heading: str
    items: tuple[Sentence, ...]


class ReportSection(NamedTuple):
    """A section under its heading."""

    key: str
    heading: str
    short: str
    """What the link to it is called."""
    command: str = ""
    """The call that gives the same figures."""
    lead: tuple[Sentence, ...] = ()
    charts: tuple[Chart, ...] = ()
    table: ReportTable | None = None
    legend: tuple[str, ...] = ()
    """What the marks of the table mean, one a text."""
    notes: tuple[Footnote, ...] = ()
    lists: tuple[HeadedList, ...] = ()

    @property
    def full(self) -> bool:
        """Whether it holds anything."""
        return bool(self.lead or self.charts or (self.table and self.table.rows) or self.lists)


class SourceEntry(NamedTuple):
    """A source in the list at the end."""

    number: int
    key: str
    title: str
    language: str
    gloss: str
    """Its title in English, where it has another language."""
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
    """The name of the pilot, or of the district, in the other language."""
    edition: str
    """How new its facts are."""
    summary: Sentence | None
    """A sentence below the title; None where answers stand there."""
    answers: tuple[KeyAnswer, ...]
    sections: tuple[ReportSection, ...]
    sources: tuple[SourceEntry, ...]
    numbers: dict[str, int]
    """The number of each source, by its id."""
