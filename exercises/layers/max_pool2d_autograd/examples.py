# %% max_pool2d_autograd
x = torch.randn(2, 3, 6, 5, dtype=torch.float64, generator=torch.Generator().manual_seed(4))
x.requires_grad_()


def gradient(x, dy, *sizes):
    return torch.autograd.grad(max_pool2d_autograd(x, *sizes), x, dy)


for sizes in [(2,), (3, 2, 1), ((2, 3), 1, (1, 0))]:
    y = F.max_pool2d(x, *sizes)
    dy = torch.arange(float(y.numel()), dtype=torch.float64).reshape(y.shape)
    compare(max_pool2d_autograd, x, *sizes, expected=y)
    compare(gradient, x, dy, *sizes, expected=torch.autograd.grad(y, x, dy))


def pooling_is_your_own(x):
    node = max_pool2d_autograd(x, 2).grad_fn
    return isinstance(node, torch.autograd.function.BackwardCFunction)


compare(pooling_is_your_own, x, expected=True)
