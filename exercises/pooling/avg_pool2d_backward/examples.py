# %% avg_pool2d_backward
dy = np.array([[[[4, 8, 12], [16, 20, 24]]]])
print(avg_pool2d_backward(dy, (1, 1, 3, 4), 2, stride=1))

torch.manual_seed(2)
shape = (2, 3, 5, 6)
image = torch.randn(shape, dtype=torch.float64, requires_grad=True)
for kernel, stride, padding in [(2, None, 0), (3, 1, 0), ((2, 3), (3, 2), 1)]:
    for counted in [True, False]:
        y = F.avg_pool2d(image, kernel, stride, padding, count_include_pad=counted)
        dy = torch.randn_like(y)
        (dx,) = torch.autograd.grad(y, image, dy)
        compare(
            f"avg_pool2d_backward(dy, {shape}, {kernel}, {stride}, {padding}, {counted})",
            avg_pool2d_backward(dy.numpy(), shape, kernel, stride, padding, counted),
            dx,
        )
