"""How the data are to be cited: by maker, version and edition."""

from cqparts.model.edition import Edition, edition
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
    of_data = edition_text(edition(model))
    version = installed_version() if bundled else None
    if not bundled:
        return Text(f"{model.pilot.name}, {of_data.en}", f"{model.pilot.name_zh}，{of_data.zh}")
    name = f"{PACKAGE} {version}" if version else PACKAGE
    return Text(f"{MAKER}: {name}, {of_data.en}", f"{MAKER}：{name}，{of_data.zh}")


def edition_text(of_data: Edition) -> Text:
    """Return which data they are, in both languages.

    >>> edition_text(Edition("2026-01-18", "3f2a9c04d5e6"))
    Text(en='data of 2026-01-18 (3f2a9c04d5e6)', zh='数据版本：2026-01-18（3f2a9c04d5e6）')
    """
    zh = f"{of_data.date}（{of_data.digest}）" if of_data.date else of_data.digest
    return Text(f"data of {of_data}", f"数据版本：{zh}")
