"""A Dask cluster as far as it is needed here: who is there, and what one of them is asked."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from autograder.engines.tasks import EngineError, NoCluster

CLOSING_SECONDS = 5.0


@dataclass(frozen=True)
class Seen:
    """A worker as the scheduler sees it; `last_seen` changes while it lives."""

    address: str
    name: str
    threads: int
    last_seen: float


class Cluster:
    """A connection, which has threads: nothing is forked from this process any more.

    `patience` and `arrival` are Dask's own times: for a peer that is silent, and for one to come.
    Raises NoCluster without Dask, or where no scheduler answers.
    """

    def __init__(self, address: str) -> None:
        try:
            import dask
            from dask.utils import parse_timedelta
            from distributed import Client, Security
        except ImportError:
            raise NoCluster("", "dask_missing") from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # we say what matters
        self._address = address
        times = dask.config.get("distributed.comm.timeouts")
        self.patience: float = parse_timedelta(times["tcp"])
        self.arrival: float = parse_timedelta(times["connect"])
        scheme = "tls" if Security().require_encryption else "tcp"
        try:
            self._client = Client(f"{scheme}://{address}", set_as_default=False)
        except Exception as error:  # whatever answers there, it is no scheduler
            raise NoCluster(address, "no_scheduler", {"cause": _cause(error)}) from None

    def workers(self) -> Iterator[Seen]:
        """Raises EngineError once the scheduler is gone."""
        info = self._client.scheduler_info()
        if self._client.status != "running":
            raise EngineError(self._address, "scheduler_gone")
        for address, worker in info["workers"].items():
            place, name = address.partition("://")[2], str(worker["name"])
            known_as = place if name == address else f"{name} ({place})"
            yield Seen(address, known_as, worker["nthreads"], worker["last_seen"])

    def ask(self, worker: str, function: Callable[..., bytes], *args: Any) -> Future[bytes]:
        """What `function` gives in a thread of this worker and no other."""
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "Sending large graph")
            asked = self._client.submit(function, *args, workers=[worker], pure=False)

        async def answer() -> bytes:
            given: bytes = await self._client.gather(asked, asynchronous=True)
            return given

        loop: Any = self._client.loop
        return asyncio.run_coroutine_threadsafe(answer(), loop.asyncio_loop)

    def tell(self, workers: Sequence[str], function: Callable[..., None], *args: Any) -> None:
        """At once, beside their threads; whoever does not listen is left alone."""
        with suppress(Exception):
            self._client.run(
                function,
                *args,
                workers=list(workers),
                on_error="ignore",
                callback_timeout=CLOSING_SECONDS,
            )

    def close(self) -> None:
        with suppress(Exception):
            self._client.close(timeout=CLOSING_SECONDS)


def _cause(error: Exception) -> str:
    return str(error) or type(error).__name__
