# %% conv_transpose2d
ink = np.array([[[[1, 2], [3, 4]]]])
stamp = np.array([[[[1, 0], [2, 1]]]])
print(conv_transpose2d(ink, stamp))
print(conv_transpose2d(ink, stamp, stride=2))

image = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5) / 10
kernel = np.cos(np.arange(3 * 2 * 3 * 4)).reshape(3, 2, 3, 4)
bias = np.array([0.5, -2.0])
for settings in [{}, {"stride": (2, 3), "padding": 1}, {"stride": 3, "output_padding": (2, 1)}]:
    compare(
        f"conv_transpose2d(image, kernel, bias, **{settings})",
        conv_transpose2d(image, kernel, bias, **settings),
        F.conv_transpose2d(*map(torch.tensor, (image, kernel, bias)), **settings),
    )
