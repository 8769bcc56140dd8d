"""Run student code where it can do no harm: values in, values out, nothing else.

A `Zygote` is a confined process with the libraries loaded; it forks a `Child` for a submission
in milliseconds. Everything that comes back is data, checked byte by byte before it is used.
"""

from .bubblewrap import IsolationUnavailable
from .child import Child
from .exits import SandboxLost
from .inside.plots import Plot
from .inside.tables import Column, Table
from .lending import BadFunction
from .limits import Limits
from .outcomes import (
    Answer,
    ArrayFacts,
    Died,
    Handle,
    Outcome,
    Raised,
    Source,
    Tensor,
    Uncrossable,
    Undefined,
)
from .requests import Request, call_request
from .zygote import Zygote, probe

__all__ = [
    "Answer",
    "ArrayFacts",
    "BadFunction",
    "Child",
    "Column",
    "Died",
    "Handle",
    "IsolationUnavailable",
    "Limits",
    "Outcome",
    "Plot",
    "Raised",
    "Request",
    "SandboxLost",
    "Source",
    "Table",
    "Tensor",
    "Uncrossable",
    "Undefined",
    "Zygote",
    "call_request",
    "probe",
]
