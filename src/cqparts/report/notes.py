"""The notes of a section: each fact once, with a letter for the rows that it is about."""

from collections.abc import Iterable
from typing import NamedTuple

from cqparts.lookups.base import Record
from cqparts.model.index import Index
from cqparts.output.formatting import Reading
from cqparts.output.page import note_letters
from cqparts.report.document import Footnote


class Remarked(NamedTuple):
    """What stands for the long text of a remark: its caution, if it has one, and its sources."""

    text: str
    sources: tuple[str, ...]


class Notes:
    """The notes of one section, lettered in the order in which its rows bring them."""

    def __init__(self, index: Index, reading: Reading) -> None:
        """Take the model and the language; there is no note yet."""
        self.chinese = reading.lang == "zh"
        self.remarks = {
            (remark.text_zh if self.chinese else remark.text): Remarked(
                (remark.caution_zh if self.chinese else remark.caution)
                or (remark.text_zh if self.chinese else remark.text),
                remark.sources,
            )
            for remark in (*index.model.conflicts, *index.model.unknowns)
        }
        self.sources = {remark.text: remark.sources for remark in self.remarks.values()}
        self.letters: dict[str, str] = {}
        self.more = note_letters()

    def letter(self, texts: Iterable[str], *, remarks: bool = False) -> tuple[str, ...]:
        """Return the letters of notes, each note with the letter that it has or the next one.

        A remark is told once below the table, without a letter: its text says what it is about. With `remarks`, it
        has a letter, too.
        """
        letters = []
        for text in texts:
            short = self.remarks[text].text if text in self.remarks else text
            if short not in self.letters:
                self.letters[short] = "" if short in self.sources and not remarks else next(self.more)
            letters.append(self.letters[short])
        return tuple(dict.fromkeys(letter for letter in letters if letter))

    def of(self, record: Record) -> tuple[str, ...]:
        """Return the letters of the notes that a record brings: its cautions, or its notes where it has none."""
        suffix = "_zh" if self.chinese else ""
        return self.letter(record.get(f"cautions{suffix}") or record.get(f"notes{suffix}", ()))

    def footnotes(self) -> tuple[Footnote, ...]:
        """Return the notes, those with letters first; those that are remarks cite what they rest on."""
        notes = [Footnote(letter, text, self.sources.get(text, ())) for text, letter in self.letters.items()]
        return tuple(sorted(notes, key=lambda note: not note.letter))
