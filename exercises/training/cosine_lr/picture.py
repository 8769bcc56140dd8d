with drawing():
    steps, start = 80, np.array([-9.0, 2.0])
    rates = {"0.15": [0.15] * steps, "0.01": [0.01] * steps, "cosine_lr": []}
    for s in range(steps):
        right = 0.15 * (1 + np.cos(np.pi * s / steps)) / 2
        rates["cosine_lr"].append(yours(cosine_lr, s, steps, 0.15, expected=right))
    figure, (left, right) = plt.subplots(1, 2, figsize=(10, 3.6), layout="constrained")
    for (name, path_rates), line in zip(rates.items(), (":", "--", "-"), strict=True):
        noise, place, path = np.random.default_rng(3), start, [start]
        for rate in path_rates:
            place = place - rate * (place * (1, 10) + 3 * noise.standard_normal(2))
            path.append(place)
        path = np.clip(path, -100, 100)
        left.plot(*path.T, line, linewidth=1.5, label=name)
        right.plot(np.hypot(*path.T), line, linewidth=1.5)
    x, y = np.meshgrid(np.linspace(-10, 3, 60), np.linspace(-4, 4, 60))
    left.contour(x, y, (x**2 + 10 * y**2) / 2, 8, colors="gray", linewidths=0.4)
    left.set(xlim=(-10, 3), ylim=(-4, 4))
    left.legend()
    right.set(yscale="log", xlabel="step", ylabel="|(x, y)|")
    plt.show()
