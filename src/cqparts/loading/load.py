"""The bundled model, or that of a file."""

from cqparts.errors import ModelError
from cqparts.model.annotations import TYPE_CHECKING
from cqparts.model.types import Model

if TYPE_CHECKING:
    from pathlib import Path


def load(path: "Path | str | None" = None) -> Model:
    """Return the model of a file (YAML or JSON), of standard input (`-`), or the bundled one.

    Raises:
        CallError: the name of the file is empty.
        ModelError: the file cannot be read or is invalid; its text holds a problem a line.
    """
    if path is None:
        try:
            from cqparts._bundled import MODEL
        except ModuleNotFoundError:
            path = bundled_file()
        else:
            return MODEL
    return read(path)[0]


def read(path: "Path | str") -> tuple[Model, bytes]:
    """Return the model of a file, or of standard input (`-`), and the bytes that were read and checked.

    Raises:
        CallError: the name of the file is empty.
        ModelError: the file cannot be read or is invalid; its text holds a problem a line.
    """
    from cqparts.loading.check import check_file, list_problems

    result = check_file(path)
    if result.model is None:
        raise ModelError(list_problems(result))
    return result.model, result.raw


def bundled_file() -> "Path":
    """Return the file of the model that comes with cqparts: in the package, or in the checkout around it."""
    from pathlib import Path

    packed = Path(__file__).parents[1] / "industry.yaml"
    return packed if packed.exists() else Path(__file__).parents[3] / "data" / "industry.yaml"
