# %% linear
x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
w = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]])
compare(linear, x, w, np.array([10.0, 20.0]), expected=np.array([[8.0, 24.0], [8.0, 33.0]]))

for n, n_in, n_out in [(3, 5, 4), (4, 4, 4)]:
    features = np.cos(np.arange(n * n_in)).reshape(n, n_in)
    weights = np.sin(np.arange(n_out * n_in)).reshape(n_out, n_in)
    bias = np.arange(n_out) - 1.5
    expected = F.linear(*map(torch.tensor, (features, weights, bias)))
    compare(linear, features, weights, bias, expected=expected)

compare(linear, features[:, 1:], weights, bias, raises=ValueError)

# %% linear_backward
x = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
w = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]])
print(*linear_backward(np.array([[1.0, 2.0], [3.0, 4.0]]), x, w), sep="\n")

for n, n_in, n_out in [(3, 5, 4), (4, 4, 4)]:
    features = np.cos(np.arange(n * n_in)).reshape(n, n_in)
    weights = np.sin(np.arange(n_out * n_in)).reshape(n_out, n_in)
    incoming = np.cos(2 * np.arange(n * n_out)).reshape(n, n_out)
    leaves = [torch.tensor(a, requires_grad=True) for a in (features, weights, np.zeros(n_out))]
    expected = torch.autograd.grad(F.linear(*leaves), leaves, torch.tensor(incoming))
    compare(linear_backward, incoming, features, weights, expected=expected)
