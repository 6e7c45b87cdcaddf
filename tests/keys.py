"""The keys that types of records declare."""

from collections.abc import Iterator
from typing import Any, get_args

from cqparts.model.schema import hints, typed


def keys_of(kind: Any) -> Iterator[str]:  # noqa: ANN401 -- a type
    """Yield the keys of a type of records and of the records in them."""
    kind = typed(kind)
    if hasattr(kind, "__annotations__"):
        for key, hint in hints(kind).items():
            yield key
            yield from keys_of(hint)
    for part in get_args(kind):
        yield from keys_of(part)
