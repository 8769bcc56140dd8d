# %% pad2d
small = np.array([[[[1, 2], [3, 4]]]])
print(pad2d(small, ((1, 0), (1, 1))))

image = np.arange(2 * 3 * 4 * 5, dtype=float).reshape(2, 3, 4, 5)
tensor = torch.tensor(image)
compare("pad2d(image, 1)", pad2d(image, 1), F.pad(tensor, (1, 1, 1, 1)))
compare("pad2d(image, (2, 0))", pad2d(image, (2, 0)), F.pad(tensor, (0, 0, 2, 2)))
compare(
    "pad2d(image, ((1, 0), (2, 3)), 9.0)",
    pad2d(image, ((1, 0), (2, 3)), 9.0),
    F.pad(tensor, (2, 3, 1, 0), value=9.0),
)
