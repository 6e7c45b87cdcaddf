"""The sources of a report: numbers in the order of first citation, and the sections that cite each."""

from collections.abc import Iterable, Iterator

from cqparts.lookups.records import unique
from cqparts.model.index import Index
from cqparts.model.types import Source, Text
from cqparts.output.formatting import Reading, word_text
from cqparts.report import strings
from cqparts.report.document import KeyAnswer, Report, ReportSection, Sentence, SourceEntry
from cqparts.report.wording import edition_text, short_time


def make_report(  # noqa: PLR0913 -- the parts of a report
    index: Index,
    reading: Reading,
    *,
    title: str,
    other_title: str,
    summary: Sentence | None = None,
    answers: tuple[KeyAnswer, ...] = (),
    sections: Iterable[ReportSection],
) -> Report:
    """Return a report with numbers and a list of its sources, without the sections that hold nothing."""
    full = number_captions(tell_once([section for section in sections if section.full]), reading)
    citing = citing_sections(summary, answers, full, reading)
    numbers = {key: number for number, key in enumerate(citing, 1)}
    return Report(
        reading.lang,
        title,
        other_title,
        edition_text(index.model, reading),
        summary,
        answers,
        full,
        tuple(source_entry(index, reading, key, numbers[key], tuple(citing[key])) for key in citing),
        numbers,
    )


def tell_once(sections: Iterable[ReportSection]) -> list[ReportSection]:
    """Return sections without the remarks that an earlier one tells."""
    told, kept = set[str](), []
    for section in sections:
        notes = tuple(note for note in section.notes if note.letter or note.text not in told)
        told |= {note.text for note in notes}
        kept.append(section._replace(notes=notes))
    return kept


def number_captions(sections: Iterable[ReportSection], reading: Reading) -> tuple[ReportSection, ...]:
    """Return sections whose tables and charts are numbered, where that is the custom of the language."""
    tables, drawings, numbered = 0, 0, []
    for section in sections:
        charts = []
        for chart in section.charts:
            drawings += 1
            charts.append(
                chart._replace(title=reading.text(strings.CHART_NUMBER).format(number=drawings) + chart.title)
            )
        table = section.table
        if table and table.rows:
            tables += 1
            table = table._replace(title=reading.text(strings.TABLE_NUMBER).format(number=tables) + table.title)
        numbered.append(section._replace(charts=tuple(charts), table=table))
    return tuple(numbered)


def citing_sections(
    summary: Sentence | None, answers: Iterable[KeyAnswer], sections: Iterable[ReportSection], reading: Reading
) -> dict[str, dict[tuple[str, str], None]]:
    """Return the key and the name of each section that cites a source, by the source's id, the first screen first."""
    citing: dict[str, dict[tuple[str, str], None]] = {}

    def cite(keys: Iterable[str], place: str, name: str) -> None:
        for key in keys:
            citing.setdefault(key, {})[place, name] = None

    if summary:
        cite(summary.sources, "summary", reading.text(strings.SUMMARY))
    for answer in answers:
        cite(answer.sentence.sources, "answer", reading.text(strings.KEY_FINDINGS))
    for section in sections:
        cite(section_sources(section), section.key, section.short)
    return citing


def unique_sources(sections: Iterable[ReportSection]) -> list[str]:
    """Return the ids of the sources that sections cite, each once."""
    return unique(section_sources(section) for section in sections)


def section_sources(section: ReportSection) -> Iterator[str]:
    """Yield the ids of the sources that a section cites, in its order."""
    for sentence in section.lead:
        yield from sentence.sources
    for chart in section.charts:
        yield from chart.sources
    for row in section.table.rows if section.table else ():
        for cell in row.cells:
            yield from cell.sources
            for item in cell.items:
                yield from item.sources
    for note in section.notes:
        yield from note.sources
    for part in section.lists:
        for item in part.items:
            yield from item.sources


def source_entry(
    index: Index, reading: Reading, key: str, number: int, sections: tuple[tuple[str, str], ...]
) -> SourceEntry:
    """Return a source as an entry of the list."""
    source = index.sources[key]
    gloss = source.title_en if source.title_en and reading.lang == "en" else ""
    return SourceEntry(
        number,
        key,
        source.title,
        source.language,
        gloss or "",
        source_detail(source, reading),
        source.url,
        source.licence,
        sections,
    )


def source_detail(source: Source, reading: Reading) -> str:
    """Return publisher, day and kind of a source, and whether a copy of it was read."""
    publisher = reading.text(Text(source.publisher, source.publisher_zh or source.publisher))
    texts = (
        publisher,
        short_time(source.published, reading),
        word_text(source.kind, reading),
        reading.text(strings.COPY) if source.copy else "",
        "" if source.url else reading.text(strings.NO_ADDRESS),
    )
    return reading.text(strings.COMMA).join(text for text in texts if text)
