"""Wrong versions of max_pool2d_backward."""

import numpy as np

from autograder.checking import mistake_in
from solutions.pooling import max_pool2d_backward


@mistake_in("max_pool2d_backward")
def assigned_not_added(dy, index, x_shape):
    n, c, h, w = x_shape
    dx = np.zeros((n, c, h * w))
    for place in np.ndindex(dy.shape):
        dx[(*place[:2], index[place])] = dy[place]
    return dx.reshape(x_shape)


@mistake_in("max_pool2d_backward")
def repeats_in_one_row_lost(dy, index, x_shape):
    n, c, h, w = x_shape
    sample, channel = np.arange(n)[:, np.newaxis, np.newaxis], np.arange(c)[:, np.newaxis]
    dx = np.zeros((n, c, h * w))
    for i in range(dy.shape[2]):
        dx[sample, channel, index[:, :, i]] += dy[:, :, i]
    return dx.reshape(x_shape)


@mistake_in("max_pool2d_backward")
def ones_for_dy(dy, index, x_shape):
    return max_pool2d_backward(np.ones(dy.shape), index, x_shape)


@mistake_in("max_pool2d_backward")
def one_map_for_all_channels(dy, index, x_shape):
    first = np.broadcast_to(index[:, :1], index.shape)
    return max_pool2d_backward(dy, first, x_shape)


@mistake_in("max_pool2d_backward")
def everything_in_the_first_map(dy, index, x_shape):
    dx = np.zeros(x_shape)
    np.add.at(dx.reshape(-1), index, dy)
    return dx


@mistake_in("max_pool2d_backward")
def whole_window_gets_the_gradient(dy, index, x_shape):
    h, w = x_shape[2:]
    oh, ow = dy.shape[2:]
    rows = np.minimum(np.arange(h) // (h // oh), oh - 1)
    columns = np.minimum(np.arange(w) // (w // ow), ow - 1)
    return dy[:, :, rows[:, np.newaxis], columns].astype(float)


@mistake_in("max_pool2d_backward")
def windows_read_as_an_image(dy, index, x_shape):
    (h, w), (oh, ow) = x_shape[2:], dy.shape[2:]
    sh, sw = h // oh, w // ow
    kh, kw = h - (oh - 1) * sh, w - (ow - 1) * sw
    windows = np.zeros((*dy.shape, kh, kw))
    for place in np.ndindex(dy.shape):
        row, column = divmod(index[place], w)
        cell = (row - place[2] * sh) % kh, (column - place[3] * sw) % kw
        windows[place][cell] = dy[place]
    return np.resize(windows, x_shape)


@mistake_in("max_pool2d_backward")
def index_read_by_columns(dy, index, x_shape):
    n, c, h, w = x_shape
    return max_pool2d_backward(dy, index, (n, c, w, h)).swapaxes(2, 3)
