"""What `typing` has for annotations, for the modules of plain calls: to import it takes a third of Python's own start.

To a type checker these names are typing's own. At run time they keep what is given to them; `model.schema` makes
typing's of it where somebody asks for a schema.
"""

TYPE_CHECKING = False
"""What typing calls so; type checkers know it by its name."""


class Form:
    """A form of typing, by its name there, and what stands in its brackets."""

    def __init__(self, name: str, *parts: object) -> None:
        """Take the name and the parts; an annotated type has typing's attributes as well."""
        self.name, self.parts = name, parts
        if name == "Annotated":
            self.__origin__, *self.__metadata__ = parts

    def __or__(self, other: object) -> "Form":
        """Return the union with another type."""
        return Form("Union", self, other)


if TYPE_CHECKING:
    from typing import Annotated, Any, Literal
else:
    Any = object

    class Literal:
        """One of some words."""

        def __class_getitem__(cls, words: object) -> Form:
            """Return the type."""
            return Form("Literal", *(words if isinstance(words, tuple) else (words,)))

    class Annotated:
        """A type, and what is said of it beside."""

        def __class_getitem__(cls, parts: tuple[object, ...]) -> Form:
            """Return the type."""
            return Form("Annotated", *parts)


__all__ = ["TYPE_CHECKING", "Annotated", "Any", "Form", "Literal"]
