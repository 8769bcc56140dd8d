# %% bias_add
small = np.array([[[[1, 2]], [[3, 4]]], [[[5, 6]], [[7, 8]]]])
print(bias_add(small, np.array([10, 20])))

image = np.arange(2 * 3 * 4 * 5, dtype=float).reshape(2, 3, 4, 5)
biases = np.array([0.5, -1.0, 2.0])
compare(
    "bias_add(image, biases)",
    bias_add(image, biases),
    torch.tensor(image) + torch.tensor(biases).reshape(1, 3, 1, 1),
)

# %% bias_backward
print(bias_backward(np.array([[[[1, 2]], [[3, 4]]], [[[5, 6]], [[7, 8]]]])))

incoming = np.sqrt(np.arange(2 * 3 * 4 * 5)).reshape(2, 3, 4, 5)
with_gradient = torch.zeros(3, dtype=torch.float64, requires_grad=True)
with_torch = torch.zeros(2, 3, 4, 5, dtype=torch.float64) + with_gradient.reshape(1, 3, 1, 1)
with_torch.backward(torch.tensor(incoming))
compare("bias_backward(incoming)", bias_backward(incoming), with_gradient.grad)
