"""What `find` finds: a part of a text as it stands, in any case and width."""

import json

import pytest

from conftest import Call
from cqparts.model.types import Model

SIGNS = ["-", "'", "_", "of the city", "new district", "a city", "重庆市", "新区", "%", "2027", "NEV", "“"]
"""Texts of which one that drops signs or kind words would make another text, or none."""


@pytest.mark.parametrize("text", [*SIGNS, "\uff23\uff28assis", "chinese  GOVERNMENT"])
def test_every_hit_shows_the_text(call: Call, text: str) -> None:
    """Every record found holds the text that was asked, in the field that is named."""
    from cqparts.model.resolve import fold

    found = json.loads(call("find", text, "--json").out)
    assert all(fold(text) in fold(record["text"]) for record in found)
    assert len(found) < 600


def test_hyphens_count(call: Call) -> None:
    """A hyphen finds what holds one, and not all that has a space."""
    hyphens = json.loads(call("find", "-", "--json").out)
    assert hyphens
    assert all("-" in record["text"] for record in hyphens)


@pytest.mark.parametrize("text", ["", " ", "\u3000"])
def test_an_empty_text_is_a_wrong_call(call: Call, text: str) -> None:
    """Nothing is no text to search for: everything would hold it."""
    message = "cqparts: an empty text, which everything holds; give a part of a name or a note\n"
    assert call("find", text) == ("", message, 2)


def test_what_has_no_sources_of_its_own_has_those_of_its_figure(call: Call, model: Model) -> None:
    """Every record found cites sources of the model: a statement of localization those of its figure."""
    known = {source.id for source in model.sources}
    found = json.loads(call("find", "e", "--json").out)
    assert {"localizationstatement", "source"} <= {record["kind"] for record in found}
    for record in found:
        assert record["sources"], record["id"]
        assert set(record["sources"]) <= known, record["id"]
    assert call("find", "e").code == 0
