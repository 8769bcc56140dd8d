# %% tiny_cnn_step
x = np.array([[[[1.0, 0.0, 2.0], [0.0, 1.0, 0.0], [2.0, 0.0, 1.0]]]])
params = {
    "w": np.array([[[[1.0, 1.0], [0.0, 1.0]]]]),
    "b": np.array([0.0]),
    "fw": np.array([[3.0]]),
    "fb": np.array([-6.0]),
}
print(*tiny_cnn_step(x, np.array([[1.0]]), params), sep="\n")

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
loss = F.binary_cross_entropy_with_logits(logits, torch.tensor(target))
loss.backward()
grads = {name: leaf.grad for name, leaf in leaves.items()}
compare(tiny_cnn_step, image, target, params, expected=(loss.item(), grads, picture.grad))
