# %% MaxPool2d
scores = np.array([[2.0, 0.0, 4.0], [1.0, 2.0, 0.0], [2.0, 3.0, 2.0]]).reshape(1, 1, 3, 3)
layer = MaxPool2d(2, stride=1)
print(layer.forward(scores))
print(layer.backward(np.ones((1, 1, 2, 2))))

rng = np.random.default_rng(6)
x = torch.tensor(rng.integers(-9, -1, (2, 3, 6, 5)) * 1.0, requires_grad=True)
layers = MaxPool2d(2), MaxPool2d((3, 2), stride=1, padding=1)
answers = F.max_pool2d(x, 2), F.max_pool2d(x, (3, 2), stride=1, padding=1)
for layer, y in zip(layers, answers, strict=True):
    compare(layer.forward, x.detach().numpy(), expected=y)
for layer, y in zip(layers, answers, strict=True):
    dy = torch.tensor(rng.normal(size=y.shape))
    compare(layer.backward, dy.numpy(), expected=torch.autograd.grad(y, x, dy)[0])

larger = rng.normal(size=(1, 3, 8, 6))
compare(layers[0].forward, larger, expected=F.max_pool2d(torch.tensor(larger), 2))
compare(layers[0].backward, np.zeros((1, 3, 4, 3)), expected=np.zeros(larger.shape))
compare(MaxPool2d(2).backward, dy.numpy(), raises=RuntimeError)

# %% AvgPool2d
scores = np.array([[2.0, 4.0], [3.0, 3.0]]).reshape(1, 1, 2, 2)
layer = AvgPool2d(2)
print(layer.forward(scores), layer.backward(np.full((1, 1, 1, 1), 4.0)))

rng = np.random.default_rng(7)
layer, another = AvgPool2d((2, 3), stride=2, padding=1), AvgPool2d(2)
for shape in [(2, 3, 5, 6), (3, 2, 4, 7)]:
    x = torch.tensor(rng.normal(size=shape), requires_grad=True)
    y = F.avg_pool2d(x, (2, 3), stride=2, padding=1)
    dy = torch.tensor(rng.normal(size=y.shape))
    compare(layer.forward, x.detach().numpy(), expected=y)
    compare(layer.backward, dy.numpy(), expected=torch.autograd.grad(y, x, dy)[0])
compare(another.forward, x.detach().numpy(), expected=F.avg_pool2d(x, 2))

compare(AvgPool2d(2).backward, dy.numpy(), raises=RuntimeError)
