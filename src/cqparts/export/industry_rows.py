"""The rows of the tables of projects, production, focus words, links and outcomes."""

from collections.abc import Iterator

from cqparts.export.rows import Row, Rows, value_cells
from cqparts.model.types import Amount, Model, Stage


def project_stages(model: Model) -> Iterator[Row]:
    """Yield the states of each project in order of time, the latest last."""
    for project in model.projects:
        states = (*project.earlier, Stage(stage=project.stage, as_of=project.stage_as_of))
        for position, state in enumerate(states, start=1):
            yield Row(state, {"project": project.id, "position": position})


def project_amounts(model: Model) -> Iterator[Row]:
    """Yield the numbers of each project: scaled, and as their sources write them."""
    for project in model.projects:
        for position, amount in enumerate(project.amounts, start=1):
            yield Row(amount, {"project": project.id, "position": position, **amount_cells(amount)})


def amount_cells(amount: Amount) -> dict[str, object]:
    """Return the cells of a project's number that differ from its fields; `when` is a word of SQL's own."""
    return {**value_cells(amount.value, amount.unit), "timing": amount.when}


def linked(section: str, owner: str, listed: str, column: str) -> Rows:
    """Return the function that yields a row for each id in a list of the records of a section.

    Args:
        section: The section of the model.
        owner: The column for the id of the record.
        listed: The field of the record that lists ids.
        column: The column for one of these ids.
    """

    def rows(model: Model) -> Iterator[Row]:
        for record in getattr(model, section):
            yield from (Row(None, {owner: record.id, column: key}) for key in getattr(record, listed))

    return rows


def assemblies_of(section: str, owner: str) -> Rows:
    """Return the function that yields the assemblies of a section's records: those stated, then those near."""

    def rows(model: Model) -> Iterator[Row]:
        for record in getattr(model, section):
            for near, keys in ((False, record.assemblies), (True, record.near)):
                yield from (Row(None, {owner: record.id, "assembly": key, "near": near}) for key in keys)

    return rows
