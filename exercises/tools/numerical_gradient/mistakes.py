"""Wrong versions of numerical_gradient."""

import numpy as np

from autograder.checking import mistake_in


def cell_by_cell(f, x, derivative):
    """dx of a copy of x, where `derivative(value_at, centre)` has the cell moved by `value_at`."""
    x = np.array(x, dtype=np.float64)
    dx = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        centre = x[i]

        def value_at(number, i=i):
            x[i] = number
            return np.array(f(x))

        dx[i] = derivative(value_at, centre)
        x[i] = centre
    return dx


@mistake_in("numerical_gradient")
def steps_back_twice(f, x, dy, h=1e-5):
    def derivative(value_at, c):
        return np.sum(dy * (value_at(c + h) - value_at(c - 2 * h))) / (2 * h)

    return cell_by_cell(f, x, derivative)


@mistake_in("numerical_gradient")
def forward_difference(f, x, dy, h=1e-5):
    def derivative(value_at, c):
        return np.sum(dy * (value_at(c + h) - value_at(c))) / h

    return cell_by_cell(f, x, derivative)


@mistake_in("numerical_gradient")
def divided_by_one_step(f, x, dy, h=1e-5):
    def derivative(value_at, c):
        return np.sum(dy * (value_at(c + h) - value_at(c - h))) / h

    return cell_by_cell(f, x, derivative)


@mistake_in("numerical_gradient")
def incoming_gradient_left_out(f, x, dy, h=1e-5):
    def derivative(value_at, c):
        return np.sum(value_at(c + h) - value_at(c - h)) / (2 * h)

    return cell_by_cell(f, x, derivative)


@mistake_in("numerical_gradient")
def mean_instead_of_sum(f, x, dy, h=1e-5):
    def derivative(value_at, c):
        return np.mean(dy * (value_at(c + h) - value_at(c - h))) / (2 * h)

    return cell_by_cell(f, x, derivative)


@mistake_in("numerical_gradient")
def view_kept(f, x, dy, h=1e-5):
    x = np.array(x, dtype=np.float64)
    dx = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        centre = x[i]
        x[i] = centre + h
        ahead = f(x)
        x[i] = centre - h
        behind = f(x)
        x[i] = centre
        dx[i] = np.sum(dy * (ahead - behind)) / (2 * h)
    return dx


@mistake_in("numerical_gradient")
def dtype_of_the_input(f, x, dy, h=1e-5):
    x = x.copy()
    dx = np.zeros(x.shape, dtype=np.result_type(x, np.float32))
    for i in np.ndindex(x.shape):
        centre = x[i]
        x[i] = centre + h
        ahead = np.array(f(x))
        x[i] = centre - h
        behind = np.array(f(x))
        x[i] = centre
        dx[i] = np.sum(dy * (ahead - behind)) / (2 * h)
    return dx


@mistake_in("numerical_gradient")
def cell_not_put_back(f, x, dy, h=1e-5):
    x = np.array(x, dtype=np.float64)
    dx = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += h
        ahead = np.array(f(x))
        x[i] -= 2 * h
        behind = np.array(f(x))
        dx[i] = np.sum(dy * (ahead - behind)) / (2 * h)
    return dx


@mistake_in("numerical_gradient")
def input_left_changed(f, x, dy, h=1e-5):
    work = np.asarray(x, dtype=np.float64)
    dx = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        work[i] += h
        ahead = np.array(f(work))
        work[i] -= 2 * h
        behind = np.array(f(work))
        work[i] += h
        dx[i] = np.sum(dy * (ahead - behind)) / (2 * h)
    return dx


@mistake_in("numerical_gradient")
def all_cells_at_once(f, x, dy, h=1e-5):
    x = np.array(x, dtype=np.float64)
    return dy * (np.array(f(x + h)) - np.array(f(x - h))) / (2 * h)


@mistake_in("numerical_gradient")
def step_ignored(f, x, dy, h=1e-5):
    def derivative(value_at, c):
        return np.sum(dy * (value_at(c + 1e-5) - value_at(c - 1e-5))) / 2e-5

    return cell_by_cell(f, x, derivative)


@mistake_in("numerical_gradient")
def flattened_copy_moved(f, x, dy, h=1e-5):
    x = np.array(x, dtype=np.float64)
    cells, dx = x.reshape(-1), np.zeros(x.size)
    for i in range(x.size):
        centre = cells[i]
        cells[i] = centre + h
        ahead = np.array(f(x))
        cells[i] = centre - h
        behind = np.array(f(x))
        cells[i] = centre
        dx[i] = np.sum(dy * (ahead - behind)) / (2 * h)
    return dx.reshape(x.shape)
