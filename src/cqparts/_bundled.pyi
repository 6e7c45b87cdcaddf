from cqparts.model import Model

MODEL: Model
