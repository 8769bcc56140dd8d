with drawing():
    names, mixed = "♠♥♦♣★☂♫☎✈⚓", np.random.default_rng(9).permutation(len(labels))
    rest, valid = mixed[:1000], mixed[1000:]

    def learnt(rows):
        rng = np.random.default_rng(0)
        network = train(build(rng), images[rows], labels[rows], rng)
        return predict(network, images[valid])

    drawing.said.add("learnt")
    sizes, shares = (100, 200, 400, 1000), []
    for n in sizes:
        found = yours(learnt, rest[:n], expected=labels[valid])
        shares.append(np.mean(found == labels[valid]))
    figure, axes = plt.subplots(figsize=(8, 2.8), layout="constrained")
    axes.plot(sizes, shares, "o-")
    axes.set(xlabel="len(x)", ylabel="accuracy", xscale="log", ylim=(0, 1.1), xticks=sizes)
    axes.set_xticklabels(sizes)
    axes.minorticks_off()
    for n, share in zip(sizes, shares, strict=True):
        axes.annotate(f"{share:.3f}", (n, share), (0, 7), textcoords="offset points", ha="center")
    axes.axhline(0.8, color="gray", linestyle=":")
    wrong = np.flatnonzero(found != labels[valid])[:12]
    figure, panels = plt.subplots(1, 12, figsize=(10, 1.4))
    for panel in panels:
        panel.axis("off")
    for panel, n in zip(panels, wrong, strict=False):
        panel.imshow(images[valid[n], 0], "gray", vmin=0, vmax=1)
        true, taken = names[labels[valid[n]]], names[found[n]]
        panel.set_title(f"{true} → {taken}", fontsize=11)
    plt.show()
