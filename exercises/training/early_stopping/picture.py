with drawing():
    with np.load("data/symbols.npz") as data:
        pixels, symbols = data["x"][:, None] / 15, data["labels"].astype(int)
    few, valid = slice(0, 200), slice(1000, 1200)

    def curves(augmented):
        rng = np.random.default_rng(5)
        w = {"a": he_init((24, 196), rng), "b": he_init((10, 24), rng)}
        m, v, history = {}, {}, []
        for epoch in range(40):
            x = pixels[few]
            if augmented:
                x = np.pad(flip(x, rng.random(200) < 0.5), ((0, 0), (0, 0), (2, 2), (2, 2)), "edge")
                x = crop(x, rng.integers(0, 5, (200, 2)), 28)
            for rows in np.split(rng.permutation(200), 4):
                _, grads = loss_and_gradients(w, x[rows], symbols[few][rows])
                w, m, v = adam_step(w, grads, m, v, epoch * 4 + 1, 0.005)
            both = (few, valid)
            history.append([loss_and_gradients(w, pixels[s], symbols[s])[0] for s in both])
        return np.transpose(history)

    def loss_and_gradients(w, x, y):
        small = x.reshape(len(x), 14, 2, 14, 2).mean(axis=(2, 4))
        rows = 4 * small.reshape(len(x), 196) - 2
        z = linear(rows, w["a"], 0)
        loss, dscores = softmax_cross_entropy(linear(relu(z), w["b"], 0), y)
        dactive, db, _ = linear_backward(dscores, relu(z), w["b"])
        return loss, {"a": linear_backward(relu_backward(dactive, z), rows, w["a"])[1], "b": db}

    def best_and_stop(validation):
        best, stop = early_stopping([float(loss) for loss in validation], 5)
        return best, 40 if stop is None else stop

    drawing.said |= {"curves", "best_and_stop"}
    both = [yours(curves, augmented, expected=np.zeros((2, 40))) for augmented in (False, True)]
    places = [yours(best_and_stop, losses[1], expected=(0, 0)) for losses in both]
    figure, panels = plt.subplots(1, 2, figsize=(10, 3.2), sharey=True, layout="constrained")
    drawn = zip(panels, ("x", "flip, crop"), both, places, strict=True)
    for axes, title, losses, (best, stop) in drawn:
        axes.plot(losses[0], "--", label="training")
        axes.plot(losses[1], label="validation")
        axes.plot(best, losses[1][best], "o", markersize=9, fillstyle="none", color="black")
        axes.axvline(stop, color="gray", linestyle=":")
        axes.set(title=title, xlabel="epoch", xlim=(-1, 39.5), ylim=(0, 3))
    panels[0].legend()
    panels[0].set_ylabel("loss")
    plt.show()
