# %% avg_pool2d_backward
dy = np.array([[[[4.0, 8.0, 12.0], [16.0, 20.0, 24.0]]]])
dx = np.array([[[[1.0, 3.0, 5.0, 3.0], [5.0, 12.0, 16.0, 9.0], [4.0, 9.0, 11.0, 6.0]]]])
compare(avg_pool2d_backward, dy, (1, 1, 3, 4), 2, stride=1, expected=dx)

torch.manual_seed(2)
shape = (2, 3, 5, 6)
image = torch.randn(shape, dtype=torch.float64, requires_grad=True)
for kernel, stride, padding in [(2, None, 0), (3, 1, 0), ((2, 3), (3, 2), 1)]:
    for counted in [True, False]:
        y = F.avg_pool2d(image, kernel, stride, padding, count_include_pad=counted)
        dy = torch.randn_like(y)
        (dx,) = torch.autograd.grad(y, image, dy)
        sizes = (shape, kernel, stride, padding, counted)
        compare(avg_pool2d_backward, dy.numpy(), *sizes, expected=dx)
