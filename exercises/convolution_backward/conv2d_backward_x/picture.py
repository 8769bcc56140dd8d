with drawing():
    rng = np.random.default_rng(3)
    x, w = rng.standard_normal((1, 1, 8, 9)), rng.standard_normal((3, 1, 3, 3))

    def convolved(x):
        return F.conv2d(torch.tensor(x), torch.tensor(w), stride=2).numpy()

    dy = rng.standard_normal(convolved(x).shape)
    leaf = torch.tensor(x, requires_grad=True)
    y = F.conv2d(leaf, torch.tensor(w), stride=2)
    (expected,) = torch.autograd.grad(y, leaf, torch.tensor(dy))
    dx = yours(conv2d_backward_x, dy, w, x.shape, 2, expected=expected)
    show_gradient(convolved, x, dy, dx)
