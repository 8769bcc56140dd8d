with drawing():
    with np.load("data/symbols.npz") as data:
        pixels, symbols = data["x"][:, None] / 15, data["labels"].astype(int)
    few, valid = slice(0, 200), slice(1000, 1200)

    def curves(augmented):
        rng = np.random.default_rng(5)
        w = {"a": he_init((48, 784), rng), "b": he_init((10, 48), rng)}
        m, v, history = {}, {}, []
        for epoch in range(40):
            x = pixels[few]
            if augmented:
                x = np.pad(flip(x, rng.random(200) < 0.5), ((0, 0), (0, 0), (2, 2), (2, 2)), "edge")
                x = crop(x, rng.integers(0, 5, (200, 2)), 28)
            for rows in np.split(rng.permutation(200), 4):
                _, grads = loss_and_gradients(w, x[rows], symbols[few][rows])
                rate = cosine_lr(len(history) * 4, 160, 0.003, warmup=8)
                w, m, v = adam_step(w, grads, m, v, len(history) * 4 + 1, rate)
            both = (few, valid)
            history.append([loss_and_gradients(w, pixels[s], symbols[s])[0] for s in both])
        return np.transpose(history)

    def loss_and_gradients(w, x, y):
        rows = 2 * x.reshape(len(x), -1) - 1
        z = linear(rows, w["a"], 0)
        loss, dscores = softmax_cross_entropy(linear(relu(z), w["b"], 0), y)
        dactive, db, _ = linear_backward(dscores, relu(z), w["b"])
        return loss, {"a": linear_backward(relu_backward(dactive, z), rows, w["a"])[1], "b": db}

    drawing.said.add("curves")
    figure, panels = plt.subplots(1, 2, figsize=(10, 3.2), sharey=True, layout="constrained")
    for axes, augmented in zip(panels, (False, True)):
        training, validation = yours(curves, augmented, expected=np.zeros((2, 40)))
        best, stop = early_stopping([float(loss) for loss in validation], 5)
        axes.plot(training, "--", label="training")
        axes.plot(validation, label="validation")
        axes.plot(best, validation[best], "o", markersize=9, fillstyle="none", color="black")
        if stop is not None:
            axes.axvline(stop, color="gray", linestyle=":")
        axes.set(title="flip, crop" if augmented else "x", xlabel="epoch", ylim=(0, 3))
    panels[0].legend()
    panels[0].set_ylabel("loss")
    plt.show()
