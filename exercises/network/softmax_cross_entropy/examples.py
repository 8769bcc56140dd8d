# %% softmax_cross_entropy
print(softmax_cross_entropy(np.log([[1.0, 1.0, 2.0]]), np.array([2])))

labels = np.array([2, 0, 1, 1])
moderate = 3 * np.cos(np.arange(12.0)).reshape(4, 3)
for z in (moderate, 300 * moderate, moderate + np.array([[-1000.0], [0.0], [0.0], [1000.0]])):
    logits = torch.tensor(z, requires_grad=True)
    loss = F.cross_entropy(logits, torch.tensor(labels))
    (dz,) = torch.autograd.grad(loss, logits)
    compare(softmax_cross_entropy, z, labels, expected=(loss.item(), dz))

compare(softmax_cross_entropy, z, labels.reshape(4, 1), raises=ValueError)
compare(softmax_cross_entropy, z, labels - 1, raises=ValueError)
