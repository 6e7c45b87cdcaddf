"""Which data a model holds: its newest date, and a digest of all that is in it."""

from typing import NamedTuple

from cqparts.model.content import dump
from cqparts.model.types import Model

DIGITS = 12
"""Hexadecimal digits of the digest that an edition is told by."""


class Edition(NamedTuple):
    """The edition of a model's data."""

    date: str | None
    """The newest date on which a source was published: a year, a month or a day; None where no source has one."""
    digest: str
    """The beginning of the SHA-256 digest of the model's content, whatever file it was read from."""

    def __str__(self) -> str:
        """Return the edition as people read it: "2026-01-18 (3f2a9c04d5e6)"."""
        return f"{self.date} ({self.digest})" if self.date else self.digest


def edition(model: Model) -> Edition:
    """Return the edition of a model's data, the same for the same content."""
    return Edition(max((source.published or "" for source in model.sources), default="") or None, digest(model))


def digest(model: Model) -> str:
    """Return the digest of a model's content: its data as JSON, keys in order, what is left to its default left out."""
    import json
    from hashlib import sha256

    text = json.dumps(dump(model), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:DIGITS]
