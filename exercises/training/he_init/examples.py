# %% he_init
noise = np.random.default_rng(7).standard_normal((3, 8))
compare(he_init, (3, 8), np.random.default_rng(7), expected=noise / 2)
noise = np.random.default_rng(1).standard_normal((4, 2, 1, 9))
compare(he_init, (4, 2, 1, 9), np.random.default_rng(1), expected=noise / 3)
compare(he_init, (5,), np.random.default_rng(0), raises=ValueError)

for shape in [(64, 50), (16, 8, 3, 5)]:
    theirs = torch.nn.init.kaiming_normal_(torch.empty(shape), nonlinearity="relu")
    spread = he_init(shape, np.random.default_rng(0)).std()
    print(f"{shape}: {spread:.3f}, PyTorch: {theirs.numpy().std():.3f}")
