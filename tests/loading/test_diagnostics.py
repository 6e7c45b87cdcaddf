"""What is wrong, counted, kept and shown."""

import pytest

from cqparts.errors import printable, quoted
from cqparts.loading import diagnostics
from cqparts.loading.diagnostics import Problems


def test_counted_beyond_what_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Problems beyond the limit are counted and not kept."""
    monkeypatch.setattr(diagnostics, "MAX_KEPT", 2)
    some = Problems()
    assert [some.add(("a", number), "m") for number in range(4)] == [True, True, False, False]
    assert some.found == [(("a", 0), "m"), (("a", 1), "m")]
    assert some.count == 4


def test_suggestions() -> None:
    """A near word is suggested, a far one is not, nor one for a very long word or among very many."""
    some = Problems()
    assert some.suggest("adcod", ["name", "adcode"]) == '; did you mean "adcode"?'
    assert some.suggest("mayor", ["name", "adcode"]) == ""
    assert some.suggest("a" * 61, ["a" * 60]) == ""
    assert some.suggest("a", ["a"] * 1_001) == ""


def test_suggestions_end() -> None:
    """After a hundred problems nothing more is suggested, since nobody would read it."""
    some = Problems()
    for number in range(99):
        some.add((number,), "m")
    assert some.suggest("adcod", ["adcode"]) == '; did you mean "adcode"?'
    some.add((99,), "m")
    assert some.suggest("adcod", ["adcode"]) == ""


def test_quoted() -> None:
    """A text is shown in quotes, cut after sixty characters, with escapes for what a terminal might act on."""
    assert quoted("江津 [red]") == '"江津 [red]"'
    assert quoted("a" * 60) == f'"{"a" * 60}"'
    assert quoted("a" * 61) == f'"{"a" * 60}…"'
    assert printable("a\x1b\u202e\u3000b\ud800") == "a\\u001b\\u202e\u3000b\\ud800"
