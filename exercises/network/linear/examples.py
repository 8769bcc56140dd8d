# %% linear
x = np.array([[1, 2, 3], [4, 5, 6]])
w = np.array([[1, 0, -1], [2, 1, 0]])
print(linear(x, w, np.array([10, 20])))

features = np.cos(np.arange(15.0)).reshape(3, 5)
weights = np.sin(np.arange(20.0)).reshape(4, 5)
bias = np.array([0.5, -1.0, 2.0, 0.0])
compare(
    "linear(features, weights, bias)",
    linear(features, weights, bias),
    F.linear(*map(torch.tensor, (features, weights, bias))),
)
# %% linear_backward
x = np.array([[1, 2, 3], [4, 5, 6]])
w = np.array([[1, 0, -1], [2, 1, 0]])
for gradient in linear_backward(np.array([[1, 2], [3, 4]]), x, w):
    print(gradient)

for n, n_in, n_out in [(3, 5, 4), (4, 4, 4)]:
    features = np.cos(np.arange(n * n_in)).reshape(n, n_in)
    weights = np.sin(np.arange(n_out * n_in)).reshape(n_out, n_in)
    incoming = np.cos(2 * np.arange(n * n_out)).reshape(n, n_out)
    leaves = [torch.tensor(a, requires_grad=True) for a in (features, weights, np.zeros(n_out))]
    theirs = torch.autograd.grad(F.linear(*leaves), leaves, torch.tensor(incoming))
    mine = linear_backward(incoming, features, weights)
    for name, got, expected in zip(("dx", "dw", "db"), mine, theirs, strict=True):
        compare(f"{name} ({n}, {n_in}, {n_out})", got, expected)
