"""Wrong versions of early_stopping."""

import numpy as np

from autograder.checking import mistake_in
from solutions.training import early_stopping


def _better(loss, best, min_delta):
    return loss < best - min_delta


def _waited(i, best, patience):
    return i - best >= patience


def _walk(losses, patience, min_delta, better=_better, waited=_waited):
    """The whole rule, with one of its parts replaced."""
    if len(losses) == 0:
        raise ValueError
    best = 0
    for i in range(1, len(losses)):
        if better(losses[i], losses[best], min_delta):
            best = i
        elif waited(i, best, patience):
            return best, i
    return best, None


@mistake_in("early_stopping")
def one_epoch_too_late(losses, patience, min_delta=0.0):
    return _walk(losses, patience, min_delta, waited=lambda i, best, p: i - best > p)


@mistake_in("early_stopping")
def one_epoch_too_early(losses, patience, min_delta=0.0):
    return _walk(losses, patience, min_delta, waited=lambda i, best, p: i - best >= p - 1)


@mistake_in("early_stopping")
def ties_count_as_better(losses, patience, min_delta=0.0):
    return _walk(losses, patience, min_delta, better=lambda loss, best, d: loss <= best - d)


@mistake_in("early_stopping")
def smallest_difference_ignored(losses, patience, min_delta=0.0):
    return _walk(losses, patience, 0.0)


@mistake_in("early_stopping")
def smallest_difference_of_the_wrong_sign(losses, patience, min_delta=0.0):
    return _walk(losses, patience, -min_delta)


@mistake_in("early_stopping")
def higher_is_better(losses, patience, min_delta=0.0):
    return _walk(losses, patience, min_delta, better=lambda loss, best, d: loss > best + d)


@mistake_in("early_stopping")
def compared_with_the_last(losses, patience, min_delta=0.0):
    if len(losses) == 0:
        raise ValueError
    best = bad = 0
    for i in range(1, len(losses)):
        bad = 0 if losses[i] < losses[i - 1] - min_delta else bad + 1
        best = best if bad else i
        if bad and bad >= patience:
            return best, i
    return best, None


@mistake_in("early_stopping")
def bad_epochs_never_forgotten(losses, patience, min_delta=0.0):
    if len(losses) == 0:
        raise ValueError
    best = bad = 0
    for i in range(1, len(losses)):
        if losses[i] < losses[best] - min_delta:
            best = i
            continue
        bad += 1
        if bad >= patience:
            return best, i
    return best, None


@mistake_in("early_stopping")
def last_for_best(losses, patience, min_delta=0.0):
    _, stop = early_stopping(losses, patience, min_delta)
    return (len(losses) - 1 if stop is None else stop), stop


@mistake_in("early_stopping")
def lowest_of_all_losses(losses, patience, min_delta=0.0):
    _, stop = early_stopping(losses, patience, min_delta)
    return int(np.argmin(losses)), stop


@mistake_in("early_stopping")
def lowest_up_to_the_stop(losses, patience, min_delta=0.0):
    _, stop = early_stopping(losses, patience, min_delta)
    return int(np.argmin(losses[: None if stop is None else stop + 1])), stop


@mistake_in("early_stopping")
def loss_for_its_place(losses, patience, min_delta=0.0):
    best, stop = early_stopping(losses, patience, min_delta)
    return losses[best], stop


@mistake_in("early_stopping")
def last_epoch_for_none(losses, patience, min_delta=0.0):
    best, stop = early_stopping(losses, patience, min_delta)
    return best, len(losses) - 1 if stop is None else stop


@mistake_in("early_stopping")
def none_without_losses(losses, patience, min_delta=0.0):
    return (0, None) if len(losses) == 0 else early_stopping(losses, patience, min_delta)
