"""Mutated models, by the hundred thousand: `make fuzz`.

Each is either refused with messages that a person can use, or accepted and then judged by other means than the
reader's own: JSON Schema, another YAML reader, plain rules written anew here, and a second reading of what was read.
What is accepted is also asked something, and answers or says in one line what is wrong with the call.
A file that takes longer than a minute ends the run with a traceback.
"""

# ruff: noqa: S311, T201  chance need not be secret here, and the figures are printed

import argparse
import faulthandler
import io
import json
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import yaml

import samples
from cqparts import lookups
from cqparts.errors import CallError
from cqparts.export.sqlite import database
from cqparts.loading import build, check, load, parse
from cqparts.loading.diagnostics import Problems
from cqparts.lookups.params import Output
from cqparts.model import schema
from cqparts.model.content import dump
from cqparts.model.resolve import assemblies
from cqparts.model.types import Model
from cqparts.output.page import to_page
from cqparts.output.render import render
from cqparts.output.serialize import FORMATS
from cqparts.output.terminal import draw_page
from cqparts.report.write import report_text

HERE = Path(__file__).parents[1]
SMALL = (HERE / "small.yaml").read_text("utf-8")
TEXTS = [SMALL] * 10 + [samples.change(case, HERE).text for case in sorted((HERE / "cases").glob("*.yaml"))]
"""What mutation starts from: the small model, and now and then one of those that are unlike it."""

PLAIN = {text: json.dumps(yaml.safe_load(text)) for text in TEXTS}
"""The data of each, quick to copy."""

VALIDATOR = jsonschema.Draft202012Validator(schema.model_schema())

SPLINTERS = [
    "&a ", "*a", "!!str ", "! ", "<<: ", "---\n", "...\n", "%TAG ! x\n", "#", "'", '"', "[", "]", "{", "}", ",", ":",
    ": ", "- ", "? ", "| ", ">-\n", "\n", "\t", " ", "  ", "\\", "\\ud800", "\0", "\x1b", "\x85", "\u202e", "\ufeff",
    "null", "true", "no", "~", "0", "-1", "1e999", "1_000", "NaN", "9" * 5000, "江津", "\U0001f600", "[[[[" * 40,
    "2023-02-30", "2023-13", "article", "bishan", "chassis", "CNX", "USD", "0.00", "101", '"', "[red]", "\r", "\r\n",
    "\u200b", "\u2060", "\xad", "=1+1", "@x", "+x", "-x", "9999", "0001", "9999-H2", "percent", "bn USD", "m vehicles",
    "9" * 40, "0." + "0" * 37 + "1", "12345678901234567.89", "n" * 501, "璧" * 500, "\uff22ishan", "bishan district",
]  # fmt: skip
"""Texts that are likely to break something."""

VALUES: list[Any] = [
    None, True, False, 0, 1, -1, 1.5, 10**30, 1e300, "", " ", "x", "X", "article", "bishan", "chassis", "USD", "CNX",
    "2023-02-30", "2023-H1", "0", "0.0", "100.01", "1e3", "a\nb", "a\x1bb", "a\u202eb", [], ["article"],
    ["article"] * 2, [None], [[]], {}, {"id": "x"}, {"": None}, "9999", "0001", "9999-H2", "9999-11/9999-12", "2023",
    "9" * 40, "0." + "0" * 37 + "1", "12345678901234567.89", "0.05", "140", "percent", "bn USD", "CNY", "m vehicles",
    "firms", "percentage points", "=1+1", "@x", "-x", "+5", "Da\u200bzu", "\uff22ishan", "bishan district", "璧" * 500,
    "n" * 501, "localization-rate", "nev-output", "vehicle-output", "contract-value", "west", "actual",
]  # fmt: skip
"""Values that are likely not to belong."""


def mutate_text(random: Random, text: str) -> str:
    """Return a text with one piece of it deleted, doubled, moved, or replaced by a splinter."""
    start = random.randrange(len(text))
    end = min(len(text), start + random.choice([0, 1, 1, 2, 5, 20, 200]))
    other = random.randrange(len(text))
    new = random.choice(["", random.choice(SPLINTERS), text[start:end] * 2, text[other : other + end - start]])
    return text[:start] + new + text[end:]


