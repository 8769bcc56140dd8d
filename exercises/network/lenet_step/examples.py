# %% lenet_step
images = np.cos(np.arange(3 * 2 * 8 * 9.0)).reshape(3, 2, 8, 9)
labels = np.array([4, 0, 2])
shapes = {"c1": (4, 2, 3, 3), "c2": (5, 4, 3, 3), "f1": (7, 20), "f2": (6, 7)}
generator = np.random.default_rng(7)
params = {}
for name, shape in shapes.items():
    params[f"{name}w"] = generator.normal(0, np.sqrt(2 / np.prod(shape[1:])), shape)
    params[f"{name}b"] = generator.normal(0, 0.1, shape[0])

leaves = {name: torch.tensor(p, requires_grad=True) for name, p in params.items()}
maps = torch.tensor(images)
for name in ("c1", "c2"):
    maps = F.conv2d(maps, leaves[f"{name}w"], leaves[f"{name}b"], padding=1)
    maps = F.max_pool2d(torch.relu(maps), 2)
hidden = torch.relu(F.linear(maps.flatten(1), leaves["f1w"], leaves["f1b"]))
scores = F.linear(hidden, leaves["f2w"], leaves["f2b"])
loss = F.cross_entropy(scores, torch.tensor(labels))
loss.backward()
grads = {name: leaf.grad for name, leaf in leaves.items()}
compare(lenet_step, images, labels, params, expected=(loss.item(), grads, scores))

blank = {**params, "f2w": 0 * params["f2w"], "f2b": 0 * params["f2b"]}
print(lenet_step(images, labels, blank)[0], np.log(6))
