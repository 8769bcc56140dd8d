# %% same_padding
compare(same_padding, (6, 5), 3, 2, expected=((0, 1), (1, 1)))
compare(same_padding, (7, 8), (5, 4), expected=((2, 2), (1, 2)))
compare(same_padding, (7, 8), (5, 3), (3, 2), (1, 2), expected=((2, 2), (1, 2)))
compare(same_padding, 5, 1, stride=3, expected=((0, 0), (0, 0)))

image, weights = torch.arange(56.0).reshape(1, 1, 7, 8), torch.ones(1, 1, 5, 3)
(top, bottom), (left, right) = same_padding((7, 8), (5, 3))
padded = F.pad(image, (left, right, top, bottom))
print(torch.equal(F.conv2d(padded, weights), F.conv2d(image, weights, padding="same")))
