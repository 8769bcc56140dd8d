with drawing():
    rng = np.random.default_rng(4)
    x, sizes = rng.standard_normal((1, 1, 7, 8)), (3, 2, 1)

    def pooled(x):
        return yours(avg_pool2d, x, *sizes, expected=F.avg_pool2d(torch.tensor(x), *sizes))

    dy = rng.standard_normal(pooled(x).shape)
    leaf = torch.tensor(x, requires_grad=True)
    y = F.avg_pool2d(leaf, *sizes)
    (expected,) = torch.autograd.grad(y, leaf, torch.tensor(dy))
    dx = yours(avg_pool2d_backward, dy, x.shape, *sizes, expected=expected)
    show_gradient(pooled, x, dy, dx)
