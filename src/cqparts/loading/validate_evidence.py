"""What must hold of evidence: it is of sources that the record cites, and a number stands in it."""

import functools
import re
from typing import TYPE_CHECKING, Any

from cqparts.errors import quoted
from cqparts.loading.diagnostics import Path, Problems
from cqparts.model.types import Amount, Figure, Model
from cqparts.money.amounts import to_decimal

if TYPE_CHECKING:
    from decimal import Decimal

Entries = list[tuple[Path, str, Any]]
"""Paths, kinds and records, as `validate` lists them."""

SCALES = {
    "万亿": 12, "萬億": 12, "亿": 8, "億": 8, "千万": 7, "千萬": 7, "百万": 6, "百萬": 6, "万": 4, "萬": 4, "千": 3,
    "trillion": 12, "billion": 9, "bn": 9, "million": 6, "thousand": 3,
}  # fmt: skip
"""Powers of ten of the words that stand behind digits in a sentence."""

NUMBER = re.compile(rf"([0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?)\s*[余餘多]?\s*({'|'.join(SCALES)})?")
"""Digits, and the scale behind them."""

ONES = dict(zip("零〇一二两兩三四五六七八九", (0, 0, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
TENS = {"十": 10, "百": 100, "千": 1_000}
MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

NUMERAL = re.compile(f"[{''.join((*ONES, *TENS, *MYRIADS))}]+")
"""A number in Chinese numerals."""


def check(model: Model, citing: Entries, problems: Problems) -> None:
    """Add the problems of a model's evidence; `citing` are the records with sources."""
    for path, kind, record in citing:
        if kind != "place" and record.evidence and record.sources:
            _check_sources(path, record, problems)
    for index, figure in enumerate(model.figures):
        if figure.evidence:
            _check_digits(("figures", index), figure, Said(figure.evidence), problems)
    for index, project in enumerate(model.projects):
        said = Said(project.evidence)
        for second, amount in enumerate(project.amounts if project.evidence else ()):
            _check_digits(("projects", index, "amounts", second), amount, said, problems)


def _check_sources(path: Path, record: Any, problems: Problems) -> None:  # noqa: ANN401  any record with sources
    cited = set(record.sources)
    for source in record.evidence:
        if source and source not in cited:
            message = f'{quoted(source)} is not among the "sources" of the record; cite it there, or drop its sentence'
            problems.add((*path, "evidence", source, None), message)


class Said:
    """The numbers that sentences hold, each found once."""

    def __init__(self, evidence: dict[str, str]) -> None:
        """Take the sentences, by source."""
        self.whole = bool(evidence) and all(evidence.values())
        """Whether there are sentences, and all of them could be read."""
        self._text = "\n".join(evidence.values())
        self._numbers = {(digits.replace(",", ""), scale) for digits, scale in NUMBER.findall(self._text)}
        self._digits = {digits for digits, _ in self._numbers}

    def holds(self, value: str, unit: str) -> bool:
        """Say whether a number stands there: in the same digits, in another scale, or in Chinese numerals."""
        return value in self._digits or to_decimal(value, unit) in self._amounts

    @functools.cached_property
    def _amounts(self) -> "set[Decimal]":
        """Return the numbers in full, worked out only where the digits alone are not found."""
        from decimal import Decimal

        scaled = {Decimal(f"{digits}e{SCALES.get(scale, 0)}") for digits, scale in self._numbers}
        return scaled | {Decimal(numeral_value(numeral)) for numeral in NUMERAL.findall(self._text)}


def numeral_value(numeral: str) -> int:
    """Return the number that Chinese numerals write.

    >>> [numeral_value(numeral) for numeral in ("三", "十一", "二十", "三百零五", "千", "千亿", "万亿", "一亿三千万")]
    [3, 11, 20, 305, 1000, 100000000000, 1000000000000, 130000000]
    """
    whole = part = one = 0
    for sign in numeral:
        if sign in ONES:
            one = ONES[sign]
        elif sign in TENS:
            part, one = part + (one or 1) * TENS[sign], 0
        elif sign in "万萬":
            whole, part, one = whole + (part + one or 1) * MYRIADS[sign], 0, 0
        else:
            whole, part, one = (whole + part + one or 1) * MYRIADS[sign], 0, 0
    return whole + part + one


def _check_digits(path: Path, record: Figure | Amount, said: Said, problems: Problems) -> None:
    """A number stands in its evidence, or the record says why it does not."""
    if not record.value or not record.unit:
        return
    found = said.whole and said.holds(record.value, record.unit)
    if said.whole and not found and record.digits_differ is None:
        remedy = 'quote the words that state it, or say in "digits_differ" why'
        problems.add((*path, "value"), f"{record.value} stands in none of its evidence; {remedy}")
    if found and record.digits_differ:
        problems.add((*path, "digits_differ"), f"{record.value} stands in the evidence; remove the key")
