# %% conv_transpose2d
ink = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
stamp = np.array([[[[1.0, 0.0], [2.0, 1.0]]]])
print(conv_transpose2d(ink, stamp))
print(conv_transpose2d(ink, stamp, stride=2))

image = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5) / 10
kernel = np.cos(np.arange(3 * 2 * 3 * 4)).reshape(3, 2, 3, 4)
bias = np.array([0.5, -2.0])
x, w, b = map(torch.tensor, (image, kernel, bias))
for sizes in [(1, 0, 0), ((2, 3), 1, 0), (3, 0, (2, 1))]:
    y = F.conv_transpose2d(x, w, b, *sizes)
    compare(conv_transpose2d, image, kernel, bias, *sizes, expected=y)

compare(conv_transpose2d, image, kernel, output_padding=1, raises=ValueError)
