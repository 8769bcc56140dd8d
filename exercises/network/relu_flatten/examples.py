# %% relu
print(relu(np.array([[-2, 3], [0, -1]])))

maps = np.cos(np.arange(2 * 3 * 4 * 5)).reshape(2, 3, 4, 5)
compare("relu(maps)", relu(maps), torch.relu(torch.tensor(maps)))
# %% relu_backward
print(relu_backward(np.array([[5, 6], [7, 8]]), np.array([[-2, 3], [0, -1]])))

maps = np.round(3 * np.cos(np.arange(120.0))).reshape(2, 3, 4, 5)
leaf = torch.tensor(maps, requires_grad=True)
incoming = np.sin(np.arange(120.0)).reshape(2, 3, 4, 5)
compare(
    "relu_backward(incoming, maps)",
    relu_backward(incoming, maps),
    torch.autograd.grad(torch.relu(leaf), leaf, torch.tensor(incoming))[0],
)
# %% flatten
image = np.array([[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]])
print(flatten(image))

maps = np.arange(2 * 3 * 4 * 5.0).reshape(2, 3, 4, 5)
compare("flatten(maps)", flatten(maps), torch.flatten(torch.tensor(maps), 1))
compare(
    "flatten(np.asfortranarray(maps))",
    flatten(np.asfortranarray(maps)),
    torch.flatten(torch.tensor(maps), 1),
)
# %% flatten_backward
print(flatten_backward(np.array([[1, 2, 3, 4, 5, 6, 7, 8]]), (1, 2, 2, 2)))

leaf = torch.zeros(2, 3, 4, 5, dtype=torch.float64, requires_grad=True)
incoming = np.sin(np.arange(120.0)).reshape(2, 60)
compare(
    "flatten_backward(incoming, (2, 3, 4, 5))",
    flatten_backward(incoming, (2, 3, 4, 5)),
    torch.autograd.grad(torch.flatten(leaf, 1), leaf, torch.tensor(incoming))[0],
)
