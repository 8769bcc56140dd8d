"""Wrong versions of adam_step."""

import numpy as np

from autograder.checking import mistake_in
from solutions.training import adam_step


def _root_plus(v, eps):
    return np.sqrt(v) + eps


def _given(each):
    return each


def _step(
    params, grads, m, v, t, lr, beta1, beta2, eps,
    square=lambda g, m: g**2, divisor=_root_plus, power1=_given, power2=_given,
):  # fmt: skip
    """The whole step, with one of its parts replaced."""
    moved, means, squares = {}, {}, {}
    for name, g in grads.items():
        means[name] = beta1 * m.get(name, 0) + (1 - beta1) * g
        squares[name] = beta2 * v.get(name, 0) + (1 - beta2) * square(g, means[name])
        mean = means[name] / (1 - power1(beta1) ** power1(t))
        spread = squares[name] / (1 - power2(beta2) ** power2(t))
        moved[name] = params[name] - lr * mean / divisor(spread, eps)
    return moved, means, squares


def _uncorrected(each):
    """A power that is 0 for beta, and 1 for t: nothing is corrected."""
    return 0 if isinstance(each, float) else 1


@mistake_in("adam_step")
def no_bias_correction(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    none = _uncorrected
    return _step(params, grads, m, v, t, lr, beta1, beta2, eps, power1=none, power2=none)


@mistake_in("adam_step")
def only_the_mean_corrected(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    return _step(params, grads, m, v, t, lr, beta1, beta2, eps, power2=_uncorrected)


@mistake_in("adam_step")
def steps_counted_from_zero(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    moved, _, _ = adam_step(params, grads, m, v, t + 1, lr, beta1, beta2, eps)
    return moved, *adam_step(params, grads, m, v, t, lr, beta1, beta2, eps)[1:]


@mistake_in("adam_step")
def correction_of_the_first_step(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    moved, _, _ = adam_step(params, grads, m, v, 1, lr, beta1, beta2, eps)
    return moved, *adam_step(params, grads, m, v, t, lr, beta1, beta2, eps)[1:]


@mistake_in("adam_step")
def eps_inside_the_root(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    def divisor(v, eps):
        return np.sqrt(v + eps)

    return _step(params, grads, m, v, t, lr, beta1, beta2, eps, divisor=divisor)


@mistake_in("adam_step")
def root_forgotten(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    def divisor(v, eps):
        return v + eps

    return _step(params, grads, m, v, t, lr, beta1, beta2, eps, divisor=divisor)


@mistake_in("adam_step")
def square_of_the_mean(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    def square(g, m):
        return m**2

    return _step(params, grads, m, v, t, lr, beta1, beta2, eps, square=square)


@mistake_in("adam_step")
def gradient_not_squared(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    def square(g, m):
        return np.abs(g)

    return _step(params, grads, m, v, t, lr, beta1, beta2, eps, square=square)


@mistake_in("adam_step")
def betas_swapped(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam_step(params, grads, m, v, t, lr, beta2, beta1, eps)


@mistake_in("adam_step")
def adam_uphill(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam_step(params, grads, m, v, t, -lr, beta1, beta2, eps)


@mistake_in("adam_step")
def corrected_moments_returned(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    moved, means, squares = adam_step(params, grads, m, v, t, lr, beta1, beta2, eps)
    means = {name: each / (1 - beta1**t) for name, each in means.items()}
    return moved, means, {name: each / (1 - beta2**t) for name, each in squares.items()}


@mistake_in("adam_step")
def old_moments_returned(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    return adam_step(params, grads, m, v, t, lr, beta1, beta2, eps)[0], dict(m), dict(v)


@mistake_in("adam_step")
def written_into_the_arguments(params, grads, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    moved, means, squares = adam_step(params, grads, m, v, t, lr, beta1, beta2, eps)
    params.update(moved)
    m.update(means)
    v.update(squares)
    return params, m, v
