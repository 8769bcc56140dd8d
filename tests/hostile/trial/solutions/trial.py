"""What the trial unit asks for: a prerequisite, a function given to another, a class."""

import numpy as np


def double(x):
    return 2 * x


def fourfold(x):
    return double(double(x))


def through(f, x):
    return f(x) + 1


class Counter:
    def __init__(self, start):
        self.total = np.array(start)

    def add(self, x):
        self.total = self.total + x
        return self.total
