# %% bias_add
small = np.array([[[[1.0, 2.0]], [[3.0, 4.0]]], [[[5.0, 6.0]], [[7.0, 8.0]]]])
moved = np.array([[[[11.0, 12.0]], [[23.0, 24.0]]], [[[15.0, 16.0]], [[27.0, 28.0]]]])
compare(bias_add, small, np.array([10.0, 20.0]), expected=moved)

image = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5)
biases = np.array([0.5, -1.0, 2.0])
with_torch = torch.tensor(image) + torch.tensor(biases).reshape(1, 3, 1, 1)
compare(bias_add, image, biases, expected=with_torch)

compare(bias_add, image, biases[:1], raises=ValueError)

# %% bias_backward
small = np.array([[[[1.0, 2.0]], [[3.0, 4.0]]], [[[5.0, 6.0]], [[7.0, 8.0]]]])
compare(bias_backward, small, expected=np.array([14.0, 22.0]))

incoming = np.sqrt(np.arange(2 * 3 * 4 * 5)).reshape(2, 3, 4, 5)
with_gradient = torch.zeros(3, dtype=torch.float64, requires_grad=True)
with_torch = torch.zeros(2, 3, 4, 5, dtype=torch.float64) + with_gradient.reshape(1, 3, 1, 1)
with_torch.backward(torch.tensor(incoming))
compare(bias_backward, incoming, expected=with_gradient.grad)
