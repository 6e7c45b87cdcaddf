"""A report as Markdown, with no markup but headings, lists, bold text, links and tables."""

import re
from collections.abc import Iterator

from cqparts.output.formatting import Reading
from cqparts.output.page import Grid
from cqparts.output.text import escape_grid, escape_markdown, table_text
from cqparts.report import strings
from cqparts.report.document import (
    Footnote,
    Report,
    ReportCell,
    ReportRow,
    ReportSection,
    ReportTable,
    Sentence,
    SourceEntry,
)


def report_markdown(report: Report) -> str:
    """Return a report as Markdown: the content of the page in the same order, with tables instead of charts."""
    reading = Reading(report.lang)
    blocks = [
        f"# {escape_markdown(report.title)}",
        f"{escape_markdown(report.kicker)} · {escape_markdown(report.other_title)}",
        sentence_markdown(report.summary, report),
        *(block for section in report.all_sections for block in section_blocks(section, report, reading)),
        f"## {reading.text(strings.SOURCES)}",
        "\n".join(source_markdown(source, reading) for source in report.sources),
    ]
    return "\n\n".join(blocks) + "\n"


def section_blocks(section: ReportSection, report: Report, reading: Reading) -> Iterator[str]:
    """Yield a section, block by block."""
    yield f"## {escape_markdown(section.heading)}"
    for sentence in section.lead:
        yield sentence_markdown(sentence, report)
    if section.points:
        yield "\n".join(
            f"{number}. {sentence_markdown(point, report)}" for number, point in enumerate(section.points, 1)
        )
    for table in section.tables:
        if table.title:
            yield f"### {escape_markdown(table.title)}"
        yield table_markdown(table, report)
    if section.notes:
        yield "\n".join(f"- {note_markdown(note)}" for note in section.notes)
    if section.command:
        yield f"{reading.text(strings.SAME_FIGURES)} `cqparts {section.command} --json`"


def sentence_markdown(sentence: Sentence, report: Report) -> str:
    """Return a sentence with its figures in bold and the numbers of its sources behind it."""
    question = f"**{escape_markdown(sentence.question)}** " if sentence.question else ""
    texts = [(escape_markdown(phrase.text), phrase.figure) for phrase in sentence.phrases]
    text = "".join(f"**{text}**" if figure else text for text, figure in texts)
    numbers = " ".join(str(report.numbers[key]) for key in report.sort_sources(sentence.sources))
    return question + (text if question else escape_start(text)) + (f" \\[{numbers}\\]" if numbers else "")


def note_markdown(note: Footnote) -> str:
    """Return a note with its letter."""
    text = escape_markdown(note.text)
    return f"\\[{note.letter}\\] {text}" if note.letter else escape_start(text)


def escape_start(text: str) -> str:
    """Return a text for the start of a block, escaped so that it is no list, rule or heading."""
    return re.sub(r"^(\d{1,9})(?=[.)])|^(?=[-+=])", r"\1\\", text.lstrip())


def table_markdown(table: ReportTable, report: Report) -> str:
    """Return a table."""
    rows = [cells for row in table.rows for cells in row_texts(row, report)]
    grid = Grid("", [head.text for head in table.heads], [head.align for head in table.heads], rows)
    return table_text(escape_grid(grid), "github")


def row_texts(row: ReportRow, report: Report) -> Iterator[list[str]]:
    """Yield the cells of a row, after a row with the name of the group that begins with it."""
    if row.group:
        yield [row.group, *([""] * (len(row.cells) - 1))]
    texts = [cell_or_numbers(cell, report) for cell in row.cells]
    yield [texts[0] + "".join(f" [{letter}]" for letter in row.letters), *texts[1:]]


def cell_or_numbers(cell: ReportCell, report: Report) -> str:
    """Return the text of a cell, or the numbers of the sources that it cites."""
    return " ".join(str(report.numbers[key]) for key in cell.sources) if cell.sources else cell.text


def source_markdown(source: SourceEntry, reading: Reading) -> str:
    """Return a source of the list at the end."""
    title = escape_markdown(source.title)
    link = f"[{title}]({link_target(source.url)})" if source.url else escape_start(title)
    texts = [link, escape_markdown(source.detail), escape_markdown(source.licence or "")]
    return f"{source.number}. " + reading.text(strings.COMMA).join(text for text in texts if text)


def link_target(url: str) -> str:
    """Return an address as the target of a link, with the signs that would end it in percent encoding."""
    from urllib.parse import quote

    return quote(url, safe="/:?#@!$&'*+,;=%~-._")
