with drawing():
    rng = np.random.default_rng(2)
    x, w = rng.standard_normal((2, 1, 9, 8)), rng.standard_normal((2, 1, 3, 4))

    def convolved(w):
        return F.conv2d(torch.tensor(x), torch.tensor(w), stride=2, padding=1).numpy()

    dy = rng.standard_normal(convolved(w).shape)
    leaf = torch.tensor(w, requires_grad=True)
    y = F.conv2d(torch.tensor(x), leaf, stride=2, padding=1)
    (expected,) = torch.autograd.grad(y, leaf, torch.tensor(dy))
    dw = yours(conv2d_backward_w, dy, x, (3, 4), 2, 1, expected=expected)
    show_gradient(convolved, w, dy, dw, "dw")
