"""A model as the data of a file, as it is read."""

from typing import Any


def dump(value: Any) -> Any:  # noqa: ANN401  any part of a model
    """Return a model, or a part of it, as JSON-ready data that `loading` reads back equal; defaults are left out."""
    if hasattr(value, "_fields"):
        defaults = value._field_defaults
        pairs = zip(value._fields, value, strict=True)
        return {name: dump(one) for name, one in pairs if name not in defaults or one != defaults[name]}
    return [dump(one) for one in value] if isinstance(value, tuple) else value
