# %% conv2d_loops
small = np.array([[[[1, 2, 0, 1], [3, 1, 2, 0], [0, 1, 1, 2]]]])
kernel = np.array([[[[1, 0], [-1, 2]]]])
print(conv2d_loops(small, kernel))
print(conv2d_loops(small, kernel, stride=2))

generator = np.random.default_rng(0)
image = generator.standard_normal((2, 3, 5, 8))
filters = generator.standard_normal((4, 3, 2, 3))
biases = generator.standard_normal(4)
tensors = [torch.tensor(array) for array in (image, filters, biases)]
compare("conv2d_loops(image, filters)", conv2d_loops(image, filters), F.conv2d(*tensors[:2]))
compare(
    "conv2d_loops(image, filters, biases, stride=(3, 2))",
    conv2d_loops(image, filters, biases, stride=(3, 2)),
    F.conv2d(*tensors, stride=(3, 2)),
)
compare(
    "conv2d_loops(image, filters, biases, 2, (0, 1))",
    conv2d_loops(image, filters, biases, 2, (0, 1)),
    F.conv2d(*tensors, 2, (0, 1)),
)
