"""Pictures of the unit `transposed`."""

import numpy as np
from matplotlib.figure import Figure

from course.drawing import BLUE, COLOURS, PAPER, VIOLET, array, canvas, text, window

IMAGE = np.array([[1, 2], [3, 4]])
KERNEL = np.array([[1, 0], [2, 1]])


def stamps() -> Figure:
    """Each pixel of x prints the kernel, scaled, on its own corner of the output; then they add."""
    figure, axes = canvas(15.6, 7.4)
    array(axes, (0.3, 0.7), IMAGE, np.reshape([colour.fill for colour in COLOURS], (2, 2)))
    text(axes, (2.85, 1.7), "⋆", size=28)
    text(axes, (3.4, 1.3), r"$\top$", size=11)
    array(axes, (3.7, 0.7), KERNEL)
    text(axes, (6.35, 1.7), "$=$", size=20)
    total = np.zeros((3, 3), dtype=int)
    for position, ((i, j), colour) in enumerate(zip(np.ndindex(2, 2), COLOURS, strict=True)):
        left = 0.3 + 4 * position
        printed = np.zeros((3, 3), dtype=bool)
        printed[i : i + 2, j : j + 2] = True
        stamp = np.full((3, 3), "", dtype=object)
        stamp[printed] = (IMAGE[i, j] * KERNEL).ravel()
        total[printed] += (IMAGE[i, j] * KERNEL).ravel()
        array(axes, (left, 4.1), stamp, np.where(printed, colour.fill, PAPER))
        window(axes, (left + j, 4.1 + i), (2, 2), colour)
        if position < 3:
            text(axes, (left + 3.5, 5.6), "$+$", size=20)
    array(axes, (7, 0.2), total)
    text(axes, (10.6, 1.7), "$=$", size=20)
    text(axes, (13, 1.7), r"$\sum_{i,j}\, x_{i,j}\; w$", size=18)
    return figure


def overlaps() -> Figure:
    """How many stamps fall on each output pixel: kernel 3 and kernel 4, both at stride 2."""
    figure, axes = canvas(20.4, 11.4)
    fills = {1: PAPER, 2: BLUE.fill, 4: VIOLET.fill}
    for left, kernel in ((0.3, 3), (10.1, 4)):
        size = 2 * 3 + kernel
        counts = np.zeros((size, size), dtype=int)
        for i, j in np.ndindex(4, 4):
            counts[2 * i : 2 * i + kernel, 2 * j : 2 * j + kernel] += 1
        array(axes, (left, 1.2), counts, np.vectorize(fills.get)(counts), size=10)
        text(axes, (left + size / 2, 0.6), f"$k={kernel},\\; s=2$")
    return figure
