# %% max_pool2d_backward
index = np.array([[[[4, 6, 6], [4, 6, 11]]]])
dy = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]])
print(max_pool2d_backward(dy, index, (1, 1, 3, 4)))

torch.manual_seed(1)
shape = (2, 3, 5, 6)
image = torch.randn(shape, dtype=torch.float64, requires_grad=True)
for kernel, stride in [(2, 2), (3, 1), ((2, 3), (3, 2))]:
    y, index = F.max_pool2d(image, kernel, stride, return_indices=True)
    dy = torch.randn_like(y)
    (dx,) = torch.autograd.grad(y, image, dy)
    compare(
        f"kernel={kernel}, stride={stride}",
        max_pool2d_backward(dy.numpy(), index.numpy(), shape),
        dx,
    )
