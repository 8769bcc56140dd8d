# %% smoothed_cross_entropy
def by_torch(z, labels, smoothing):
    logits = torch.tensor(z, requires_grad=True)
    loss = F.cross_entropy(logits, torch.tensor(labels), label_smoothing=smoothing)
    loss.backward()
    return loss.item(), logits.grad


z = np.random.default_rng(6).standard_normal((4, 3))
labels = np.array([2, 0, 1, 2])
for smoothing in (0.0, 0.1, 0.5, 1.0):
    expected = by_torch(z, labels, smoothing)
    compare(smoothed_cross_entropy, z, labels, smoothing, expected=expected)
compare(smoothed_cross_entropy, 400 * z, labels, 0.25, expected=by_torch(400 * z, labels, 0.25))
compare(smoothed_cross_entropy, z, labels, 1.5, raises=ValueError)
