# %% group_norm_backward
two = np.array([2.0, 2.0, 8.0, 8.0]).reshape(1, 2, 1, 2)
incoming = np.array([3.0, 6.0, 18.0, 36.0]).reshape(two.shape)
dx = np.array([-1.0, 1.0, -3.0, 3.0]).reshape(two.shape)
by_hand = dx, np.array([-9.0, 54.0]), np.array([9.0, 54.0])
compare(group_norm_backward, incoming, two, 1, np.array([2.0, 1.0]), eps=0.0, expected=by_hand)

rng = np.random.default_rng(23)
maps, incoming = rng.standard_normal((2, 3, 6, 2, 4))
scale = rng.standard_normal(6)
x, gamma = (torch.tensor(each, requires_grad=True) for each in (maps, scale))
beta = torch.zeros_like(gamma, requires_grad=True)
for groups in [1, 2, 3, 6]:
    y = F.group_norm(x, groups, gamma, beta, 0.5)
    expected = torch.autograd.grad(y, (x, gamma, beta), torch.tensor(incoming))
    compare(group_norm_backward, incoming, maps, groups, scale, 0.5, expected=expected)

compare(group_norm_backward, incoming, maps, 4, scale, raises=ValueError)
