# %% conv_nd
rng = np.random.default_rng(5)
sound, echo = rng.standard_normal((2, 3, 9)), rng.standard_normal((4, 3, 4))
compare(
    conv_nd, sound, echo, None, 2, expected=F.conv1d(*map(torch.tensor, (sound, echo)), None, 2)
)
image, filters, b = (rng.standard_normal(s) for s in [(1, 2, 5, 6), (3, 2, 2, 3), (3,)])
expected = F.conv2d(*map(torch.tensor, (image, filters, b)), (1, 2), (0, 1))
compare(conv_nd, image, filters, b, (1, 2), (0, 1), expected=expected)
film, blocks = rng.standard_normal((1, 2, 4, 5, 6)), rng.standard_normal((2, 2, 2, 3, 2))
compare(conv_nd, film, blocks, expected=F.conv3d(*map(torch.tensor, (film, blocks))))
compare(conv_nd, film, blocks[:, :1], raises=ValueError)
