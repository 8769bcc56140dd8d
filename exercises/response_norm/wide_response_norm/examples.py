# %% wide_response_norm
x = np.random.default_rng(7).standard_normal((2, 9, 2, 3))
for size in (1, 2, 5, 8, 30):
    expected = F.local_response_norm(torch.tensor(x), size, 0.5)
    compare(wide_response_norm, x, size, 0.5, expected=expected)
compare(wide_response_norm, x, 0, raises=ValueError)
