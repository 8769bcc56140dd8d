# %% flip
row = np.array([[[[1.0, 2.0, 3.0]]], [[[4.0, 5.0, 6.0]]]])
mirrored = np.array([[[[1.0, 2.0, 3.0]]], [[[6.0, 5.0, 4.0]]]])
compare(flip, row, np.array([False, True]), expected=mirrored)

x = np.random.default_rng(5).standard_normal((4, 3, 5, 2))
tensor = torch.tensor(x)
for mask in ([True, False, False, True], [False] * 4, [True] * 4):
    chosen = torch.tensor(mask)[:, None, None, None]
    answer = torch.where(chosen, torch.flip(tensor, (3,)), tensor)
    compare(flip, x, np.array(mask), expected=answer)


def shares_memory(mask):
    return np.shares_memory(flip(x, np.array(mask)), x)


compare(shares_memory, [False] * 4, expected=False)
compare(shares_memory, [True] * 4, expected=False)
# %% crop
numbers = np.arange(1.0, 13.0).reshape(1, 1, 3, 4)
compare(crop, numbers, np.array([[1, 2]]), 2, expected=np.array([[[[7.0, 8.0], [11.0, 12.0]]]]))

x = np.random.default_rng(6).standard_normal((3, 2, 6, 5))
places = np.array([[0, 2], [3, 0], [1, 1]])
answer = np.stack([x[0, :, 0:3, 2:4], x[1, :, 3:6, 0:2], x[2, :, 1:4, 1:3]])
compare(crop, x, places, (3, 2), expected=answer)
compare(crop, x, places, 4, raises=ValueError)
compare(crop, x, np.array([[0, 0], [0, -1], [0, 0]]), 2, raises=ValueError)


def shares_memory(offsets, size):
    return np.shares_memory(crop(x, offsets, size), x)


compare(shares_memory, np.zeros((3, 2), dtype=int), 2, expected=False)
