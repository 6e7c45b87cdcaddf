"""Report -> Markdown, without anything but what tables need."""

import re
from collections.abc import Iterator

from cqparts.output.formatting import Reading
from cqparts.output.page import Grid
from cqparts.output.text import escape_grid, escape_markdown, table_text
from cqparts.report import strings
from cqparts.report.document import Cell, Cited, Report, Row, Section, Sentence, Sheet


def markdown(report: Report) -> str:
    """Return a report as Markdown: the same content as the page in the same order, the charts as their tables."""
    reading = Reading(report.lang)
    parts = [
        f"# {escape_markdown(report.title)}",
        f"{escape_markdown(report.kicker)} · {escape_markdown(report.other_title)}",
        sentence(report.summary, report),
        *(part for section in report.every_section for part in written(section, report, reading)),
        f"## {reading.text(strings.SOURCES)}",
        "\n".join(source(cited, reading) for cited in report.cited),
    ]
    return "\n\n".join(parts) + "\n"


def written(section: Section, report: Report, reading: Reading) -> Iterator[str]:
    """Yield a section, a block a piece."""
    yield f"## {escape_markdown(section.heading)}"
    for said in section.lead:
        yield sentence(said, report)
    if section.points:
        yield "\n".join(f"{place}. {sentence(said, report)}" for place, said in enumerate(section.points, 1))
    for sheet in section.sheets:
        if sheet.title:
            yield f"### {escape_markdown(sheet.title)}"
        yield table(sheet, report)
    if section.notes:
        yield "\n".join(f"- {marked(note.letter, note.text)}" for note in section.notes)
    if section.command:
        yield f"{reading.text(strings.SAME_FIGURES)} `cqparts {section.command} --json`"


def sentence(said: Sentence, report: Report) -> str:
    """Return a sentence with its figures in bold and the numbers of its sources behind it."""
    question = f"**{escape_markdown(said.question)}** " if said.question else ""
    text = "".join(
        f"**{escape_markdown(part.text)}**" if part.figure else escape_markdown(part.text) for part in said.parts
    )
    numbers = " ".join(str(report.numbers[key]) for key in report.ordered(said.sources))
    return (question or "") + (text if question else opened(text)) + (f" \\[{numbers}\\]" if numbers else "")


def marked(letter: str, text: str) -> str:
    """Return a note with its letter."""
    return f"\\[{letter}\\] {escape_markdown(text)}" if letter else opened(escape_markdown(text))


def opened(text: str) -> str:
    """Return a text that opens a block, so that it is not taken for a list, a rule or a heading."""
    return re.sub(r"^(\d{1,9})(?=[.)])|^(?=[-+=])", r"\1\\", text.lstrip())


def table(sheet: Sheet, report: Report) -> str:
    """Return a table."""
    rows = [line for row in sheet.rows for line in lines(row, report)]
    grid = Grid("", [head.text for head in sheet.heads], [head.align for head in sheet.heads], rows)
    return table_text(escape_grid(grid), "github")


def lines(row: Row, report: Report) -> Iterator[list[str]]:
    """Yield a row, after the name of the group that begins with it."""
    if row.group:
        yield [row.group, *([""] * (len(row.cells) - 1))]
    texts = [shown(cell, report) for cell in row.cells]
    yield [texts[0] + "".join(f" [{letter}]" for letter in row.letters), *texts[1:]]


def shown(cell: Cell, report: Report) -> str:
    """Return a cell; sources by their numbers."""
    return " ".join(str(report.numbers[key]) for key in cell.sources) if cell.sources else cell.text


def source(cited: Cited, reading: Reading) -> str:
    """Return a source of the list at the end."""
    title = escape_markdown(cited.title)
    linked = f"[{title}]({target(cited.url)})" if cited.url else title
    parts = [
        linked if cited.url else opened(title),
        escape_markdown(cited.detail),
        escape_markdown(cited.licence or ""),
    ]
    return f"{cited.number}. " + reading.text(strings.COMMA).join(part for part in parts if part)


def target(url: str) -> str:
    """Return an address as the target of a link: what would end it is in per cents."""
    from urllib.parse import quote

    return quote(url, safe="/:?#@!$&'*+,;=%~-._")
