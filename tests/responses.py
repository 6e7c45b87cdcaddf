"""Answers for tests: of the bundled look-ups with what they need, and of records made up."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cqparts.lookups import ask
from cqparts.lookups.base import LookUp, Response, Result, Screen, Section
from cqparts.lookups.params import Output
from cqparts.model.types import Model, Text
from cqparts.output.page import section_keys
from cqparts.output.render import render

HERE = Path(__file__).parent

REQUIRED: dict[str, dict[str, str]] = {
    "diff": {"old": str(HERE / "small.yaml"), "new": str(HERE / "changed.yaml")},
    "find": {"text": "steering"},
    "focus": {"district": "bishan"},
    "show": {"record": "h1-2023.contract"},
    "who": {"assembly": "smart cockpit"},
}
"""What the look-ups with an argument are asked in tests."""


def sample(name: str, model: Model) -> Response:
    """Return an answer of a look-up."""
    return ask(name, model, **REQUIRED.get(name, {}))


def view_sections(answer: Response) -> list[Section]:
    """Return the tables of a full answer, each with all keys that people see."""
    sections = (part for part in answer.result.screen(True).parts if isinstance(part, Section))  # noqa: FBT003 -- all rows
    return [section._replace(view=section_keys(section, "en", verbose=True)) for section in sections]


class Nothing(NamedTuple):
    """Stands for the type of records, which tests with records of their own do without."""


def response(  # noqa: PLR0913 -- the parts of an answer
    model: Model,
    records: Sequence[Mapping[str, Any]],
    view: tuple[str, ...],
    *,
    title: Text | None = None,
    notes: tuple[Text, ...] = (),
    keys: tuple[str, ...] = (),
    cites: bool = False,
    **declared: Any,  # noqa: ANN401 -- further fields of LookUp
) -> Response:
    """Return an answer of these records, whose screen is one table of them."""
    look_up = LookUp(Nothing, ("", ""), cites=cites, **declared)
    held = records[0][look_up.rows] if look_up.rows else records
    screen = Screen(title, [Section(held, view)], cautions=notes)
    return Response("test", look_up, Result(records, lambda _: screen, keys or view), model, "")


def text_of(answer: Response, fmt: str, *, lang: str = "en", columns: str | None = None) -> str:
    """Return an answer in a format, as it goes into a pipe."""
    return "".join(render(answer, Output(format=fmt, lang=lang, columns=columns)))
