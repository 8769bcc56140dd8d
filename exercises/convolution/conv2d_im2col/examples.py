# %% conv2d_im2col
image = np.arange(1, 13).reshape(1, 1, 3, 4)
filters = np.array([[[[1, 0], [0, 1]]], [[[0, 2], [0, -1]]]])
print(conv2d_im2col(image, filters, np.array([3, 1])))

images = np.arange(2 * 3 * 5 * 6, dtype=float).reshape(2, 3, 5, 6) % 7
kernel = np.arange(4 * 3 * 3 * 2, dtype=float).reshape(4, 3, 3, 2) % 5 - 2
bias = np.array([1.0, -2.0, 0.5, 3.0])
x, w, b = torch.tensor(images), torch.tensor(kernel), torch.tensor(bias)
compare("conv2d_im2col(images, kernel)", conv2d_im2col(images, kernel), F.conv2d(x, w))
compare(
    "conv2d_im2col(images, kernel, bias, stride=2, padding=(1, 0))",
    conv2d_im2col(images, kernel, bias, stride=2, padding=(1, 0)),
    F.conv2d(x, w, b, stride=2, padding=(1, 0)),
)
compare(
    "conv2d_im2col(images, kernel, bias, dilation=(2, 1))",
    conv2d_im2col(images, kernel, bias, dilation=(2, 1)),
    F.conv2d(x, w, b, dilation=(2, 1)),
)
