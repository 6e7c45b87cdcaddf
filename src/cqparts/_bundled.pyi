from cqparts.model.types import Model

MODEL: Model
COMMANDS: tuple[tuple[str, str, str], ...]
