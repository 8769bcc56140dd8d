"""Wrong versions of lenet_step."""

import numpy as np

from autograder.checking import mistake_in
from solutions.given.network import conv2d, conv2d_backward, max_pool2d, max_pool2d_backward
from solutions.network import (
    flatten,
    flatten_backward,
    lenet_step,
    linear,
    linear_backward,
    relu,
    relu_backward,
    softmax_cross_entropy,
)


def _same(x):
    return x


def _unchanged(dy, x):
    return dy


def _pool_backward(dy, index, maps):
    return max_pool2d_backward(dy, index, maps.shape)


def _block(x, params, layer):
    maps = conv2d(x, params[f"{layer}w"], params[f"{layer}b"], padding=1)
    return maps, *max_pool2d(relu(maps), 2)


def _step(
    x,
    labels,
    params,
    into=flatten,
    back=flatten_backward,
    act=relu,
    act_back=relu_backward,
    last=_same,
    last_back=_unchanged,
    mask=relu_backward,
    unpool=_pool_backward,
):
    """The whole step, with one of its parts replaced."""
    maps1, pooled1, index1 = _block(x, params, "c1")
    maps2, pooled2, index2 = _block(pooled1, params, "c2")
    features = into(pooled2)
    hidden = linear(features, params["f1w"], params["f1b"])
    scores = linear(act(hidden), params["f2w"], params["f2b"])
    loss, dscores = softmax_cross_entropy(last(scores), labels)
    dscores = last_back(dscores, scores)
    dactive, f2w, f2b = linear_backward(dscores, act(hidden), params["f2w"])
    dfeatures, f1w, f1b = linear_backward(act_back(dactive, hidden), features, params["f1w"])
    dmaps2 = mask(unpool(back(dfeatures, pooled2.shape), index2, maps2), maps2)
    dpooled1, c2w, c2b = conv2d_backward(dmaps2, pooled1, params["c2w"], 1, 1)
    dmaps1 = mask(unpool(dpooled1, index1, maps1), maps1)
    _, c1w, c1b = conv2d_backward(dmaps1, x, params["c1w"], 1, 1)
    grads = {"c1w": c1w, "c1b": c1b, "c2w": c2w, "c2b": c2b}
    return loss, {**grads, "f1w": f1w, "f1b": f1b, "f2w": f2w, "f2b": f2b}, last(scores)


@mistake_in("lenet_step")
def lenet_features_channels_last(x, labels, params):
    def into(pooled):
        return flatten(np.moveaxis(pooled, 1, -1))

    def back(dy, shape):
        n, c, *size = shape
        return np.moveaxis(dy.reshape(n, *size, c), -1, 1)

    return _step(x, labels, params, into, back)


@mistake_in("lenet_step")
def no_relu_between_the_linear_layers(x, labels, params):
    return _step(x, labels, params, act=_same, act_back=_unchanged)


@mistake_in("lenet_step")
def hidden_mask_forgotten(x, labels, params):
    return _step(x, labels, params, act_back=_unchanged)


@mistake_in("lenet_step")
def relu_on_the_logits(x, labels, params):
    return _step(x, labels, params, last=relu, last_back=relu_backward)


@mistake_in("lenet_step")
def convolution_masks_forgotten(x, labels, params):
    return _step(x, labels, params, mask=_unchanged)


@mistake_in("lenet_step")
def masks_from_the_gradient(x, labels, params):
    def mask(dy, x):
        return relu(dy)

    return _step(x, labels, params, act_back=mask, mask=mask)


@mistake_in("lenet_step")
def gradient_to_whole_windows(x, labels, params):
    def unpool(dy, index, maps):
        full = np.zeros(maps.shape)
        grown = dy.repeat(2, axis=2).repeat(2, axis=3)
        full[:, :, : grown.shape[2], : grown.shape[3]] = grown
        return full

    return _step(x, labels, params, unpool=unpool)


@mistake_in("lenet_step")
def probabilities_for_logits(x, labels, params):
    loss, grads, logits = lenet_step(x, labels, params)
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    return loss, grads, weights / weights.sum(axis=1, keepdims=True)


@mistake_in("lenet_step")
def lenet_gradients_summed(x, labels, params):
    loss, grads, logits = lenet_step(x, labels, params)
    return loss, {name: grad * len(x) for name, grad in grads.items()}, logits


@mistake_in("lenet_step")
def lenet_biases_left_out(x, labels, params):
    loss, grads, logits = lenet_step(x, labels, params)
    return loss, {name: grad for name, grad in grads.items() if name.endswith("w")}, logits


@mistake_in("lenet_step")
def logits_before_gradients(x, labels, params):
    loss, grads, logits = lenet_step(x, labels, params)
    return loss, logits, grads
