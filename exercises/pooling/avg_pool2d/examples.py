# %% avg_pool2d
small = np.array([[[[8, 4, 0], [12, 16, 20]]]])
print(avg_pool2d(small, 2, padding=1))
print(avg_pool2d(small, 2, padding=1, count_include_pad=False))

image = np.random.default_rng(2).integers(-3, 4, (2, 3, 5, 6))
x = torch.tensor(image).double()
for kernel, stride, padding in [(2, None, 0), ((3, 2), 1, 0), ((6, 3), 2, 1)]:
    for counted in [True, False]:
        y = F.avg_pool2d(x, kernel, stride, padding, count_include_pad=counted)
        compare(avg_pool2d, image, kernel, stride, padding, counted, expected=y)

compare(avg_pool2d, image, (6, 2), stride=1, raises=ValueError)
