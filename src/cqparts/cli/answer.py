"""Words read to an answer written: load, query, render; one way for both readers."""

from cqparts.errors import Exit
from cqparts.lookups import Entry, respond
from cqparts.lookups.base import LookUp
from cqparts.lookups.params import Output
from cqparts.model.annotations import Any


def answer(entry: Entry, values: dict[str, Any]) -> int:
    """Run a command with the values that a line gives, and return the exit code.

    Raises:
        CqpartsError: What a user can correct.
    """
    if not isinstance(entry.declared, LookUp):
        return int(entry.function(**values))
    from cqparts.loading.load import load
    from cqparts.output.render import write_answer

    output = Output(**{name: value for name, value in values.items() if name in Output._fields})
    words = {name: value for name, value in values.items() if name not in Output._fields}
    write_answer(respond(entry, load(output.data), words), output)
    return Exit.OK
