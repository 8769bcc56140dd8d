# %% max_pool2d
small = np.array([[[[1, 3, 2, 0], [5, 4, 6, 1], [2, 0, 6, 7]]]])
y, index = max_pool2d(small, 2, stride=1)
print(y)
print(index)

image = np.random.default_rng(1).permutation(2 * 3 * 5 * 6).reshape(2, 3, 5, 6) - 90.0
tensor = torch.tensor(image)
for kernel, stride, padding in [(2, None, 0), ((3, 2), 1, 0), (3, 2, 1)]:
    compare(
        f"max_pool2d(image, {kernel}, {stride}, {padding})",
        max_pool2d(image, kernel, stride, padding),
        F.max_pool2d(tensor, kernel, stride, padding, return_indices=True),
    )
