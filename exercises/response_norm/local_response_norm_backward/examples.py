# %% local_response_norm_backward
small = np.array([1.0, 2.0]).reshape(1, 2, 1, 1)
incoming = np.array([4.0, 36.0]).reshape(1, 2, 1, 1)
print(local_response_norm_backward(incoming, small, 2, alpha=2.0, beta=1.0).ravel())

rng = np.random.default_rng(12)
x = torch.tensor(rng.standard_normal((2, 6, 3, 4)), requires_grad=True)
maps = x.detach().numpy()
incoming = rng.standard_normal(maps.shape)
for size in [1, 2, 3, 4, 8]:
    (dx,) = torch.autograd.grad(F.local_response_norm(x, size, 0.5), x, torch.tensor(incoming))
    compare(local_response_norm_backward, incoming, maps, size, 0.5, expected=dx)

compare(local_response_norm_backward, incoming[:, :1], maps, 3, raises=ValueError)
