"""Small models for tests of reading, and what is wrong with a text."""

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from cqparts.loading import check
from cqparts.model.types import ExchangeRates, Model

SMALL = """\
schema_version: 1
pilot: {id: pilot, name: Pilot, name_zh: 试点, as_of: "2023", summary: S, summary_zh: 摘要, sources: [article]}
sources:
  - {id: article, title: T, publisher: P, language: en, kind: primary}
systems: []
districts:
  - id: bishan
    name: Bishan
    name_zh: 璧山
    adcode: "500120"
    sources: [article]
    priorities:
      - {occasion: plan, assemblies: [chassis], as_of: "2023-04", sources: [article]}
unplaced: []
"""
"""A model of one district, invalid in one place: nothing is called chassis."""

SOUND = SMALL.replace(
    "systems: []",
    "systems: [{id: new-energy, name: N, name_zh: 新, sources: [article], assemblies: ["
    "{id: chassis, name: Chassis, name_zh: 底盘, sources: [article]}]}]",
)


def faults(text: str | bytes, folder: Path) -> list[str]:
    """Return the problems of a file of this text, without its name."""
    file = folder / "model"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [str(problem).removeprefix(f"{file}:") for problem in check.check_file(file).problems]


def sound_json(**changes: object) -> str:
    """Return the valid model as JSON, with changes."""
    return json.dumps({**yaml.safe_load(SOUND), **changes}, ensure_ascii=False)


EMPTY: dict[str, Any] = dict.fromkeys(("cities", "figures", "conflicts", "unknowns", "projects", "production"), ())
EMPTY |= dict.fromkeys(("localization", "focus_words", "links", "events", "outcomes"), ())
EMPTY["exchange_rates"] = ExchangeRates()


def bare(model: Model) -> Model:
    """Return a model with all its optional parts left out."""
    return model._replace(
        districts=tuple(district._replace(seat=None) for district in model.districts),
        sources=tuple(source._replace(licence=None) for source in model.sources),
        areas=tuple(area._replace(lies_in=None) for area in model.areas),
        **EMPTY,
    )


class Hostile(NamedTuple):
    """A model whose texts are formulas, markup, or turn the direction of writing."""

    model: Model
    english: tuple[str, ...]
    chinese: tuple[str, ...]

    def of(self, lang: str) -> tuple[str, ...]:
        """Return the texts that stand in an export in a language."""
        return self.chinese if lang == "zh" else self.english


FORMULA, MARKUP, TURNED = "=cmd|' /C calc'!A0", '<script>alert("1")</script> & ]]>', "\u200fabc \u202e<b>"
SUM, LINK, LIST = "@SUM(1+1)*2", '=HYPERLINK("https://example.org")', '+1;2,"3"'


def hostile(model: Model) -> Hostile:
    """Return a model with hostile names, titles, firms and notes, and what an export is to hold of them."""
    first, second, third, *others = model.districts
    project, *projects = model.projects
    source, *sources = model.sources
    changed = model._replace(
        districts=(
            first._replace(name=FORMULA, name_zh=LINK),
            second._replace(name=MARKUP, name_zh=MARKUP),
            third._replace(name=TURNED, name_zh=TURNED),
            *others,
        ),
        projects=(project._replace(firm=LIST, firm_zh=LIST, note=LINK, note_zh=FORMULA), *projects),
        sources=(source._replace(title=SUM), *sources),
    )
    return Hostile(changed, (FORMULA, MARKUP, TURNED, LIST, LINK, SUM), (LINK, MARKUP, TURNED, LIST, FORMULA, SUM))


HERE = Path(__file__).parent
BASES = {"first": HERE / "loading" / "first.yaml", "small": HERE / "small.yaml"}
"""What is changed: the model of the first edition, which has the most records, or one with every field of today."""


class Change(NamedTuple):
    """A change to a valid model: its text after it, the line where it begins, and the messages expected, if any."""

    text: str
    line: int
    expected: list[str]


def change(case: Path, file: Path) -> Change:
    """Return the change that a case describes.

    It changes the model of the first edition, or the `base` named. `replace` is the first such text after the text
    `after`. In `expect`, `{+2}` is the second line below the one where the change begins, and a word in braces is the
    line where the text of that name in `lines` ends.
    """
    told = yaml.safe_load(case.read_text("utf-8"))
    text = BASES[told.get("base", "first")].read_text("utf-8")
    start = text.index(told["replace"], text.index(told.get("after", "")))
    line = text.count("\n", 0, start) + 1
    changed = text[:start] + told["with"] + text[start + len(told["replace"]) :]
    ends = {name: changed.index(end) + len(end) for name, end in told.get("lines", {}).items()}
    lines = {name: changed.count("\n", 0, end) + 1 for name, end in ends.items()}

    def number(match: re.Match[str]) -> str:
        return str(lines[match[1]] if match[1] in lines else line + int(match[1]))

    return Change(
        changed, line, [f"{file}:{re.sub(r'{([^}]+)}', number, message)}" for message in told.get("expect", ())]
    )
