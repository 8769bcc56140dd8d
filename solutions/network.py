"""Reference solutions of the unit `network`."""

import numpy as np

from solutions.given.network import conv2d, conv2d_backward, max_pool2d, max_pool2d_backward

Params = dict[str, np.ndarray]


def relu(x: np.ndarray) -> np.ndarray:
    ### BEGIN SOLUTION
    return np.maximum(x, 0)
    ### END SOLUTION


def relu_backward(dy: np.ndarray, x: np.ndarray) -> np.ndarray:
    ### BEGIN SOLUTION
    return np.where(x > 0, dy, 0)
    ### END SOLUTION


def flatten(x: np.ndarray) -> np.ndarray:
    ### BEGIN SOLUTION
    return x.reshape(len(x), -1)
    ### END SOLUTION


def flatten_backward(dy: np.ndarray, x_shape: tuple[int, ...]) -> np.ndarray:
    ### BEGIN SOLUTION
    return dy.reshape(x_shape)
    ### END SOLUTION


def linear(x: np.ndarray, w: np.ndarray, b: np.ndarray) -> np.ndarray:
    ### BEGIN SOLUTION
    return x @ w.T + b
    ### END SOLUTION


def linear_backward(
    dy: np.ndarray, x: np.ndarray, w: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    ### BEGIN SOLUTION
    dx = dy @ w
    dw = dy.T @ x
    db = dy.sum(axis=0)
    return dx, dw, db
    ### END SOLUTION


def bce_with_logits(z: np.ndarray, y: np.ndarray) -> tuple[float, np.ndarray]:
    ### BEGIN SOLUTION
    if z.shape != y.shape:
        raise ValueError(f"logits {z.shape} and targets {y.shape} differ in shape")
    tiny = np.exp(-np.abs(z))
    losses = np.maximum(z, 0) - z * y + np.log1p(tiny)
    p = np.where(z >= 0, 1.0, tiny) / (1 + tiny)
    return float(losses.mean()), (p - y) / z.size
    ### END SOLUTION


def softmax_cross_entropy(z: np.ndarray, labels: np.ndarray) -> tuple[float, np.ndarray]:
    ### BEGIN SOLUTION
    n, classes = z.shape
    if labels.shape != (n,) or labels.min() < 0 or labels.max() >= classes:
        raise ValueError("labels must hold one class, from 0 to C - 1, for each row of z")
    shifted = z - z.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    correct = np.arange(n), labels
    dz = np.exp(log_p)
    dz[correct] -= 1
    return float(-log_p[correct].mean()), dz / n
    ### END SOLUTION


def sgd_step(
    params: Params, grads: Params, velocity: Params, lr: float, momentum: float = 0.0
) -> tuple[Params, Params]:
    ### BEGIN SOLUTION
    faster = {name: momentum * velocity[name] + grads[name] for name in params}
    moved = {name: params[name] - lr * faster[name] for name in params}
    return moved, faster
    ### END SOLUTION


def tiny_cnn_step(x: np.ndarray, y: np.ndarray, params: Params) -> tuple[float, Params, np.ndarray]:
    ### BEGIN SOLUTION
    maps = conv2d(x, params["w"], params["b"])
    pooled, index = max_pool2d(maps, 2)
    features = flatten(pooled)
    loss, dz = bce_with_logits(linear(features, params["fw"], params["fb"]), y)

    dfeatures, dfw, dfb = linear_backward(dz, features, params["fw"])
    dpooled = flatten_backward(dfeatures, pooled.shape)
    dmaps = max_pool2d_backward(dpooled, index, maps.shape)
    dx, dw, db = conv2d_backward(dmaps, x, params["w"])
    return loss, {"w": dw, "b": db, "fw": dfw, "fb": dfb}, dx
    ### END SOLUTION


def lenet_step(
    x: np.ndarray, labels: np.ndarray, params: Params
) -> tuple[float, Params, np.ndarray]:
    ### BEGIN SOLUTION
    maps1 = conv2d(x, params["c1w"], params["c1b"], padding=1)
    pooled1, index1 = max_pool2d(relu(maps1), 2)
    maps2 = conv2d(pooled1, params["c2w"], params["c2b"], padding=1)
    pooled2, index2 = max_pool2d(relu(maps2), 2)
    features = flatten(pooled2)
    hidden = linear(features, params["f1w"], params["f1b"])
    active = relu(hidden)
    logits = linear(active, params["f2w"], params["f2b"])
    loss, dlogits = softmax_cross_entropy(logits, labels)

    grads = {}
    dactive, grads["f2w"], grads["f2b"] = linear_backward(dlogits, active, params["f2w"])
    dhidden = relu_backward(dactive, hidden)
    dfeatures, grads["f1w"], grads["f1b"] = linear_backward(dhidden, features, params["f1w"])
    dpooled2 = flatten_backward(dfeatures, pooled2.shape)
    dmaps2 = relu_backward(max_pool2d_backward(dpooled2, index2, maps2.shape), maps2)
    dpooled1, grads["c2w"], grads["c2b"] = conv2d_backward(
        dmaps2, pooled1, params["c2w"], padding=1
    )
    dmaps1 = relu_backward(max_pool2d_backward(dpooled1, index1, maps1.shape), maps1)
    _, grads["c1w"], grads["c1b"] = conv2d_backward(dmaps1, x, params["c1w"], padding=1)
    return loss, grads, logits
    ### END SOLUTION


def smoothed_cross_entropy(
    z: np.ndarray, labels: np.ndarray, smoothing: float
) -> tuple[float, np.ndarray]:
    ### BEGIN SOLUTION
    n, classes = z.shape
    if not 0 <= smoothing <= 1:
        raise ValueError(f"smoothing is a share between 0 and 1, not {smoothing}")
    wanted = np.full(z.shape, smoothing / classes)
    wanted[np.arange(n), labels] += 1 - smoothing
    shifted = z - z.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    return float(-(wanted * log_p).sum() / n), (np.exp(log_p) - wanted) / n
    ### END SOLUTION
