# %% Conv2d
image = np.array([[1, 0, 2, 1], [0, 1, 0, 2], [2, 1, 1, 0], [1, 0, 2, 1]]).reshape(1, 1, 4, 4)
diagonal = np.eye(2).reshape(1, 1, 2, 2)
layer = Conv2d(diagonal, np.zeros(1))
print(layer.forward(image))
print(layer.backward(np.array([[1, 0, 1], [0, 0, 0], [0, 2, 0]]).reshape(1, 1, 3, 3)))
print(layer.grads)

generator = np.random.default_rng(5)
w, b = generator.normal(size=(4, 3, 2, 3)), generator.normal(size=4)
layer = Conv2d(w, b, stride=(2, 1), padding=1)
weights, biases = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
for shape in [(2, 3, 6, 5), (1, 3, 4, 7)]:
    x = torch.tensor(generator.normal(size=shape), requires_grad=True)
    expected = F.conv2d(x, weights, biases, stride=(2, 1), padding=1)
    dy = torch.tensor(generator.normal(size=expected.shape))
    dx, dw, db = torch.autograd.grad(expected, (x, weights, biases), dy)
    compare(f"layer.forward {shape}", layer.forward(x.detach().numpy()), expected)
    compare(f"layer.backward {shape}", layer.backward(dy.numpy()), dx)
    compare('layer.grads["w"]', layer.grads["w"], dw)
    compare('layer.grads["b"]', layer.grads["b"], db)

try:
    Conv2d(w, b).backward(dy.numpy())
except RuntimeError as error:
    print("✓ RuntimeError:", error)
else:
    raise AssertionError("Conv2d(w, b).backward(dy)")
