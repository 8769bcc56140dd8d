# %% conv2d_backward_x
incoming = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
kernel = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
print(conv2d_backward_x(incoming, kernel, (1, 1, 3, 3)))

rng = np.random.default_rng(8)
shape = (2, 3, 8, 9)
kernel = rng.standard_normal((4, 3, 3, 2))
image = torch.zeros(shape, dtype=torch.float64, requires_grad=True)
for sizes in [(1, 0), (2, 1), ((3, 2), (0, 1))]:
    output = F.conv2d(image, torch.tensor(kernel), None, *sizes)
    incoming = rng.standard_normal(tuple(output.shape))
    (dx,) = torch.autograd.grad(output, image, torch.tensor(incoming))
    compare(conv2d_backward_x, incoming, kernel, shape, *sizes, expected=dx)

compare(conv2d_backward_x, incoming, kernel, (2, 3, 8, 12), *sizes, raises=ValueError)
