# %% conv_transpose2d_backward
ink = np.array([[[[1, 2], [3, 4]]]])
stamp = np.array([[[[1, 0], [2, 1]]]])
incoming = np.array([[[[1, 0, 2], [0, 3, 0], [4, 0, 5]]]])
for gradient in conv_transpose2d_backward(incoming, ink, stamp):
    print(gradient)

image = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5) / 10
kernel = np.cos(np.arange(3 * 2 * 3 * 4)).reshape(3, 2, 3, 4)
leaves = [torch.tensor(a, requires_grad=True) for a in (image, kernel, np.zeros(2))]
for stride, padding, extra in [(1, 0, 0), ((2, 3), (1, 2), 0), (3, 1, (2, 1))]:
    out = F.conv_transpose2d(*leaves, stride, padding, extra)
    incoming = np.sin(np.arange(out.numel())).reshape(out.shape)
    got = conv_transpose2d_backward(incoming, image, kernel, stride, padding)
    expected = torch.autograd.grad(out, leaves, torch.tensor(incoming))
    for name, mine, theirs in zip(("dx", "dw", "db"), got, expected, strict=True):
        compare(f"{name}, stride={stride}, padding={padding}", mine, theirs)
