"""Sound models with any number of partner cities, made from the bundled one; the same number gives the same bytes.

The first eight cities keep what the bundled model says of them. Each one after that repeats one of the eight under a
name and a code of its own, with its point on the map: some two hundred bytes of YAML. (Districts would not do: their
number times that of the assemblies has a limit.)
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
"""Cities that can have a code of their own below those of real places."""

POINT = ("lat", "lon", "geonames", "sources")
"""What a slim city keeps of its point."""


def model(count: int) -> Record:
    """Return a model of a number of cities, eight or more, as plain data that the loader takes.

    Raises:
        ValueError: There are to be fewer cities than in the bundled model, or more than codes.
    """
    made: Record = dump(load(bundled_file()))
    kept = made["cities"]
    if not len(kept) <= count <= MOST:
        raise ValueError(f"{count} cities: give a number from {len(kept)} to {MOST:,}")
    made["cities"] = [*kept, *(city(kept[at % len(kept)], at) for at in range(len(kept), count))]
    return made


def city(kept: Record, place: int) -> Record:
    """Return a slim city like one of the bundled ones, named after its place."""
    return {
        "id": f"{kept['id']}-{place}",
        "name": f"{kept['name']} {place}",
        "name_zh": f"{kept['name_zh']}{place}",
        "adcode": f"{place:06}",
        "sources": kept["sources"],
        "seat": {key: kept["seat"][key] for key in POINT},
    }


def as_json(made: Record) -> Iterator[str]:
    """Yield a model as JSON on one line."""
    yield json.dumps(made, ensure_ascii=False, separators=(",", ":"))


def as_yaml(made: Record, kept: int = 8) -> Iterator[str]:
    """Yield a model as YAML: all but its slim cities by PyYAML, those by a template, since PyYAML takes minutes."""
    slim = made["cities"][kept:]
    yield yaml.dump({key: value for key, value in made.items() if key != "cities"}, allow_unicode=True)
    yield yaml.dump({"cities": made["cities"][:kept]}, allow_unicode=True, sort_keys=False)
    yield from map(block, slim)


def block(record: Record) -> str:
    """Return a slim city as an entry of a list in YAML."""
    seat = record["seat"]
    return (
        f"- id: {record['id']}\n"
        f"  name: {record['name']}\n"
        f"  name_zh: {record['name_zh']}\n"
        f'  adcode: "{record["adcode"]}"\n'
        f"  sources: [{', '.join(record['sources'])}]\n"
        "  seat:\n"
        f"    lat: {seat['lat']}\n"
        f"    lon: {seat['lon']}\n"
        f"    geonames: {seat['geonames']}\n"
        f"    sources: [{', '.join(seat['sources'])}]\n"
    )


def write(path: Path, pieces: Iterable[str]) -> int:
    """Write text as UTF-8 and return the number of bytes."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)
    return path.stat().st_size
