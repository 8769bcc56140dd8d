# %% conv2d_dilated
row = np.array([[[[3.0, 1.0, 4.0, 1.0, 5.0, 9.0]]]])
pair_of_weights = np.array([[[[1.0, 2.0]]]])
answer = np.array([[[[11.0, 3.0, 14.0, 19.0]]]])
compare(conv2d_dilated, row, pair_of_weights, dilation=2, expected=answer)

images = np.arange(2 * 3 * 6 * 8).reshape(2, 3, 6, 8) % 7
kernel = np.arange(4 * 3 * 3 * 2).reshape(4, 3, 3, 2) % 5 - 1.5
bias = np.array([1.0, -2.0, 0.5, 3.0])
x, w, b = torch.tensor(images).double(), torch.tensor(kernel), torch.tensor(bias)
compare(conv2d_dilated, images, kernel, expected=F.conv2d(x, w))
for sizes in [(1, 0, 2), ((1, 2), 1, (2, 4))]:
    compare(conv2d_dilated, images, kernel, bias, *sizes, expected=F.conv2d(x, w, b, *sizes))

compare(conv2d_dilated, images, kernel, dilation=4, raises=ValueError)