def mutate_line(random: Random, text: str) -> str:
    """Return a text with a line deleted, doubled, swapped with another, or indented otherwise."""
    lines = text.splitlines(keepends=True)
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    changes: list[Callable[[], object]] = [
        lambda: lines.pop(one),
        lambda: lines.insert(other, lines[one]),
        lambda: lines.__setitem__(slice(one, one + 1), [lines[other]]),
        lambda: lines.__setitem__(one, " " * random.randrange(6) + lines[one].lstrip(" ")),
    ]
    random.choice(changes)()
    return "".join(lines)


def mutate_word(random: Random, text: str) -> str:
    """Return a text with one of its words in the place of another, which keeps most of it well formed."""
    words = [word.strip("[]{},\"'") for word in text.split()] or ["x"]
    old, new = random.choice(words), random.choice([*words, *SPLINTERS])
    start = text.find(old, random.randrange(len(text))) if old else -1
    return text if start < 0 else text[:start] + new + text[start + len(old) :]


def mutate_data(random: Random, plain: str) -> str:
    """Return a text of a model's data with one value dropped, doubled, replaced or moved, as JSON or YAML."""
    data = json.loads(plain)
    spots = list(_spots(data))
    where, key = random.choice(spots)
    there, at = random.choice(spots)
    changes: list[Callable[[], object]] = [
        lambda: where.pop(key),
        lambda: where.__setitem__(key, random.choice(VALUES)),
        lambda: where.__setitem__(key, json.loads(json.dumps(there[at]))),
        lambda: where.append(where[key]) if isinstance(where, list) else where.update({random.choice(SPLINTERS): 1}),
    ]
    random.choice(changes)()
    if random.random() < 0.5:
        return json.dumps(data, ensure_ascii=random.random() < 0.5, indent=random.choice([None, 1]))
    return str(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))


def add_figures(random: Random, plain: str) -> str:
    """Return a model's data as JSON with a few figures more, each possible by itself, which most often is accepted."""
    data = json.loads(plain)
    for number in range(random.choice([1, 2, 6])):
        measure = random.choice(data["measures"])["id"]
        scopes = [None, None, *(scope["id"] for scope in data["scopes"])]
        units = ["percent", "vehicles", "10,000 vehicles", "100m CNY", "CNY", "bn USD", "firms", "GWh"]
        shares = measure.endswith(("-growth", "-rate", "-share"))
        figure = {
            "id": f"more-{number}",
            "subject": random.choice([area["id"] for kind in ("areas", "districts") for area in data[kind]]),
            "measure": measure,
            "scope": random.choice(scopes),
            "value": random.choice(
                ["0", "0.00", "0.05", "7", "70.0", "100", *([] if shares else ["9" * 40, "123456"])]
            ),
            "unit": "percent" if shares else random.choice(units),
            random.choice(["period", "as_of"]): random.choice(
                ["2021", "2022", "2023", "2023-08", "9999", "2023-08-18"]
            ),
            "qualifier": random.choice(["exact", "about", "at-least", "at-most"]),
            "kind": random.choice(["actual", "actual", "target", "draft"]),
            "sources": [random.choice(data["sources"])["id"]],
        }
        data["figures"].append({key: value for key, value in figure.items() if value is not None})
    return json.dumps(data)


def break_json(random: Random) -> str:
    """Return a text that begins as JSON and is long: texts without an end, backslashes, commas, long words."""
    pieces = ['\\"', "\\\\", "\\", ",", '"', "[", "]", "{", "9", "x", "\\u12", "\ud83d", '"a":', "1,", " "]
    return '{"a":[' + "".join(random.choice(pieces) * random.choice([1, 1, 2, 50, 5000]) for _ in range(6))


