# %% max_pool2d_backward
index = np.array([[[[4, 6, 6], [4, 6, 11]]]])
dy = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]])
dx = np.array([[[[0.0, 0.0, 0.0, 0.0], [5.0, 0.0, 10.0, 0.0], [0.0, 0.0, 0.0, 6.0]]]])
compare(max_pool2d_backward, dy, index, (1, 1, 3, 4), expected=dx)

torch.manual_seed(1)
shape = (2, 3, 5, 6)
image = torch.randn(shape, dtype=torch.float64, requires_grad=True)
for kernel, stride in [(2, 2), (3, 1), ((2, 3), (3, 2))]:
    y, index = F.max_pool2d(image, kernel, stride, return_indices=True)
    dy = torch.randn_like(y)
    (dx,) = torch.autograd.grad(y, image, dy)
    compare(max_pool2d_backward, dy.numpy(), index.numpy(), shape, expected=dx)
