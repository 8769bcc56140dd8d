# %% conv2d_autograd
double = {"dtype": torch.float64, "requires_grad": True}
image = torch.tensor([[[[1, 2, 3], [4, 5, 6], [7, 8, 9]]]], **double)
corners = torch.tensor([[[[1, 0], [0, -1]]]], **double)
zero = torch.zeros(1, **double)
answer = conv2d_autograd(image, corners, zero)
print(answer)
dy = torch.tensor([[[[1, 2], [3, 4]]]], dtype=torch.float64)
print(torch.autograd.grad(answer, (image, corners, zero), dy))

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
