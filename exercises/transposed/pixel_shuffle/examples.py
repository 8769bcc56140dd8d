# %% pixel_shuffle
corners = np.array([[[[1.0, 5.0]], [[2.0, 6.0]], [[3.0, 7.0]], [[4.0, 8.0]]]])
woven = np.array([[[[1.0, 2.0, 5.0, 6.0], [3.0, 4.0, 7.0, 8.0]]]])
compare(pixel_shuffle, corners, 2, expected=woven)
x = np.random.default_rng(2).standard_normal((2, 18, 4, 5))
compare(pixel_shuffle, x, 3, expected=F.pixel_shuffle(torch.tensor(x), 3))
compare(pixel_shuffle, x, 2, raises=ValueError)
