# %% group_norm
column = np.array([1.0, 3.0, 10.0, 30.0]).reshape(1, 4, 1, 1)
by_hand = np.array([-1.0, 2.0, -3.0, 4.0]).reshape(1, 4, 1, 1)
weights = np.array([1.0, 2.0, 3.0, 4.0])
compare(group_norm, column, 2, weights, np.zeros(4), eps=0.0, expected=by_hand)

rng = np.random.default_rng(22)
maps, (scale, shift) = rng.integers(-9, 10, (2, 6, 3, 4)), rng.standard_normal((2, 6))
x, gamma, beta = torch.tensor(maps).double(), torch.tensor(scale), torch.tensor(shift)
for groups in [1, 2, 3, 6]:
    expected = F.group_norm(x, groups, gamma, beta, 0.5)
    compare(group_norm, maps, groups, scale, shift, 0.5, expected=expected)

compare(group_norm, maps, 4, scale, shift, raises=ValueError)
