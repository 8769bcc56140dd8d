"""Libraries that come with an extra, asked for when they are needed."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from autograder.results import Message
from autograder.submissions.models import WrongUsage


def needed(module: str, extra: str) -> Any:
    """A module; raises WrongUsage, which says what to install."""
    try:
        return import_module(module)
    except ImportError:
        package = module.partition(".")[0]
        raise WrongUsage(Message("export_needs", {"package": package, "extra": extra})) from None
