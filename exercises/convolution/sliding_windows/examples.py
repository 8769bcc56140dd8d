# %% sliding_windows
small = np.arange(1, 13).reshape(1, 1, 3, 4)
print(sliding_windows(small, 2, (1, 2))[0, 0])

image = np.arange(2 * 3 * 5 * 8, dtype=float).reshape(2, 3, 5, 8)
turned = np.arange(2 * 3 * 5 * 8, dtype=np.float32).reshape(8, 5, 3, 2).T
for x in (image, turned):
    tensor = torch.tensor(x)
    compare(sliding_windows, x, (2, 3), expected=tensor.unfold(2, 2, 1).unfold(3, 3, 1))
    compare(sliding_windows, x, 2, (2, 3), expected=tensor.unfold(2, 2, 2).unfold(3, 2, 3))

compare(sliding_windows, image, (6, 2), raises=ValueError)
compare(sliding_windows, image, (0, 2), raises=ValueError)


def is_a_view(x):
    return np.shares_memory(sliding_windows(x, 2), x)


def can_be_written_to(x):
    return sliding_windows(x, 2).flags.writeable


for x in (image, turned):
    compare(is_a_view, x, expected=True)
compare(can_be_written_to, image, expected=False)
