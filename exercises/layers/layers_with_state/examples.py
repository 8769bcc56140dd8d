# %% Conv2d
def there_and_back(layer, x, dy):
    y, dx = layer.forward(x), layer.backward(dy)
    return {"y": y, "dx": dx, "grads": layer.grads}


def gradients_of(layer):
    return layer.grads


image = np.array([[1.0, 0, 2, 1], [0, 1, 0, 2], [2, 1, 1, 0], [1, 0, 2, 1]]).reshape(1, 1, 4, 4)
layer = Conv2d(np.eye(2).reshape(1, 1, 2, 2), np.zeros(1))
print(there_and_back(layer, image, np.array([[[[1.0, 0, 1], [0, 0, 0], [0, 2, 0]]]])))

rng = np.random.default_rng(5)
w, b = rng.normal(size=(4, 3, 2, 3)), rng.normal(size=4)
weights, biases = torch.tensor(w, requires_grad=True), torch.tensor(b, requires_grad=True)
layer, another = Conv2d(w, b, stride=(2, 1), padding=(0, 1)), Conv2d(w, b)
for shape in [(2, 3, 6, 5), (1, 3, 5, 7)]:
    x = torch.tensor(rng.normal(size=shape), requires_grad=True)
    y = F.conv2d(x, weights, biases, stride=(2, 1), padding=(0, 1))
    dy = torch.tensor(rng.normal(size=y.shape))
    dx, dw, db = torch.autograd.grad(y, (x, weights, biases), dy)
    answer = {"y": y, "dx": dx, "grads": {"w": dw, "b": db}}
    compare(there_and_back, layer, x.detach().numpy(), dy.numpy(), expected=answer)

compare(another.backward, dy.numpy(), raises=RuntimeError)
compare(another.forward, x.detach().numpy(), expected=F.conv2d(x, weights, biases))
another.backward(np.ones((1, 4, 4, 5)))
compare(gradients_of, layer, expected=answer["grads"])
