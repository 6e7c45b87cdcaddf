"""A report as Markdown: headings, lists, bold text, links, tables and footnotes."""

import re
from collections.abc import Iterable, Iterator

from cqparts.output.formatting import Reading
from cqparts.output.text import escape_markdown
from cqparts.report import strings
from cqparts.report.document import Report, ReportCell, ReportSection, ReportTable, Sentence, SourceEntry


def report_markdown(report: Report) -> str:
    """Return a report as Markdown: the content of the page in the same order, with tables instead of charts."""
    reading = Reading(report.lang)
    blocks = [
        f"# {escape_markdown(report.title)}",
        " · ".join(
            escape_markdown(text)
            for text in (report.edition, source_count(report, reading), report.other_title)
            if text
        ),
    ]
    if report.summary:
        blocks.append(escape_start(sentence_markdown(report.summary, report)))
    blocks += [
        f"**{escape_markdown(answer.question)}** **{escape_markdown(answer.headline)}** "
        + sentence_markdown(answer.sentence, report)
        for answer in report.answers
    ]
    blocks += [block for section in report.sections for block in section_blocks(section, report, reading)]
    blocks += [
        f"## {reading.text(strings.SOURCES)}",
        "\n".join(source_markdown(source, reading) for source in report.sources),
    ]
    notes = [
        f"[^{section.key}-{note.letter}]: {escape_markdown(note.text)}{footnotes(note.sources, report)}"
        for section in report.sections
        for note in section.notes
        if note.letter
    ]
    references = [f"[^{source.number}]: {escape_markdown(source_line(source, reading))}" for source in report.sources]
    return "\n\n".join([*blocks, "\n".join([*notes, *references])]) + "\n"


def source_count(report: Report, reading: Reading) -> str:
    """Return how many sources the report cites."""
    return reading.text(strings.SOURCE_COUNT).format(count=len(report.sources))


def section_blocks(section: ReportSection, report: Report, reading: Reading) -> Iterator[str]:
    """Yield a section, block by block."""
    yield f"## {escape_markdown(section.heading)}"
    for sentence in section.lead:
        yield escape_start(sentence_markdown(sentence, report))
    for chart in section.charts:
        yield f"**{escape_markdown(chart.title)}**{footnotes(chart.sources, report)} {escape_markdown(chart.subtitle)}"
    if section.table and section.table.rows:
        yield escape_start(escape_markdown(section.table.title))
        yield table_markdown(section.table, section, report)
    if section.legend:
        yield escape_start(" ".join(escape_markdown(text) for text in section.legend))
    general = [note for note in section.notes if not note.letter]
    if general:
        yield "\n".join(
            f"- {escape_start(escape_markdown(note.text))}{footnotes(note.sources, report)}" for note in general
        )
    for part in section.lists:
        yield f"### {escape_markdown(part.heading)}"
        yield "\n".join(f"- {escape_start(sentence_markdown(item, report))}" for item in part.items)
    if section.command:
        yield f"{reading.text(strings.COMMAND)}`cqparts {section.command}`"


def sentence_markdown(sentence: Sentence, report: Report) -> str:
    """Return a sentence with its figures in bold and footnotes for its sources."""
    pieces = []
    for phrase in sentence.phrases:
        if phrase.code:
            pieces.append(f"`{phrase.text}`")
        else:
            text = escape_markdown(phrase.text)
            pieces.append(f"**{text}**" if phrase.figure else text)
    return "".join(pieces) + footnotes(sentence.sources, report)


def footnotes(keys: Iterable[str], report: Report) -> str:
    """Return the footnotes of sources, in the order of their numbers."""
    return "".join(f"[^{number}]" for number in sorted(report.numbers[key] for key in keys))


def escape_start(text: str) -> str:
    """Return a text for the start of a block, escaped so that it is no list, rule or heading."""
    return re.sub(r"^(\d{1,9})(?=[.)](?:\s|$))|^(?=[-+=])", r"\1\\", text.lstrip())


def table_markdown(table: ReportTable, section: ReportSection, report: Report) -> str:
    """Return a table, unpadded."""
    aligns = {"left": "---", "mark": ":-:", "right": "--:", "decimal": "--:"}
    lines = [
        [escape_markdown(head.text) for head in table.heads],
        [aligns[head.align] for head in table.heads],
    ]
    for row in table.rows:
        if row.group:
            lines.append([f"**{escape_markdown(row.group)}**", *([""] * (len(row.cells) - 1))])
        lines.append([cell_markdown(cell, section, report) for cell in row.cells])
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def cell_markdown(cell: ReportCell, section: ReportSection, report: Report) -> str:
    """Return a cell with footnotes for its sources and notes."""
    text = (
        escape_markdown(cell.text)
        if not cell.items
        else ("；" if report.lang == "zh" else "; ").join(
            sentence_markdown(item, report) + note_marks(item.letters, section) for item in cell.items
        )
    )
    return text + footnotes(cell.sources, report) + note_marks(cell.letters, section)


def note_marks(letters: Iterable[str], section: ReportSection) -> str:
    """Return the footnotes of a section's notes."""
    return "".join(f"[^{section.key}-{letter}]" for letter in letters)


def source_line(source: SourceEntry, reading: Reading) -> str:
    """Return a source in a line: title, its English title, publisher, day, kind."""
    texts = (source.title, source.gloss, source.detail, source.licence)
    return reading.text(strings.COMMA).join(text for text in texts if text)


def source_markdown(source: SourceEntry, reading: Reading) -> str:
    """Return a source of the list at the end, with its address as a link."""
    title = escape_markdown(source.title)
    link = f"[{title}]({link_target(source.url)})" if source.url else escape_start(title)
    texts = [link, *(escape_markdown(text or "") for text in (source.gloss, source.detail, source.licence))]
    return f"{source.number}. " + reading.text(strings.COMMA).join(text for text in texts if text)


def link_target(url: str) -> str:
    """Return an address as the target of a link, with the signs that would end it in percent encoding."""
    from urllib.parse import quote

    return quote(url, safe="/:?#@!$&'*+,;=%~-._")
