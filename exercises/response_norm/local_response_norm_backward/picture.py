with drawing():
    rng = np.random.default_rng(7)
    x, sizes = rng.standard_normal((1, 8, 1, 9)), (4, 0.5)

    def normed(x):
        y = F.local_response_norm(torch.tensor(x), *sizes)
        return yours(local_response_norm, x, *sizes, expected=y)

    dy = rng.standard_normal(x.shape)
    leaf = torch.tensor(x, requires_grad=True)
    (expected,) = torch.autograd.grad(F.local_response_norm(leaf, *sizes), leaf, torch.tensor(dy))
    dx = yours(local_response_norm_backward, dy, x, *sizes, expected=expected)
    show_gradient(normed, x, dy, dx)
