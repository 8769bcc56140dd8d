# %% local_response_norm_backward
small = np.array([1.0, 2.0]).reshape(1, 2, 1, 1)
incoming = np.array([4.0, 36.0]).reshape(1, 2, 1, 1)
print(local_response_norm_backward(incoming, small, 2, alpha=2.0, beta=1.0).ravel())

rng = np.random.default_rng(12)
tensor = torch.tensor(rng.standard_normal((2, 6, 3, 4)), requires_grad=True)
maps = tensor.detach().numpy()
incoming = rng.standard_normal(maps.shape)
for size in [1, 2, 3, 4, 8]:
    output = F.local_response_norm(tensor, size, 0.5)
    (expected,) = torch.autograd.grad(output, tensor, torch.tensor(incoming))
    compare(
        f"local_response_norm_backward(incoming, maps, {size}, 0.5)",
        local_response_norm_backward(incoming, maps, size, 0.5),
        expected,
    )
