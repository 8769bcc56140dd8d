"""More of everything than anybody can keep, print or read."""

from __future__ import annotations

from .model import PAD2D, SIGNATURE, Hostile

DECORATED = "@nothing\ndef again_{i}(x): return x\n"


def flood(
    name: str,
    tries: str,
    source: str,
    verdict: str = "failed|timeout",
    cells: tuple[str, ...] = (),
) -> Hostile:
    gets = {"pad2d": verdict} if verdict else {}
    return Hostile(name, "resources", tries, source, "limits", gets, cells=cells)


def piled(expression: str) -> str:
    return f"{SIGNATURE}    return {expression}\n"


CASES = (
    flood("piles_numbers", "two million numbers for each call", piled("np.ones(2_000_000)")),
    flood("piles_small_numbers", "sixteen million bytes", piled("np.ones(16_700_000, np.uint8)")),
    flood("piles_texts", "a text of sixteen million", piled("'x' * 16_000_000")),
    flood("piles_lists", "forty thousand lists", piled("[[i] for i in range(40_000)]")),
    flood(
        "piles_copies",
        "its input, a thousand times",
        piled("[x.copy() for i in range(1000)]"),
    ),
    flood(
        "piles_in_tuples",
        "many arrays in a tuple, with the right one first",
        piled("(right(x, pad, value), *(np.ones(10_000) for i in range(150)))"),
    ),
    flood(
        "cells_that_fail",
        "hundreds of cells whose decorator fails",
        PAD2D,
        cells=tuple(
            f"{DECORATED.format(i=i)}\n@nothing\ndef pad2d(x, pad): return {i}" for i in range(300)
        ),
        verdict="",
    ),
    flood(
        "one_cell_that_fails_often",
        "one cell with hundreds of failing definitions, pad2d among them",
        "".join(f"@nothing\ndef pad2d(x, pad, value=0.0): return {i}\n" for i in range(300)),
        verdict="missing",
    ),
    flood(
        "raises_from_every_line",
        "an error from another line for each call",
        "calls = []\n"
        + SIGNATURE
        + "    calls.append(1)\n"
        + "".join(
            f"    if len(calls) == {i}: raise KeyError('{i}' * 400)\n" for i in range(1, 400)
        ),
        verdict="error",
    ),
)
