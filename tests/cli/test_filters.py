"""Filters as people give them: repeated, with commas, by any name; and nothing given is dropped in silence."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Call
from cqparts.cli import commands, fast
from cqparts.lookups import NAMES

REPEATED = [
    (entry.name, param.flags[0])
    for entry in commands.every()
    for param in entry.params.values()
    if param.multiple and param.flags
]
"""The options that may stand more than once, with their commands."""

ONCE = [
    (entry.name, param.flags)
    for entry in commands.every()
    for param in entry.params.values()
    if param.flags and not (param.multiple or param.is_flag)
]
"""The options that take one value."""


@pytest.mark.parametrize(
    ("joined", "apart"),
    [
        (("districts", "--assembly", "steering,braking"), ("--assembly", "steering", "--assembly", "braking")),
        (("districts", "--system", "traditional,智能网联"), ("--system", "traditional", "--system", "智能网联")),
        (("assemblies", "--system", "traditional,new-energy"), ("--system", "new-energy", "--system", "traditional")),
        (("components", "--assembly", "battery,drive"), ("--assembly", "drive", "--assembly=battery")),
        (("projects", "--place", "bishan,yibin"), ("--place", "Bishan District", "--place", "宜宾市")),
        (("figures", "--place", "bishan,shehong"), ("--place", "shehong", "--place", "璧山")),
    ],
)
def test_a_filter_repeats_and_takes_commas(joined: tuple[str, ...], apart: tuple[str, ...], call: Call) -> None:
    """Two values of a filter find what either finds, in the model's order, however they are given."""
    together, one_by_one = call(*joined, "--json"), call(joined[0], *apart, "--json")
    assert (together.out, together.code) == (one_by_one.out, 0)
    either = [json.loads(call(joined[0], joined[1], value, "--json").out) for value in joined[2].split(",")]
    records = json.loads(together.out)
    assert {record["id"] for record in records} == {record["id"] for part in either for record in part}
    assert len(records) > max(map(len, either))


def test_assembly_and_system_narrow_each_other(call: Call) -> None:
    """An assembly that is in none of the systems finds nothing; standard error says so, and the exit code is 0."""
    answer = call("districts", "--assembly", "chassis", "--system", "new-energy", "--json")
    assert answer == ("[]\n", "cqparts: no district names it\n", 0)
    answer = call("components", "--assembly", "body", "--json")
    assert answer == ("[]\n", "cqparts: no component type of it is named in the sources\n", 0)


@pytest.mark.parametrize(("name", "flags"), ONCE)
def test_an_option_of_one_value_stands_once(name: str, flags: tuple[str, ...], call: Call) -> None:
    """What takes one value and is given two is a wrong call that names it; neither value is dropped in silence."""
    line = [name, flags[0], "1", flags[-1], "1"]
    assert fast.parse(line) is None
    said = f"cqparts: {flags[0]} is given more than once: it takes one value; see cqparts {name} --help\n"
    assert call(*line) == ("", said, 2)


@settings(max_examples=20)
@given(st.sampled_from(REPEATED), st.lists(st.sampled_from(["a", "b", "c,d"]), min_size=1, max_size=3))
def test_repeated_options_are_all_read(option: tuple[str, str], values: list[str]) -> None:
    """Every value of an option that may stand more than once is read, in the order given."""
    name, flag = option
    entry = commands.get(name)
    assert entry is not None
    words = ["x" for key, param in entry.params.items() if not param.flags and key not in entry.defaults]
    read = fast.parse([name, *words, *(word for value in values for word in (flag, value))])
    assert read is not None
    assert values in read[1].values()


def test_filters_of_assembly_system_and_place_repeat_everywhere() -> None:
    """Wherever a command takes one of these filters, it may stand more than once."""
    for name in NAMES:
        entry = commands.get(name)
        assert entry is not None
        for key, param in entry.params.items():
            if param.flags and key in ("assembly", "system", "place"):
                assert param.multiple, (name, key)


@pytest.mark.parametrize(
    ("asked", "same"),
    [
        (("who", "EPS"), ("who", "electric-steering")),
        (("who", "steering"), ("who", "electric-steering")),
        (("who", "电池"), ("who", "power-battery")),
        (("focus", "Bishan district"), ("focus", "bishan")),
        (("districts", "--assembly", "steering,braking"), ("districts", "--assembly", "electric-steering,电制动")),
        (("projects", "--place", "渝西"), ("projects", "--place", "western-chongqing")),
    ],
)
def test_things_are_found_by_what_people_say(asked: tuple[str, ...], same: tuple[str, ...], call: Call) -> None:
    """What the trade says of a thing answers as its id does."""
    assert call(*asked) == call(*same)
    assert call(*asked).code == 0
