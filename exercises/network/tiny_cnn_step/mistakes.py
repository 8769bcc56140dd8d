"""Wrong versions of tiny_cnn_step."""

import numpy as np

from autograder.checking import mistake_in
from solutions.given.network import conv2d, conv2d_backward, max_pool2d, max_pool2d_backward
from solutions.network import (
    bce_with_logits,
    flatten,
    flatten_backward,
    linear,
    linear_backward,
    relu,
    relu_backward,
    tiny_cnn_step,
)


def _pool_backward(dy, index, maps):
    return max_pool2d_backward(dy, index, maps.shape)


def _step(x, y, params, into=flatten, back=flatten_backward, unpool=_pool_backward, act=None):
    """The whole step, with one of its parts replaced."""
    maps = before = conv2d(x, params["w"], params["b"])
    if act:
        maps = act(before)
    pooled, index = max_pool2d(maps, 2)
    features = into(pooled)
    loss, dz = bce_with_logits(linear(features, params["fw"], params["fb"]), y)
    dfeatures, dfw, dfb = linear_backward(dz, features, params["fw"])
    dmaps = unpool(back(dfeatures, pooled.shape), index, maps)
    if act:
        dmaps = relu_backward(dmaps, before)
    dx, dw, db = conv2d_backward(dmaps, x, params["w"])
    return loss, {"w": dw, "b": db, "fw": dfw, "fb": dfb}, dx


def _fit(grown, maps):
    """`grown` with zeros on the rows and columns that no window covers."""
    full = np.zeros(maps.shape)
    full[:, :, : grown.shape[2], : grown.shape[3]] = grown
    return full


def _grow(pooled):
    return pooled.repeat(2, axis=2).repeat(2, axis=3)


@mistake_in("tiny_cnn_step")
def gradient_to_every_tie(x, y, params):
    def unpool(dy, index, maps):
        return _fit(_grow(dy), maps) * (maps == _fit(_grow(max_pool2d(maps, 2)[0]), maps))

    return _step(x, y, params, unpool=unpool)


@mistake_in("tiny_cnn_step")
def gradient_to_the_whole_window(x, y, params):
    return _step(x, y, params, unpool=lambda dy, index, maps: _fit(_grow(dy), maps))


@mistake_in("tiny_cnn_step")
def features_channels_last(x, y, params):
    def into(pooled):
        return flatten(np.moveaxis(pooled, 1, -1))

    def back(dy, shape):
        n, c, *size = shape
        return np.moveaxis(dy.reshape(n, *size, c), -1, 1)

    return _step(x, y, params, into, back)


@mistake_in("tiny_cnn_step")
def pooled_size_of_one_example(x, y, params):
    return _step(x, y, params, back=lambda dy, shape: dy.reshape(len(dy), -1, 2, 2))


@mistake_in("tiny_cnn_step")
def relu_that_nobody_asked_for(x, y, params):
    return _step(x, y, params, act=relu)


@mistake_in("tiny_cnn_step")
def gradient_of_the_map_returned(x, y, params):
    loss, grads, _ = tiny_cnn_step(x, y, params)
    seen = []

    def unpool(dy, index, maps):
        seen.append(_pool_backward(dy, index, maps))
        return seen[0]

    _step(x, y, params, unpool=unpool)
    return loss, grads, seen[0]


@mistake_in("tiny_cnn_step")
def gradients_summed_over_the_batch(x, y, params):
    loss, grads, dx = tiny_cnn_step(x, y, params)
    return loss, {name: grad * y.size for name, grad in grads.items()}, dx * y.size


@mistake_in("tiny_cnn_step")
def gradients_averaged_twice(x, y, params):
    loss, grads, dx = tiny_cnn_step(x, y, params)
    return loss, {name: grad / len(x) for name, grad in grads.items()}, dx


@mistake_in("tiny_cnn_step")
def fw_gradient_in_out(x, y, params):
    loss, grads, dx = tiny_cnn_step(x, y, params)
    return loss, {**grads, "fw": grads["fw"].T}, dx


@mistake_in("tiny_cnn_step")
def biases_without_gradient(x, y, params):
    loss, grads, dx = tiny_cnn_step(x, y, params)
    return loss, {name: grads[name] for name in ("w", "fw")}, dx
