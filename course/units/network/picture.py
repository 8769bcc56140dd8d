with drawing():
    with np.load("data/digits.npz") as digits:
        maps, drawn = digits["images"][:1] / 16, {}
    for name in ("c1", "c2"):
        w, b = params[f"{name}w"], params[f"{name}b"]
        drawn |= {f"{name}w[{o}, 0]": w[o, 0] for o in range(8)}
        z = conv2d(maps, w, b, 1, 1)
        felt = yours(relu, z, expected=F.relu(torch.tensor(z)))
        maps, _ = max_pool2d(felt, 2)
        drawn |= {f"{name}, relu: {o}": felt[0, o] for o in range(8)}
        drawn |= {f"{name}, max: {o}": maps[0, o] for o in range(8)}
    show_images(drawn, columns=8)
