# %% MaxPool2d
scores = np.array([[2, 0, 4], [1, 2, 0], [2, 3, 2]]).reshape(1, 1, 3, 3)
layer = MaxPool2d(2, stride=1)
print(layer.forward(scores))
print(layer.backward(np.ones((1, 1, 2, 2))))

layers = MaxPool2d(2), MaxPool2d((3, 2), stride=1, padding=1)
generator = np.random.default_rng(6)
x = torch.tensor(generator.permutation(180).reshape(2, 3, 6, 5) - 90.0, requires_grad=True)
answers = F.max_pool2d(x, 2), F.max_pool2d(x, (3, 2), stride=1, padding=1)
for layer, expected in zip(layers, answers, strict=True):
    compare("layer.forward(x)", layer.forward(x.detach().numpy()), expected)
for layer, expected in zip(layers, answers, strict=True):
    dy = torch.tensor(generator.normal(size=expected.shape))
    dx = torch.autograd.grad(expected, x, dy)[0]
    compare("layer.backward(dy)", layer.backward(dy.numpy()), dx)

# %% AvgPool2d
scores = np.array([[2, 4], [3, 3]]).reshape(1, 1, 2, 2)
layer = AvgPool2d(2)
print(layer.forward(scores), layer.backward(np.full((1, 1, 1, 1), 4.0)))

layer = AvgPool2d((2, 3), stride=2, padding=1)
generator = np.random.default_rng(7)
for shape in [(2, 3, 5, 6), (3, 2, 4, 7)]:
    x = torch.tensor(generator.normal(size=shape), requires_grad=True)
    expected = F.avg_pool2d(x, (2, 3), stride=2, padding=1)
    dy = torch.tensor(generator.normal(size=expected.shape))
    compare(f"layer.forward {shape}", layer.forward(x.detach().numpy()), expected)
    compare(
        f"layer.backward {shape}",
        layer.backward(dy.numpy()),
        torch.autograd.grad(expected, x, dy)[0],
    )
