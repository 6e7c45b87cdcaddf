"""Records behave as named tuples do, where the model needs them to."""

import copy
import pickle
from typing import Any, NamedTuple, get_type_hints

import pytest

from cqparts.model import types
from cqparts.model.record import Record, Sections, load_late


class Point(Record):
    """A record."""

    x: int
    y: int = 2
    z: tuple[int, ...] = ()


class Twin(NamedTuple):
    """The same as typing makes it."""

    x: int
    y: int = 2
    z: tuple[int, ...] = ()


@pytest.mark.parametrize(("values", "named"), [((1,), {}), ((1, 5), {}), ((), {"x": 1, "z": (3,)}), ((1, 5, (3,)), {})])
def test_records_are_made_as_named_tuples_are(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    """Values come by place, by name or by default; what one says of itself, the other says too."""
    point, twin = Point(*values, **named), Twin(*values, **named)
    assert tuple(point) == twin
    assert (point.x, point.y, point.z) == (twin.x, twin.y, twin.z)
    assert point._asdict() == twin._asdict()
    assert repr(point) == repr(twin).replace("Twin", "Point")
    assert tuple(point._replace(y=7)) == twin._replace(y=7)
    assert (point == Point(*values, **named), hash(point) == hash(twin)) == (True, True)


def test_classes_tell_of_their_fields() -> None:
    """Fields, defaults and annotations can be read from the class, as build and schema do."""
    assert (Point._fields, Point._field_defaults) == (Twin._fields, Twin._field_defaults)
    assert get_type_hints(Point) == get_type_hints(Twin)
    assert Point.__doc__ == "A record."


def test_records_are_copied_and_pickled() -> None:
    """A copy and what comes back from a pickle are equal and of the same class."""
    point = Point(1, 2, (3,))
    for other in (copy.deepcopy(point), pickle.loads(pickle.dumps(point))):  # noqa: S301 -- made a moment ago
        assert (type(other), other) == (Point, point)


@pytest.mark.parametrize(("values", "named"), [((), {}), ((1, 2, (), 4), {}), ((1,), {"w": 1})])
def test_wrong_fields_are_refused(values: tuple[Any, ...], named: dict[str, Any]) -> None:
    """A field that is missing, or one that there is not, is a TypeError."""
    with pytest.raises(TypeError):
        Point(*values, **named)


def test_records_cannot_be_changed() -> None:
    """A record has no further attributes, and its own stay."""
    with pytest.raises(AttributeError):
        Point(1).y = 3  # type: ignore[misc]
    assert not hasattr(Point(1), "__dict__")


def test_the_model_is_made_of_records() -> None:
    """Every class of the model is one."""
    assert types.Model.__name__ == "Model"
    assert all(name in dir(types.Figure) for name in types.Figure._fields)


class Whole(Sections):
    """A record of sections."""

    first: int
    second: tuple[int, ...] = ()


def test_sections_are_loaded_once_and_when_asked_for() -> None:
    """A field is loaded when it is first read, not before, and not twice."""
    asked: list[str] = []

    def load(name: str) -> object:
        asked.append(name)
        return {"first": 1, "second": (2,)}[name]

    whole = load_late(Whole, load)
    assert asked == []
    assert (whole.second, whole.second, asked) == ((2,), (2,), ["second"])
    assert (whole._asdict(), asked) == ({"first": 1, "second": (2,)}, ["second", "first"])


def test_sections_are_a_value_like_records() -> None:
    """Whether they were loaded or given, sections are equal, copied, pickled, told and replaced as records are."""
    loaded, given = load_late(Whole, {"first": 1, "second": (2,)}.__getitem__), Whole(1, second=(2,))
    assert (loaded == given, hash(loaded) == hash(given), tuple(loaded)) == (True, True, (1, (2,)))
    assert (loaded != Whole(2), loaded == object(), repr(loaded)) == (True, False, "Whole(first=1, second=(2,))")
    assert (loaded._replace(first=3), Whole._field_defaults) == (Whole(3, (2,)), {"second": ()})
    for other in (copy.deepcopy(loaded), pickle.loads(pickle.dumps(loaded))):  # noqa: S301 -- made a moment ago
        assert (type(other), other) == (Whole, given)
    with pytest.raises(AttributeError):
        loaded.first = 4  # type: ignore[misc]
    with pytest.raises(TypeError):
        Whole(second=())  # type: ignore[call-arg]
