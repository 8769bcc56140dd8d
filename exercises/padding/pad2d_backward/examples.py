# %% pad2d_backward
dy = np.array([[[[5.0, -1.0, 2.0, 7.0], [3.0, 4.0, -6.0, 8.0], [1.0, 0.0, 9.0, -2.0]]]])
compare(pad2d_backward, dy, ((1, 0), (1, 1)), expected=np.array([[[[4.0, -6.0], [0.0, 9.0]]]]))

image = torch.zeros(2, 3, 4, 5, dtype=torch.float64, requires_grad=True)
for pad in [0, (1, 2), ((3, 0), (1, 2))]:
    (top, bottom), (left, right) = sides(pad)
    y = F.pad(image, (left, right, top, bottom))
    dy = torch.arange(y.numel(), dtype=torch.float64).reshape(y.shape)
    (dx,) = torch.autograd.grad(y, image, dy)
    compare(pad2d_backward, dy.numpy(), pad, expected=dx)
