"""What the fixtures of this folder are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder.results import Message
from autograder.submissions import Submission

Cell = dict[str, Any]
MakeCell = Callable[..., Cell]
MakeNotebook = Callable[..., dict[str, Any]]
Write = Callable[..., Path]
ReadBytes = Callable[..., Submission]
ReadCells = Callable[..., Submission]
Said = Callable[[Message], bool]
