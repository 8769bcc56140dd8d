# %% batch_norm_backward
two = np.array([2.0, 2.0, 8.0, 8.0]).reshape(2, 1, 1, 2)
incoming = np.array([2.0, 4.0, 6.0, 12.0]).reshape(two.shape)
dx = np.array([-1.0, 1.0, -3.0, 3.0]).reshape(two.shape)
by_hand = dx, np.array([12.0]), np.array([24.0])
compare(batch_norm_backward, incoming, two, np.array([3.0]), eps=0.0, expected=by_hand)

rng = np.random.default_rng(21)
for shape, eps in [((4, 3, 2, 5), 1e-5), ((1, 3, 3, 2), 0.5), ((5, 3, 1, 1), 0.1)]:
    maps, incoming, scale = (rng.standard_normal(size) for size in (shape, shape, 3))
    x, gamma = (torch.tensor(each, requires_grad=True) for each in (maps, scale))
    beta = torch.zeros_like(gamma, requires_grad=True)
    y = F.batch_norm(x, None, None, gamma, beta, training=True, eps=eps)
    expected = torch.autograd.grad(y, (x, gamma, beta), torch.tensor(incoming))
    compare(batch_norm_backward, incoming, maps, scale, eps, expected=expected)
