# %% own
if "given" not in globals():
    functions = conv2d, conv2d_backward, max_pool2d, max_pool2d_backward
    given = {each.__name__: each for each in functions}

# conv2d_im2col, conv2d_im2col_backward, max_pool2d, max_pool2d_backward …


# %% code
import matplotlib.pyplot as plt


def own(name, known_as, *arguments):
    """known_as, if it is there and agrees with given[name], else given[name]."""
    right, mine = given[name], globals().get(known_as, given[name])
    if mine is right:
        print(f"· {name}")
        return right
    try:
        got, expected = _parts(mine(*arguments)), _parts(right(*arguments))
        agrees = got.keys() == expected.keys() and all(
            got[part].shape == each.shape and np.allclose(got[part], each)
            for part, each in expected.items()
        )
        said = "" if agrees else "≠"
    except Exception as error:
        said = repr(error)
    print(f"{'✗' if said else '✓'} {name} ← {known_as} {said}".rstrip())
    return right if said else mine


def by_torch(images, labels, params):
    """What lenet_step should return."""
    p = {name: torch.tensor(value, requires_grad=True) for name, value in params.items()}
    maps = torch.tensor(images)
    for name in ("c1", "c2"):
        maps = F.max_pool2d(F.relu(F.conv2d(maps, p[f"{name}w"], p[f"{name}b"], padding=1)), 2)
    hidden = F.relu(F.linear(maps.flatten(1), p["f1w"], p["f1b"]))
    logits = F.linear(hidden, p["f2w"], p["f2b"])
    loss = F.cross_entropy(logits, torch.tensor(labels))
    loss.backward()
    return loss.item(), {name: each.grad for name, each in p.items()}, logits.detach()


with drawing():
    with np.load("data/digits.npz") as digits:
        images, labels = digits["images"] / 16, digits["labels"].astype(int)
    rng = np.random.default_rng(0)
    order = rng.permutation(len(images))
    train, test = order[:1400], order[1400:]

    shapes = {"c1": (8, 1, 3, 3), "c2": (16, 8, 3, 3), "f1": (64, 64), "f2": (10, 64)}
    params = {}
    for name, shape in shapes.items():
        params[f"{name}w"] = rng.normal(0, np.sqrt(2 / np.prod(shape[1:])), shape)
        params[f"{name}b"] = np.zeros(shape[0])
    params["f2w"] /= 10
    velocity = {name: np.zeros_like(p) for name, p in params.items()}

    conv = images[:2], params["c1w"], rng.normal(size=8), 1, 1
    dy, index = rng.normal(size=(2, 8, 8, 8)), given["max_pool2d"](images[:2], 2)[1]
    conv2d = own("conv2d", "conv2d_im2col", *conv)
    conv2d_backward = own(
        "conv2d_backward", "conv2d_im2col_backward", dy, images[:2], params["c1w"], 1, 1
    )
    max_pool2d = own("max_pool2d", "max_pool2d", images[:2], 2)
    max_pool2d_backward = own(
        "max_pool2d_backward", "max_pool2d_backward", dy[:, :1, :4, :4], index, images[:2].shape
    )
    few = images[:2], labels[:2], params
    yours(lenet_step, *few, expected=by_torch(*few))

    epochs, batch_size = 5, 50
    batches = [
        rows for _ in range(epochs) for rows in np.split(rng.permutation(train), 1400 // batch_size)
    ]
    losses = []
    for step, rows in enumerate(batches, start=1):
        loss, grads, _ = lenet_step(images[rows], labels[rows], params)
        params, velocity = sgd_step(params, grads, velocity, lr=0.05, momentum=0.9)
        losses.append(loss)
        if step % 7 == 0:
            bar = "█" * (30 * step // len(batches))
            print(f"\r{bar:░<30} {step}/{len(batches)}  loss = {loss:.3f}", end="", flush=True)
    print()

    predicted = lenet_step(images[test], labels[test], params)[2].argmax(axis=1)
    misread = predicted != labels[test]
    print(f"accuracy = {1 - misread.mean():.3f}, {misread.sum()} ≠")

    figure, axes = plt.subplots(figsize=(9, 3))
    axes.semilogy(losses, linewidth=1)
    axes.set(xlabel="step", ylabel="loss")
    figure, panels = plt.subplots(3, 12, figsize=(9, 3), layout="constrained")
    misread_first = np.argsort(~misread, kind="stable")
    for panel, i in zip(panels.flat, misread_first, strict=False):
        panel.imshow(images[test[i], 0], "gray_r")
        title = f"{predicted[i]} ≠ {labels[test[i]]}" if misread[i] else f"{predicted[i]}"
        panel.set_title(title, fontsize=10, color="red" if misread[i] else "black", pad=2)
        panel.axis("off")
    plt.show()
