"""What must hold in a model beyond the types of its fields."""

from collections.abc import Iterable

from cqparts.model import Model

Path = tuple[str | int | None, ...]


def check(model: Model, *, lost: bool = False) -> Iterable[tuple[Path, str]]:
    """Yield path and message of everything that does not hold."""
    return ()
