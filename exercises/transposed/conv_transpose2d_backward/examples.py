# %% conv_transpose2d_backward
ink = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
stamp = np.array([[[[1.0, 0.0], [2.0, 1.0]]]])
incoming = np.array([[[[1.0, 0.0, 2.0], [0.0, 3.0, 0.0], [4.0, 0.0, 5.0]]]])
print(*conv_transpose2d_backward(incoming, ink, stamp), sep="\n")

image = np.arange(2 * 3 * 4 * 5).reshape(2, 3, 4, 5) / 10
kernel = np.cos(np.arange(3 * 2 * 3 * 4)).reshape(3, 2, 3, 4)
leaves = [torch.tensor(a, requires_grad=True) for a in (image, kernel, np.zeros(2))]
for stride, padding, extra in [(1, 0, 0), ((2, 3), (1, 2), 0), (3, 1, (2, 1))]:
    out = F.conv_transpose2d(*leaves, stride, padding, extra)
    incoming = np.sin(np.arange(out.numel())).reshape(out.shape)
    expected = torch.autograd.grad(out, leaves, torch.tensor(incoming))
    compare(conv_transpose2d_backward, incoming, image, kernel, stride, padding, expected=expected)
