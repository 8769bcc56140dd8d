# %% conv2d_im2col
image = np.arange(1.0, 13.0).reshape(1, 1, 3, 4)
filters = np.array([[[[1.0, 0.0], [0.0, 1.0]]], [[[0.0, 2.0], [0.0, -1.0]]]])
print(conv2d_im2col(image, filters, np.array([3, 1])))

images = np.arange(2 * 3 * 5 * 6, dtype=float).reshape(2, 3, 5, 6) % 7
kernel = np.arange(4 * 3 * 3 * 2, dtype=float).reshape(4, 3, 3, 2) % 5 - 2
bias = np.array([1.0, -2.0, 0.5, 3.0])
x, w, b = torch.tensor(images), torch.tensor(kernel), torch.tensor(bias)
compare(conv2d_im2col, images, kernel, expected=F.conv2d(x, w))
for sizes in [(2, (1, 0)), (1, 0, (2, 1))]:
    compare(conv2d_im2col, images, kernel, bias, *sizes, expected=F.conv2d(x, w, b, *sizes))

compare(conv2d_im2col, images, kernel[:, :1], raises=ValueError)
