"""How the data are to be cited: by maker, version and edition."""

from cqparts.model.edition import edition
from cqparts.model.types import Model, Text

MAKER = "The cqparts developers"
PACKAGE = "cqparts-pilot"


def installed_version() -> str | None:
    """Return the version of cqparts and its bundled model; None where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return None


def credit(model: Model, *, bundled: bool = True) -> Text:
    """Return the line by which data are cited.

    Args:
        model: The model.
        bundled: Whether it came with cqparts; one's own is cited by its title, and has no version.
    """
    of_data = edition(model)
    version = installed_version() if bundled else None
    if not bundled:
        return Text(f"{model.pilot.name}, data of {of_data}", f"{model.pilot.name_zh}，数据版本{of_data}")
    name = f"{PACKAGE} {version}" if version else PACKAGE
    return Text(f"{MAKER}: {name}, data of {of_data}", f"{MAKER}：{name}，数据版本{of_data}")
