# %% pad2d_backward
dy = np.array([[[[5, -1, 2, 7], [3, 4, -6, 8], [1, 0, 9, -2]]]])
print(pad2d_backward(dy, ((1, 0), (1, 1))))

image = torch.zeros(2, 3, 4, 5, dtype=torch.float64, requires_grad=True)
for pad in [0, (1, 2), ((3, 0), (1, 2))]:
    (top, bottom), (left, right) = sides(pad)
    y = F.pad(image, (left, right, top, bottom))
    dy = torch.arange(y.numel(), dtype=torch.float64).reshape(y.shape)
    (dx,) = torch.autograd.grad(y, image, dy)
    compare(f"pad2d_backward(dy, {pad})", pad2d_backward(dy.numpy(), pad), dx)
