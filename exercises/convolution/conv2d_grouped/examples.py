# %% conv2d_grouped
pixels = np.array([1, 2, 3, 4]).reshape(1, 4, 1, 1)
weights = np.array([[1, 10], [2, -1]]).reshape(2, 2, 1, 1)
print(conv2d_grouped(pixels, weights, groups=2).ravel())

images = np.arange(2 * 6 * 4 * 5, dtype=float).reshape(2, 6, 4, 5) % 7
kernel = np.arange(4 * 3 * 3 * 2, dtype=float).reshape(4, 3, 3, 2) % 5 - 2
bias = np.array([1.0, -2.0, 0.5, 3.0])
x, w, b = torch.tensor(images), torch.tensor(kernel), torch.tensor(bias)
compare(
    "conv2d_grouped(images, kernel, groups=2)",
    conv2d_grouped(images, kernel, groups=2),
    F.conv2d(x, w, groups=2),
)
compare(
    "conv2d_grouped(images, kernel, bias, (2, 1), 1, (1, 2), groups=2)",
    conv2d_grouped(images, kernel, bias, (2, 1), 1, (1, 2), groups=2),
    F.conv2d(x, w, b, (2, 1), 1, (1, 2), groups=2),
)

# %% depthwise_separable
rows = np.array([[1, 2, 3], [4, 6, 9]]).reshape(1, 2, 1, 3)
each = np.array([[1, 1], [1, -1]]).reshape(2, 1, 1, 2)
mix = np.array([10, 1]).reshape(1, 2, 1, 1)
print(depthwise_separable(rows, each, mix))

images = np.arange(2 * 3 * 4 * 5, dtype=float).reshape(2, 3, 4, 5) % 7
depthwise = np.arange(6 * 1 * 3 * 2, dtype=float).reshape(6, 1, 3, 2) % 5 - 2
pointwise = np.arange(4 * 6 * 1 * 1, dtype=float).reshape(4, 6, 1, 1) % 5 - 1
x, wd, wp = torch.tensor(images), torch.tensor(depthwise), torch.tensor(pointwise)
compare(
    "depthwise_separable(images, depthwise, pointwise)",
    depthwise_separable(images, depthwise, pointwise),
    F.conv2d(F.conv2d(x, wd, groups=3), wp),
)
compare(
    "depthwise_separable(images, depthwise, pointwise, stride=(1, 2), padding=1)",
    depthwise_separable(images, depthwise, pointwise, stride=(1, 2), padding=1),
    F.conv2d(F.conv2d(x, wd, stride=(1, 2), padding=1, groups=3), wp),
)
