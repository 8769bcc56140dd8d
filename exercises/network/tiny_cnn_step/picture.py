with drawing():
    rng = np.random.default_rng(8)
    x, y = rng.standard_normal((2, 1, 7, 7)), np.array([[1.0], [0.0]])
    small = {"w": rng.standard_normal((2, 1, 3, 3)), "b": np.array([0.5, -0.5])}
    small |= {"fw": rng.standard_normal((1, 8)), "fb": np.array([0.1])}

    def step(params):
        leaves = {name: torch.tensor(p, requires_grad=True) for name, p in params.items()}
        image = torch.tensor(x, requires_grad=True)
        maps = F.max_pool2d(F.conv2d(image, leaves["w"], leaves["b"]), 2)
        logits = F.linear(maps.flatten(1), leaves["fw"], leaves["fb"])
        loss = F.binary_cross_entropy_with_logits(logits, torch.tensor(y))
        dx, *grads = torch.autograd.grad(loss, [image, *leaves.values()])
        expected = (loss.item(), dict(zip(leaves, grads, strict=True)), dx)
        return yours(tiny_cnn_step, x, y, params, expected=expected)

    def loss(w):
        return np.array(step({**small, "w": w})[0])

    _, grads, _ = step(small)
    show_gradient(loss, small["w"], 1.0, grads["w"], 'grads["w"]')
