# %% dilate2d
small = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]])
print(dilate2d(small, (2, 3)))

maps = np.arange(2 * 3 * 4 * 2, dtype=float).reshape(2, 3, 4, 2)
identity = torch.eye(3, dtype=torch.float64).reshape(3, 3, 1, 1)
for stride in [1, 3, (3, 2)]:
    expected = F.conv_transpose2d(torch.tensor(maps), identity, stride=stride)
    compare(dilate2d, maps, stride, expected=expected)

# %% rot180
small = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]])
compare(rot180, small, expected=np.array([[[[6.0, 5.0, 4.0], [3.0, 2.0, 1.0]]]]))

kernels = np.arange(2 * 4 * 3 * 3, dtype=float).reshape(2, 4, 3, 3)
compare(rot180, kernels, expected=torch.rot90(torch.tensor(kernels), 2, (2, 3)))
compare(rot180, rot180(kernels), expected=kernels)
