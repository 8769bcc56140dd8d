# %% local_response_norm
small = np.array([2.0, 1.0, 2.0, 0.0]).reshape(1, 4, 1, 1)
print(local_response_norm(small, 3, alpha=3.0, beta=1.0).ravel())

maps = np.random.default_rng(11).integers(-3, 4, (2, 6, 3, 4))
x = torch.tensor(maps).double()
for size in [1, 2, 3, 4, 8]:
    expected = F.local_response_norm(x, size, 0.5, k=2.0)
    compare(local_response_norm, maps, size, 0.5, k=2.0, expected=expected)

compare(local_response_norm, maps, 0, raises=ValueError)
