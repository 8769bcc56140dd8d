# %% bce_with_logits
print(bce_with_logits(np.array([[0.0], [0.0]]), np.array([[1.0], [0.0]])))
print(bce_with_logits(np.array([[18.0]]), np.array([[0.0]])))

moderate = 3 * np.cos(np.arange(8.0)).reshape(4, 2)
for z in (moderate, 300 * moderate):
    logits, y = torch.tensor(z, requires_grad=True), np.linspace(0, 1, 8).reshape(4, 2)
    loss = F.binary_cross_entropy_with_logits(logits, torch.tensor(y))
    (dz,) = torch.autograd.grad(loss, logits)
    compare(bce_with_logits, z, y, expected=(loss.item(), dz))

compare(bce_with_logits, z, y[:, 0], raises=ValueError)
compare(bce_with_logits, z, y[:, :1], raises=ValueError)
