with drawing():
    rng = np.random.default_rng(1)
    x, pad = rng.standard_normal((1, 1, 6, 7)), ((1, 0), (2, 3))

    def padded(x):
        return yours(pad2d, x, pad, expected=F.pad(torch.tensor(x), [2, 3, 1, 0]))

    dy = rng.standard_normal(padded(x).shape)
    dx = yours(pad2d_backward, dy, pad, expected=dy[:, :, 1:, 2:-3])
    show_gradient(padded, x, dy, dx)
