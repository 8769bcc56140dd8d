# %% softmax_cross_entropy
print(softmax_cross_entropy(np.log([[1.0, 1.0, 2.0]]), np.array([2])))
print(softmax_cross_entropy(np.array([[1000.0, 0.0], [0.0, -1000.0]]), np.array([1, 0])))

logits = torch.tensor(3 * np.cos(np.arange(12.0)).reshape(4, 3), requires_grad=True)
labels = torch.tensor([2, 0, 1, 1])
expected = F.cross_entropy(logits, labels)
loss, dz = softmax_cross_entropy(logits.detach().numpy(), labels.numpy())
compare("loss", loss, expected)
compare("dz", dz, torch.autograd.grad(expected, logits)[0])
