# %% max_pool2d
small = np.array([[[[1.0, 3.0, 2.0, 0.0], [5.0, 4.0, 6.0, 1.0], [2.0, 0.0, 6.0, 7.0]]]])
maxima = np.array([[[[5.0, 6.0, 6.0], [5.0, 6.0, 7.0]]]])
cells = np.array([[[[4, 6, 6], [4, 6, 11]]]])
compare(max_pool2d, small, 2, stride=1, expected=(maxima, cells))

image = np.random.default_rng(1).permutation(2 * 3 * 5 * 6).reshape(2, 3, 5, 6) / 10 - 20
far_below = 1e6 * image
for x, sizes in [(image, (2, None, 0)), (image, ((3, 2), 1, 0)), (far_below, ((6, 3), 2, 1))]:
    expected = F.max_pool2d(torch.tensor(x), *sizes, return_indices=True)
    compare(max_pool2d, x, *sizes, expected=expected)

compare(max_pool2d, image, (6, 2), stride=1, raises=ValueError)
