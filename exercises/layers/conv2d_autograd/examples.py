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


def gradients(x, w, b, stride, padding, dy):
    return torch.autograd.grad(conv2d_autograd(x, w, b, stride, padding), (x, w, b), dy)


def node_is_your_own(x, w, b):
    node = conv2d_autograd(x, w, b).grad_fn
    return isinstance(node, torch.autograd.function.BackwardCFunction)


x, w, b = leaf(2, 3, 6, 5), leaf(4, 3, 2, 3), leaf(4)
for sizes in [(1, 0), ((3, 2), 0), (2, (1, 2))]:
    y = F.conv2d(x, w, b, *sizes)
    dy = torch.randn(y.shape[::-1], dtype=torch.float64, generator=generator).permute(3, 2, 1, 0)
    expected = torch.autograd.grad(y, (x, w, b), dy)
    compare(conv2d_autograd, x, w, b, *sizes, expected=y)
    compare(gradients, x, w, b, *sizes, dy, expected=expected)
compare(node_is_your_own, x, w, b, expected=True)
print(torch.autograd.gradcheck(lambda *leaves: conv2d_autograd(*leaves, 2, 1), (x, w, b)))
