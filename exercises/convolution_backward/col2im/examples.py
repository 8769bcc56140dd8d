# %% col2im
small = np.array([[[1, 5], [2, 6], [3, 7], [4, 8]]])
print(col2im(small, (2, 3), 2))

rng = np.random.default_rng(9)
image = torch.tensor(rng.standard_normal((2, 3, 6, 7)))
for stride, padding, dilation in [(1, 0, 1), (2, 1, 1), ((2, 3), (0, 1), (2, 1))]:
    sizes = {"stride": stride, "padding": padding, "dilation": dilation}
    cols = F.unfold(image, (3, 2), **sizes)
    compare(
        f"col2im(cols, (6, 7), (3, 2), {stride}, {padding}, {dilation})",
        col2im(cols.numpy(), (6, 7), (3, 2), stride, padding, dilation),
        F.fold(cols, (6, 7), (3, 2), **sizes),
    )
