"""What a check calls: `submission.pad2d(x, 1)`, whoever answers.

An Answerer answers calls: functions of this process (references, mistakes, oracles) or a sandboxed
child (a student). A Proxy is what checks hold: it turns what it is answered into a value or a
typed failure, and keeps a log for the diagnosis.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from autograder.checking.failures import (
    Missing,
    NoAnswer,
    NoMember,
    Stopped,
    StudentError,
)
from autograder.sandbox import Answer, Died, Outcome, Raised, Uncrossable, Undefined


class Answerer(Protocol):
    """Whoever answers the calls of a check."""

    def call(self, function: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Outcome: ...

    def call_method(
        self, instance: Any, method: str, args: Sequence[Any], kwargs: Mapping[str, Any]
    ) -> Outcome: ...

    def get(self, instance: Any, attribute: str) -> Outcome: ...

    def vjp(self, function: str, args: Sequence[Any], dy: Any) -> Outcome: ...

    def is_instance(self, value: Any) -> bool: ...


@dataclass(frozen=True)
class Call:
    """One call of a check and what came of it."""

    name: str
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    outcome: Outcome


class Proxy:
    """The functions of an answerer, as attributes; classes give InstanceProxies."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._log: list[Call] = []

    def __getattr__(self, name: str) -> FunctionProxy:
        if name.startswith("_"):
            raise AttributeError(name)
        return FunctionProxy(
            self, name, lambda args, kwargs: self._answerer.call(name, args, kwargs)
        )


class FunctionProxy:
    """A function, class or method behind a proxy.

    Calling it gives the value, or raises one of the failures: Missing, NoMember, StudentError,
    NoAnswer, Stopped.
    """

    def __init__(
        self,
        proxy: Proxy,
        name: str,
        call: Callable[[Sequence[Any], Mapping[str, Any]], Outcome],
    ) -> None:
        self.name = name
        self._proxy = proxy
        self._call = call

    def outcome(self, *args: Any, **kwargs: Any) -> Outcome:
        """What came of the call, without judging it."""
        outcome = self._call(args, kwargs)
        self._proxy._log.append(Call(self.name, args, kwargs, outcome))
        return outcome

    def answer(self, *args: Any, **kwargs: Any) -> Answer:
        """The value with what bytes cannot carry: is it writeable, does it share memory."""
        return self.judge(self.outcome(*args, **kwargs))

    def judge(self, outcome: Outcome) -> Answer:
        """The answer, or the failure that the outcome is."""
        match outcome:
            case Answer() as answer:
                return answer
            case Raised() as raised:
                raise StudentError(self.name, raised)
            case Uncrossable() as uncrossable:
                raise NoAnswer(self.name, uncrossable)
            case Died() as died:
                raise Stopped(self.name, died)
            case Undefined():
                raise NoMember(self.name) if "." in self.name else Missing(self.name)

    def vjp(self, *args: Any, dy: Any) -> Any:
        """(y, gradients): PyTorch's backward through the call, for tensors that require it."""
        outcome = self._proxy._answerer.vjp(self.name, args, dy)
        self._proxy._log.append(Call(f"{self.name}.vjp", args, {"dy": dy}, outcome))
        return self.judge(outcome).value

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        value = self.answer(*args, **kwargs).value
        if self._proxy._answerer.is_instance(value):
            return InstanceProxy(self._proxy, self.name, value)
        return value


class InstanceProxy:
    """An object of a class behind a proxy: methods as attributes, `get` for its data."""

    def __init__(self, proxy: Proxy, name: str, value: Any) -> None:
        self._proxy = proxy
        self._name = name
        self._value = value

    def __getattr__(self, method: str) -> FunctionProxy:
        if method.startswith("_"):
            raise AttributeError(method)
        answerer = self._proxy._answerer
        return self._member(
            method, lambda args, kwargs: answerer.call_method(self._value, method, args, kwargs)
        )

    def get(self, attribute: str) -> Any:
        """The value of an attribute that holds data."""
        answerer = self._proxy._answerer
        return self._member(attribute, lambda args, kwargs: answerer.get(self._value, attribute))()

    def _member(
        self, name: str, ask: Callable[[Sequence[Any], Mapping[str, Any]], Outcome]
    ) -> FunctionProxy:
        return FunctionProxy(
            self._proxy,
            f"{self._name}.{name}",
            lambda args, kwargs: _without_member(ask(args, kwargs), name),
        )


def _without_member(outcome: Outcome, member: str) -> Outcome:
    """Undefined if the object has no such member: the error then comes from no line of its own."""
    absent = f"object has no attribute '{member}'"
    if isinstance(outcome, Raised) and outcome.line is None and outcome.text.endswith(absent):
        return Undefined()
    return outcome
