# %% conv2d_dilated
row = np.array([[[[3, 1, 4, 1, 5, 9]]]])
print(conv2d_dilated(row, np.array([[[[1, 2]]]]), dilation=2))

images = np.arange(2 * 3 * 6 * 8, dtype=float).reshape(2, 3, 6, 8) % 7
kernel = np.arange(4 * 3 * 3 * 2, dtype=float).reshape(4, 3, 3, 2) % 5 - 2
bias = np.array([1.0, -2.0, 0.5, 3.0])
x, w, b = torch.tensor(images), torch.tensor(kernel), torch.tensor(bias)
compare("conv2d_dilated(images, kernel)", conv2d_dilated(images, kernel), F.conv2d(x, w))
compare(
    "conv2d_dilated(images, kernel, bias, dilation=2)",
    conv2d_dilated(images, kernel, bias, dilation=2),
    F.conv2d(x, w, b, dilation=2),
)
compare(
    "conv2d_dilated(images, kernel, bias, stride=(1, 2), padding=1, dilation=(2, 4))",
    conv2d_dilated(images, kernel, bias, stride=(1, 2), padding=1, dilation=(2, 4)),
    F.conv2d(x, w, b, stride=(1, 2), padding=1, dilation=(2, 4)),
)
