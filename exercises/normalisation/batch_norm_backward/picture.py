with drawing():
    rng = np.random.default_rng(8)
    x, dy = rng.standard_normal((2, 3, 2, 2, 5))
    channels = [np.array([1.5, -0.5]), np.zeros(2), np.zeros(2), np.ones(2)]

    def normed(x):
        gamma, beta, mean, var = (torch.tensor(each) for each in channels)
        y = F.batch_norm(torch.tensor(x), mean, var, gamma, beta, training=True)
        return yours(batch_norm, x, *channels, expected=(y, mean, var))[0]

    leaf, gamma = (torch.tensor(each, requires_grad=True) for each in (x, channels[0]))
    beta = torch.zeros(2, dtype=torch.float64, requires_grad=True)
    y = F.batch_norm(leaf, None, None, gamma, beta, training=True)
    expected = torch.autograd.grad(y, (leaf, gamma, beta), torch.tensor(dy))
    dx, dgamma, dbeta = yours(batch_norm_backward, dy, x, channels[0], expected=expected)
    show_gradient(normed, x, dy, dx)
