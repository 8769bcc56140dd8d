# %% conv2d_loops
small = np.array([[[[1.0, 2.0, 0.0, 1.0], [3.0, 1.0, 2.0, 0.0], [0.0, 1.0, 1.0, 2.0]]]])
kernel = np.array([[[[1.0, 0.0], [-1.0, 2.0]]]])
compare(conv2d_loops, small, kernel, expected=np.array([[[[0.0, 5.0, -2.0], [5.0, 2.0, 5.0]]]]))
compare(conv2d_loops, small, kernel, stride=2, expected=np.array([[[[0.0, -2.0]]]]))

image = np.arange(2 * 3 * 5 * 8).reshape(2, 3, 5, 8) % 7
filters = np.cos(np.arange(4 * 3 * 2 * 3)).reshape(4, 3, 2, 3)
biases = np.array([0.0, 1.0, -2.0, 0.5])
x, w, b = torch.tensor(image).double(), torch.tensor(filters), torch.tensor(biases)
compare(conv2d_loops, image, filters, expected=F.conv2d(x, w))
compare(conv2d_loops, image, filters, biases, (3, 2), expected=F.conv2d(x, w, b, (3, 2)))
compare(conv2d_loops, image, filters, biases, 2, (0, 1), expected=F.conv2d(x, w, b, 2, (0, 1)))

one_row = image[:, :, :1]
y = F.conv2d(x[:, :, :1], w, padding=(3, 0))
compare(conv2d_loops, one_row, filters, padding=(3, 0), expected=y)

compare(conv2d_loops, image, filters[:, :1], raises=ValueError)
compare(conv2d_loops, one_row, filters, raises=ValueError)
