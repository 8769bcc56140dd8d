# %% conv_nd_backward
def by_torch(convolution, dy, x, w, stride=1):
    leaves = [torch.tensor(each, requires_grad=True) for each in (x, w, np.zeros(len(w)))]
    return torch.autograd.grad(convolution(*leaves, stride), leaves, torch.tensor(dy))


rng = np.random.default_rng(8)
dy, x, w = (rng.standard_normal(s) for s in [(2, 4, 3), (2, 3, 9), (4, 3, 4)])
compare(conv_nd_backward, dy, x, w, 2, expected=by_torch(F.conv1d, dy, x, w, 2))
dy, x, w = (rng.standard_normal(s) for s in [(1, 3, 4, 2), (1, 2, 5, 6), (3, 2, 2, 3)])
compare(conv_nd_backward, dy, x, w, (1, 2), expected=by_torch(F.conv2d, dy, x, w, (1, 2)))
dy, x, w = (rng.standard_normal(s) for s in [(1, 2, 3, 3, 5), (1, 2, 4, 5, 6), (2, 2, 2, 3, 2)])
compare(conv_nd_backward, dy, x, w, expected=by_torch(F.conv3d, dy, x, w))
