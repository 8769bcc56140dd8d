with drawing():
    rng = np.random.default_rng(6)
    x, w = rng.standard_normal((1, 2, 4, 5)), rng.standard_normal((2, 1, 3, 3))

    def stamped(x, w):
        y = F.conv_transpose2d(torch.tensor(x), torch.tensor(w), stride=2, padding=1)
        return yours(conv_transpose2d, x, w, None, 2, 1, expected=y)

    leaves = [torch.tensor(a, requires_grad=True) for a in (x, w, np.zeros(1))]
    y = F.conv_transpose2d(*leaves, stride=2, padding=1)
    dy = rng.standard_normal(y.shape)
    expected = torch.autograd.grad(y, leaves, torch.tensor(dy))
    dx, dw, _ = yours(conv_transpose2d_backward, dy, x, w, 2, 1, expected=expected)
    show_gradient(lambda x: stamped(x, w), x, dy, dx)
    show_gradient(lambda w: stamped(x, w), w, dy, dw, "dw")
