"""A model as the data of a model file."""

from cqparts.model.annotations import Any


def dump(value: Any) -> Any:  # noqa: ANN401  any part of a model
    """Return a model, or a part of it, as JSON-ready data without defaults, which `loading` reads back equal."""
    if hasattr(value, "_fields"):
        defaults = value._field_defaults
        pairs = zip(value._fields, value, strict=True)
        return {name: dump(item) for name, item in pairs if name not in defaults or item != defaults[name]}
    return [dump(item) for item in value] if isinstance(value, tuple) else value
