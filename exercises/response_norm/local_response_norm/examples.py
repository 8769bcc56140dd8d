# %% local_response_norm
small = np.array([2.0, 1.0, 2.0, 0.0]).reshape(1, 4, 1, 1)
print(local_response_norm(small, 3, alpha=3.0, beta=1.0).ravel())

maps = np.random.default_rng(11).standard_normal((2, 6, 3, 4))
tensor = torch.tensor(maps)
for size in [1, 2, 3, 4, 8]:
    compare(
        f"local_response_norm(maps, {size}, 0.5)",
        local_response_norm(maps, size, 0.5),
        F.local_response_norm(tensor, size, 0.5),
    )
