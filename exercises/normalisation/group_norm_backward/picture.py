with drawing():
    rng = np.random.default_rng(9)
    x, dy = rng.standard_normal((2, 2, 4, 1, 9))
    scale, shift = np.array([2.0, -1.0, 0.5, 3.0]), np.zeros(4)

    def normed(x):
        y = F.group_norm(torch.tensor(x), 2, torch.tensor(scale), torch.tensor(shift))
        return yours(group_norm, x, 2, scale, shift, expected=y)

    leaf, gamma, beta = (torch.tensor(each, requires_grad=True) for each in (x, scale, shift))
    y = F.group_norm(leaf, 2, gamma, beta)
    expected = torch.autograd.grad(y, (leaf, gamma, beta), torch.tensor(dy))
    dx, dgamma, dbeta = yours(group_norm_backward, dy, x, 2, scale, expected=expected)
    show_gradient(normed, x, dy, dx)
