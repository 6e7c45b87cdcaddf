"""Sound models with any number of districts, made from the bundled one; the same number gives the same bytes.

The first eight districts keep what the bundled model says of them. Each one after that repeats one of the eight under
a name and a code of its own, with the first two assemblies of its first statement: some two hundred bytes of YAML.
"""  # noqa: INP001 -- a folder of scripts is no package

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from cqparts.loading.load import bundled_file, load
from cqparts.model.content import dump

Record = dict[str, Any]

MOST = 500_000
"""Districts that can have a code of their own below those of real places."""

STATED = ("occasion", "assemblies", "as_of", "sources")
"""What a slim district keeps of a statement."""


def model(count: int) -> Record:
    """Return a model of a number of districts, eight or more, as plain data that the loader takes.

    Raises:
        ValueError: There are to be fewer districts than in the bundled model, or more than codes.
    """
    made: Record = dump(load(bundled_file()))
    kept = made["districts"]
    if not len(kept) <= count <= MOST:
        raise ValueError(f"{count} districts: give a number from {len(kept)} to {MOST:,}")
    made["districts"] = [*kept, *(district(kept[at % len(kept)], at) for at in range(len(kept), count))]
    return made


def district(kept: Record, place: int) -> Record:
    """Return a slim district like one of the bundled ones, named after its place."""
    first = kept["priorities"][0]
    return {
        "id": f"{kept['id']}-{place}",
        "name": f"{kept['name']} {place}",
        "name_zh": f"{kept['name_zh']}{place}",
        "adcode": f"{place:06}",
        "sources": kept["sources"],
        "priorities": [{key: first[key][:2] if key == "assemblies" else first[key] for key in STATED}],
    }


def as_json(made: Record) -> Iterator[str]:
    """Yield a model as JSON on one line."""
    yield json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def as_yaml(made: Record, kept: int = 8) -> Iterator[str]:
    """Yield a model as YAML: all but its slim districts by PyYAML, those by a template, since PyYAML takes minutes."""
    slim = made["districts"][kept:]
    yield yaml.dump({key: value for key, value in made.items() if key != "districts"}, allow_unicode=True)
    yield yaml.dump({"districts": made["districts"][:kept]}, allow_unicode=True, sort_keys=False)
    yield from map(block, slim)


def block(record: Record) -> str:
    """Return a slim district as an entry of a list in YAML."""
    (priority,) = record["priorities"]
    return (
        f"- id: {record['id']}\n"
        f"  name: {record['name']}\n"
        f"  name_zh: {record['name_zh']}\n"
        f'  adcode: "{record["adcode"]}"\n'
        f"  sources: [{', '.join(record['sources'])}]\n"
        "  priorities:\n"
        f"  - occasion: {priority['occasion']}\n"
        f"    assemblies: [{', '.join(priority['assemblies'])}]\n"
        f'    as_of: "{priority["as_of"]}"\n'
        f"    sources: [{', '.join(priority['sources'])}]\n"
    )


def write(path: Path, pieces: Iterable[str]) -> int:
    """Write text as UTF-8 and return the number of bytes."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)
    return path.stat().st_size
