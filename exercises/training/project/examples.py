# %% build
def same_weights(seed, other):
    one, two = (build(np.random.default_rng(s)) for s in (seed, other))
    return one.keys() == two.keys() and all(np.array_equal(one[n], two[n]) for n in one)


compare(same_weights, 0, 0, expected=True)
compare(same_weights, 0, 1, expected=False)
print(sum(np.size(each) for each in build(np.random.default_rng(0)).values()), "→ build")
# %% predict
with np.load("data/symbols.npz") as data:
    images, labels = data["x"][:, None] / 15, data["labels"].astype(int)
some = [np.flatnonzero(labels == symbol)[:2] for symbol in range(10)]
twenty = np.concatenate(some)


def form_of_labels(x):
    found = predict(build(np.random.default_rng(0)), x)
    return found.shape, found.dtype.kind


def one_by_one_or_together(x):
    params = build(np.random.default_rng(0))
    return bool(all(predict(params, x[n : n + 1])[0] == predict(params, x)[n] for n in range(7)))


compare(form_of_labels, images[:7], expected=((7,), "i"))
compare(one_by_one_or_together, images[:40], expected=True)
# %% train
many = np.tile(twenty, 15)


def right_of_twenty(params, x, y):
    trained = train(params, x, y, np.random.default_rng(1))
    found = predict(trained, images[twenty])
    alone = [predict(trained, images[n : n + 1])[0] for n in twenty]
    return bool(np.mean(found == labels[twenty]) > 0.5), bool((found == alone).all())


network = build(np.random.default_rng(0))
compare(right_of_twenty, network, images[many], labels[many], expected=(True, True))
