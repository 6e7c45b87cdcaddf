from cqparts.model.types import Model

MODEL: Model
