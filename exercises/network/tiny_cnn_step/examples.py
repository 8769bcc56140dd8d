# %% tiny_cnn_step
x = np.array([[[[1, 0, 2], [0, 1, 0], [2, 0, 1]]]])
params = {
    "w": np.array([[[[1, 1], [0, 1]]]]),
    "b": np.array([0]),
    "fw": np.array([[3]]),
    "fb": np.array([-6]),
}
loss, grads, dx = tiny_cnn_step(x, np.array([[1]]), params)
print(loss, grads, dx, sep="\n")

image = np.round(5 * np.cos(np.arange(2 * 3 * 7 * 6.0))).reshape(2, 3, 7, 6)
target = np.array([[1.0], [0.0]])
params = {
    "w": np.round(2 * np.sin(np.arange(4 * 3 * 3 * 2.0))).reshape(4, 3, 3, 2),
    "b": np.array([1.0, -1.0, 0.0, 2.0]),
    "fw": np.cos(np.arange(16.0)).reshape(1, 16) / 8,
    "fb": np.array([0.5]),
}
leaves = {name: torch.tensor(p, requires_grad=True) for name, p in params.items()}
picture = torch.tensor(image, requires_grad=True)
maps = F.max_pool2d(F.conv2d(picture, leaves["w"], leaves["b"]), 2)
logits = F.linear(maps.flatten(1), leaves["fw"], leaves["fb"])
expected = F.binary_cross_entropy_with_logits(logits, torch.tensor(target))
expected.backward()
loss, grads, dx = tiny_cnn_step(image, target, params)
compare("loss", loss, expected)
for name, leaf in leaves.items():
    compare(f'grads["{name}"]', grads[name], leaf.grad)
compare("dx", dx, picture.grad)
