"""The edition of a model's data: its newest date, and a digest that changes with the content and with nothing else."""

from pathlib import Path

from conftest import ROOT
from cqparts.loading.load import load
from cqparts.model.edition import Edition, edition
from cqparts.model.types import Model
from samples import sound_json

HELD = load(ROOT / "tests" / "small.yaml")


def test_an_edition_is_told_by_date_and_digest() -> None:
    """The newest date is that of the latest source, the digest begins the SHA-256 of the content."""
    assert (edition(HELD).date, len(edition(HELD).digest)) == ("2023-08-21", 12)
    assert str(Edition("2026-01-18", "3f2a9c04d5e6")) == "2026-01-18 (3f2a9c04d5e6)"


def test_a_day_is_newer_than_its_month(model: Model) -> None:
    """Dates of sources are compared as they are written, so that a month is no later than a day in it."""
    assert edition(model).date == max(source.published or "" for source in model.sources)
    dated = [
        source._replace(published=day) for source, day in zip(HELD.sources, ("2024-05", "2024-05-02"), strict=False)
    ]
    assert edition(HELD._replace(sources=tuple(dated))).date == "2024-05-02"


def test_the_same_content_is_the_same_edition(tmp_path: Path) -> None:
    """Another file of the same content, in another format and with its keys in another order, has the same digest."""
    (tmp_path / "one.json").write_text(sound_json())
    (tmp_path / "two.json").write_text(
        sound_json().replace('"title": "T", "publisher": "P"', '"publisher": "P", "title": "T"')
    )
    one, two = load(tmp_path / "one.json"), load(tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() != (tmp_path / "two.json").read_bytes()
    assert edition(one) == edition(two)


def test_any_change_is_another_edition() -> None:
    """A digit, a note, evidence or the order of records: each changes the digest, and the date stays."""
    first, *others = HELD.figures
    changes = (
        (first._replace(value="1"), *others),
        (first._replace(note="Another."), *others),
        (first._replace(evidence={"article": "Another."}), *others),
        (*others, first),
    )
    found = {edition(HELD._replace(figures=figures)) for figures in changes}
    assert len(found | {edition(HELD)}) == 5
    assert {one.date for one in found} == {"2023-08-21"}


def test_a_model_without_dates_has_a_digest_alone() -> None:
    """Where no source is dated, the edition is told by its digest."""
    undated = edition(HELD._replace(sources=tuple(source._replace(published=None) for source in HELD.sources)))
    assert (undated.date, str(undated)) == (None, undated.digest)
