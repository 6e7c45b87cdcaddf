"""Numbers in sentences."""

from pathlib import Path

import pytest

from cqparts.loading import load, validate_evidence
from cqparts.loading.validate import check

SMALL = Path(__file__).parents[1] / "small.yaml"


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("零", 0), ("三", 3), ("两", 2), ("十", 10), ("十一", 11), ("二十", 20), ("九十九", 99), ("一百零一", 101),
        ("三百五十", 350), ("两千零二十五", 2025), ("千", 1_000), ("一万二千", 12_000), ("百万", 10**6),
        ("千亿", 10**11), ("万亿", 10**12), ("萬億", 10**12), ("一亿三千万", 130_000_000), ("三千五百亿", 350 * 10**9),
        ("十五万", 150_000), ("三十二亿", 32 * 10**8),
    ],
)  # fmt: skip
def test_numerals(numeral: str, value: int) -> None:
    """Chinese numerals are read up to the trillions."""
    assert validate_evidence.numeral_value(numeral) == value


@pytest.mark.parametrize(
    ("value", "unit", "sentence", "held"),
    [
        ("2799", "100m CNY", "合同金额2799亿元", True),
        ("2799", "100m CNY", "a contract value of 279.9 billion yuan", True),
        ("2799", "100m CNY", "a contract value of 279 billion yuan", False),
        ("18500", "100m CNY", "contracts of 1.85 trillion yuan", True),
        ("10", "bn CNY", "some 10 bn yuan", True),
        ("14", "m vehicles", "14 million vehicles", True),
        ("3000", "firms", "3 thousand firms", True),
        ("2", "10,000 vehicles", "20 thousand vehicles", True),
        ("7000000", "vehicles", "7百万辆", True),
        ("70000000", "vehicles", "7千万辆", True),
        ("99", "100m CNY", "合同金额2799亿元", False),
        ("9", "vehicles", "共36.9辆", False),
        ("215", "10,000 vehicles", "An annual yield of 2,150,000 vehicles", True),
        ("2150000", "vehicles", "An annual yield of 2,150,000 vehicles", True),
        ("18500", "100m CNY", "完成正式合同额1.85万亿元", True),
        ("21000", "vehicles", "新能源整车超2.1万辆", True),
        ("600", "firms", "600余家", True),
        ("80", "10,000 vehicles", "80余万辆", True),
        ("260.0", "100m CNY", "产值260.0亿元", True),
        ("56", "GWh a year", "56吉瓦时", True),
        ("20", "GWh a year", "20千兆瓦时", True),
        ("3", "systems", "三大系统", True),
        ("11", "tasks", "十一项重点任务", True),
        ("1", "tasks", "十一项重点任务", False),
        ("1000", "100m CNY", "迈过千亿元大关", True),
        ("70", "percent", "具有7成以上", False),
    ],
)
def test_said(value: str, unit: str, sentence: str, *, held: bool) -> None:
    """A number stands in a sentence in the same digits, in another scale, or in numerals, and as a whole."""
    assert validate_evidence.Said({"article": sentence}).holds(value, unit) is held


def test_one_sentence_is_enough() -> None:
    """A number need not stand in every sentence."""
    said = validate_evidence.Said({"article": "many firms", "survey": "98家"})
    assert said.holds("98", "firms")
    assert not said.holds("99", "firms")


def test_nothing_to_hold() -> None:
    """Without evidence, and where a sentence could not be read, nothing is said of digits."""
    assert not validate_evidence.Said({}).whole
    assert not validate_evidence.Said({"article": "56", "survey": ""}).whole
    model = load.load(SMALL)
    bare = tuple(figure._replace(evidence={}, digits_differ=None) for figure in model.figures)
    assert check(model._replace(figures=bare)).found == []


def test_no_evidence_is_shared_and_empty() -> None:
    """The default of all records is one empty mapping, which nothing has filled."""
    model = load.load(SMALL)
    assert model.pilot.evidence
    assert model.scopes[0].evidence == {}
    assert model.scopes[0].evidence is model.cities[0].evidence
