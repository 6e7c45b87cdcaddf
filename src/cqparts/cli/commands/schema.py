"""Print the JSON Schema of the model, or of a command's answer."""

import sys
from typing import Annotated

from cqparts import lookups
from cqparts.cli.commands import Command
from cqparts.errors import Exit
from cqparts.lookups.base import Param

COMMAND = Command(("schema > industry.schema.json", "schema investment"))


def run(name: Annotated[str | None, Param("NAME", "Command whose schema to print.", (), "look_ups")] = None) -> int:
    """Print the JSON Schema of the model, or of a command's answer.

    Raises:
        CallError: There is no such look-up.
    """
    import json

    from cqparts.model.schema import model_schema

    if name is None:
        schema = model_schema()
    else:
        from cqparts.loading.load import load
        from cqparts.model.resolve import resolve_name
        from cqparts.output.schema import answer_schema

        schema = answer_schema(lookups.get(resolve_name("command", name, lookups.NAMES)), load())
    sys.stdout.write(json.dumps(schema, ensure_ascii=False, indent=2) + "\n")
    return Exit.OK
