"""Reference solutions of the unit `training`."""

from collections.abc import Sequence

import numpy as np

from solutions.sizes import pair

Params = dict[str, np.ndarray]
Size = int | tuple[int, int]


def he_init(shape: tuple[int, ...], rng: np.random.Generator) -> np.ndarray:
    ### BEGIN SOLUTION
    if len(shape) < 2:
        raise ValueError(f"weights have two sizes or more, not {shape}")
    fan_in = np.prod(shape[1:])
    return rng.normal(0, np.sqrt(2 / fan_in), shape)
    ### END SOLUTION


def adam_step(
    params: Params,
    grads: Params,
    m: Params,
    v: Params,
    t: int,
    lr: float,
    beta1: float = 0.9,
    beta2: float = 0.999,
    eps: float = 1e-8,
) -> tuple[Params, Params, Params]:
    ### BEGIN SOLUTION
    new_params, new_m, new_v = {}, {}, {}
    for name, g in grads.items():
        new_m[name] = beta1 * m.get(name, 0) + (1 - beta1) * g
        new_v[name] = beta2 * v.get(name, 0) + (1 - beta2) * g**2
        m_hat = new_m[name] / (1 - beta1**t)
        v_hat = new_v[name] / (1 - beta2**t)
        new_params[name] = params[name] - lr * m_hat / (np.sqrt(v_hat) + eps)
    return new_params, new_m, new_v
    ### END SOLUTION


def cosine_lr(step: int, total: int, lr: float, warmup: int = 0, lr_min: float = 0.0) -> float:
    ### BEGIN SOLUTION
    if warmup >= total:
        raise ValueError(f"the warm-up ({warmup}) is over before the last step ({total})")
    if step < warmup:
        return lr * (step + 1) / warmup
    progress = min(1.0, (step - warmup) / (total - warmup))
    return float(lr_min + (lr - lr_min) * (1 + np.cos(np.pi * progress)) / 2)
    ### END SOLUTION


def flip(x: np.ndarray, mask: np.ndarray) -> np.ndarray:
    ### BEGIN SOLUTION
    y = x.copy()
    y[mask] = x[mask][..., ::-1]
    return y
    ### END SOLUTION


def crop(x: np.ndarray, offsets: np.ndarray, size: Size) -> np.ndarray:
    h, w = pair(size)
    ### BEGIN SOLUTION
    room = np.array(x.shape[2:]) - (h, w)
    if (offsets < 0).any() or (offsets > room).any():
        raise ValueError("a window leaves its image")
    windows = [image[:, i : i + h, j : j + w] for image, (i, j) in zip(x, offsets, strict=True)]
    return np.stack(windows)
    ### END SOLUTION


def early_stopping(
    losses: Sequence[float], patience: int, min_delta: float = 0.0
) -> tuple[int, int | None]:
    ### BEGIN SOLUTION
    if len(losses) == 0:
        raise ValueError("no losses")
    best = 0
    for i in range(1, len(losses)):
        if losses[i] < losses[best] - min_delta:
            best = i
        elif i - best >= patience:
            return best, i
    return best, None
    ### END SOLUTION
