"""Pictures of the unit `training`."""

from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from course.drawing import BLUE, GREEN, INK, ORANGE, WIDEST, charts

LAYERS, WIDTH = 20, 256


def signal() -> Figure:
    """The spread of what leaves each of twenty layers, for three spreads of the weights."""
    figure, (axes,) = charts(1, 2.9)
    for factor, name, colour, dashes in (
        (1.0, r"\frac{1}{n}", BLUE, "--"),
        (2.0, r"\frac{2}{n}", GREEN, "-"),
        (4.0, r"\frac{4}{n}", ORANGE, ":"),
    ):
        axes.semilogy(
            range(LAYERS + 1), _spreads(factor), color=colour.line, ls=dashes, lw=2,
            label=rf"$\sigma^2 = {name}$",
        )  # fmt: skip
    axes.set_xticks(range(0, LAYERS + 1, 5))
    axes.grid(alpha=0.3)
    axes.legend(frameon=False, loc="upper left", labelcolor=INK)
    return figure


def schedule() -> Figure:
    """The rate over 40 steps, 8 of them warm-up, down to a tenth of the highest."""
    figure, (axes,) = charts(1, 2.4)
    total, warmup, low = 40, 8, 0.1
    rise = [(s + 1) / warmup for s in range(warmup)]
    fall = low + (1 - low) * (1 + np.cos(np.linspace(0, np.pi, total - warmup + 1))) / 2
    axes.plot(range(warmup), rise, ".--", color=ORANGE.line, lw=1.5)
    axes.plot(range(warmup, total + 1), fall, ".-", color=BLUE.line, lw=1.5)
    axes.plot(range(total, total + 7), [low] * 7, ".:", color=GREEN.line, lw=1.5)
    axes.set_xticks([0, warmup, total], ["$0$", "$W$", "$T$"])
    axes.set_yticks([0, low, 1], ["$0$", r"$\eta_{min}$", r"$\eta_{max}$"])
    axes.set_xlabel("$s$", color=INK)
    axes.grid(alpha=0.3)
    return figure


def curves() -> Figure:
    """Two losses over 20 epochs; a line at the best one of the second, and one three epochs on."""
    figure, (axes,) = charts(1, 2.6)
    epoch = np.arange(21)
    training = 2.2 * np.exp(-epoch / 5) + 0.05
    validation = 2.0 * np.exp(-epoch / 4) + 0.5 + 0.002 * epoch**2
    best = int(validation.argmin())
    axes.plot(epoch, training, ".--", color=BLUE.line, lw=1.5)
    axes.plot(epoch, validation, ".-", color=ORANGE.line, lw=1.5)
    axes.plot(best, validation[best], "o", color=GREEN.line, ms=9, mfc="none", mew=2)
    axes.axvline(best + 3, color=INK, ls=":")
    axes.set_xticks([0, best, best + 3, 20], ["$0$", "best", "stop", "$20$"])
    axes.set_ylabel("loss", color=INK)
    axes.grid(alpha=0.3)
    return figure


def symbols() -> Figure:
    """Two images of each of the ten symbols, as the data file has them."""
    with np.load(Path(__file__).with_name("data") / "symbols.npz") as data:
        x, labels = data["x"], data["labels"]
    figure = Figure(figsize=(WIDEST, WIDEST / 4.2))
    for symbol in range(10):
        for row, image in enumerate(x[labels == symbol][:2]):
            axes = figure.add_axes((0.003 + symbol / 10, 0.43 - 0.42 * row, 0.094, 0.41))
            axes.imshow(image, "gray", vmin=0, vmax=15)
            axes.axis("off")
            if row == 0:
                axes.set_title(f"${symbol}$", color=INK)
    return figure


def _spreads(factor: float) -> list[float]:
    rng = np.random.default_rng(0)
    x = rng.standard_normal((64, WIDTH))
    spreads = [float(x.std())]
    for _ in range(LAYERS):
        w = rng.normal(0, np.sqrt(factor / WIDTH), (WIDTH, WIDTH))
        x = np.maximum(x @ w.T, 0)
        spreads.append(float(x.std()))
    return spreads
