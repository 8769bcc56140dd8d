"""The reference is its own oracle here."""

from solutions.trial import Counter, double, fourfold, through  # noqa: F401
