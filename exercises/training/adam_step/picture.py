with drawing():
    with np.load("data/symbols.npz") as data:
        pixels, symbols = data["x"][:, None] / 7.5 - 1, data["labels"].astype(int)
    twenty = np.concatenate([np.flatnonzero(symbols == symbol)[:2] for symbol in range(10)])
    x, y = pixels[twenty], symbols[twenty]
    one = {"w": np.ones(2)}
    right = {"w": np.full(2, 0.9)}, {"w": np.full(2, 0.1)}, {"w": np.full(2, 0.001)}
    yours(adam_step, one, one, {}, {}, 1, 0.1, expected=right)

    def losses(step):
        rng = np.random.default_rng(2)
        w = {"c": rng.normal(0, 0.28, (8, 1, 5, 5)), "cb": np.zeros(8)}
        w |= {"f": rng.normal(0, 0.07, (10, 392)), "fb": np.zeros(10)}
        seen = []
        for t in range(1, 61):
            z = conv2d(x, w["c"], w["cb"], stride=2, padding=2)
            pooled, index = max_pool2d(relu(z), 2)
            rows = pooled.reshape(20, -1)
            loss, dscores = softmax_cross_entropy(linear(rows, w["f"], w["fb"]), y)
            drows, df, dfb = linear_backward(dscores, rows, w["f"])
            dz = max_pool2d_backward(drows.reshape(pooled.shape), index, z.shape)
            _, dc, dcb = conv2d_backward(relu_backward(dz, z), x, w["c"], 2, 2)
            w = step(w, {"c": dc, "cb": dcb, "f": df, "fb": dfb}, t)
            seen.append(loss)
        return seen

    def downhill(w, grads, t):
        return {name: w[name] - 0.02 * grads[name] for name in w}

    m, v = {}, {}

    def adam(w, grads, t):
        global m, v
        w, m, v = adam_step(w, grads, m, v, t, 0.01)
        return w

    figure, axes = plt.subplots(figsize=(8, 3), layout="constrained")
    for name, step in {"lr * grads": downhill, "adam_step": adam}.items():
        axes.plot(losses(step), label=name)
    axes.axhline(np.log(10), color="gray", linestyle=":", label="log 10")
    axes.set(xlabel="step", ylabel="loss")
    axes.legend()
    plt.show()
