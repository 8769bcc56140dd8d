# %% conv2d_grouped
pixels = np.array([1.0, 2.0, 3.0, 4.0]).reshape(1, 4, 1, 1)
weights = np.array([[1.0, 10.0], [2.0, -1.0]]).reshape(2, 2, 1, 1)
answer = np.array([21.0, 2.0]).reshape(1, 2, 1, 1)
compare(conv2d_grouped, pixels, weights, groups=2, expected=answer)

images = np.arange(2 * 6 * 4 * 5, dtype=float).reshape(2, 6, 4, 5) % 7
kernel = np.arange(4 * 3 * 3 * 2, dtype=float).reshape(4, 3, 3, 2) % 5 - 2
bias = np.array([1.0, -2.0, 0.5, 3.0])
x, w, b = torch.tensor(images), torch.tensor(kernel), torch.tensor(bias)
compare(conv2d_grouped, images, kernel, groups=2, expected=F.conv2d(x, w, groups=2))
y = F.conv2d(x, w, b, (2, 1), 1, (1, 2), groups=2)
compare(conv2d_grouped, images, kernel, bias, (2, 1), 1, (1, 2), groups=2, expected=y)

compare(conv2d_grouped, images, kernel[:3], groups=2, raises=ValueError)

# %% depthwise_separable
rows = np.array([[1.0, 2.0, 3.0], [4.0, 6.0, 9.0]]).reshape(1, 2, 1, 3)
each = np.array([[1.0, 1.0], [1.0, -1.0]]).reshape(2, 1, 1, 2)
mix = np.array([10.0, 1.0]).reshape(1, 2, 1, 1)
compare(depthwise_separable, rows, each, mix, expected=np.array([[[[28.0, 47.0]]]]))

images = np.arange(2 * 3 * 4 * 5, dtype=float).reshape(2, 3, 4, 5) % 7
depthwise = np.arange(6 * 1 * 3 * 2, dtype=float).reshape(6, 1, 3, 2) % 5 - 2
pointwise = np.arange(4 * 6 * 1 * 1, dtype=float).reshape(4, 6, 1, 1) % 5 - 1
x, wd, wp = torch.tensor(images), torch.tensor(depthwise), torch.tensor(pointwise)
for sizes in [(1, 0), ((1, 2), 1)]:
    y = F.conv2d(F.conv2d(x, wd, None, *sizes, groups=3), wp)
    compare(depthwise_separable, images, depthwise, pointwise, *sizes, expected=y)

compare(depthwise_separable, images, depthwise, pointwise[:, :3], raises=ValueError)
