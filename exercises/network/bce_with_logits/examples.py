# %% bce_with_logits
print(bce_with_logits(np.array([[0.0], [0.0]]), np.array([[1.0], [0.0]])))
print(bce_with_logits(np.array([[18.0]]), np.array([[0.0]])))
print(bce_with_logits(np.array([[800.0], [-800.0]]), np.array([[0.0], [1.0]])))

logits = torch.tensor(3 * np.cos(np.arange(8.0)).reshape(4, 2), requires_grad=True)
targets = torch.tensor(np.linspace(0, 1, 8).reshape(4, 2))
expected = F.binary_cross_entropy_with_logits(logits, targets)
loss, dz = bce_with_logits(logits.detach().numpy(), targets.numpy())
compare("loss", loss, expected)
compare("dz", dz, torch.autograd.grad(expected, logits)[0])
