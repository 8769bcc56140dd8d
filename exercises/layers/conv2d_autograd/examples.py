# %% conv2d_autograd
image = torch.arange(16.0, dtype=torch.float64).reshape(1, 1, 4, 4).requires_grad_()
corners = torch.tensor([[[[1.0, 0.0], [0.0, -1.0]]]], dtype=torch.float64, requires_grad=True)
zero = torch.zeros(1, dtype=torch.float64, requires_grad=True)
print(conv2d_autograd(image, corners, zero, stride=2))

generator = torch.Generator().manual_seed(3)


def leaf(*shape):
    values = torch.randn(shape, dtype=torch.float64, generator=generator)
    return values.requires_grad_()


x, w, b = leaf(2, 3, 6, 5), leaf(4, 3, 2, 3), leaf(4)
for settings in [(1, 0), ((3, 2), 0), (2, (1, 2))]:
    y, expected = conv2d_autograd(x, w, b, *settings), F.conv2d(x, w, b, *settings)
    dy = torch.randn(expected.shape, dtype=torch.float64, generator=generator)
    compare(f"y {settings}", y.detach(), expected)
    compare(
        f"(dx, dw, db) {settings}",
        torch.autograd.grad(y, (x, w, b), dy),
        torch.autograd.grad(expected, (x, w, b), dy),
    )
print(torch.autograd.gradcheck(lambda *leaves: conv2d_autograd(*leaves, 2, 1), (x, w, b)))
