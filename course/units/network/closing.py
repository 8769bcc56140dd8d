import matplotlib.pyplot as plt
from sklearn.datasets import load_digits

digits = load_digits()
images, labels = digits.images[:, None] / 16, digits.target
rng = np.random.default_rng(0)
order = rng.permutation(len(images))
train, test = order[:1400], order[1400:]

shapes = {"c1": (8, 1, 3, 3), "c2": (16, 8, 3, 3), "f1": (64, 64), "f2": (10, 64)}
params = {}
for name, shape in shapes.items():
    params[f"{name}w"] = rng.normal(0, np.sqrt(2 / np.prod(shape[1:])), shape)
    params[f"{name}b"] = np.zeros(shape[0])
params["f2w"] /= 10
velocity = {name: np.zeros_like(p) for name, p in params.items()}

epochs, batch_size = 5, 50
batches = [
    rows for _ in range(epochs) for rows in np.split(rng.permutation(train), 1400 // batch_size)
]
losses = []
for step, rows in enumerate(batches, start=1):
    loss, grads, _ = lenet_step(images[rows], labels[rows], params)
    params, velocity = sgd_step(params, grads, velocity, lr=0.05, momentum=0.9)
    losses.append(loss)
    if step % 7 == 0:
        bar = "█" * (30 * step // len(batches))
        print(f"\r{bar:░<30} {step}/{len(batches)}  loss = {loss:.3f}", end="", flush=True)
print()

predicted = lenet_step(images[test], labels[test], params)[2].argmax(axis=1)
accuracy = np.mean(predicted == labels[test])
print(f"accuracy = {accuracy:.3f}")

figure, axes = plt.subplots(figsize=(9, 3))
axes.semilogy(losses, linewidth=1)
axes.set(xlabel="step", ylabel="loss")
figure, panels = plt.subplots(2, 12, figsize=(9, 2))
for panel, row, answer in zip(panels.flat, test, predicted, strict=False):
    panel.imshow(images[row, 0], "gray_r")
    panel.set_title(answer, fontsize=10, color="black" if answer == labels[row] else "red", pad=2)
    panel.axis("off")
plt.show()
