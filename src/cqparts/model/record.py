"""Named tuples and types of dictionaries that cost a seventh of typing's: every call makes dozens.

To a type checker they are `typing.NamedTuple` and `typing.TypedDict`; what is needed of a named tuple is here, by the
same names.
"""

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Self

__all__ = ["Keys", "Limits", "Record"]


class Limits(dict[str, "str | int"]):
    """Keywords of JSON Schema beside a type; with a hash, since typing makes annotations that have one faster."""

    __hash__ = object.__hash__  # type: ignore[assignment]


if TYPE_CHECKING:
    from typing import NamedTuple as Record
    from typing import TypedDict as Keys
else:

    class Keys:
        """The base of types of dictionaries, which are never called: it only keeps their annotations."""

    PLACES: list[property] = []
    """What reads the first place of a record, the second …, the same in all classes."""

    class RecordType(type):
        """Makes a class of records from its annotations: a property a field, in their order."""

        def __new__(cls, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> type:
            """Return the class; a field's value in its body is the default."""
            made = super().__new__(cls, name, bases, {**space, "__slots__": ()})
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
            return tuple.__new__(cls, values)

        def __getnewargs__(self) -> tuple[Any, ...]:
            """Return what a copy is made of."""
            return tuple(self)

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
