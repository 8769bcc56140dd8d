"""Wrong versions of cosine_lr."""

import math

from autograder.checking import mistake_in
from solutions.training import cosine_lr


def _rate(progress, lr, lr_min, turn=math.pi):
    return lr_min + (lr - lr_min) * (1 + math.cos(turn * progress)) / 2


def _schedule(step, total, lr, warmup, lr_min, rate=_rate, progress=None, rise=None):
    """The whole schedule, with one of its parts replaced."""
    if warmup >= total:
        raise ValueError
    if step < warmup:
        return (rise or (lambda: lr * (step + 1) / warmup))()
    if progress is None:
        return rate(min(1.0, (step - warmup) / (total - warmup)), lr, lr_min)
    return rate(progress(), lr, lr_min)


@mistake_in("cosine_lr")
def whole_cosine(step, total, lr, warmup=0, lr_min=0.0):
    def rate(progress, lr, lr_min):
        return _rate(progress, lr, lr_min, 2 * math.pi)

    return _schedule(step, total, lr, warmup, lr_min, rate)


@mistake_in("cosine_lr")
def quarter_of_a_cosine(step, total, lr, warmup=0, lr_min=0.0):
    def rate(progress, lr, lr_min):
        return lr_min + (lr - lr_min) * math.cos(math.pi / 2 * progress)

    return _schedule(step, total, lr, warmup, lr_min, rate)


@mistake_in("cosine_lr")
def straight_line(step, total, lr, warmup=0, lr_min=0.0):
    def rate(progress, lr, lr_min):
        return lr + (lr_min - lr) * progress

    return _schedule(step, total, lr, warmup, lr_min, rate)


@mistake_in("cosine_lr")
def warm_up_counted_twice(step, total, lr, warmup=0, lr_min=0.0):
    def progress():
        return min(1.0, (step - warmup) / total)

    return _schedule(step, total, lr, warmup, lr_min, progress=progress)


@mistake_in("cosine_lr")
def cosine_begins_under_the_warm_up(step, total, lr, warmup=0, lr_min=0.0):
    def progress():
        return min(1.0, step / total)

    return _schedule(step, total, lr, warmup, lr_min, progress=progress)


@mistake_in("cosine_lr")
def whole_number_division(step, total, lr, warmup=0, lr_min=0.0):
    def progress():
        return min(1, (step - warmup) // (total - warmup))

    return _schedule(step, total, lr, warmup, lr_min, progress=progress)


@mistake_in("cosine_lr")
def warm_up_from_zero(step, total, lr, warmup=0, lr_min=0.0):
    return _schedule(step, total, lr, warmup, lr_min, rise=lambda: lr * step / warmup)


@mistake_in("cosine_lr")
def warm_up_from_the_lowest(step, total, lr, warmup=0, lr_min=0.0):
    def rise():
        return lr_min + (lr - lr_min) * (step + 1) / warmup

    return _schedule(step, total, lr, warmup, lr_min, rise=rise)


@mistake_in("cosine_lr")
def rises_again_after_the_end(step, total, lr, warmup=0, lr_min=0.0):
    def progress():
        return (step - warmup) / (total - warmup)

    return _schedule(step, total, lr, warmup, lr_min, progress=progress)


@mistake_in("cosine_lr")
def lowest_rate_ignored(step, total, lr, warmup=0, lr_min=0.0):
    return cosine_lr(step, total, lr, warmup)


@mistake_in("cosine_lr")
def lowest_rate_added(step, total, lr, warmup=0, lr_min=0.0):
    def rate(progress, lr, lr_min):
        return lr_min + _rate(progress, lr, 0.0)

    return _schedule(step, total, lr, warmup, lr_min, rate)


@mistake_in("cosine_lr")
def endless_warm_up_accepted(step, total, lr, warmup=0, lr_min=0.0):
    if warmup < total:
        return cosine_lr(step, total, lr, warmup, lr_min)
    return lr * (step + 1) / warmup if step < warmup else lr_min
