"""What must be given in both languages."""

import functools
from typing import Any

from cqparts.errors import quoted
from cqparts.loading.diagnostics import Path, Problems

Entries = list[tuple[Path, str, Any]]
"""Paths, kinds and records, as `validate` lists them."""

TEXTS = ("caution", "part")
"""Fields of a text whose Chinese is in the field of the same name with `_zh`."""

LISTS = ("products", "customers", "words", "firms")
"""Fields of a list whose Chinese is in the field of the same name with `_zh`, entry by entry."""

Class = Any
"""A class of records."""


def check(records: Entries, problems: Problems) -> None:
    """Add what is given in one language alone."""
    for path, kind, record in records:
        made_of: Class = type(record)
        texts, lists = fields_of(made_of)
        for field in texts:
            _check_text(path, field, record, problems)
        for field in () if problems.lost else lists:
            _check_list(path, field, record, problems)
        if kind == "outcome":  # the notes of other records are not all in both languages
            _check_text(path, "note", record, problems)


@functools.cache
def fields_of(kind: Class) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return those of the texts and of the lists that a class of records has."""
    texts, lists = (tuple(field for field in fields if hasattr(kind, field)) for fields in (TEXTS, LISTS))
    return texts, lists


def _check_text(path: Path, field: str, record: Any, problems: Problems) -> None:  # noqa: ANN401  any record
    english, chinese = getattr(record, field), getattr(record, f"{field}_zh")
    if (english is None) != (chinese is None):
        missing = field if english is None else f"{field}_zh"
        problems.add(path, f"missing key {quoted(missing)}: a {field} is given in both languages")


def _check_list(path: Path, field: str, record: Any, problems: Problems) -> None:  # noqa: ANN401  any record
    """Both lists are of one length; firms alone may have no English names."""
    english, chinese = getattr(record, field), getattr(record, f"{field}_zh")
    if len(english) != len(chinese) and (english or field != "firms"):
        counts = f"{len(english)} in {quoted(field)}, {len(chinese)} in {quoted(field + '_zh')}"
        where = f"{field}_zh" if chinese else field
        problems.add((*path, where), f"{counts}; give each of them in both languages, in the same order")
