"""Wrong versions of sgd_step."""

from autograder.checking import mistake_in
from solutions.network import sgd_step


def _combine(first, second, scale):
    return {name: first[name] + scale * second[name] for name in first}


@mistake_in("sgd_step")
def updated_in_place(params, grads, velocity, lr, momentum=0.0):
    moved, faster = sgd_step(params, grads, velocity, lr, momentum)
    params.update(moved)
    velocity.update(faster)
    return params, velocity


@mistake_in("sgd_step")
def uphill(params, grads, velocity, lr, momentum=0.0):
    _, faster = sgd_step(params, grads, velocity, lr, momentum)
    return _combine(params, faster, lr), faster


@mistake_in("sgd_step")
def learning_rate_in_the_velocity(params, grads, velocity, lr, momentum=0.0):
    kept = {name: momentum * v for name, v in velocity.items()}
    faster = _combine(kept, grads, -lr)
    return _combine(params, faster, 1), faster


@mistake_in("sgd_step")
def gradient_dampened(params, grads, velocity, lr, momentum=0.0):
    less = {name: (1 - momentum) * grad for name, grad in grads.items()}
    return sgd_step(params, less, velocity, lr, momentum)


@mistake_in("sgd_step")
def momentum_ignored(params, grads, velocity, lr, momentum=0.0):
    return sgd_step(params, grads, velocity, lr)


@mistake_in("sgd_step")
def old_velocity_returned(params, grads, velocity, lr, momentum=0.0):
    moved, _ = sgd_step(params, grads, velocity, lr, momentum)
    return moved, dict(velocity)


@mistake_in("sgd_step")
def moved_with_the_old_velocity(params, grads, velocity, lr, momentum=0.0):
    _, faster = sgd_step(params, grads, velocity, lr, momentum)
    return _combine(params, velocity, -lr), faster


@mistake_in("sgd_step")
def nesterov(params, grads, velocity, lr, momentum=0.0):
    _, faster = sgd_step(params, grads, velocity, lr, momentum)
    return _combine(params, _combine(grads, faster, momentum), -lr), faster


@mistake_in("sgd_step")
def velocity_first(params, grads, velocity, lr, momentum=0.0):
    moved, faster = sgd_step(params, grads, velocity, lr, momentum)
    return faster, moved
