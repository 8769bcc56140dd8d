# %% conv2d_backward_w
small = np.array([[[[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 1.0, 1.0]]]])
incoming = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
print(conv2d_backward_w(incoming, small, 2))

rng = np.random.default_rng(7)
image = rng.standard_normal((2, 3, 8, 9))
kernel = torch.zeros(4, 3, 3, 2, dtype=torch.float64, requires_grad=True)
for sizes in [(1, 0), (2, 1), ((3, 2), (0, 1))]:
    output = F.conv2d(torch.tensor(image), kernel, None, *sizes)
    incoming = rng.standard_normal(tuple(output.shape))
    (dw,) = torch.autograd.grad(output, kernel, torch.tensor(incoming))
    compare(conv2d_backward_w, incoming, image, (3, 2), *sizes, expected=dw)

compare(conv2d_backward_w, incoming[:, :, 1:], image, (3, 2), *sizes, raises=ValueError)
