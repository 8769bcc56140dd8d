# %% col2im
small = np.array([[[1.0, 5.0], [2.0, 6.0], [3.0, 7.0], [4.0, 8.0]]])
compare(col2im, small, (2, 3), 2, expected=np.array([[[[1.0, 7.0, 6.0], [3.0, 11.0, 8.0]]]]))

rng = np.random.default_rng(9)
image = torch.tensor(rng.standard_normal((2, 3, 6, 7)))
for stride, padding, dilation in [(1, 0, 1), (2, 1, 1), ((2, 3), (0, 1), (2, 1))]:
    sizes = {"stride": stride, "padding": padding, "dilation": dilation}
    cols = F.unfold(image, (3, 2), **sizes)
    expected = F.fold(cols, (6, 7), (3, 2), **sizes)
    compare(col2im, cols.numpy(), (6, 7), (3, 2), **sizes, expected=expected)

compare(col2im, small, (2, 4), 2, raises=ValueError)
