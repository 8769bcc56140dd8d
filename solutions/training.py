"""Reference solutions of the unit `training`."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from solutions.given.training import (
    conv2d,
    conv2d_backward,
    linear,
    linear_backward,
    max_pool2d,
    max_pool2d_backward,
    relu,
    relu_backward,
    softmax_cross_entropy,
)
from solutions.sizes import pair

Params = dict[str, np.ndarray]
Network = dict[str, Any]
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


def build(rng: np.random.Generator) -> Network:
    ### BEGIN SOLUTION
    return {
        "c1w": he_init((8, 1, 5, 5), rng),
        "c1b": np.zeros(8),
        "c2w": he_init((16, 8, 3, 3), rng),
        "c2b": np.zeros(16),
        "fw": he_init((10, 16 * 4 * 4), rng),
        "fb": np.zeros(10),
        "mean": 0.0,
        "spread": 1.0,
    }
    ### END SOLUTION


def predict(params: Network, x: np.ndarray) -> np.ndarray:
    ### BEGIN SOLUTION
    light = (x - params["mean"]) / params["spread"]
    maps1 = relu(conv2d(light, params["c1w"], params["c1b"], stride=2, padding=2))
    maps2 = relu(conv2d(maps1, params["c2w"], params["c2b"], padding=1))
    features, _ = max_pool2d(maps2, 3)
    scores = linear(features.reshape(len(x), -1), params["fw"], params["fb"])
    return scores.argmax(axis=1)
    ### END SOLUTION


def train(params: Network, x: np.ndarray, labels: np.ndarray, rng: np.random.Generator) -> Network:
    ### BEGIN SOLUTION
    mean, spread = float(x.mean()), float(x.std())
    weights = {name: each for name, each in params.items() if name not in ("mean", "spread")}
    edged = np.pad(x, ((0, 0), (0, 0), (2, 2), (2, 2)), "edge")
    moved = crop(edged, rng.integers(0, 5, (len(x), 2)), x.shape[2:])
    moved = flip(moved, rng.random(len(x)) < 0.5)
    images = (np.concatenate([x, moved]) - mean) / spread
    targets = np.concatenate([labels, labels])

    epochs, batch_size = 3, 40
    batches = [
        rows
        for _ in range(epochs)
        for rows in np.array_split(rng.permutation(len(images)), -(-len(images) // batch_size))
    ]
    m: Params = {}
    v: Params = {}
    for step, rows in enumerate(batches):
        maps1 = conv2d(images[rows], weights["c1w"], weights["c1b"], stride=2, padding=2)
        active1 = relu(maps1)
        maps2 = conv2d(active1, weights["c2w"], weights["c2b"], padding=1)
        pooled, index = max_pool2d(relu(maps2), 3)
        features = pooled.reshape(len(rows), -1)
        scores = linear(features, weights["fw"], weights["fb"])
        _, dscores = softmax_cross_entropy(scores, targets[rows])

        grads = {}
        dfeatures, grads["fw"], grads["fb"] = linear_backward(dscores, features, weights["fw"])
        dpooled = dfeatures.reshape(pooled.shape)
        dmaps2 = relu_backward(max_pool2d_backward(dpooled, index, maps2.shape), maps2)
        dactive1, grads["c2w"], grads["c2b"] = conv2d_backward(
            dmaps2, active1, weights["c2w"], padding=1
        )
        dmaps1 = relu_backward(dactive1, maps1)
        _, grads["c1w"], grads["c1b"] = conv2d_backward(
            dmaps1, images[rows], weights["c1w"], stride=2, padding=2
        )
        lr = cosine_lr(step, len(batches), 0.015, warmup=len(batches) // 10)
        weights, m, v = adam_step(weights, grads, m, v, step + 1, lr)
    return {**weights, "mean": mean, "spread": spread}
    ### END SOLUTION


def build_small(rng: np.random.Generator) -> Network:
    ### BEGIN SOLUTION
    return {
        "c1w": he_init((4, 1, 5, 5), rng),
        "c1b": np.zeros(4),
        "c2w": he_init((9, 4, 3, 3), rng),
        "c2b": np.zeros(9),
        "fw": he_init((10, 9 * 4 * 4), rng),
        "fb": np.zeros(10),
        "mean": 0.0,
        "spread": 1.0,
    }
    ### END SOLUTION
