# %% avg_pool2d
small = np.array([[[[8, 4, 0], [12, 16, 20]]]])
print(avg_pool2d(small, 2, padding=1))
print(avg_pool2d(small, 2, padding=1, count_include_pad=False))

image = np.random.default_rng(2).standard_normal((2, 3, 5, 6))
tensor = torch.tensor(image)
for kernel, stride, padding in [(2, None, 0), ((3, 2), 1, 0), (3, 2, 1)]:
    for counted in [True, False]:
        compare(
            f"avg_pool2d(image, {kernel}, {stride}, {padding}, {counted})",
            avg_pool2d(image, kernel, stride, padding, counted),
            F.avg_pool2d(tensor, kernel, stride, padding, count_include_pad=counted),
        )
