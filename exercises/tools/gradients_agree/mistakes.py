"""Wrong versions of gradients_agree."""

from io import StringIO

import numpy as np

from autograder.checking import mistake_in
from solutions.tools import gradients_agree


def allowed(numeric, rtol, atol):
    return atol + rtol * np.abs(numeric)


@mistake_in("gradients_agree")
def no_absolute_value(analytic, numeric, rtol=1e-5, atol=1e-8):
    if analytic.shape != numeric.shape:
        return False
    with np.errstate(invalid="ignore"):
        return bool(np.all(analytic - numeric <= allowed(numeric, rtol, atol)))


@mistake_in("gradients_agree")
def mean_for_all(analytic, numeric, rtol=1e-5, atol=1e-8):
    if analytic.shape != numeric.shape or not np.isfinite(analytic - numeric).all():
        return False
    difference = np.mean(np.abs(analytic - numeric))
    return bool(difference <= np.mean(allowed(numeric, rtol, atol)))


@mistake_in("gradients_agree")
def one_right_cell_is_enough(analytic, numeric, rtol=1e-5, atol=1e-8):
    if analytic.shape != numeric.shape:
        return False
    return bool(np.any(np.abs(analytic - numeric) <= allowed(numeric, rtol, atol)))


@mistake_in("gradients_agree")
def shape_not_compared(analytic, numeric, rtol=1e-5, atol=1e-8):
    return bool(np.allclose(analytic, numeric, rtol, atol))


@mistake_in("gradients_agree")
def nan_agrees(analytic, numeric, rtol=1e-5, atol=1e-8):
    if analytic.shape != numeric.shape:
        return False
    return not np.any(np.abs(analytic - numeric) > allowed(numeric, rtol, atol))


@mistake_in("gradients_agree")
def infinity_agrees(analytic, numeric, rtol=1e-5, atol=1e-8):
    if analytic.shape != numeric.shape:
        return False
    return bool(np.all(np.abs(analytic - numeric) <= allowed(numeric, rtol, atol)))


@mistake_in("gradients_agree")
def no_floor(analytic, numeric, rtol=1e-5, atol=1e-8):
    return gradients_agree(analytic, numeric, rtol, 0.0)


@mistake_in("gradients_agree")
def no_relative_part(analytic, numeric, rtol=1e-5, atol=1e-8):
    return gradients_agree(analytic, numeric, 0.0, atol)


@mistake_in("gradients_agree")
def tolerances_swapped(analytic, numeric, rtol=1e-5, atol=1e-8):
    return gradients_agree(analytic, numeric, atol, rtol)


@mistake_in("gradients_agree")
def tolerances_fixed(analytic, numeric, rtol=1e-5, atol=1e-8):
    return gradients_agree(analytic, numeric)


@mistake_in("gradients_agree")
def relative_to_the_largest(analytic, numeric, rtol=1e-5, atol=1e-8):
    if analytic.shape != numeric.shape or not np.isfinite(analytic - numeric).all():
        return False
    largest = np.max(np.abs(numeric))
    return bool(np.max(np.abs(analytic - numeric)) <= atol + rtol * largest)


@mistake_in("gradients_agree")
def only_prints(analytic, numeric, rtol=1e-5, atol=1e-8):
    print(gradients_agree(analytic, numeric, rtol, atol), file=StringIO())


@mistake_in("gradients_agree")
def exact_equality(analytic, numeric, rtol=1e-5, atol=1e-8):
    return bool(np.array_equal(analytic, numeric))
