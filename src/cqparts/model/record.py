"""Named tuples and types of dictionaries that cost a seventh of typing's: every call makes dozens.

To a type checker they are `typing.NamedTuple` and `typing.TypedDict`; what is needed of a named tuple is here, by the
same names.
"""

from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter

from cqparts.model.annotations import TYPE_CHECKING, Any

__all__ = ["Keys", "Limits", "Record", "Sections", "load_late"]

if TYPE_CHECKING:
    from typing import Self, TypeVar

    T = TypeVar("T")
else:
    Self = T = Any


class Limits(dict[str, "str | int"]):
    """Keywords of JSON Schema beside a type; with a hash, since typing makes annotations that have one faster."""

    __hash__ = object.__hash__  # type: ignore[assignment]


if TYPE_CHECKING:
    from typing import NamedTuple as Record
    from typing import NamedTuple as Sections
    from typing import TypedDict as Keys
else:

    class Keys:
        """The base of types of dictionaries, which are never called: it only keeps their annotations."""

        def __init_subclass__(cls) -> None:
            """Put the annotations of a type before those of one that is made from it, as TypedDict does."""
            for base in cls.__bases__:
                cls.__annotations__ = {**getattr(base, "__annotations__", {}), **cls.__annotations__}

    PLACES: list[property] = []
    """What reads the first place of a record, the second …, the same in all classes."""

    class RecordType(type):
        """Makes a class of records from its annotations: their names in order, and a field's value as its default."""

        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
            """Return the class; what reads a field stands in the place of its default."""
            made = super().__new__(cls, name, bases, {"__slots__": (), **space})
            fields = tuple(made.__annotations__)
            made._fields, made._field_defaults = fields, {field: space[field] for field in fields if field in space}
            for place, field in enumerate(fields):
                if place == len(PLACES):
                    PLACES.append(property(itemgetter(place)))
                setattr(made, field, PLACES[place])
            return made

    class Record(tuple, metaclass=RecordType):
        """A tuple whose places have names."""

        __slots__ = ()

        def __new__(cls, *values: Any, **named: Any) -> Self:  # noqa: ANN401 -- the fields' own types
            """Return a record of values in their places and by name; the others are the defaults.

            Raises:
                TypeError: A field is missing or unknown.
            """
            if named or len(values) != len(cls._fields):
                given = {**cls._field_defaults, **dict(zip(cls._fields, values, strict=False)), **named}
                if given.keys() != {*cls._fields} or len(values) > len(cls._fields):
                    raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}")
                values = [given[field] for field in cls._fields]
            return cls._of(values)

        _of = classmethod(tuple.__new__)

        def __reduce__(self) -> tuple[Any, ...]:
            """Return what a copy is made of."""
            return type(self), tuple(self)

        def __repr__(self) -> str:
            """Return the call that makes it."""
            pairs = (f"{field}={value!r}" for field, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({', '.join(pairs)})"

        def _asdict(self) -> dict[str, Any]:
            """Return its values by field."""
            return dict(zip(self._fields, self, strict=True))

        def _replace(self, **changes: Any) -> Self:  # noqa: ANN401 -- the fields' own types
            """Return a copy with other values of some fields."""
            return type(self)(**{**self._asdict(), **changes})

    class Sections(metaclass=RecordType):
        """A record whose fields may be loaded when they are first asked for: no tuple, but as constant as one."""

        __slots__ = ("_held", "_load")

        __new__, __reduce__, __repr__ = Record.__new__, Record.__reduce__, Record.__repr__
        _asdict, _replace = Record._asdict, Record._replace

        @classmethod
        def _of(cls, values: Sequence[Any]) -> Self:
            """Return a record of values in their places."""
            return load_late(cls, dict(zip(cls._fields, values, strict=True)).__getitem__)

        def __getitem__(self, place: int) -> Any:  # noqa: ANN401 -- the fields' own types
            """Return the value in a place, loaded if nobody has asked for it before."""
            if place not in self._held:
                self._held[place] = self._load(self._fields[place])
            return self._held[place]

        def __iter__(self) -> Iterator[Any]:
            """Yield the values in their places."""
            return map(self.__getitem__, range(len(self._fields)))

        def __eq__(self, other: object) -> bool:
            """Return whether another record is of the same class and values."""
            return type(self) is type(other) and tuple(self) == tuple(other)

        def __hash__(self) -> int:
            """Return the hash of its values."""
            return hash(tuple(self))


def load_late(kind: type[T], load: Callable[[str], object]) -> T:
    """Return a record of a class of `Sections`: a field is what a function returns for its name when first asked."""
    made: Any = object.__new__(kind)
    made._held, made._load = {}, load  # noqa: SLF001 -- of this module
    loaded: T = made
    return loaded
