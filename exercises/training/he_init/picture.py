with drawing():
    rng, shape = np.random.default_rng(0), (64, 64)
    right = np.random.default_rng(1).normal(0, np.sqrt(2 / 64), shape)
    yours(he_init, shape, np.random.default_rng(1), expected=right)
    starts = {
        "0.08 · normal": lambda: 0.08 * rng.standard_normal(shape),
        "he_init": lambda: he_init(shape, rng),
        "0.35 · normal": lambda: 0.35 * rng.standard_normal(shape),
    }
    figure, panels = plt.subplots(3, 6, figsize=(10, 4.2), layout="constrained")
    for (name, start), row in zip(starts.items(), panels, strict=True):
        x = rng.standard_normal((60, 64))
        for layer in range(1, 19):
            x = x @ start().T
            if layer % 3 == 0:
                axes = row[layer // 3 - 1]
                axes.hist(x.ravel(), bins=50, range=(-4, 4), color="0.4")
                axes.set_title(f"{layer}: ±{x.std():.1e}", fontsize=9)
                axes.set(yticks=[], xticks=[-4, 0, 4])
            x = relu(x)
        row[0].set_ylabel(name, fontsize=9)
    plt.show()
