# %% sliding_windows
small = np.arange(1, 13).reshape(1, 1, 3, 4)
windows = sliding_windows(small, 2, (1, 2))
print(windows[0, 0])
print(windows.strides, windows.flags.writeable, np.shares_memory(windows, small))

image = np.arange(2 * 3 * 5 * 8, dtype=float).reshape(2, 3, 5, 8)
tensor = torch.tensor(image)
compare(
    "sliding_windows(image, (2, 3))",
    sliding_windows(image, (2, 3)),
    tensor.unfold(2, 2, 1).unfold(3, 3, 1),
)
compare(
    "sliding_windows(image, 2, (2, 3))",
    sliding_windows(image, 2, (2, 3)),
    tensor.unfold(2, 2, 2).unfold(3, 2, 3),
)
compare(
    "sliding_windows(np.asfortranarray(image), (3, 2))",
    sliding_windows(np.asfortranarray(image), (3, 2)),
    tensor.unfold(2, 3, 1).unfold(3, 2, 1),
)
