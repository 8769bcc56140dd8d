with drawing():
    rng = np.random.default_rng(3)
    x = np.maximum(0, rng.standard_normal((16, 16, 4, 4)))
    start = [np.ones(16), np.zeros(16), np.zeros(16), np.ones(16)]
    spreads = {}
    for scale in (0.5, 1.0, 2.0):
        plain, normed = [x], [x]
        for _ in range(20):
            w = scale * rng.standard_normal((16, 16)) / np.sqrt(8)
            plain.append(np.maximum(0, np.einsum("oc,nchw->nohw", w, plain[-1])))
            z = np.einsum("oc,nchw->nohw", w, normed[-1])
            gamma, beta, mean, var = (torch.tensor(each) for each in start)
            y = F.batch_norm(torch.tensor(z), mean, var, gamma, beta, training=True)
            answer = yours(batch_norm, z, *start, expected=(y, mean, var))
            normed.append(np.maximum(0, answer[0]))
        spreads[scale] = [[each.std() for each in maps] for maps in (plain, normed)]

    figure, axes = plt.subplots(1, 2, figsize=(10, 3.4), sharey=True, layout="constrained")
    for (scale, both), style in zip(spreads.items(), ("-", "--", ":"), strict=True):
        for axis, spread in zip(axes, both, strict=True):
            axis.semilogy(spread, style, linewidth=2, label=f"scale = {scale}")
    for axis, title in zip(axes, ("relu(w · x)", "relu(batch_norm(w · x))"), strict=True):
        axis.set_title(title, fontsize=10)
        axis.set_xticks(range(0, 21, 5))
    axes[0].legend()
    plt.show()
