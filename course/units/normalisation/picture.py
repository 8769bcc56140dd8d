with drawing(), np.errstate(all="ignore"):
    rng = np.random.default_rng(0)
    turns = np.tile(np.sqrt(np.linspace(0.05, 1, 100)), 2)
    labels = np.repeat([0.0, 1.0], 100)
    angles = 2 * np.pi * turns + np.pi * labels
    points = np.stack([turns * np.cos(angles), turns * np.sin(angles)], axis=1)
    shapes = [(16, 2), *[(16, 16)] * 7, (1, 16)]
    start = [0.7 * rng.standard_normal(shape) / np.sqrt(shape[1]) for shape in shapes]
    one, zero = np.ones(16), np.zeros(16)

    x, dy = rng.standard_normal((2, 4, 16, 1, 1))
    for training in (True, False):
        leaf, gamma, beta, mean, var = (torch.tensor(each) for each in (x, one, zero, zero, one))
        leaves = [each.requires_grad_() for each in (leaf, gamma, beta)]
        y = F.batch_norm(leaf, mean, var, gamma, beta, training)
        expected = (y.detach(), mean, var)
        yours(batch_norm, x, one, zero, zero, one, training=training, expected=expected)
        if training:
            expected = torch.autograd.grad(y, leaves, torch.tensor(dy))
            yours(batch_norm_backward, dy, x, one, expected=expected)

    def forward(x, weights, kept, training):
        inputs, sums = [], []
        for layer, w in enumerate(weights):
            inputs.append(x)
            sums.append((x @ w.T)[:, :, None, None])
            x = sums[-1]
            if layer < len(kept):
                x, *kept[layer] = batch_norm(x, one, zero, *kept[layer], training=training)
            x = np.maximum(0, x[:, :, 0, 0]) if layer < 8 else x[:, 0, 0, 0]
        return 1 / (1 + np.exp(-x)), inputs, sums

    losses, answers = {}, {}
    grid = np.stack(np.meshgrid(*[np.linspace(-1.1, 1.1, 60)] * 2), axis=2).reshape(-1, 2)
    for name in ("w · x", "batch_norm(w · x)"):
        weights, losses[name] = start, []
        kept = [[zero, one] for _ in range(8)] if "norm" in name else []
        for _ in range(400):
            guess, inputs, sums = forward(points, weights, kept, True)
            right = np.where(labels == 1, guess, 1 - guess)
            losses[name].append(-np.log(np.maximum(right, 1e-12)).mean())
            dy, moved = (guess - labels)[:, None] / len(labels), []
            for layer in reversed(range(9)):
                if layer < len(kept):
                    dy = batch_norm_backward(dy[:, :, None, None], sums[layer], one)[0][:, :, 0, 0]
                moved = [weights[layer] - 0.2 * dy.T @ inputs[layer], *moved]
                dy = dy @ weights[layer] * (inputs[layer] > 0)
            weights = moved
        answers[name] = forward(grid, weights, kept, False)[0].reshape(60, 60)

    figure, axes = plt.subplots(1, 3, figsize=(10, 3.2), layout="constrained")
    for (name, loss), style, axis in zip(losses.items(), ("--", "-"), axes[1:], strict=True):
        axes[0].plot(loss, style, label=name)
        axis.imshow(answers[name], "PuOr", vmin=0, vmax=1, origin="lower", extent=[-1.1, 1.1] * 2)
        for label, mark in ((0, "o"), (1, "^")):
            axis.plot(*points[labels == label].T, mark, color="k", markersize=2.5)
        axis.set_title(name, fontsize=10)
        axis.set(xticks=[], yticks=[])
    axes[0].legend()
    plt.show()
