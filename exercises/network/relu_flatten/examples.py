# %% relu
compare(relu, np.array([[-2.0, 3.0], [0.0, -1.0]]), expected=np.array([[0.0, 3.0], [0.0, 0.0]]))

maps = np.cos(np.arange(2 * 3 * 4 * 5)).reshape(2, 3, 4, 5)
compare(relu, maps, expected=torch.relu(torch.tensor(maps)))

# %% relu_backward
x, dy = np.array([[-2.0, 3.0], [0.0, -1.0]]), np.array([[5.0, 6.0], [7.0, 8.0]])
compare(relu_backward, dy, x, expected=np.array([[0.0, 6.0], [0.0, 0.0]]))

maps = np.round(3 * np.cos(np.arange(120.0))).reshape(2, 3, 4, 5)
leaf = torch.tensor(maps, requires_grad=True)
incoming = np.sin(np.arange(120.0)).reshape(2, 3, 4, 5)
(dx,) = torch.autograd.grad(torch.relu(leaf), leaf, torch.tensor(incoming))
compare(relu_backward, incoming, maps, expected=dx)

# %% flatten
image = np.array([[[[1.0, 2.0], [3.0, 4.0]], [[5.0, 6.0], [7.0, 8.0]]]])
compare(flatten, image, expected=np.array([[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]]))

maps = np.arange(2 * 3 * 4 * 5.0).reshape(2, 3, 4, 5)
for x in (maps, np.asfortranarray(maps)):
    compare(flatten, x, expected=torch.flatten(torch.tensor(x), 1))

# %% flatten_backward
incoming = np.sin(np.arange(120.0)).reshape(2, 60)
leaf = torch.zeros(2, 3, 4, 5, dtype=torch.float64, requires_grad=True)
for dy in (incoming, np.asfortranarray(incoming)):
    (dx,) = torch.autograd.grad(torch.flatten(leaf, 1), leaf, torch.tensor(dy))
    compare(flatten_backward, dy, (2, 3, 4, 5), expected=dx)
