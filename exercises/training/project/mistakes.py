"""Wrong versions of the project's functions."""

import numpy as np

from autograder.checking import mistake_in
from solutions.training import build, predict, train


@mistake_in("build")
def generator_of_its_own(rng):
    return build(np.random.default_rng(0))


@mistake_in("build")
def all_weights_zero(rng):
    return {name: each * 0 for name, each in build(rng).items()}


@mistake_in("predict")
def labels_in_a_column(params, x):
    return predict(params, x)[:, np.newaxis]


@mistake_in("predict")
def one_hot_labels(params, x):
    return np.eye(10)[predict(params, x)]


@mistake_in("predict")
def measured_on_the_batch(params, x):
    return predict(params, x - x.mean(axis=0) + params["mean"])


@mistake_in("predict")
def labels_as_floats(params, x):
    return predict(params, x).astype(float)


@mistake_in("train")
def weights_returned_as_they_came(params, x, labels, rng):
    return dict(params)


@mistake_in("train")
def labels_shuffled_apart(params, x, labels, rng):
    return train(params, x, np.random.default_rng(1).permutation(labels), rng)


@mistake_in("train")
def losses_returned_too(params, x, labels, rng):
    return train(params, x, labels, rng), [2.3, 0.5]


@mistake_in("train")
def weights_that_overflow(params, x, labels, rng):
    return {name: each * np.inf for name, each in train(params, x, labels, rng).items()}


@mistake_in("train")
def network_trained_in_place(params, x, labels, rng):
    params.update(train(params, x, labels, rng))
    return params


@mistake_in("train")
def images_changed_on_the_way(params, x, labels, rng):
    trained = train(params, x, labels, rng)
    x -= x.mean()
    return trained
