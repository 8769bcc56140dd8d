# %% build_small
def numbers_in(params):
    return sum(np.size(each) for each in params.values())


def few_enough(seed):
    return numbers_in(build_small(np.random.default_rng(seed))) < 2000


def same_small_weights(seed, other):
    one, two = (build_small(np.random.default_rng(s)) for s in (seed, other))
    return one.keys() == two.keys() and all(np.array_equal(one[n], two[n]) for n in one)


def learns_twenty(seed):
    rows = np.tile(twenty, 20)
    network = build_small(np.random.default_rng(seed))
    trained = train(network, images[rows], labels[rows], np.random.default_rng(seed))
    return bool(np.mean(predict(trained, images[twenty]) == labels[twenty]) > 0.9)


compare(few_enough, 0, expected=True)
compare(same_small_weights, 0, 0, expected=True)
compare(same_small_weights, 0, 1, expected=False)
compare(learns_twenty, 1, expected=True)
