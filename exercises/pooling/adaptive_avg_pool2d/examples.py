# %% adaptive_avg_pool2d
small = np.array([[[[6, 2, 4, 9, 5], [2, 6, 0, 3, 11], [4, 0, 3, 6, 4]]]])
print(adaptive_avg_pool2d(small, (2, 3)))

image = np.random.default_rng(3).standard_normal((2, 3, 5, 8))
tensor = torch.tensor(image)
for size in [1, (5, 4), (2, 3), (7, 8)]:
    compare(
        f"adaptive_avg_pool2d(image, {size})",
        adaptive_avg_pool2d(image, size),
        F.adaptive_avg_pool2d(tensor, size),
    )
