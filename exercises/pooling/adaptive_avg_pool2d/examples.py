# %% adaptive_avg_pool2d
small = np.array(
    [[[[6.0, 2.0, 4.0, 9.0, 5.0], [2.0, 6.0, 0.0, 3.0, 11.0], [4.0, 0.0, 3.0, 6.0, 4.0]]]]
)
print(adaptive_avg_pool2d(small, (2, 3)))

image = np.random.default_rng(3).standard_normal((2, 3, 5, 8))
for size in [1, (5, 4), (2, 3), (7, 8)]:
    expected = F.adaptive_avg_pool2d(torch.tensor(image), size)
    compare(adaptive_avg_pool2d, image, size, expected=expected)