def _spots(data: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401  plain data of any kind
    for key in data if isinstance(data, dict) else range(len(data)):
        yield data, key
        if isinstance(data[key], dict | list):
            yield from _spots(data[key])


def mutate(random: Random) -> bytes:
    """Return the bytes of a model with one to four mutations; a few also have a byte changed, or are no model."""
    if random.random() < 0.01:
        return break_json(random).encode("utf-8", "surrogatepass")
    text = begin = random.choice(TEXTS)
    if random.random() < 0.2:
        return add_figures(random, PLAIN[begin]).encode()
    if random.random() < 0.4:
        text = mutate_data(random, PLAIN[begin])
    for _ in range(random.choice([0, 1, 1, 1, 2, 3]) or text is begin):
        text = random.choice([mutate_text, mutate_line, mutate_word, mutate_word])(random, text).strip(" ") or "x"
    raw = bytearray(text.encode("utf-8", "surrogatepass"))
    if random.random() < 0.1:
        raw[random.randrange(len(raw))] = random.randrange(256)
    return bytes(raw)


def judge(raw: bytes, file: Path) -> bool:
    """Say whether a file is accepted; raises AssertionError where what comes of it is not as it must be."""
    file.write_bytes(raw)
    judge_ways(raw)
    examined = check.check_file(file)
    if examined.model is None:
        _judge_problems(examined, raw, file)
        return False
    assert examined.total == 0
    plain = dump(examined.model)
    VALIDATOR.validate(plain)
    _judge_reading(raw.decode("utf-8-sig"), plain)
    judge_rules(plain)
    again = file.with_suffix(".json")
    again.write_text(json.dumps(plain), "utf-8")
    assert load.load(again) == examined.model
    ask(Random(raw), examined.model)
    return True


def judge_ways(raw: bytes) -> None:
    """The two ways to read data, by value and by column, make the same model, or both find that something is wrong."""
    try:
        value = parse.read_plain(raw).value
    except parse.ParseError:
        return
    reader, problems = build.reader(schema.shape(Model)), Problems()
    model = reader.read(value, None, problems)
    try:
        assert reader.read_all([value]) == [model]
    except build.FaultError:
        assert problems.count
    else:
        assert not problems.count


def ask(random: Random, model: Model) -> None:
    """Ask one thing of a model, in any form: an answer comes, of unique ids and fit for its form, or a `CallError`."""
    parts = assemblies(model)
    words: dict[str, dict[str, Any]] = {
        "find": {"text": random.choice(["a", "-", "璧", "2023", "district"])},
        "show": {"record": random.choice(model.sources).id if model.sources else "x"},
        "diff": {"old": str(HERE / "small.yaml")},
        "focus": {"district": random.choice(model.districts).id if model.districts else "x"},
        "who": {"assembly": random.choice(parts).id if parts else "x"},
        "trends": {"series": random.choice(model.measures).id if model.measures else "x"},
        "targets": {"year": random.choice(["2021", "2023", "2027", "9999"])},
        "investment": {"to": random.choice(["USD", "EUR", "CNY,USD"]), "on": random.choice([None, "period"])},
        "rates": {"on": random.choice([None, "2023-06-30", "2023"])},
    }
    lang, fmt = random.choice(["en", "zh"]), random.choice([*FORMATS, "terminal", "report", "page", "database"])
    name = random.choice(lookups.NAMES)
    try:
        if fmt in ("report", "page"):
            assert report_text(model, "html" if fmt == "page" else "markdown", lang)
        elif fmt == "database":
            assert database(model)
        else:
            response = lookups.ask(name, model, **words.get(name, {}))
            ids = [record["id"] for record in response.result.records if "id" in record]
            assert len(ids) == len(set(ids)) or name == "diff", name
            if fmt == "terminal":
                os.environ["COLUMNS"] = str(random.choice([40, 80, 200]))
                assert draw_page(to_page(response, lang), io.StringIO()) is not None
            else:
                json.dumps("".join(render(response, Output(format=fmt, lang=lang))), allow_nan=False)
    except CallError as fault:
        if not str(fault).isprintable():
            raise


def _judge_problems(examined: check.CheckResult, raw: bytes, file: Path) -> None:
    """Every problem is one printable line with a place that the file has."""
    assert 1 <= len(examined.problems) <= examined.total
    last = len(reading_lines(raw)) + 1
    for problem in examined.problems:
        assert str(problem).startswith(f"{file}:")
        assert str(problem).replace("\u3000", " ").isprintable()
        assert problem.path
        assert problem.message
        assert 1 <= problem.line <= last
        assert problem.column >= 1
        assert len(problem.message) < 700
    assert [problem[1:3] for problem in examined.problems] == sorted(problem[1:3] for problem in examined.problems)


def reading_lines(raw: bytes) -> list[str]:
    """Return the lines of a file, as far as it is text."""
    return raw.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _judge_reading(text: str, plain: Any) -> None:  # noqa: ANN401  plain data
    """Another YAML reader, which takes every scalar as text, finds what the model holds."""
    other = json.loads(text) if text.lstrip().startswith("{") else yaml.load(text, yaml.CBaseLoader)  # noqa: S506
    _compare(plain, other)


def _compare(one: Any, other: Any) -> None:  # noqa: ANN401  plain data
    if isinstance(one, dict):
        for key, value in one.items():
            _compare(value, other[key])
    elif isinstance(one, list):
        assert len(one) == len(other)
        for value, another in zip(one, other, strict=True):
            _compare(value, another)
    elif isinstance(one, str) or not isinstance(other, str):
        assert one == other
    elif one is None:
        assert other in {"", "~", "null"}
    else:
        assert one == json.loads(other)


def judge_rules(plain: dict[str, Any]) -> None:
    """Ids are unique, references lead somewhere, every source is used, times and shares are possible."""
    records = [where[key] for where, key in _spots(plain) if isinstance(where[key], dict)]
    ids = Counter(record["id"] for record in records if "id" in record)
    assert set(ids.values()) == {1}
    sources = {source["id"] for source in plain["sources"]}
    cited = [source for record in [plain, *records] for source in record.get("sources", []) if isinstance(source, str)]
    assert set(cited) == sources
    for record in records:
        for field in ("assemblies", "about", "ratio_of", "near", "components", "partners"):
            assert all(isinstance(name, dict) or name in ids for name in record.get(field, []))
        for field in (
            "subject",
            "measure",
            "scope",
            "part_of",
            "lies_in",
            "figure",
            "place",
            "area",
            "target",
            "actual",
        ):
            assert record.get(field) is None or record[field] in ids
        if isinstance(evidence := record.get("evidence"), dict):
            assert set(evidence) <= set(record["sources"])
            assert all(1 <= len(sentence) <= 200 for sentence in evidence.values())
        assert ("caution" in record) == ("caution_zh" in record)
        if "measure" in record:
            assert (record.get("period") is None) != (record.get("as_of") is None)
            if record["unit"] == "percent" and not record["measure"].endswith("-growth"):
                assert float(record["value"]) <= 100
        for field in ("as_of", "published", "stage_as_of"):
            day = record.get(field)
            if day is not None and len(day) == 10:
                time.strptime(day, "%Y-%m-%d")
    for where, key in _spots(plain):
        assert not isinstance(where[key], str) or where[key].replace("\u3000", " ").replace("\u00a0", " ").isprintable()


def main() -> None:
    """Judge as many mutated files as asked, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    accepted, slowest, began = 0, 0.0, time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(asked.count):
            random = Random(f"{asked.seed}/{number}")
            raw = mutate(random)
            faulthandler.dump_traceback_later(60, exit=True)
            start = time.perf_counter()
            try:
                accepted += judge(raw, Path(folder) / "model")
            except BaseException:
                kept = Path(f"fuzz-{asked.seed}-{number}.bin")
                kept.write_bytes(raw)
                print(f"file {number} of seed {asked.seed} is kept as {kept}")
                raise
            slowest = max(slowest, time.perf_counter() - start)
    faulthandler.cancel_dump_traceback_later()
    print(
        f"{asked.count} files, seed {asked.seed}: {accepted} accepted, {asked.count - accepted} refused, none wrong; "
        f"slowest {slowest:.2f} s, all {time.perf_counter() - began:.0f} s"
    )


if __name__ == "__main__":
    main()
