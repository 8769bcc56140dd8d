# %% dilate2d
small = np.array([[[[1, 2, 3], [4, 5, 6]]]])
print(dilate2d(small, (2, 3)))

maps = np.arange(2 * 3 * 4 * 2, dtype=float).reshape(2, 3, 4, 2)
identity = torch.eye(3, dtype=torch.float64).reshape(3, 3, 1, 1)
for stride in [1, 3, (3, 2)]:
    expected = F.conv_transpose2d(torch.tensor(maps), identity, stride=stride)
    compare(f"dilate2d(maps, {stride})", dilate2d(maps, stride), expected)

# %% rot180
small = np.array([[[[1, 2, 3], [4, 5, 6]]]])
print(rot180(small))

kernels = np.arange(2 * 4 * 3 * 3, dtype=float).reshape(2, 4, 3, 3)
compare("rot180(kernels)", rot180(kernels), torch.rot90(torch.tensor(kernels), 2, (2, 3)))
compare("rot180(rot180(kernels))", rot180(rot180(kernels)), kernels)
