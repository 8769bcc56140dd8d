# %% batch_norm
two = np.array([2.0, 2.0, 8.0, 8.0]).reshape(2, 1, 1, 2)
scale, shift, mean, var = (np.array([value]) for value in (2.0, 10.0, 0.0, 1.0))
by_hand = np.array([8.0, 8.0, 12.0, 12.0]).reshape(2, 1, 1, 2), np.array([0.5]), np.array([2.1])
compare(batch_norm, two, scale, shift, mean, var, eps=0.0, expected=by_hand)

rng = np.random.default_rng(20)
maps = rng.integers(-9, 10, (4, 3, 2, 3))
channels = rng.standard_normal((4, 3)) ** 2
for training in [True, False]:
    gamma, beta, mean, var = torch.tensor(channels)
    y = F.batch_norm(torch.tensor(maps).double(), mean, var, gamma, beta, training, 0.3, 0.5)
    expected = (y, mean, var)
    compare(batch_norm, maps, *channels, 0.3, 0.5, training, expected=expected)

one = np.ones((1, 3, 1, 1))
compare(batch_norm, one, *channels, raises=ValueError)
evaluated = (one.ravel() - channels[2]) / np.sqrt(channels[3] + 1e-5) * channels[0] + channels[1]
expected = evaluated.reshape(one.shape), channels[2], channels[3]
compare(batch_norm, one, *channels, training=False, expected=expected)
