# %% numerical_gradient
def two_values(x):
    return np.array([x[0] * x[1], x[0] ** 2])


def cube(x):
    return x**3


def flat(x):
    return x.reshape(-1)


x, dy = np.array([3.0, 2.0]), np.array([5.0, -1.0])
compare(numerical_gradient, two_values, x, dy, h=1.0, expected=np.array([4.0, 15.0]))

x, dy = np.array([[1, -2, 3], [0, 2, -1]]), np.array([[2.0, 1.0, -1.0], [3.0, 0.0, 5.0]])
compare(numerical_gradient, cube, x, dy, expected=dy * 3 * x**2)
compare(numerical_gradient, cube, x.T, dy.T, h=0.5, expected=dy.T * (3 * x.T**2 + 0.25))
compare(numerical_gradient, flat, x / 3, dy.reshape(-1), expected=dy)
