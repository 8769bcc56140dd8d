# %% conv2d_im2col_backward
small = np.array([[[[1.0, 2.0, 0.0], [0.0, 1.0, 3.0]]]])
kernel = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
incoming = np.array([[[[2.0, -1.0]]]])
print(*conv2d_im2col_backward(incoming, small, kernel), sep="\n")

rng = np.random.default_rng(10)
image = torch.tensor(rng.standard_normal((2, 3, 8, 9)), requires_grad=True)
kernel = torch.tensor(rng.standard_normal((4, 3, 3, 2)), requires_grad=True)
bias = torch.tensor(rng.standard_normal(4), requires_grad=True)
x, w = image.detach().numpy(), kernel.detach().numpy()
for sizes in [(1, 0, 1), (2, 1, 1), ((1, 3), (0, 1), (2, 1))]:
    output = F.conv2d(image, kernel, bias, *sizes)
    incoming = rng.standard_normal(tuple(output.shape))
    expected = torch.autograd.grad(output, (image, kernel, bias), torch.tensor(incoming))
    compare(conv2d_im2col_backward, incoming, x, w, *sizes, expected=expected)

compare(conv2d_im2col_backward, incoming[:1], x, w, *sizes, raises=ValueError)
